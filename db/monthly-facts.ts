/** Facts of a month by unit, counted over the times units held issues: one statement, each interval looked at once. */
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

export interface UnitMonthFacts {
  unit: number;
  carriedOver: number;
  added: number;
  due: number;
  closed: number;
  movedAway: number;
  open: number;
  closedOnTime: number;
  acceptDue: number;
  acceptedOnTime: number;
  overdue: number;
  nearLimit: number;
}

const iso = (at: Instant): string => new Date(at).toISOString();

/**
 * $1 from · $2 to (half-open) · $3 until when a deadline counts as near.
 * An interval is carried over when it began before the month and was not ended then; open when it runs at the month's
 * end; closed or moved away by what ended it. So carried over + added − closed − moved away = open, row by row.
 * Due in the month: the deadline lies in it, and the unit had not given the issue away before. A closing that a
 * follow-up found unsolved is not on time. Shelved issues have no deadline and are not due.
 */
const statement = `with held as (
    select c.unit, c.started_at, c.ended_at, c.ended_by, c.accept_due, c.accepted_at, c.due, c.unsolved_at
    from clock_intervals c
    where kind = 'unit' and started_at < $2::text::timestamptz and (ended_at is null or ended_at >= $1::text::timestamptz
      or (due >= $1::text::timestamptz and due < $2::text::timestamptz)
      or (accept_due >= $1::text::timestamptz and accept_due < $2::text::timestamptz))
  ), marked as (
    select *,
      started_at < $1::text::timestamptz as before,
      ended_at is not null and ended_at < $2::text::timestamptz as over,
      ended_at is not null and ended_at >= $1::text::timestamptz and ended_at < $2::text::timestamptz as ended_now,
      due >= $1::text::timestamptz and due < $2::text::timestamptz
        and not (coalesce(ended_by, 'outcome') <> 'outcome' and ended_at <= due) as due_now,
      accept_due >= $1::text::timestamptz and accept_due < $2::text::timestamptz
        and not (accepted_at is null and ended_at is not null and ended_at <= accept_due) as accept_now
    from held
  )
  select unit,
    (count(*) filter (where before and (ended_at is null or ended_at >= $1::text::timestamptz)))::int as "carriedOver",
    (count(*) filter (where not before))::int as "added",
    (count(*) filter (where due_now))::int as "due",
    (count(*) filter (where ended_now and ended_by = 'outcome'))::int as "closed",
    (count(*) filter (where ended_now and ended_by <> 'outcome'))::int as "movedAway",
    (count(*) filter (where not over))::int as "open",
    (count(*) filter (where due_now and ended_by = 'outcome' and ended_at <= due and unsolved_at is null))::int as "closedOnTime",
    (count(*) filter (where accept_now))::int as "acceptDue",
    (count(*) filter (where accept_now and accepted_at <= accept_due))::int as "acceptedOnTime",
    (count(*) filter (where not over and due < $2::text::timestamptz))::int as "overdue",
    (count(*) filter (where not over and due >= $2::text::timestamptz and due <= $3::text::timestamptz))::int as "nearLimit"
  from marked group by unit order by unit`;

export async function monthlyFacts(
  db: Pick<Database, 'query'>,
  from: Instant,
  to: Instant,
  near: Instant,
): Promise<UnitMonthFacts[]> {
  return db.query<UnitMonthFacts>(statement, [iso(from), iso(to), iso(near)]);
}

/** Issues reported and outcomes recorded before a moment, since the beginning. */
export async function cumulativeCounts(
  db: Pick<Database, 'query'>,
  before: Instant,
): Promise<{ reported: number; closed: number }> {
  const [row] = await db.query<{ reported: number; closed: number }>(
    `select count(*)::int as reported, (count(*) filter (where outcome_at < $1::text::timestamptz))::int as closed
     from issues where reported_at < $1::text::timestamptz`,
    [iso(before)],
  );
  return row ?? { reported: 0, closed: 0 };
}

/** A time a unit held an issue, as the survival statistics take it. */
export interface HeldSpell {
  issue: number;
  unit: number;
  category: number | null;
  from: Instant;
  to: Instant | null;
  closed: boolean;
  /** Shelved stretches within it. */
  pauses: { from: Instant; to: Instant | null }[];
  touchedAt: Instant;
  due: Instant | null;
}

interface SpellRow {
  issue: number;
  unit: number;
  category: number | null;
  from: number;
  to: number | null;
  closed: boolean;
  pauses: { from: string; to: string | null }[] | null;
  touched: number;
  due: number | null;
}

const epoch = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** Everything units held at some time in [from, to); what ended later counts as still open at `to`. */
export async function heldSpells(db: Pick<Database, 'query'>, from: Instant, to: Instant): Promise<HeldSpell[]> {
  const rows = await db.query<SpellRow>(
    `with held as (
       select issue, seq, unit, started_at, ended_at, ended_by, due from clock_intervals
       where kind = 'unit' and started_at < $2::text::timestamptz and ended_at is null
       union all
       select issue, seq, unit, started_at, ended_at, ended_by, due from clock_intervals
       where kind = 'unit' and started_at < $2::text::timestamptz and ended_at >= $1::text::timestamptz
     ), paused as (
       select issue, jsonb_agg(jsonb_build_object('from', started_at, 'to', ended_at)) as pauses
       from clock_intervals where kind = 'pause' group by issue
     )
     select c.issue, c.unit, i.category, ${epoch('c.started_at')} as "from",
       case when c.ended_at < $2::text::timestamptz then ${epoch('c.ended_at')} end as "to",
       coalesce(c.ended_at < $2::text::timestamptz and c.ended_by = 'outcome', false) as closed,
       p.pauses, ${epoch('i.touched_at')} as touched, ${epoch('c.due')} as due
     from held c join issues i on i.number = c.issue left join paused p on p.issue = c.issue
     order by c.issue, c.seq`,
    [iso(from), iso(to)],
  );
  return rows.map(({ touched, pauses, ...row }) => ({
    ...row,
    touchedAt: touched,
    pauses: (pauses ?? []).map((pause) => ({
      from: Date.parse(pause.from),
      to: pause.to === null ? null : Date.parse(pause.to),
    })),
  }));
}
