/** What hangs on what is taken back, and goes with it: the parts of a commit that undo, and the messages it was told in. */
import type { OutgoingSegment } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './database.ts';
import { queuedColumns, queuedJson, type QueuedMessage } from './queued-message.ts';

/** A message that was queued because of what is taken back. */
export interface ToldBefore {
  id: number;
  room: string;
  segments: readonly OutgoingSegment[];
}

/**
 * What somebody has seen, may see, or will see because of one message, of an issue or (null) whatever it is about; what
 * nobody will is left out.
 */
export function toldBecauseOf(
  db: Database,
  issue: number | null,
  source: string,
  since: Instant,
): Promise<ToldBefore[]> {
  return db.query<ToldBefore>(
    `select id, room, segments from outbox
     where created_at >= $2::text::timestamptz and ($1::int is null or issue = $1::int) and starts_with(dedupe_key, $3 || '>')
       and state in ('waiting', 'sending', 'delivered', 'unknown') order by id`,
    [issue, new Date(since).toISOString(), source],
  );
}

export interface TakenBack {
  /** Clock intervals the issue is left with: those after them go. */
  clocks: number;
  /** Messages to withdraw where they are in nobody's hands yet; their rooms then need no correction. */
  messages: readonly number[];
  /** The message that is sent whatever was withdrawn: the answer. */
  answer: string;
  /** The issue hangs on no visit any more. */
  offVisit: boolean;
  /** The report itself is taken back: the resident's contact goes, and the questions about it. */
  report: boolean;
}

export const takenBackJson = ({ offVisit, ...undo }: TakenBack): string =>
  JSON.stringify({ ...undo, off_visit: offVisit });

/** Withdraws messages nobody holds yet, from `by`. */
const withdrawn = (messages: string, by: string): string => `withdrawn as (
    update outbox set state = 'withdrawn' from ${by}
    where outbox.id = any(${messages}) and outbox.state = 'waiting' and outbox.leased_by is null
    returning outbox.room
  )`;

const given = `jsonb_to_record({undo}::jsonb)
      as u(clocks int, messages bigint[], answer text, off_visit boolean, report boolean)`;

/** Beside `i`, the issue that is written. */
export const takeBack: readonly string[] = [
  `undo as (select u.*, i.number from i, ${given})`,
  `gone as (delete from clock_intervals c using undo where c.issue = undo.number and c.seq > undo.clocks)`,
  withdrawn('undo.messages', 'undo'),
  `off_visit as (delete from visit_issues l using undo where l.issue = undo.number and undo.off_visit)`,
  `called as (update follow_ups f set pending = true from undo where f.issue = undo.number)`,
  `no_contact as (delete from contacts l using undo where l.issue = undo.number and undo.report)`,
  `no_question as (
    delete from prompts q using undo
    where q.question -> 'given' ->> 'issue' = undo.number::text and undo.report
  )`,
];

/** Of the messages `m`: the answer always, a correction only where the room can have read what is corrected. */
const stillSaid = (answer: string): string => `m.dedupe_key = ${answer} or m.room not in (select room from withdrawn)`;
export const isStillSaid = stillSaid('(select answer from undo)');

/**
 * Takes back what stands beside issues, with all that is said about it, in one statement: once a message, or not at all
 * where `kept` gives no row.
 *
 * @param kept writes that it was taken back; `returning 1 as one`. `$1` at, `$7` and on its own; `notAnswered` is its condition
 * @param more what else changes with it, from `kept`
 */
export const takingBack = (kept: string, more: readonly string[] = []): string => `with kept as (${kept}),
  ${more.map((one) => `${one},\n  `).join('')}${withdrawn('$4::bigint[]', 'kept')},
  seen as (
    insert into inbox (room, message_id, at) select $2, $3, $1::text::timestamptz from kept on conflict do nothing
  ),
  told as (
    insert into outbox (dedupe_key, platform, room, issue, segments, created_at, run_at)
    select m.dedupe_key, m.platform, m.room, m.issue, m.segments, $1::text::timestamptz, m.run_at
    from kept, jsonb_to_recordset($6::text::jsonb) as ${queuedColumns}
    where ${stillSaid('$5')} order by m.place
    on conflict (dedupe_key) do nothing
  )
  select (select count(*)::int from kept) as kept,
    (select count(*)::int from inbox where room = $2 and message_id = $3) as seen`;

export const notAnswered = 'not exists (select 1 from inbox where room = $2 and message_id = $3)';

export interface TakingBack {
  at: Instant;
  message: { room: string; messageId: string };
  /** Messages to withdraw where they are in nobody's hands yet. */
  told: readonly ToldBefore[];
  /** Dedupe key of the answer. */
  answer: string;
  outbox: readonly QueuedMessage[];
}

/** `gone`: it is not as it was read, or was taken back before. */
export async function takeBackBeside(
  db: Database,
  statement: string,
  { at, message, told, answer, outbox }: TakingBack,
  own: readonly (string | number)[],
): Promise<'done' | 'seen' | 'gone'> {
  const [row] = await db.query<{ kept: number; seen: number }>(statement, [
    new Date(at).toISOString(),
    message.room,
    message.messageId,
    told.map(({ id }) => id),
    answer,
    queuedJson(outbox),
    ...own,
  ]);
  if ((row?.kept ?? 0) > 0) return 'done';
  return (row?.seen ?? 0) > 0 ? 'seen' : 'gone';
}
