/** Issues the next edition of something by hand, with all that is said about it, in one statement. */
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { queuedColumns, queuedJson, type QueuedMessage } from './queued-message.ts';

/**
 * The edition is written only where it is the next one, the message answered only where the edition was written: of two
 * corrections at once the second is told, and decides anew on what the first has issued.
 *
 * @param frozen inserts the edition where it is the next, `$1` at, `$2` by whom, `$3` what it says as JSON, `$6` its files as
 *   JSON; `returning 1`
 * @param files inserts what goes with it, from `frozen`
 */
export const nextEdition = (
  frozen: string,
  files: readonly string[] = [],
): string => `with frozen as (${frozen}), seen as (
    insert into inbox (room, message_id, at) select $4, $5, $1::text::timestamptz from frozen on conflict do nothing
  ), ${files.map((one) => `${one}, `).join('')}told as (
    insert into outbox (dedupe_key, platform, room, issue, segments, created_at, run_at)
    select m.dedupe_key, m.platform, m.room, m.issue, m.segments, $1::text::timestamptz, m.run_at
    from frozen, jsonb_to_recordset($7::text::jsonb) as ${queuedColumns}
    order by m.place
    on conflict (dedupe_key) do nothing
  )
  select (select count(*)::int from frozen) as frozen,
    (select count(*)::int from inbox where room = $4 and message_id = $5) as seen`;

/** For `where` of the insert: the message was not answered before. */
export const notSeen = 'not exists (select 1 from inbox where room = $4 and message_id = $5)';

export interface IssuedByHand {
  at: Instant;
  by: number;
  /** The message that asked for it; answered once, whatever is delivered twice. */
  message: { room: string; messageId: string };
  outbox: readonly QueuedMessage[];
}

/** `conflict` when another edition was issued meanwhile. */
export async function issueEdition(
  db: Pick<Database, 'query'>,
  statement: string,
  { at, by, message, outbox }: IssuedByHand,
  content: string,
  files: string,
): Promise<'done' | 'seen' | 'conflict'> {
  const [row] = await db.query<{ frozen: number; seen: number }>(statement, [
    new Date(at).toISOString(),
    by,
    content,
    message.room,
    message.messageId,
    files,
    queuedJson(outbox),
  ]);
  if (row !== undefined && row.frozen > 0) return 'done';
  return row !== undefined && row.seen > 0 ? 'seen' : 'conflict';
}
