/** Cumulative totals since the beginning, this year and this half-year: of the district or of a unit, in one query. */
import { startOfDay, type Day, type Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

export interface Totals {
  /** Issues reported, of a village those from there; of a unit: what it was given and has not given away. */
  collected: number;
  /** Of these, with an outcome. */
  closed: number;
  visits: number;
  households: number;
  inspections: number;
}

/**
 * Whose totals: null for the district. accountable: a department's or town's · working: a subordinate's, what it was given
 * to work on · place: a village's, what was raised there. People are those of the units, places those within them.
 */
export interface TotalsOf {
  as: 'accountable' | 'working' | 'place';
  units: readonly number[];
  people: readonly number[];
  places: readonly number[];
}

/** Where a stretch begins; null for the beginning. Each lies within the one before it. */
export type Since = Day | null;

const iso = (at: Instant): string => new Date(at).toISOString();

// Reports that were taken back by a slip are none; they are few, and found by their state.
const district = `select s.place,
    (select count(*) from issues where reported_at >= s.at and reported_at < $2::text::timestamptz)
      - (select count(*) from issues where status = 'undone' and reported_at >= s.at) as collected,
    (select count(*) from issues where reported_at >= s.at and reported_at < $2::text::timestamptz and outcome_at is not null)
      as closed,
    (select count(*) from visits where day >= s.day and withdrawn_at is null) as visits,
    (select coalesce(sum(households), 0) from visits where day >= s.day and withdrawn_at is null) as households,
    (select count(*) from inspections where at >= s.at and withdrawn_at is null) as inspections
  from since s`;

/** @param inspected the column of an inspection that names it */
const unit = (inspected: 'unit' | 'place'): string => `select s.place,
    (select count(*) from held h where h.started_at >= s.at and coalesce(h.ended_by, 'outcome') = 'outcome') as collected,
    (select count(*) from held h where h.started_at >= s.at and h.ended_by = 'outcome') as closed,
    (select count(*) from visited v where v.day >= s.day) as visits,
    (select coalesce(sum(v.households), 0) from visited v where v.day >= s.day) as households,
    (select count(*) from inspections i
     where i.${inspected} = any($3::int[]) and i.at >= s.at and i.withdrawn_at is null) as inspections
  from since s`;

const ofHoldings = (kind: 'unit' | 'handler'): string => `
    select started_at, ended_by from clock_intervals
    where kind = '${kind}' and unit = any($3::int[]) and started_at < $2::text::timestamptz`;

const held: Record<TotalsOf['as'], string> = {
  accountable: ofHoldings('unit'),
  working: ofHoldings('handler'),
  // A part is no issue that was raised.
  place: `
    select reported_at as started_at, case when outcome_at is not null then 'outcome' end as ended_by from issues
    where place = any($3::int[]) and reported_at < $2::text::timestamptz and status <> 'undone' and parent is null`,
};

const since = `since as (
    select place, coalesce(day, '') as day, coalesce(at, '-infinity') as at
    from jsonb_to_recordset($1::text::jsonb) as s(place int, day text, at timestamptz)
  )`;

const columns = `select collected::int, closed::int, visits::int, households::int, inspections::int from t order by place`;

const ofDistrict = `with ${since}, t as (${district}) ${columns}`;
const ofUnit = (as: TotalsOf['as']): string => `with ${since}, held as materialized (${held[as]}
  ), visited as materialized (
    select day, households from visits where withdrawn_at is null and cadre = any($4::int[])
    union all
    select day, households from visits where withdrawn_at is null and place = any($5::int[]) and cadre <> all($4::int[])
  ), t as (${unit(as === 'accountable' ? 'unit' : 'place')}) ${columns}`;

/** One of each stretch, in the order they are given. */
export function totals(
  db: Pick<Database, 'query'>,
  of: TotalsOf | null,
  stretches: readonly Since[],
  now: Instant,
): Promise<Totals[]> {
  const given = JSON.stringify(
    stretches.map((day, place) => ({ place, day, at: day === null ? null : iso(startOfDay(day)) })),
  );
  return of === null
    ? db.query<Totals>(ofDistrict, [given, iso(now + 1)])
    : db.query<Totals>(ofUnit(of.as), [given, iso(now + 1), [...of.units], [...of.people], [...of.places]]);
}
