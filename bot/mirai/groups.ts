/** Who is in which group, as the server tells, and through which group a person who is no friend can be reached. */
import { MINUTE, type Instant } from '../../domain/time.ts';
import { idOf } from '../ids.ts';
import type { MahHttp } from './http.ts';
import type { MiraiBot } from './library.ts';
import { within } from './network.ts';

/** How long a member list is believed, when no event says that it changed. */
const MEMBERS_KEPT = 10 * MINUTE;
/** Ways back remembered, the newest: a district has some thousands of people. */
const ROUTES_KEPT = 10_000;

type Members = ReadonlySet<string>;

export interface Session {
  bot: MiraiBot;
  http: MahHttp;
}

export class Groups {
  private readonly known = new Map<string, { at: Instant; members: Members }>();
  private readonly routes = new Map<string, string>();
  private readonly clock: () => Instant;
  private readonly timeoutMs: number;

  constructor(clock: () => Instant, timeoutMs: number) {
    this.clock = clock;
    this.timeoutMs = timeoutMs;
  }

  /** Null when the server does not say. */
  async members(session: Session, group: string): Promise<Members | null> {
    const known = this.known.get(group);
    if (known !== undefined && this.clock() - known.at < MEMBERS_KEPT) return known.members;
    try {
      const list = await within(this.timeoutMs, session.bot.getMemberList({ group: Number(group) }));
      const members = idsOf(list);
      this.known.set(group, { at: this.clock(), members });
      return members;
    } catch {
      return null;
    }
  }

  /**
   * Asks again after a message was refused: those both in the server's own list, by which it judges mentions, and in
   * the fresh one from QQ, which old servers do not have.
   */
  async membersAfresh(session: Session, group: string): Promise<Members | null> {
    this.forget(group);
    const listed = await this.members(session, group);
    const answer = await session.http.get('/latestMemberList', { target: group });
    if (answer.kind !== 'answered' || answer.code !== 0 || !Array.isArray(answer.data)) return listed;
    const fresh = idsOf(answer.data);
    const members = listed === null ? fresh : new Set([...listed].filter((account) => fresh.has(account)));
    this.known.set(group, { at: this.clock(), members });
    return members;
  }

  forget(group: string): void {
    this.known.delete(group);
  }

  /** @param group where the person wrote from; null for a friend */
  heardFrom(account: string, group: string | null): void {
    this.routes.delete(account);
    if (group === null) return;
    this.routes.set(account, group);
    if (this.routes.size > ROUTES_KEPT) this.routes.delete(this.routes.keys().next().value ?? '');
  }

  /** The group to reach somebody through; null for friends and people never heard of. */
  routeTo(account: string): string | null {
    return this.routes.get(account) ?? null;
  }

  /** Any group of the bot's that the person is in. */
  async findRoute(session: Session, account: string): Promise<string | null> {
    const answer = await session.http.get('/groupList');
    const groups = answer.kind === 'answered' && Array.isArray(answer.data) ? idsOf(answer.data) : [];
    for (const group of groups) {
      if (!((await this.members(session, group))?.has(account) ?? false)) continue;
      this.heardFrom(account, group);
      return group;
    }
    return null;
  }
}

/** Ids of a list of people or groups as the server writes them. */
export const idsOf = (list: readonly unknown[]): Set<string> =>
  new Set(list.flatMap((one) => idOf((one as { id?: unknown } | null)?.id) ?? []));
