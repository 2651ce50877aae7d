/** Emerging issues: reports counted by week, town and category in one statement, and what was raised of them. */
import type { EmergingEvidence } from '../domain/emerging.ts';
import type { SurgeLevel } from '../domain/statistics/emerging.ts';
import { dismissalIn, type SurgeDismissal, type SurgeEvent } from '../domain/surge-dismissal.ts';
import type { Log } from '../domain/taken-back.ts';
import type { Day, Instant } from '../domain/time.ts';
import { eventsOf } from './supervision-events.ts';
import { takenBack } from './supervision-standing.ts';
import type { Runner } from './supervision.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

/** Reports of one category in one week, from one town; town null where the place is unknown. */
export interface WeeklyCount {
  category: number;
  town: number | null;
  /** 0 is the week that begins at `from`. */
  week: number;
  count: number;
  /** Issue numbers, of the weeks asked for. */
  issues: readonly number[];
}

// A place lies in the nearest town above it, or is one; `union` ends a circle in the roster. Weeks are seven days of
// Shanghai, which has no daylight saving. What its reporter took back does not count, nor
// the parts an issue was split into.
const counts = `with recursive line as (
    select id as place, id as unit, parent, kind from units
    union
    select l.place, u.id, u.parent, u.kind from line l join units u on u.id = l.parent where l.kind <> 'town'
  ), towns as (
    select place, unit as town from line where kind = 'town'
  ), reported as (
    select i.number, i.category, t.town,
      floor(extract(epoch from i.reported_at - $1::text::timestamptz) / 604800)::int as week
    from issues i left join towns t on t.place = i.place
    where i.reported_at >= $1::text::timestamptz and i.reported_at < $2::text::timestamptz
      and i.category is not null and i.status not in ('withdrawn', 'undone') and i.parent is null
  )
  select category, town, week, count(*)::int as count,
    coalesce(jsonb_agg(number order by number) filter (where week >= $3::int), '[]') as issues,
    (select (extract(epoch from min(reported_at)) * 1000)::float8 from issues) as since
  from reported group by category, town, week`;

/**
 * Counts of the weeks in [from, to), `from` being the beginning of a week, and when the first issue ever was reported.
 *
 * @param listed from this week on with the issue numbers
 */
export async function weeklyCounts(
  db: Runner,
  from: Instant,
  to: Instant,
  listed: number,
): Promise<{ counts: WeeklyCount[]; since: Instant | null }> {
  const rows = await db.query<WeeklyCount & { since: number }>(counts, [iso(from), iso(to), listed]);
  return { counts: rows, since: rows[0]?.since ?? null };
}

/** An emerging issue as it was raised. */
export interface EmergingIssue {
  id: number;
  week: Day;
  town: number | null;
  category: number;
  level: SurgeLevel;
  evidence: EmergingEvidence;
}

/** One that was raised, and what became of it. */
export interface KnownEmerging extends EmergingIssue {
  /** The last dismissal, where it was not taken back; it may be over. */
  dismissal: SurgeDismissal | null;
  log: Log<SurgeEvent>;
}

type Row = Omit<KnownEmerging, 'dismissal'>;

const columns = `i.id, i.week, i.town, i.category, i.level, i.evidence, ${eventsOf('surge', 'i.id')} as log from emerging_issues i`;

const knownOf = (row: Row): KnownEmerging => ({ ...row, dismissal: dismissalIn(row.log) });

/** Raised for weeks that began on or after a day, newest first. */
export const loadEmerging = async (db: Runner, since: Day): Promise<KnownEmerging[]> =>
  (await db.query<Row>(`select ${columns} where i.week >= $1 order by i.week desc, i.id`, [since])).map(knownOf);

/** Raised for weeks that began on one of these days, oldest first. */
export const emergingOfWeeks = async (db: Runner, from: Day, to: Day): Promise<KnownEmerging[]> =>
  (
    await db.query<Row>(`select ${columns} where i.week >= $1 and i.week <= $2 order by i.week, i.level, i.id`, [
      from,
      to,
    ])
  ).map(knownOf);

export async function loadEmergingIssue(db: Runner, id: number): Promise<KnownEmerging | null> {
  const [found] = await db.query<Row>(`select ${columns} where i.id = $1::int`, [id]);
  return found === undefined ? null : knownOf(found);
}

/** Towns and categories of which the last word is a dismissal still in force on a day. */
export const dismissedCells = (db: Runner, on: Day): Promise<Pick<EmergingIssue, 'town' | 'category'>[]> =>
  db.query<Pick<EmergingIssue, 'town' | 'category'>>(
    `select town, category from (
       select distinct on (i.town, i.category) i.town, i.category, e.type, e.data ->> 'until' as until
       from supervision_events e join emerging_issues i on i.id = e.number
       where e.subject = 'surge' and e.type in ('dismissed', 'restored') and not ${takenBack('e')}
       order by i.town, i.category, e.at desc, e.number desc, e.seq desc
     ) last where type = 'dismissed' and until > $1`,
    [on],
  );

/** Numbers for emerging issues, so that a message can name them before they are written; unused ones are lost harmlessly. */
export async function reserveEmergingNumbers(db: Runner, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await db.query<{ id: number }>(
    `select nextval('emerging_issues_id_seq')::int as id from generate_series(1, $1::int)`,
    [count],
  );
  return rows.map((row) => row.id);
}
