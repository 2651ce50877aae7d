/** Commits an undoing: what the remaining events add up to, and what hung on what was taken back, in ONE statement. */
import type { OutgoingSegment } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import { changed, queue, run, type Change, type CommitResult } from './commit.ts';
import type { Database } from './connect.ts';

/** A message that was queued because of what is taken back. */
export interface ToldBefore {
  id: number;
  room: string;
  segments: readonly OutgoingSegment[];
}

/** What somebody has seen, may see, or will see of an issue because of one message; what nobody will is left out. */
export function toldBecauseOf(db: Database, issue: number, source: string, since: Instant): Promise<ToldBefore[]> {
  return db.query<ToldBefore>(
    `select id, room, segments from outbox
     where created_at >= $2::text::timestamptz and issue = $1::int and starts_with(dedupe_key, $3 || '>')
       and state in ('waiting', 'sending', 'delivered', 'unknown') order by id`,
    [issue, new Date(since).toISOString(), source],
  );
}

export interface TakenBack {
  /** Messages to withdraw where they are in nobody's hands yet; their rooms then need no correction. */
  messages: readonly number[];
  /** The message that is sent whatever was withdrawn: the answer. */
  answer: string;
  /** Whether the issue hangs on no visit any more. */
  offVisit: boolean;
  /** Whether the resident's contact goes: the report itself was taken back. */
  forgetContact: boolean;
}

// $11 messages · $12 the answer's key · $13 off the visit · $14 forget the contact
const statement = `with ${changed},
  gone as (
    delete from clock_intervals c using i where c.issue = i.number and c.seq > (
      select coalesce(max((k ->> 'seq')::int), 0) from jsonb_array_elements($4::text::jsonb) as k)
  ),
  w as (
    update outbox set state = 'withdrawn' from i
    where outbox.id = any($11::bigint[]) and outbox.state = 'waiting' and outbox.leased_by is null
    returning outbox.room
  ),
  off_visit as (delete from visit_issues l using i where l.issue = i.number and $13::boolean),
  no_contact as (delete from contacts l using i where l.issue = i.number and $14::boolean),
  no_question as (
    delete from prompts q using i where q.issue = i.number and q.question <> 'visitPlace' and $14::boolean
  ),
  ${queue('i.number', 'i', 'm.dedupe_key = $12 or m.room not in (select room from w)')}`;

/** @param change with all clocks of the issue in `after` new: they are written whole */
export const commitTakenBack = (
  db: Database,
  change: Change,
  { messages, answer, offVisit, forgetContact }: TakenBack,
): Promise<CommitResult> => run(db, statement, change, [messages, answer, offVisit, forgetContact]);
