/** Questions about many issues, each one statement. */
import type { IssueState, IssueStatus, Route } from '../domain/issue/state.ts';
import { pairsOf } from '../domain/text/issue-question.ts';
import type { Day, Instant } from '../domain/time.ts';
import { codecFor } from './codec.ts';
import type { Database, Parameter } from './database.ts';
import { issues } from './schema/issues.ts';

/** An issue without its clocks: what lists show. */
export type IssueRow = Omit<IssueState, 'clocks'>;
const codec = codecFor<IssueRow>(issues);

const iso = (at: Instant): string => new Date(at).toISOString();

interface Found {
  issue: Record<string, unknown>;
}
export interface IssueList {
  issues: IssueRow[];
  /** How many there are in all; `issues` holds the first of them. */
  total: number;
}

const issuesOf = (rows: readonly Found[]): IssueRow[] => rows.map((row) => codec.fromJson(row.issue));

const orders = {
  due: 'due',
  replyDue: 'reply_due',
  passOn: 'pass_on_due',
  review: 'review_day',
  age: 'number',
} as const;

export interface IssueFilter {
  units?: readonly number[];
  /** Villages and towns. */
  places?: readonly number[];
  categories?: readonly number[];
  statuses?: readonly IssueStatus[];
  /** Who owes the resident the answer. */
  duty?: number;
  /** Who has the duty or heard it first. */
  heardBy?: number;
  /** Words of two characters or more that stand in the content or the place, all of them. */
  texts?: readonly string[];
  /** Without an outcome, due before this. */
  overdueAt?: Instant;
  /** Without an outcome, due from this on. */
  dueFrom?: Instant;
  /** The office has to route it. */
  unrouted?: true;
  /** No unit has it. */
  unassigned?: true;
  /** An extension is asked for and not decided. */
  extensionPending?: true;
  /** The unit asks something of the office: more time, a return, shelving. */
  asked?: true;
  /** Shelved, and to be looked at again by this day. */
  reviewUntil?: Day;
  /** Units that help. */
  supporting?: readonly number[];
  /** A route the bot proposes and the office has not decided. */
  proposed?: Route;
  /** The district leader a form names. */
  leader?: number;
  /** Without an outcome, and not withdrawn. */
  open?: boolean;
  /** The resident has news to hear. */
  toPassOn?: true;
  /** Who owes the answer is one of these. */
  duties?: readonly number[];
  /** Not closed, withdrawn or taken back. */
  unclosed?: true;
  /** By which deadline the list is ordered, the first first, or the oldest issue first; else by number, newest first. */
  by?: keyof typeof orders;
}

/**
 * A page of them and how many there are, in one statement. Those that fit are found first, by the indexes: a plan that
 * walks all issues backwards until a page is full would be slow for just the few that are rarely asked for.
 */
export async function findIssues(db: Database, filter: IssueFilter, limit: number, offset = 0): Promise<IssueList> {
  const params: Parameter[] = [limit, offset];
  const where = conditions(filter, (value) => `$${params.push(value)}`);
  const deadline = filter.by ?? (filter.overdueAt === undefined ? null : 'due');
  const key = deadline === null ? '-number' : orders[deadline];
  const [row] = await db.query<{ issues: Record<string, unknown>[]; total: number }>(
    `with fits as materialized (
       select number, ${key} as key from issues i where ${where.join(' and ')}
     ), page as (select number, key from fits order by key, number limit $1::int offset $2::int)
     select (select count(*)::int from fits) as total, coalesce((
       select jsonb_agg(to_jsonb(i) order by p.key, p.number) from page p join issues i on i.number = p.number), '[]') as issues`,
    params,
  );
  return { issues: (row?.issues ?? []).map(codec.fromJson), total: row?.total ?? 0 };
}

/** @param given takes a value and gives its place in the statement */
function conditions(filter: IssueFilter, given: (value: Parameter) => string): string[] {
  const { units, places, categories, statuses, duty, heardBy, texts, overdueAt, dueFrom, reviewUntil } = filter;
  const { supporting, proposed, leader } = filter;
  const among = (list: readonly number[]): string => `any(${given([...list])}::int[])`;
  // States are the program's own words: written out, the planner knows how many of each there are.
  const inStates = (list: readonly IssueStatus[]): string =>
    `i.status in (${list.map((one) => `'${one}'`).join(', ')})`;
  const parts = ["i.status <> 'undone'"];
  if (units !== undefined) parts.push(`(i.unit = ${among(units)} or i.handler = ${among(units)})`);
  if (places !== undefined) parts.push(`i.place = ${among(places)}`);
  if (categories !== undefined) parts.push(`i.category = ${among(categories)}`);
  if (statuses !== undefined) parts.push(statuses.length === 0 ? 'false' : inStates(statuses));
  if (duty !== undefined) parts.push(`i.duty = ${given(duty)}::int`);
  if (heardBy !== undefined) parts.push(`(i.duty = ${given(heardBy)}::int or i.reporter = ${given(heardBy)}::int)`);
  for (const text of texts ?? []) {
    // By the pairs of characters of the word first, which an index has; then by the word itself.
    const word = given(text);
    parts.push(`i.number in (select issue from issue_pairs where pairs @> ${given(pairsOf(text))}::text[])
      and (strpos(i.content, ${word}) > 0 or strpos(coalesce(i.place_text, ''), ${word}) > 0)`);
  }
  if (overdueAt !== undefined) parts.push(`i.due < ${given(iso(overdueAt))}::text::timestamptz`);
  if (dueFrom !== undefined) parts.push(`i.due >= ${given(iso(dueFrom))}::text::timestamptz`);
  if (overdueAt !== undefined || dueFrom !== undefined) parts.push('i.outcome_at is null and i.closed_at is null');
  if (filter.unrouted) parts.push(`i.unit is null and ${inStates(['reported', 'returned'])}`);
  if (filter.unassigned) parts.push('i.unit is null');
  if (filter.extensionPending)
    parts.push(`i.pending_extension is not null and ${inStates(['reported', 'accepted', 'handling', 'reopened'])}`);
  if (filter.asked) parts.push('(i.pending_extension is not null or i.pending_request is not null)');
  if (reviewUntil !== undefined) parts.push(`${inStates(['shelved'])} and i.review_day <= ${given(reviewUntil)}`);
  if (supporting !== undefined) parts.push(`i.supporting && ${given([...supporting])}::int[]`);
  if (proposed !== undefined) parts.push(`i.proposal ->> 'route' = ${given(proposed)}`);
  if (leader !== undefined) parts.push(`(i.form ->> 'leader')::int = ${given(leader)}::int and i.route = 'handover'`);
  if (filter.toPassOn) parts.push('i.pass_on_due is not null');
  if (filter.duties !== undefined) parts.push(`i.duty = ${among(filter.duties)}`);
  if (filter.unclosed) parts.push('i.closed_at is null');
  if (filter.open) parts.push('i.outcome_at is null and i.closed_at is null');
  return parts;
}

/**
 * What a unit's digest lists: open issues that are overdue, due until `soon`, or not accepted. By unit, then deadline.
 * Shelved issues have no deadline and are accepted, so they never appear.
 */
export async function findPressing(db: Database, now: Instant, soon: Instant): Promise<IssueRow[]> {
  const rows = await db.query<Found>(
    `select to_jsonb(i) as issue from issues i
     where i.unit is not null and i.outcome_at is null and i.closed_at is null
       and (i.due <= $2::text::timestamptz or i.status in ('reported', 'reopened'))
       and i.assigned_at <= $1::text::timestamptz
     order by i.unit, i.due, i.number`,
    [iso(now), iso(soon)],
  );
  return issuesOf(rows);
}

/** Issues with an outcome whose resident is not answered though it is due by `until`; by first receiver. */
export async function findUnanswered(db: Database, until: Instant): Promise<IssueRow[]> {
  const rows = await db.query<Found>(
    `select to_jsonb(i) as issue from issues i
     where i.status = 'awaitingReply' and i.reply_due <= $1::text::timestamptz order by i.duty, i.reply_due, i.number`,
    [iso(until)],
  );
  return issuesOf(rows);
}

/** Issues the office has to route: no unit yet, or returned. Oldest first. */
export async function findUnrouted(db: Database): Promise<IssueRow[]> {
  const rows = await db.query<Found>(
    `select to_jsonb(i) as issue from issues i
     where i.unit is null and i.status in ('reported', 'returned') order by i.number`,
    [],
  );
  return issuesOf(rows);
}

/**
 * The messages of the bot that went out under a platform's id: several where they were merged. Platforms use ids again
 * after a restart or a long time: the newest is meant.
 */
export async function messagesSentAs(
  db: Database,
  room: string,
  platformMessage: string,
): Promise<{ issue: number | null; words: string }[]> {
  const rows = await db.query<{ issue: number | null; texts: string[] }>(
    `with found as (
       select o.id, o.batch, o.issue, o.segments from outbox o where room = $1 and platform_message = $2
       union all
       select o.id, o.batch, o.issue, o.segments from outbox_parts p join outbox o on o.id = p.outbox
       where p.room = $1 and p.platform_message = $2
     ), newest as (select id, batch from found order by id desc limit 1)
     select issue, jsonb_path_query_array(segments, '$[*].text') as texts from found f
     where exists (select 1 from newest n where f.id = n.id or f.batch = n.batch) order by f.id`,
    [room, platformMessage],
  );
  return rows.map(({ issue, texts }) => ({ issue, words: texts.join(' ') }));
}

/** Sealed contact of an issue; the look is recorded in the same statement: by whom, for whom, and when. */
export async function lookAtContact(
  db: Database,
  issue: number,
  { person, standingInFor, at }: { person: number; standingInFor: number | null; at: Instant },
): Promise<string | null> {
  const [row] = await db.query<{ sealed: string }>(
    `with looked as (
       insert into contact_looks (issue, person, standing_in_for, at)
       select issue, $2::int, $4::int, $3::text::timestamptz from contacts where issue = $1::int returning issue
     ) select c.sealed from contacts c join looked l on l.issue = c.issue`,
    [issue, person, iso(at), standingInFor],
  );
  return row?.sealed ?? null;
}

/** Whether a contact is stored for an issue. */
export async function hasContact(db: Database, issue: number): Promise<boolean> {
  const rows = await db.query('select 1 as one from contacts where issue = $1::int', [issue]);
  return rows.length > 0;
}
