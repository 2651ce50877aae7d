/** Questions about many issues, each one statement. */
import { and, arrayOverlaps, desc, eq, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { IssueState, IssueStatus, Route } from '../domain/issue/state.ts';
import type { Day, Instant } from '../domain/time.ts';
import { codecFor } from './codec.ts';
import type { Database } from './connect.ts';
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

export interface IssueFilter {
  units?: readonly number[];
  /** Villages and towns. */
  places?: readonly number[];
  statuses?: readonly IssueStatus[];
  /** Who owes the resident the answer. */
  duty?: number;
  /** Who has the duty or heard it first. */
  heardBy?: number;
  /** A request of the unit waits for the office. */
  asked?: boolean;
  /** To be reviewed by this day. */
  reviewBy?: Day;
  /** Words that stand in the content or the place. */
  text?: string;
  overdueAt?: Instant;
  /** No unit has it. */
  unassigned?: true;
  /** Units that help. */
  supporting?: readonly number[];
  /** A route the bot proposes and the office has not decided. */
  proposed?: Route;
  /** The district leader a form names. */
  leader?: number;
  /** Without an outcome, and not withdrawn. */
  open?: boolean;
}

/** Newest first; overdue ones by deadline, oldest first. */
export async function findIssues(db: Database, filter: IssueFilter, limit: number): Promise<IssueList> {
  const { units, places, statuses, duty, heardBy, text, overdueAt, supporting, proposed, leader, open } = filter;
  const { unassigned, asked, reviewBy } = filter;
  const rows = await db.orm
    .select({ issue: issues, total: sql<number>`(count(*) over ())::int` })
    .from(issues)
    .where(
      and(
        units && or(inArray(issues.unit, [...units]), inArray(issues.handler, [...units])),
        places && inArray(issues.place, [...places]),
        statuses && inArray(issues.status, [...statuses]),
        unassigned && isNull(issues.unit),
        duty === undefined ? undefined : eq(issues.duty, duty),
        heardBy === undefined ? undefined : or(eq(issues.duty, heardBy), eq(issues.reporter, heardBy)),
        asked === true ? or(isNotNull(issues.pendingExtension), isNotNull(issues.pendingRequest)) : undefined,
        reviewBy === undefined ? undefined : and(eq(issues.status, 'shelved'), lte(issues.reviewDay, reviewBy)),
        text === undefined
          ? undefined
          : sql`(strpos(${issues.content}, ${text}) > 0 or strpos(coalesce(${issues.placeText}, ''), ${text}) > 0)`,
        overdueAt === undefined
          ? undefined
          : and(lt(issues.due, overdueAt), isNull(issues.outcomeAt), isNull(issues.closedAt)),
        supporting && arrayOverlaps(issues.supporting, [...supporting]),
        proposed && sql`${issues.proposal} ->> 'route' = ${proposed}`,
        leader === undefined ? undefined : sql`(${issues.form} ->> 'leader')::int = ${leader}`,
        open === true ? and(isNull(issues.outcomeAt), isNull(issues.closedAt)) : undefined,
      ),
    )
    .orderBy(...(overdueAt === undefined ? [] : [issues.due]), desc(issues.number))
    .limit(limit);
  return { issues: rows.map((row) => row.issue as IssueRow), total: rows[0]?.total ?? 0 };
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

/** Sealed contact of an issue; the look is recorded in the same statement, by whom and when. */
export async function lookAtContact(db: Database, issue: number, person: number, at: Instant): Promise<string | null> {
  const [row] = await db.query<{ sealed: string }>(
    `with looked as (
       insert into contact_looks (issue, person, at)
       select issue, $2::int, $3::text::timestamptz from contacts where issue = $1::int returning issue
     ) select c.sealed from contacts c join looked l on l.issue = c.issue`,
    [issue, person, iso(at)],
  );
  return row?.sealed ?? null;
}

/** Whether a contact is stored for an issue. */
export async function hasContact(db: Database, issue: number): Promise<boolean> {
  const rows = await db.query('select 1 as one from contacts where issue = $1::int', [issue]);
  return rows.length > 0;
}
