/** Facts of a month by unit, counted over the times units held issues: one statement, each interval looked at once. */
import type { EventType } from '../domain/issue/events.ts';
import type { IntervalEnd } from '../domain/issue/state.ts';
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
  waiting: number;
  nearLimit: number;
}

const iso = (at: Instant): string => new Date(at).toISOString();
const epoch = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** What a unit asks of the office, and what the office answers. */
const asks: readonly EventType[] = ['extensionRequested', 'returnRequested', 'shelvingRequested'];
const answers: readonly EventType[] = [
  'extensionApproved',
  'extensionRefused',
  'returned',
  'returnRefused',
  'shelved',
  'shelvingRefused',
];
const sqlList = (types: readonly EventType[]): string => types.map((type) => `'${type}'`).join(', ');

/** The figures of the table one time a unit held an issue is counted in. */
export type MonthlyMark = Exclude<keyof UnitMonthFacts, 'unit'>;

/**
 * $1 from · $2 to (half-open) · $3 until when a deadline counts as near.
 * An interval is carried over when it began before the month and was not ended then; open when it runs at the month's
 * end; closed or moved away by what ended it. So carried over + added − closed − moved away = open, row by row.
 * Each way of being in the month is a stretch of an index of its own: what began since its end is not looked at.
 * Due in the month: the deadline lies in it, and the unit had not given the issue away before. A closing that a
 * follow-up found unsolved is not on time. Shelved issues have no deadline and are not due. Overdue at the month's end with
 * something the unit asked in time and the office had not decided by then: waiting, and not due either.
 */
const marked = `held as (
    select * from clock_intervals
    where kind = 'unit' and started_at < $2::text::timestamptz and (
      (started_at >= $1::text::timestamptz and started_at < $2::text::timestamptz)
      or (ended_at >= $1::text::timestamptz and ended_at < $2::text::timestamptz)
      or (ended_at >= $2::text::timestamptz and started_at < $1::text::timestamptz)
      or (ended_at is null and started_at < $1::text::timestamptz)
      or (due >= $1::text::timestamptz and due < $2::text::timestamptz)
      or (accept_due >= $1::text::timestamptz and accept_due < $2::text::timestamptz))
  ), asked as (
    select *, case when due < $2::text::timestamptz and (ended_at is null or ended_at >= $2::text::timestamptz) then coalesce((
        select e.type in (${sqlList(asks)}) and e.at <= held.due from events e
        where e.issue = held.issue and e.at >= held.started_at and e.at < $2::text::timestamptz
          and e.type in (${sqlList([...asks, ...answers])}) and not exists (
            select from events u
            where u.issue = e.issue and u.type = 'undone' and u.data -> 'events' @> to_jsonb(e.seq))
        order by e.seq desc limit 1), false) else false end as waiting
    from held
  ), timed as (
    select *,
      started_at < $1::text::timestamptz as before,
      ended_at is not null and ended_at < $2::text::timestamptz as over,
      ended_at is not null and ended_at >= $1::text::timestamptz and ended_at < $2::text::timestamptz as ended_now,
      coalesce(due >= $1::text::timestamptz and due < $2::text::timestamptz
        and not (coalesce(ended_by, 'outcome') <> 'outcome' and ended_at <= due) and not waiting, false) as due_now,
      coalesce(accept_due >= $1::text::timestamptz and accept_due < $2::text::timestamptz
        and not (accepted_at is null and ended_at is not null and ended_at <= accept_due), false) as accept_now
    from asked
  ), marked as (
    select issue, seq, unit, started_at, ended_at, ended_by, accept_due, accepted_at, due as deadline, unsolved_at, over,
      before and (ended_at is null or ended_at >= $1::text::timestamptz) as "carriedOver",
      not before as "added",
      due_now as "due",
      ended_now and ended_by = 'outcome' as "closed",
      ended_now and ended_by <> 'outcome' as "movedAway",
      not over as "open",
      due_now and ended_by = 'outcome' and ended_at <= due and unsolved_at is null as "closedOnTime",
      accept_now as "acceptDue",
      accept_now and accepted_at <= accept_due as "acceptedOnTime",
      not over and due < $2::text::timestamptz as "overdue",
      waiting as "waiting",
      not over and due >= $2::text::timestamptz and due <= $3::text::timestamptz as "nearLimit"
    from timed
  )`;

const marks: readonly MonthlyMark[] = [
  'carriedOver',
  'added',
  'due',
  'closed',
  'movedAway',
  'open',
  'closedOnTime',
  'acceptDue',
  'acceptedOnTime',
  'overdue',
  'waiting',
  'nearLimit',
];

const counts = `with ${marked}
  select unit, ${marks.map((mark) => `(count(*) filter (where "${mark}"))::int as "${mark}"`).join(', ')}
  from marked group by unit order by unit`;

export async function monthlyFacts(
  db: Pick<Database, 'query'>,
  from: Instant,
  to: Instant,
  near: Instant,
): Promise<UnitMonthFacts[]> {
  return db.query<UnitMonthFacts>(counts, [iso(from), iso(to), iso(near)]);
}

/** One time a unit held an issue in a month, with the figures of the table it is counted in. */
export interface MonthlyHolding {
  issue: number;
  unit: number;
  category: number | null;
  assignedAt: Instant;
  acceptDue: Instant | null;
  acceptedAt: Instant | null;
  due: Instant | null;
  /** Null when it still ran at the end of the month. */
  endedAt: Instant | null;
  endedBy: IntervalEnd | null;
  unsolved: boolean;
  marks: Record<MonthlyMark, boolean>;
}

// The very intervals that are counted above, one by one: what a unit checks its row by. Where there are more than are
// wanted, what counts against a unit comes before the rest, and of both the latest.
const holdings = `with ${marked}, listed as (
    select *, count(*) over () as total from marked
    order by ("overdue" and not waiting) or ("due" and not coalesce("closedOnTime", false)) or ("acceptDue" and not coalesce("acceptedOnTime", false))
      desc, started_at desc, issue desc, seq desc
    limit $4::int
  )
  select m.issue, m.unit, i.category, ${epoch('m.started_at')} as "assignedAt", ${epoch('m.accept_due')} as "acceptDue",
    case when m.accepted_at < $2::text::timestamptz then ${epoch('m.accepted_at')} end as "acceptedAt",
    ${epoch('m.deadline')} as due, case when m.over then ${epoch('m.ended_at')} end as "endedAt",
    case when m.over then m.ended_by end as "endedBy", coalesce(m.unsolved_at < $2::text::timestamptz, false) as unsolved,
    jsonb_build_object(${marks.map((mark) => `'${mark}', coalesce(m."${mark}", false)`).join(', ')}) as marks,
    m.total::int as total
  from listed m join issues i on i.number = m.issue order by m.unit, m.started_at, m.issue, m.seq`;

/** @param most so many at most; `total` says how many there are */
export async function monthlyHoldings(
  db: Pick<Database, 'query'>,
  from: Instant,
  to: Instant,
  near: Instant,
  most: number,
): Promise<{ holdings: MonthlyHolding[]; total: number }> {
  const rows = await db.query<MonthlyHolding & { total: number }>(holdings, [iso(from), iso(to), iso(near), most]);
  return { holdings: rows, total: rows[0]?.total ?? 0 };
}

/** Issues reported and outcomes recorded before a moment, since the beginning. A part is no issue that was collected. */
export async function cumulativeCounts(
  db: Pick<Database, 'query'>,
  before: Instant,
): Promise<{ reported: number; closed: number }> {
  const [row] = await db.query<{ reported: number; closed: number }>(
    `with parts as (
       select outcome_at, status from issues where parent is not null and reported_at < $1::text::timestamptz
     )
     select (count(*) - (select count(*) from issues where status = 'undone' and reported_at < $1::text::timestamptz)
         - (select count(*) from parts where status <> 'undone'))::int as reported,
       ((count(*) filter (where outcome_at < $1::text::timestamptz))
         - (select count(*) from parts where outcome_at < $1::text::timestamptz))::int as closed
     from issues where reported_at < $1::text::timestamptz`,
    [iso(before)],
  );
  return row ?? { reported: 0, closed: 0 };
}
