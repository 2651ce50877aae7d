/** What hangs on what is taken back, and goes with it: the parts of a commit that undo, and the messages it was told in. */
import type { OutgoingSegment } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './database.ts';

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

const given = `jsonb_to_record({undo}::jsonb)
      as u(clocks int, messages bigint[], answer text, off_visit boolean, report boolean)`;

/** Beside `i`, the issue that is written. */
export const takeBack: readonly string[] = [
  `undo as (select u.*, i.number from i, ${given})`,
  `gone as (delete from clock_intervals c using undo where c.issue = undo.number and c.seq > undo.clocks)`,
  `withdrawn as (
    update outbox set state = 'withdrawn' from undo
    where outbox.id = any(undo.messages) and outbox.state = 'waiting' and outbox.leased_by is null
    returning outbox.room
  )`,
  `off_visit as (delete from visit_issues l using undo where l.issue = undo.number and undo.off_visit)`,
  `called as (update follow_ups f set pending = true from undo where f.issue = undo.number)`,
  `no_contact as (delete from contacts l using undo where l.issue = undo.number and undo.report)`,
  `no_question as (
    delete from prompts q using undo
    where q.question -> 'given' ->> 'issue' = undo.number::text and undo.report
  )`,
];

/** Of the messages `m`: the answer always, a correction only where the room can have read what is corrected. */
export const isStillSaid = `m.dedupe_key = (select answer from undo) or m.room not in (select room from withdrawn)`;
