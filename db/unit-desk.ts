/** What units have on their desks: open issues with their clocks, page by page, and the counts; one statement. */
import type { IssueState } from '../domain/issue/state.ts';
import type { Instant } from '../domain/time.ts';
import { issueFromJson, type IssueJson } from './commit.ts';
import type { Database } from './connect.ts';

export interface DeskCounts {
  /** Without an outcome and not shelved. */
  open: number;
  overdue: number;
  /** Due by the moment asked about, and not over. */
  soon: number;
  unaccepted: number;
  shelved: number;
  /** With an outcome; the first receiver has to answer. */
  awaitingReply: number;
}

export interface Desk extends DeskCounts {
  /** By the next deadline, shelved ones and those that only wait for the answer last. */
  issues: IssueState[];
}

const iso = (at: Instant): string => new Date(at).toISOString();

// $1 units · $2 now · $3 until when a deadline is near · $4 limit · $5 offset
const statement = `with desk as materialized (
    select i.number, i.status, i.due, i.accept_due, i.outcome_at from issues i
    where i.closed_at is null and i.unit = any($1::int[])
    union
    select i.number, i.status, i.due, i.accept_due, i.outcome_at from issues i
    where i.closed_at is null and i.handler = any($1::int[])
  ), page as (
    select number, row_number() over (order by outcome_at is not null, due nulls last, number) as place from desk
    order by outcome_at is not null, due nulls last, number limit $4::int offset $5::int
  )
  select (select jsonb_build_object(
      'open', count(*) filter (where outcome_at is null and status <> 'shelved'),
      'overdue', count(*) filter (where outcome_at is null and due < $2::text::timestamptz),
      'soon', count(*) filter (where outcome_at is null and due >= $2::text::timestamptz and due <= $3::text::timestamptz),
      'unaccepted', count(*) filter (where status in ('reported', 'reopened')),
      'shelved', count(*) filter (where status = 'shelved'),
      'awaitingReply', count(*) filter (where status = 'awaitingReply')) from desk) as counts,
    coalesce((select jsonb_agg(jsonb_build_object('issue', to_jsonb(i), 'clocks', coalesce(
        (select jsonb_agg(to_jsonb(c) order by c.seq) from clock_intervals c where c.issue = i.number), '[]'))
      order by p.place) from page p join issues i on i.number = p.number), '[]') as issues`;

export async function deskOf(
  db: Pick<Database, 'query'>,
  units: readonly number[],
  now: Instant,
  near: Instant,
  limit: number,
  offset = 0,
): Promise<Desk> {
  const [row] = await db.query<{ counts: DeskCounts; issues: IssueJson[] }>(statement, [
    [...units],
    iso(now),
    iso(near),
    limit,
    offset,
  ]);
  if (row === undefined) throw new Error('the desk of a unit gave no row');
  return { ...row.counts, issues: row.issues.map(issueFromJson) };
}
