/** Ladder steps, flags and issued tables: what supervision writes and asks. */
import { ladderSteps, type LadderStep } from '../domain/escalation.ts';
import type { FlagEvidence, FlagKind, FlagState } from '../domain/flags.ts';
import type { MonthlyTable } from '../domain/monthly-table.ts';
import { addDays, startOfDay, type Day, type Instant, type Month } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { unitNow } from './supervised-units.ts';
import { violatedConstraint } from './unavailable.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

/** Anything that runs a statement: the database, or a job's transaction. */
export type Runner = Pick<Database, 'query'>;

/** For `order by`: a step's place on the ladder. */
export const rungOf = (step: string): string => `array_position('{${ladderSteps.join(',')}}'::text[], ${step})`;

/** Steps already taken for overdue issues; keyed `issue:holding`. */
export async function stepsTaken(db: Runner, issues: readonly number[]): Promise<Map<string, Set<LadderStep>>> {
  const rows = await db.query<{ issue: number; holding: number; step: LadderStep }>(
    `select issue, holding, step from reminders
     where issue in (select value::int from jsonb_array_elements_text($1::text::jsonb))`,
    [JSON.stringify(issues)],
  );
  const taken = new Map<string, Set<LadderStep>>();
  for (const { issue, holding, step } of rows) {
    const key = `${issue}:${holding}`;
    const steps = taken.get(key);
    if (steps === undefined) taken.set(key, new Set([step]));
    else steps.add(step);
  }
  return taken;
}

export interface DraftedStep {
  issue: number;
  holding: number;
  step: LadderStep;
  unit: number;
}

/** Drafts of 督办, 通报 and 约谈 that wait for an inspector; of issues that are still open. */
export async function loadDrafts(db: Runner): Promise<DraftedStep[]> {
  return db.query<DraftedStep>(
    `select r.issue, r.holding, r.step, r.unit from reminders r join issues i on i.number = r.issue
     where r.state = 'drafted' and i.outcome_at is null and i.closed_at is null and i.holding = r.holding
     order by r.at, r.issue, ${rungOf('r.step')}`,
    [],
  );
}

export interface Flag {
  id: number;
  kind: FlagKind;
  unit: number;
  /** The unit it was raised for, where that was merged into the unit since. */
  raisedFor?: number;
  day: Day;
  state: FlagState;
  evidence: FlagEvidence;
}

/** With the unit that answers for it, before a moment where one is given. */
const flagColumns = (before?: string): string =>
  `f.id, f.kind, ${unitNow('flag', 'f.id', 'f.unit', before)} as unit, f.unit as "raisedFor", f.day, f.state, f.evidence`;

/** Flags raised on or after a day, newest first; of some units when given. */
export async function loadFlags(db: Runner, since: Day, units: readonly number[] | null): Promise<Flag[]> {
  return db.query<Flag>(
    `select * from (select ${flagColumns()} from flags f where f.day >= $1) raised
     where $2::int[] is null or unit = any($2::int[]) order by day desc, id`,
    [since, units === null ? null : [...units]],
  );
}

/** Flags nobody has confirmed or dismissed, oldest first. */
export const draftFlags = (db: Runner): Promise<Flag[]> =>
  db.query<Flag>(`select ${flagColumns()} from flags f where f.state = 'draft' order by f.day, f.id`, []);

/** The flags in force on a day: of each unit and kind the latest, unless dismissed, with the unit that answered for it then. */
export async function flagsInForce(db: Runner, from: Day, to: Day): Promise<Flag[]> {
  return db.query<Flag>(
    `select ${flagColumns('$3::text::timestamptz')} from (
       select distinct on (unit, kind) * from flags where day >= $1 and day <= $2 order by unit, kind, day desc
     ) f where f.state <> 'dismissed' order by unit, kind`,
    [from, to, iso(startOfDay(addDays(to, 1)))],
  );
}

export async function loadFlag(db: Runner, id: number): Promise<Flag | null> {
  const [flag] = await db.query<Flag>(`select ${flagColumns()} from flags f where f.id = $1::int`, [id]);
  return flag ?? null;
}

/**
 * Dismisses a draft; false when it was decided before, by another message. `conflict`: it has changed in between; try
 * again. Confirming one begins a rectification (`confirmFlag`).
 */
export async function dismissFlag(
  db: Runner,
  id: number,
  { by, at, reason, source }: { by: number; at: Instant; reason: string; source: string },
): Promise<boolean | 'conflict'> {
  try {
    const [row] = await db.query<{ done: boolean }>(
      `with decided as (
         update flags set state = 'dismissed', decided_by = $2::int, decided_at = $3::text::timestamptz, reason = $4
         where id = $1::int and state = 'draft' returning id
       ), noted as (
         insert into supervision_events (subject, number, seq, type, at, actor, source, data)
         select 'flag', id, 1 + coalesce((
             select max(s.seq) from supervision_events s where s.subject = 'flag' and s.number = id), 0),
           'dismissed', $3::text::timestamptz, $2::int, $5, jsonb_build_object('reason', $4::text) from decided
         returning 1 as one
       )
       select exists (select 1 from noted) or exists (select 1 from supervision_events
         where subject = 'flag' and number = $1::int and source = $5 and type = 'dismissed') as done`,
      [id, by, iso(at), reason, source],
    );
    return row?.done === true;
  } catch (error) {
    if (violatedConstraint(error)?.startsWith('supervision_events_') === true) return 'conflict';
    throw error;
  }
}

/** The newest edition of a month's table. */
export async function loadTable(db: Runner, month: Month): Promise<MonthlyTable | null> {
  const [row] = await db.query<{ table: MonthlyTable }>(
    'select "table" from monthly_tables where month = $1 order by edition desc limit 1',
    [month],
  );
  return row?.table ?? null;
}
