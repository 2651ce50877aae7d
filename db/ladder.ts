/** Steps of the ladder that people take: decided from a draft or by hand, once each, with what they leave on paper. */
import type { LadderStep } from '../domain/escalation.ts';
import type { SuperviseOrderRecord } from '../domain/supervise-order.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { rungOf, type Runner } from './supervision.ts';

const iso = (at: Instant): string => new Date(at).toISOString();
const epoch = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

export interface StepByPerson {
  issue: number;
  by: number;
  at: Instant;
  /** The message by which it was taken. */
  source: string;
  /** How the issue stood: kept with a 督办单. */
  due: Instant | null;
  daysOverdue: number;
  answerDue: Day;
}

/** `taken (issue, holding, step, unit, note)` is a CTE before these: the papers of the steps that were taken. */
const papers = `
  ordered as (
    insert into supervise_orders (issue, holding, unit, requirement, due, days_overdue, answer_due, issued_by, issued_at)
    select t.issue, t.holding, t.unit, t.note, $5::text::timestamptz, $6::int, $7::text, $2::int, $3::text::timestamptz
    from taken t where t.step = 'supervise' on conflict do nothing
  ), summoned as (
    insert into summons (unit, issue, holding, reason, proposed_by, proposed_at, source)
    select t.unit, t.issue, t.holding, t.note, $2::int, $3::text::timestamptz, $4::text
    from taken t where t.step = 'summon' on conflict do nothing
  )
  select count(*)::int as taken from taken`;

const parameters = ({ issue, by, at, source, due, daysOverdue, answerDue }: StepByPerson) =>
  [issue, by, iso(at), source, due === null ? null : iso(due), daysOverdue, answerDue] as const;

/**
 * Takes a step of the issue as a unit holds it now, unless it was taken before. A draft of it is confirmed, one that
 * was dismissed is taken after all. Nothing happens where no unit has the issue any more.
 */
export async function takeStep(db: Database, step: LadderStep, note: string | null, one: StepByPerson): Promise<void> {
  await db.query(
    `with taken as (
       insert into reminders (issue, holding, step, unit, at, state, decided_by, decided_at, note, source)
       select i.number, i.holding, $8::text, i.unit, $3::text::timestamptz, 'confirmed', $2::int, $3::text::timestamptz,
         $9::text, $4::text
       from issues i
       where i.number = $1::int and i.unit is not null and i.outcome_at is null and i.closed_at is null
         and i.status <> 'shelved'
       on conflict (issue, holding, step) do update set state = 'confirmed', decided_by = excluded.decided_by,
         decided_at = excluded.decided_at, note = excluded.note, source = excluded.source
         where reminders.state in ('drafted', 'dismissed')
       returning issue, holding, step, unit, note
     ), ${papers}`,
    [...parameters(one), step, note],
  );
}

/** Decides what is drafted of an issue as a unit holds it now. */
export async function decideDrafts(
  db: Database,
  state: 'confirmed' | 'dismissed',
  reason: string | null,
  one: StepByPerson,
): Promise<void> {
  await db.query(
    `with decided as (
       update reminders r set state = $8::text, decided_by = $2::int, decided_at = $3::text::timestamptz,
         reason = $9::text, source = $4::text
       from issues i
       where r.issue = $1::int and r.state = 'drafted' and i.number = r.issue and i.holding = r.holding
         and i.outcome_at is null and i.closed_at is null
       returning r.issue, r.holding, r.step, r.unit, r.note
     ), taken as (select * from decided where $8::text = 'confirmed'), ${papers}`,
    [...parameters(one), state, reason],
  );
}

export interface StepTaken {
  holding: number;
  step: LadderStep;
  unit: number;
  state: 'taken' | 'drafted' | 'confirmed' | 'dismissed';
  note: string | null;
  /** When it was said or decided. */
  at: Instant;
  by: number | null;
  /** Number of the 督办单, or of the proposal to summon. */
  paper: number | null;
}

const stepColumns = `r.holding, r.step, r.unit, r.state, r.note, ${epoch('coalesce(r.decided_at, r.at)')} as at,
  r.decided_by as by, coalesce(o.number, s.number) as paper`;
const withPapers = `reminders r
  left join supervise_orders o on r.step = 'supervise' and o.issue = r.issue and o.holding = r.holding
  left join summons s on r.step = 'summon' and s.issue = r.issue and s.holding = r.holding`;

/** The steps a message took or decided, in the ladder's order of time. */
export function stepsBySource(db: Runner, issue: number, source: string): Promise<StepTaken[]> {
  return db.query<StepTaken>(
    `select ${stepColumns} from ${withPapers} where r.issue = $1::int and r.source = $2 order by r.at, ${rungOf('r.step')}`,
    [issue, source],
  );
}

/** All steps of an issue while a unit holds it, oldest first. */
export function stepsOf(db: Runner, issue: number, holding: number): Promise<StepTaken[]> {
  return db.query<StepTaken>(
    `select ${stepColumns} from ${withPapers} where r.issue = $1::int and r.holding = $2::int
     order by coalesce(r.decided_at, r.at), ${rungOf('r.step')}`,
    [issue, holding],
  );
}

/** What a unit was called at a moment; null where it has been called the same since. */
const calledThen = (unit: string, at: string): string => `(select c.data #>> '{names,before,name}' from roster_changes c
  where c.kind = 'renamed' and c.unit = ${unit} and c.at > ${at} order by c.number limit 1)`;

const orderColumns = `o.number, o.issue, o.unit, ${calledThen('o.unit', 'o.issued_at')} as "unitThen", o.requirement, ${epoch('o.due')} as due,
  o.days_overdue as "daysOverdue", o.answer_due as "answerDue", o.issued_by as "issuedBy",
  ${epoch('o.issued_at')} as "issuedAt"`;

export async function loadOrder(
  db: Runner,
  number: number,
): Promise<(SuperviseOrderRecord & { holding: number }) | null> {
  const [row] = await db.query<SuperviseOrderRecord & { holding: number }>(
    `select ${orderColumns}, o.holding from supervise_orders o where o.number = $1::int`,
    [number],
  );
  return row ?? null;
}

/** Whether an order went to one of some units, $n being their numbers as JSON; null for any. */
const toUnits = (parameter: string): string =>
  `(${parameter}::text is null or o.unit in (select value::int from jsonb_array_elements_text(${parameter}::text::jsonb)))`;
const idsJson = (units: readonly number[] | null): string | null => (units === null ? null : JSON.stringify(units));

/** The number of the last 督办单 about an issue, to some units where given; null where there is none. */
export async function latestOrderOf(
  db: Runner,
  issue: number,
  units: readonly number[] | null = null,
): Promise<number | null> {
  const [row] = await db.query<{ number: number }>(
    `select o.number from supervise_orders o where o.issue = $1::int and ${toUnits('$2')} order by o.number desc limit 1`,
    [issue, idsJson(units)],
  );
  return row?.number ?? null;
}

export interface ListedOrder extends SuperviseOrderRecord {
  /** Whether the unit has settled the issue since. */
  settled: boolean;
}

/** Orders whose issue is not settled yet, then the newest others; to some units where given. */
export function listOrders(db: Runner, limit: number, units: readonly number[] | null = null): Promise<ListedOrder[]> {
  return db.query<ListedOrder>(
    `select * from (
       select ${orderColumns}, i.holding <> o.holding or i.outcome_at is not null or i.closed_at is not null as settled
       from supervise_orders o join issues i on i.number = o.issue where ${toUnits('$2')}
     ) listed order by settled, number desc limit $1::int`,
    [limit, idsJson(units)],
  );
}

export interface Circulated {
  issue: number;
  reportedAt: Instant;
  unit: number;
  /** What it was called then, where it is called otherwise now. */
  unitThen: string | null;
  category: number | null;
  due: Instant | null;
  note: string | null;
  by: number;
  at: Instant;
  settled: boolean;
}

/** What inspectors put into the circular in [from, to), by unit. */
export function circulatedBetween(db: Runner, from: Instant, to: Instant): Promise<Circulated[]> {
  return db.query<Circulated>(
    `select r.issue, ${epoch('i.reported_at')} as "reportedAt", r.unit,
       ${calledThen('r.unit', 'r.decided_at')} as "unitThen", i.category, ${epoch('i.due')} as due, r.note, r.decided_by as by,
       ${epoch('r.decided_at')} as at,
       i.holding <> r.holding or i.outcome_at is not null or i.closed_at is not null as settled
     from reminders r join issues i on i.number = r.issue
     where r.step = 'circulate' and r.state = 'confirmed'
       and r.decided_at >= $1::text::timestamptz and r.decided_at < $2::text::timestamptz
     order by r.unit, r.issue`,
    [iso(from), iso(to)],
  );
}
