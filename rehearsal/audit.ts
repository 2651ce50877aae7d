/** Counts a month again from the event log alone, to hold the issued table against. */
import type { Database } from '../db/connect.ts';
import { stands } from '../db/standing.ts';
import type { MonthlyTable } from '../domain/monthly-table.ts';
import { monthRange } from '../domain/time.ts';

interface Recount {
  unit: number;
  carriedOver: number;
  added: number;
  closed: number;
  movedAway: number;
  open: number;
}

// Nothing here knows of the clock intervals the table is made from: a unit's holding begins with an event that gives
// it the issue and ends with the next one that takes it away. What its reporter settled on the spot the unit has not closed.
const recount = `with given as (
    select e.issue, e.seq, e.at as began,
      case when e.type = 'reopened' then (
        select (p.data ->> 'unit')::int from events p
        where p.issue = e.issue and p.seq < e.seq and p.type in ('assigned', 'transferred')
          and ${stands('p')} order by p.seq desc limit 1)
      else (e.data ->> 'unit')::int end as unit
    from events e
    where (e.type in ('assigned', 'transferred') or (e.type = 'reopened' and e.data ->> 'deadlines' is not null))
      and ${stands('e')}
  ), held as (
    select g.*, t.at as ended, t.type as ended_by from given g left join lateral (
      select at, case when n.data ->> 'onSpot' = 'true' then 'settled' else type end as type
      from events n where n.issue = g.issue and n.seq > g.seq
        and n.type in ('transferred', 'returned', 'outcomeRecorded', 'withdrawn') and ${stands('n')} order by n.seq limit 1) t on true
  ), period as (select $1::text::timestamptz as start, $2::text::timestamptz as stop)
  select unit,
    (count(*) filter (where began < start and (ended is null or ended >= start)))::int as "carriedOver",
    (count(*) filter (where began >= start and began < stop))::int as "added",
    (count(*) filter (where ended >= start and ended < stop and ended_by = 'outcomeRecorded'))::int as "closed",
    (count(*) filter (where ended >= start and ended < stop and ended_by <> 'outcomeRecorded'))::int as "movedAway",
    (count(*) filter (where began < stop and (ended is null or ended >= stop)))::int as "open"
  from held, period group by unit`;

/** Differences between a table and the recount, in words; none when they agree. */
export async function audit(db: Pick<Database, 'query'>, table: MonthlyTable): Promise<string[]> {
  const { from, to } = monthRange(table.month);
  const rows = await db.query<Recount>(recount, [new Date(from).toISOString(), new Date(to).toISOString()]);
  const byUnit = new Map(rows.map((row) => [row.unit, row]));
  const none = { carriedOver: 0, added: 0, closed: 0, movedAway: 0, open: 0 };
  return [...table.departments, ...table.towns].flatMap((row) => {
    const counted = byUnit.get(row.unit) ?? none;
    return (['carriedOver', 'added', 'closed', 'movedAway', 'open'] as const).flatMap((column) =>
      row[column] === counted[column]
        ? []
        : [`${table.month} ${row.name} ${column}：表 ${row[column]}，事件 ${counted[column]}`],
    );
  });
}
