/** Open questions as they are kept. */
import type { Question } from '../domain/question.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

export function loadQuestions(
  db: Database,
  now: Instant,
): Promise<{ room: string; account: string; question: Question }[]> {
  return db.query('select room, account, question from prompts where expires_at > $1::text::timestamptz', [
    new Date(now).toISOString(),
  ]);
}

/** Forgets what nobody answered in time. */
export async function forgetQuestions(db: Database, before: Instant): Promise<void> {
  await db.query('delete from prompts where expires_at <= $1::text::timestamptz', [new Date(before).toISOString()]);
}

export async function forgetQuestion(db: Database, room: string, account: string): Promise<void> {
  await db.query('delete from prompts where room = $1 and account = $2', [room, account]);
}
