/** Forms, parts and decisions of issues: numbers, and what is open. */
import type { EventOf, EventType, IssueEvent } from '../domain/issue/events.ts';
import type { IssueState, LeadingDecision } from '../domain/issue/state.ts';
import type { Day, Instant } from '../domain/time.ts';
import { codecFor } from './codec.ts';
import { issueFromJson, type IssueJson } from './commit.ts';
import type { Database } from './connect.ts';
import type { IssueRow } from './issue-queries.ts';
import { issues } from './schema/issues.ts';
import { stands } from './standing.ts';
import type { Runner } from './supervision.ts';

const codec = codecFor<IssueRow>(issues);
const iso = (at: Instant): string => new Date(at).toISOString();

interface Found {
  issue: Record<string, unknown>;
}
const rowsOf = (found: readonly Found[]): IssueRow[] => found.map(({ issue }) => codec.fromJson(issue));

/** The next number of a year's forms. It is given by writing it; who writes it second is refused by `issues_form`. */
export async function nextFormNumber(db: Runner, year: number): Promise<number> {
  const [row] = await db.query<{ next: number }>(
    `select 1 + coalesce(max((form ->> 'number')::int), 0) as next from issues where (form ->> 'year')::int = $1::int`,
    [year],
  );
  return row?.next ?? 1;
}

/** Numbers for issues that are about to be written. */
export async function drawIssueNumbers(db: Runner, count: number): Promise<number[]> {
  const rows = await db.query<{ number: number }>(
    `select nextval('issues_number_seq')::int as number from generate_series(1, $1::int)`,
    [count],
  );
  return rows.map(({ number }) => number);
}

/** What an issue was split into, by number. */
export async function partsOf(db: Runner, parent: number): Promise<IssueRow[]> {
  return rowsOf(
    await db.query<Found>(
      'select to_jsonb(i) as issue from issues i where i.parent = $1::int and i.parent is not null order by i.number',
      [parent],
    ),
  );
}

/** What an issue was split into, with their clocks, by number. */
export async function partsWithClocks(db: Runner, parent: number): Promise<IssueState[]> {
  const rows = await db.query<IssueJson>(
    `select to_jsonb(i) as issue, coalesce(
       (select jsonb_agg(to_jsonb(c) order by c.seq) from clock_intervals c where c.issue = i.number), '[]') as clocks
     from issues i where i.parent = $1::int and i.parent is not null order by i.number`,
    [parent],
  );
  return rows.map(issueFromJson);
}

/** Issues the bot proposes a form for and the office has not decided about. */
export async function undecidedProposals(db: Runner): Promise<number[]> {
  const rows = await db.query<{ number: number }>(
    `select number from issues
     where proposal is not null and proposal ->> 'route' = 'handover' and outcome_at is null and closed_at is null
     order by number`,
    [],
  );
  return rows.map(({ number }) => number);
}

/** Issues with decisions that may not be carried out yet. */
export async function issuesWithDecisions(db: Runner): Promise<IssueRow[]> {
  return rowsOf(
    await db.query<Found>(
      `select to_jsonb(i) as issue from issues i
       where i.outcome_at is null and i.closed_at is null and i.decisions <> '[]' order by i.number`,
      [],
    ),
  );
}

/** When a form was over, as the index of the forms has it; open ones come last. */
const overAt = `coalesce(least(i.outcome_at, i.closed_at), 'infinity'::timestamptz)`;

/** Forms in force that have no outcome, by their number. */
export async function openForms(db: Runner): Promise<IssueRow[]> {
  return rowsOf(
    await db.query<Found>(
      `select to_jsonb(i) as issue from issues i
       where i.form is not null and i.route = 'handover' and ${overAt} = 'infinity'::timestamptz
       order by (i.form ->> 'year')::int, (i.form ->> 'number')::int`,
      [],
    ),
  );
}

/** Forms of a year that were withdrawn since, by their number. */
export async function formsWithdrawn(db: Runner, year: number): Promise<IssueRow[]> {
  return rowsOf(
    await db.query<Found>(
      `select to_jsonb(i) as issue from issues i
       where (i.form ->> 'year')::int = $1::int and i.route <> 'handover' order by (i.form ->> 'number')::int`,
      [year],
    ),
  );
}

export interface FormHistory {
  issue: number;
  history: readonly IssueEvent[];
}

/** All that happened to the issues whose form may have been open at a moment, whatever became of them since; by their form. */
export async function formHistories(db: Runner, at: Instant): Promise<FormHistory[]> {
  return db.query<FormHistory>(
    `select i.number as issue, jsonb_agg(jsonb_build_object('type', e.type, 'at', (extract(epoch from e.at) * 1000)::float8,
         'actor', e.actor, 'data', e.data) order by e.seq) as history
     from issues i join events e on e.issue = i.number
     where i.form is not null and ${overAt} > $1::text::timestamptz and i.reported_at <= $1::text::timestamptz
     group by i.number order by (i.form ->> 'year')::int, (i.form ->> 'number')::int`,
    [iso(at)],
  );
}

/** Of these issues what was decided and instructed on the pack of a quarter, by its first day; with how each stands. */
export async function saidOnPack(
  db: Runner,
  quarter: Day,
  numbers: readonly number[],
): Promise<
  {
    issue: Pick<IssueState, 'number' | 'status'>;
    decisions: LeadingDecision[];
    instructions: EventOf<'instructed'>[];
  }[]
> {
  return db.query(
    `select jsonb_build_object('number', i.number, 'status', i.status) as issue,
       (select coalesce(jsonb_agg(d order by (d ->> 'seq')::int), '[]') from jsonb_array_elements(i.decisions) d
        where d -> 'study' ->> 'quarter' = $1) as decisions,
       (select coalesce(jsonb_agg(jsonb_build_object('type', e.type, 'at', (extract(epoch from e.at) * 1000)::float8,
          'actor', e.actor, 'data', e.data) order by e.seq), '[]') from events e
        where e.issue = i.number and e.type = 'instructed' and e.data -> 'study' ->> 'quarter' = $1 and ${stands('e')}
       ) as instructions
     from issues i where i.number in (select value::int from jsonb_array_elements_text($2::text::jsonb)) order by i.number`,
    [quarter, JSON.stringify(numbers)],
  );
}

/** Events of some kinds of an issue, in order. */
export async function eventsOfIssue<T extends EventType>(
  db: Database,
  issue: number,
  types: readonly T[],
): Promise<EventOf<T>[]> {
  return db.query<EventOf<T>>(
    `select type, (extract(epoch from at) * 1000)::float8 as at, actor, data from events
     where issue = $1::int and type in (select jsonb_array_elements_text($2::text::jsonb)) and ${stands('events')}
     order by seq`,
    [issue, JSON.stringify(types)],
  );
}
