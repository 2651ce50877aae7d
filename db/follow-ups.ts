/** Follow-ups: the month's sample, the calls that are open, and what residents said. */
import type { Closing, FollowUpOutcome, Satisfaction } from '../domain/follow-up.ts';
import { monthRange, type Instant, type Month } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { notTakenBack } from './standing.ts';
import type { Runner } from './supervision.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

/** What units closed in a month and is closed still. Settled on the spot it is no unit's; of a part nobody was answered. */
export function closingsOf(db: Runner, month: Month): Promise<Closing[]> {
  const { from, to } = monthRange(month);
  return db.query<Closing>(
    `select number as issue, holding, unit from issues
     where status = 'closed' and unit is not null and route <> 'spot' and parent is null
       and closed_at >= $1::text::timestamptz and closed_at < $2::text::timestamptz
     order by number`,
    [iso(from), iso(to)],
  );
}

export interface Call extends Closing {
  inspector: number | null;
}

/**
 * Keeps a month's sample unless it was drawn before; the sample as it is kept. Older calls about what has been reopened
 * since are looked at no more.
 */
export async function keepSample(
  db: Database,
  month: Month,
  sample: readonly Call[],
  drawnAt: Instant,
): Promise<Call[]> {
  await db.query(
    `with over as (
       update follow_ups f set pending = false where f.pending and not exists (
         select 1 from issues i where i.number = f.issue and i.holding = f.holding and i.status = 'closed')
     )
     insert into follow_ups (month, issue, holding, unit, inspector, drawn_at)
     select $1, s.issue, s.holding, s.unit, s.inspector, $3::text::timestamptz
     from jsonb_to_recordset($2::text::jsonb) as s(issue int, holding int, unit int, inspector int)
     where not exists (select 1 from follow_ups where month = $1)
     on conflict do nothing`,
    [month, JSON.stringify(sample), iso(drawnAt)],
  );
  return db.query<Call>(
    'select issue, holding, unit, inspector from follow_ups where month = $1 order by issue, holding',
    [month],
  );
}

export interface OpenCall extends Call {
  month: Month;
  category: number | null;
}

const calls = `select f.month, f.issue, f.holding, f.unit, f.inspector, i.category
  from follow_ups f join issues i on i.number = f.issue and i.holding = f.holding and i.status = 'closed'`;

/** Calls nobody has made, of issues that are closed as they were when drawn; of one month where given. */
export function openCalls(db: Runner, month: Month | null = null): Promise<OpenCall[]> {
  // Asked call by call, of the few that may be open: joined, all results ever recorded would be read.
  return db.query<OpenCall>(
    `${calls} where f.pending ${month === null ? '' : 'and f.month = $1 '}and coalesce((
       select false from follow_up_results r
       where r.issue = f.issue and r.holding = f.holding and ${notTakenBack('r')} limit 1), true)
     order by f.month, f.issue`,
    month === null ? [] : [month],
  );
}

/** The calls about an issue whose resident nobody has reached yet. */
export function callsAbout(db: Runner, issue: number): Promise<OpenCall[]> {
  return db.query<OpenCall>(
    `${calls} where f.issue = $1::int and not exists (select 1 from follow_up_results r
       where r.issue = f.issue and r.holding = f.holding and r.outcome <> 'unreachable' and ${notTakenBack('r')})`,
    [issue],
  );
}

export interface FollowUpResult {
  issue: number;
  holding: number;
  unit: number | null;
  by: number;
  at: Instant;
  outcome: FollowUpOutcome;
  satisfaction: Satisfaction | null;
  note: string | null;
}

/** Keeps what a resident said, once a message. */
export async function recordResult(db: Database, result: FollowUpResult, source: string): Promise<void> {
  const { issue, holding, unit, by, at, outcome, satisfaction, note } = result;
  await db.query(
    `with made as (update follow_ups set pending = false where issue = $1::int and holding = $2::int)
     insert into follow_up_results (issue, holding, unit, by, at, outcome, satisfaction, note, source)
     values ($1::int, $2::int, $3::int, $4::int, $5::text::timestamptz, $6, $7, $8, $9) on conflict (source) do nothing`,
    [issue, holding, unit, by, iso(at), outcome, satisfaction, note, source],
  );
}

/** The holding a message recorded a result of; null when it recorded none. */
export async function resultBySource(db: Runner, source: string): Promise<{ holding: number } | null> {
  const [row] = await db.query<{ holding: number }>('select holding from follow_up_results where source = $1', [
    source,
  ]);
  return row ?? null;
}

export interface UnitFollowUps {
  /** Null for what was settled on the spot. */
  unit: number | null;
  solved: number;
  unsolved: number;
  unreachable: number;
  /** Those who said how satisfied they are, and those of them who are, basically or fully. */
  rated: number;
  satisfied: number;
}

/** Follow-ups made in [from, to), the latest of each closing, by the unit that closed. */
export function followUpsByUnit(db: Runner, from: Instant, to: Instant): Promise<UnitFollowUps[]> {
  return db.query<UnitFollowUps>(
    `select unit, (count(*) filter (where outcome = 'solved'))::int as solved,
       (count(*) filter (where outcome = 'unsolved'))::int as unsolved,
       (count(*) filter (where outcome = 'unreachable'))::int as unreachable,
       (count(satisfaction))::int as rated,
       (count(*) filter (where satisfaction in ('satisfied', 'basicallySatisfied')))::int as satisfied
     from (
       select distinct on (issue, holding) unit, outcome, satisfaction from follow_up_results r
       where at >= $1::text::timestamptz and at < $2::text::timestamptz and ${notTakenBack('r')}
       order by issue, holding, at desc, id desc
     ) latest group by unit order by unit`,
    [iso(from), iso(to)],
  );
}
