/** Questions that wait for somebody's answer, held in memory so that chatter costs no query. */
import type { Database } from '../db/connect.ts';
import { loadQuestions } from '../db/questions.ts';
import type { Question } from '../domain/question.ts';
import type { Instant } from '../domain/time.ts';

export class OpenPrompts {
  private readonly byKey = new Map<string, Question>();

  /** @param room address key · @param account who was asked, as the room's platform knows them */
  get(room: string, account: string, now: Instant): Question | undefined {
    const key = `${room}|${account}`;
    const question = this.byKey.get(key);
    if (question === undefined || question.expiresAt > now) return question;
    this.byKey.delete(key);
    return undefined;
  }

  get isEmpty(): boolean {
    return this.byKey.size === 0;
  }

  set(room: string, account: string, question: Question | null): void {
    const key = `${room}|${account}`;
    if (question === null) this.byKey.delete(key);
    else this.byKey.set(key, question);
  }

  /** Forgets what nobody answered in time. */
  sweep(now: Instant): void {
    for (const [key, { expiresAt }] of this.byKey) if (expiresAt <= now) this.byKey.delete(key);
  }

  /** What was asked before a restart and is still open. */
  async restore(db: Database, now: Instant): Promise<void> {
    for (const { room, account, question } of await loadQuestions(db, now)) this.set(room, account, question);
  }
}
