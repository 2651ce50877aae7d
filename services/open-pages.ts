/** What 下一页 means to whom: kept in memory, forgotten by a restart, which costs nothing but asking again. */
import type { Instant } from '../domain/time.ts';

/** People who may have a list open at once: more than speak in the time a list is kept. */
const KEPT = 4096;

export class OpenPages<Next> {
  private readonly byKey = new Map<string, { next: Next; until: Instant }>();

  /** @param next null where the last page was shown */
  set(room: string, person: number, next: Next | null, until: Instant): void {
    const key = `${room}|${person}`;
    this.byKey.delete(key);
    if (next === null) return;
    this.byKey.set(key, { next, until });
    const oldest = this.byKey.keys().next();
    if (this.byKey.size > KEPT && !oldest.done) this.byKey.delete(oldest.value);
  }

  get(room: string, person: number, now: Instant): Next | null {
    const open = this.byKey.get(`${room}|${person}`);
    return open === undefined || open.until < now ? null : open.next;
  }
}
