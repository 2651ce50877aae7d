/** Calendars: what the office set or imported, what deadlines were counted with, and the issues that hang on it. */
import type { CalendarBasis, DayOverride } from '../domain/calendar.ts';
import type { MovedDeadlines } from '../domain/issue/events.ts';
import type { IssueState } from '../domain/issue/state.ts';
import type { Instant } from '../domain/time.ts';
import { issueFromJson, type IssueJson } from './commit.ts';
import type { Database } from './connect.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

export interface AppliedCalendar {
  at: Instant;
  basis: CalendarBasis;
  /** False while open issues are still being counted anew. */
  done: boolean;
}

/** The calendar deadlines are counted with and the one before it, newest first; none before the first look. */
export const appliedCalendars = (db: Database): Promise<AppliedCalendar[]> =>
  db.query<AppliedCalendar>(
    `select (extract(epoch from at) * 1000)::float8 as at, basis, done
     from calendars_applied order by calendars_applied.at desc limit 2`,
    [],
  );

/** Notes what is going to be applied, so that a run that is cut short is finished with the same calendar. */
export async function beginCalendar(db: Database, at: Instant, basis: CalendarBasis): Promise<void> {
  await db.query(
    `insert into calendars_applied (at, basis, done) values ($1::text::timestamptz, $2::text::jsonb, false)
     on conflict do nothing`,
    [iso(at), JSON.stringify(basis)],
  );
}

/** An issue with the parts of it that are not over, all with their clocks. */
export interface Family {
  whole: IssueState;
  parts: readonly IssueState[];
}

const withClocks = (i: string): string => `jsonb_build_object('issue', to_jsonb(${i}), 'clocks', coalesce(
    (select jsonb_agg(to_jsonb(c) order by c.seq) from clock_intervals c where c.issue = ${i}.number), '[]'))`;

/**
 * Issues that are not over, `limit` at a time by number, each with its parts; without those `source` has dealt with. A part
 * comes with its whole, or by itself where that is over.
 */
export async function openFamiliesAfter(
  db: Database,
  number: number,
  source: string,
  limit: number,
): Promise<Family[]> {
  const rows = await db.query<{ whole: IssueJson; parts: IssueJson[] }>(
    `select ${withClocks('i')} as whole, coalesce(
       (select jsonb_agg(${withClocks('p')} order by p.number) from issues p
        where p.parent = i.number and p.parent is not null and p.closed_at is null), '[]') as parts
     from issues i
     where i.number > $1::int and i.closed_at is null
       and not exists (select 1 from issues w where w.number = i.parent and w.closed_at is null)
       and not exists (select 1 from events e where e.issue = i.number and e.source = $2)
       and not exists (select 1 from issues p join events e on e.issue = p.number and e.source = $2
         where p.parent = i.number and p.parent is not null)
     order by i.number limit $3::int`,
    [number, source, limit],
  );
  return rows.map(({ whole, parts }) => ({ whole: issueFromJson(whole), parts: parts.map(issueFromJson) }));
}

export interface MovedIssue {
  number: number;
  category: number | null;
  unit: number | null;
  reporter: number;
  duty: number;
  /** Where it was reported, an address key. */
  source: string;
  moved: MovedDeadlines;
  was: MovedDeadlines;
}

/** The issues whose deadlines were moved by one change of the calendar. */
export function movedBy(db: Database, source: string): Promise<MovedIssue[]> {
  return db.query<MovedIssue>(
    `select i.number, i.category, i.unit, i.reporter, i.duty, i.source, e.data -> 'moved' as moved, e.data -> 'was' as was
     from events e join issues i on i.number = e.issue
     where e.source = $1 and e.type = 'deadlineChanged' order by i.unit, i.number`,
    [source],
  );
}

/** The latest deadline any issue has that is not over. */
export async function latestDeadline(db: Database): Promise<Instant | null> {
  const [row] = await db.query<{ latest: number | null }>(
    `select (extract(epoch from greatest(
       (select max(due) from issues where closed_at is null and outcome_at is null),
       (select max(reply_due) from issues where status = 'awaitingReply'))) * 1000)::float8 as latest`,
    [],
  );
  return row?.latest ?? null;
}

/** Replaces what an earlier import of the year brought; days the office set itself stay as they are. */
export async function importYear(db: Database, year: number, days: readonly DayOverride[], at: Instant): Promise<void> {
  await db.query(
    `with gone as (delete from calendar_overrides where announced = $1::int
       and day not in (select value ->> 'day' from jsonb_array_elements($2::text::jsonb))),
     known as (insert into calendar_years (year, imported_at) values ($1::int, $3::text::timestamptz)
       on conflict (year) do update set imported_at = excluded.imported_at)
     insert into calendar_overrides (day, kind, name, announced)
     select d.day, d.kind, d.name, $1::int
     from jsonb_to_recordset($2::text::jsonb) as d(day text, kind text, name text)
     on conflict (day) do update set kind = excluded.kind, name = excluded.name, announced = excluded.announced
       where calendar_overrides.announced is not null`,
    [year, JSON.stringify(days), iso(at)],
  );
}

/** Days that are kept differently from what the program knows, in order. */
export const overrides = (db: Database): Promise<(DayOverride & { announced: number | null })[]> =>
  db.query('select day, kind, name, announced from calendar_overrides order by day', []);
