/** A message that comes to a second process as well: redelivered by the platform, or because the first was killed. */
import type { HeardMessage } from '../../bot/memory.ts';
import { addressKey, type IncomingMessage } from '../../domain/message.ts';
import { Stage } from './stage.ts';

/** What a restarted bot says when it hears what the one before it had dealt with; `at` is when it starts. */
export async function deliveredAgain(stage: Stage, message: IncomingMessage, at: string): Promise<HeardMessage[]> {
  await stage.house.receive(message);
  await stage.house.quiet();
  return heardByNext(stage, message, at);
}

/**
 * The bot is killed when it has written what was asked of it, and not yet that it has: the next one hears the message as if
 * it were new, twice, and says this.
 */
export async function killedBeforeAnswering(
  stage: Stage,
  message: IncomingMessage,
  at: string,
): Promise<HeardMessage[]> {
  await stage.house.receive(message);
  // What is said of a file in parts must be out before it can be forgotten.
  await stage.house.quiet();
  const { db } = stage.house.core;
  const said = `dedupe_key like '%:' || $1 || '>%'`;
  await db.query('delete from inbox where message_id = $1 and room = $2', [
    message.messageId,
    addressKey(message.room),
  ]);
  await db.query(`delete from outbox_parts where outbox in (select id from outbox where ${said})`, [message.messageId]);
  await db.query(`delete from outbox where ${said}`, [message.messageId]);
  return heardByNext(stage, message, at);
}

async function heardByNext(stage: Stage, message: IncomingMessage, at: string): Promise<HeardMessage[]> {
  const next = await Stage.reopen(stage.house.core.db, at);
  await next.house.receive(message);
  await next.house.receive(message);
  await next.house.quiet();
  await next.close();
  return next.transcript;
}

/** The bot is killed when a job has done its work, and its slot is not yet marked as done: what the next one says. */
export async function killedBeforeMarking(stage: Stage, job: string, at: string): Promise<HeardMessage[]> {
  const { db } = stage.house.core;
  await db.query('delete from job_runs where job = $1 and due_at = (select max(due_at) from job_runs where job = $1)', [
    job,
  ]);
  const next = await Stage.reopen(db, at);
  await next.house.quiet();
  await next.close();
  return next.transcript;
}
