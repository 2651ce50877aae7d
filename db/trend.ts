/** What came in, was settled and was left, month by month: one pass over the intervals, not one a month. */
import type { Instant, Month } from '../domain/time.ts';
import type { Database } from './connect.ts';

export interface MonthFlow {
  month: Month;
  added: number;
  closed: number;
  /** Open when the month, or the stretch looked at, ended. */
  backlog: number;
}

const monthOf = (column: string): string => `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM')`;

// $1 unit, null for the district · $2 from · $3 to (half-open). Somebody holds an open issue all the time, a unit or the
// office; what a unit gets, by transfer too, is new to it, what is reported or reopened is new to the district.
// What an issue was split into is no matter of the district's own beside it, but work of its unit.
const whole = 'issue not in (select number from issues where parent is not null)';

const statement = `with held as (
    select started_at, case when ended_at < $3::text::timestamptz then ended_at end as ended_at, ended_by
    from clock_intervals
    where started_at < $3::text::timestamptz and case when $1::text is null then kind in ('unit', 'office') and ${whole}
      else kind = 'unit' and unit = $1::text::int end
  ), fresh as (
    select started_at from clock_intervals
    where started_at >= $2::text::timestamptz and started_at < $3::text::timestamptz
      and case when $1::text is null then kind = 'total' and ${whole} else kind = 'unit' and unit = $1::text::int end
  ), flows as (
    select ${monthOf('started_at')} as month, 1 as change, 0 as added, 0 as closed
    from held where started_at >= $2::text::timestamptz
    union all
    select ${monthOf('ended_at')}, -1, 0, (ended_by = 'outcome')::int from held where ended_at >= $2::text::timestamptz
    union all
    select ${monthOf('started_at')}, 0, 1, 0 from fresh
  )
  select '' as month, (count(*) filter (where ended_at is null or ended_at >= $2::text::timestamptz))::int as change,
    0 as added, 0 as closed
  from held where started_at < $2::text::timestamptz
  union all
  select month, sum(change)::int, sum(added)::int, sum(closed)::int from flows group by month order by month`;

/** The months given, in order; `to` may lie within the last. */
export async function monthFlows(
  db: Pick<Database, 'query'>,
  unit: number | null,
  months: readonly Month[],
  from: Instant,
  to: Instant,
): Promise<MonthFlow[]> {
  const rows = await db.query<{ month: string; change: number; added: number; closed: number }>(statement, [
    unit === null ? null : String(unit),
    new Date(from).toISOString(),
    new Date(to).toISOString(),
  ]);
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  let backlog = byMonth.get('')?.change ?? 0;
  return months.map((month) => {
    const { change, added, closed } = byMonth.get(month) ?? { change: 0, added: 0, closed: 0 };
    backlog += change;
    return { month, added, closed, backlog };
  });
}
