/** Questions waiting for a numbered answer, held in memory so that chatter costs no query. */
import type { Question } from '../db/commit.ts';
import type { Database } from '../db/connect.ts';
import type { Instant } from '../domain/time.ts';

export interface OpenPrompt {
  /** The issue asked about; for `visitPlace` the visit. */
  issue: number;
  question: Question['question'];
  options: readonly number[];
  expiresAt: Instant;
}

export class OpenPrompts {
  private readonly byKey = new Map<string, OpenPrompt>();

  get(room: string, person: number, now: Instant): OpenPrompt | undefined {
    const key = `${room}|${person}`;
    const prompt = this.byKey.get(key);
    if (prompt === undefined || prompt.expiresAt > now) return prompt;
    this.byKey.delete(key);
    return undefined;
  }

  get isEmpty(): boolean {
    return this.byKey.size === 0;
  }

  set(room: string, person: number, prompt: OpenPrompt | null): void {
    const key = `${room}|${person}`;
    if (prompt === null) this.byKey.delete(key);
    else this.byKey.set(key, prompt);
  }

  /** Forgets what nobody answered in time. */
  sweep(now: Instant): void {
    for (const [key, prompt] of this.byKey) if (prompt.expiresAt <= now) this.byKey.delete(key);
  }

  /** What was asked before a restart and is still open. */
  async restore(db: Database, now: Instant): Promise<void> {
    const rows = await db.query<{
      room: string;
      person: number;
      issue: number;
      question: OpenPrompt['question'];
      options: number[];
      expires: number;
    }>(
      `select room, person, issue, question, to_jsonb(options) as options,
        (extract(epoch from expires_at) * 1000)::float8 as expires
       from prompts where expires_at > $1::text::timestamptz`,
      [new Date(now).toISOString()],
    );
    for (const row of rows) {
      const { issue, question, options } = row;
      this.set(row.room, row.person, { issue, question, options, expiresAt: row.expires });
    }
  }
}
