/** Visits as they are recorded, given a place, taken back, and found again for the issues raised in them. */
import { rangeOf } from '../domain/period.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Visit, VisitSession } from '../domain/visits/visit.ts';
import type { Database } from './connect.ts';
import { gatheredFor } from './gather.ts';

const iso = (at: Instant): string => new Date(at).toISOString();
const epoch = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/**
 * Hangs on a visit what its cadre reported that day in that place; what hangs on another stays there.
 * $d and $d+1 are the first instants of the day and of the next.
 */
const hangSameDay = (visit: string, day: number): string => `
  hung as (
    insert into visit_issues (issue, visit)
    select i.number, v.id from ${visit} v
    join issues i on i.reporter = v.cadre and i.place = v.place and i.status not in ('withdrawn', 'undone')
      and i.reported_at >= $${day}::text::timestamptz and i.reported_at < $${day + 1}::text::timestamptz
    on conflict do nothing
  )`;

const record = `with v as (
    insert into visits (source, cadre, day, recorded_at, kind, session, place, households, companions, note)
    values ($1, $2::int, $3, $4::text::timestamptz, $5, $6, $7::int, $8::int, $9::text[], $10)
    on conflict (source) do nothing returning id, cadre, place
  ), h as (
    insert into visit_households (visit, fingerprint)
    select v.id, f.value from v, jsonb_array_elements_text($11::text::jsonb) as f(value) on conflict do nothing
  ), ${hangSameDay('v', 12)}
  select id from v`;

/** Records a visit once, whatever is delivered twice; the cadre's reports of that day and place hang on it. */
export async function recordVisit(
  db: Database,
  source: string,
  visit: Omit<Visit, 'id'>,
  fingerprints: readonly string[],
): Promise<void> {
  const day = rangeOf({ from: visit.day, to: visit.day });
  await db.query(record, [
    source,
    visit.cadre,
    visit.day,
    iso(visit.recordedAt),
    visit.kind,
    visit.session,
    visit.place,
    visit.households,
    visit.companions,
    visit.note,
    JSON.stringify(fingerprints),
    iso(day.from),
    iso(day.to),
  ]);
}

const place = `with v as (
    update visits set place = $2::int, session = $3 where id = $1::int and place is null and withdrawn_at is null
    returning id, cadre, place
  ), ${hangSameDay('v', 4)}
  select id from v`;

/** The village that was meant, once it is known; a visit that has a place keeps it. */
export async function placeVisit(
  db: Database,
  { id, day }: Pick<Visit, 'id' | 'day'>,
  village: number,
  session: VisitSession | null,
): Promise<void> {
  const { from, to } = rangeOf({ from: day, to: day });
  await db.query(place, [id, village, session, iso(from), iso(to)]);
}

/** A visit as its card shows it. */
export interface VisitShown extends Visit {
  withdrawn: boolean;
  /** Issues that hang on it. */
  issues: readonly number[];
  /** Households that were named, and those of them visited before. */
  named: number;
  again: number;
}

const shown = `select v.id, v.cadre, v.day, ${epoch('v.recorded_at')} as "recordedAt", v.kind, v.session, v.place,
    v.households, to_jsonb(v.companions) as companions, v.note, v.withdrawn_at is not null as withdrawn,
    (select coalesce(jsonb_agg(issue order by issue), '[]') from visit_issues where visit = v.id) as issues,
    (select count(*)::int from visit_households h where h.visit = v.id) as named,
    (select count(*)::int from visit_households h where h.visit = v.id and exists (
      select 1 from visit_households b join visits o on o.id = b.visit
      where b.fingerprint = h.fingerprint and o.id < v.id and o.place = v.place and o.withdrawn_at is null)) as again
  from visits v`;

const one = async (db: Database, where: string, params: readonly (string | number)[]): Promise<VisitShown | null> =>
  (await db.query<VisitShown>(`${shown} where ${where}`, params))[0] ?? null;

/** The visit a message recorded. */
export const visitBySource = (db: Database, source: string): Promise<VisitShown | null> =>
  one(db, 'v.source = $1', [source]);

export const visitById = (db: Database, id: number): Promise<VisitShown | null> => one(db, 'v.id = $1::int', [id]);

/** Visits recorded since a moment that stand, with what their session follows from; none was on a day before `from`. */
export const visitsSince = (
  db: Database,
  since: Instant,
  from: Day,
): Promise<Pick<Visit, 'id' | 'cadre' | 'day' | 'recordedAt' | 'place' | 'session'>[]> =>
  db.query(
    `select id, cadre, day, ${epoch('recorded_at')} as "recordedAt", place, session from visits
     where day >= $2 and recorded_at >= $1::text::timestamptz and withdrawn_at is null`,
    [iso(since), from],
  );

/** The visit of a cadre to a place on a day, the last where there were several. */
export const visitOn = (db: Database, cadre: number, day: Day, village: number): Promise<number | null> =>
  visitOnDoor(db, { cadre, day, village });

const visitOnDoor = gatheredFor(
  async (db: Database, asked: readonly { cadre: number; day: Day; village: number }[]): Promise<(number | null)[]> => {
    const rows = await db.query<{ k: number; id: number }>(
      `select a.k::int, v.id from unnest($1::int[], $2::text[], $3::int[]) with ordinality as a(cadre, day, place, k)
       cross join lateral (
         select id from visits where cadre = a.cadre and day = a.day and place = a.place and withdrawn_at is null
         order by id desc limit 1
       ) v`,
      [asked.map(({ cadre }) => cadre), asked.map(({ day }) => day), asked.map(({ village }) => village)],
    );
    const found = new Map(rows.map(({ k, id }) => [k - 1, id]));
    return asked.map((_, place) => found.get(place) ?? null);
  },
);

/** The place of the visit an issue hangs on; null where it hangs on none. */
export async function visitPlaceOf(db: Database, issue: number): Promise<number | null> {
  const [found] = await db.query<{ place: number | null }>(
    'select place from visits join visit_issues on visit = id where issue = $1::int',
    [issue],
  );
  return found?.place ?? null;
}

const withdraw = `with v as (
    update visits set withdrawn_at = $4::text::timestamptz, withdrawn_source = $3
    where withdrawn_at is null and not exists (select 1 from visits where withdrawn_source = $3)
      and id = coalesce($1::int, (select max(id) from visits where cadre = $2::int and withdrawn_at is null
        and recorded_at >= $5::text::timestamptz))
    returning id
  ), d as (
    delete from visit_issues using v where visit_issues.visit = v.id
  )
  select id from v`;

/**
 * Takes a visit back as a mistake: the one named, else the cadre's last that was recorded since a moment. Done once a
 * message; null where there is none.
 */
export async function withdrawVisit(
  db: Database,
  visit: number | null,
  cadre: number,
  source: string,
  at: Instant,
  since: Instant,
): Promise<VisitShown | null> {
  await db.query(withdraw, [visit, cadre, source, iso(at), iso(since)]);
  return one(db, 'v.withdrawn_source = $1', [source]);
}
