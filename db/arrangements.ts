/** Rotas, grid and days of the calendar as they are changed from chat: what changes, and the line that says so, in ONE statement. */
import {
  unarranged,
  type ArrangementChange,
  type ArrangementStates,
  type ArrangementSubject,
} from '../domain/arrangement.ts';
import type { Instant } from '../domain/time.ts';
import type { VisitSession } from '../domain/visits/visit.ts';
import type { Database } from './connect.ts';
import { notAnswered, takeBackBeside, takingBack, type TakingBack } from './take-back.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

/** How it stands, as SQL: what it is found by is an expression. */
const standing: Record<ArrangementSubject, (key: string) => string> = {
  rota: (key) => `select jsonb_build_object('day', day, 'night', night, 'months', months) from team_rotas
    where team = ${key}::int`,
  grid: (key) => `select jsonb_agg(unit order by unit) from grid where inspector = ${key}::int`,
  calendar: (
    key,
  ) => `select jsonb_build_object('kind', kind, 'name', name, 'announced', announced) from calendar_overrides
    where day = ${key}`,
};
const state = (subject: ArrangementSubject, key: string): string =>
  `coalesce((${standing[subject](key)}), '${JSON.stringify(unarranged[subject])}'::jsonb)`;

/** What makes it stand as `kept (key, after)` says. */
const apply: Record<ArrangementSubject, readonly string[]> = {
  rota: [
    `r as (insert into team_rotas (team, day, night, months)
      select key::int, (after ->> 'day')::smallint, (after ->> 'night')::smallint, (after ->> 'months')::smallint from kept
      on conflict (team) do update set day = excluded.day, night = excluded.night, months = excluded.months)`,
  ],
  grid: [
    `g1 as (delete from grid using kept where inspector = key::int and not after @> to_jsonb(unit))`,
    `g2 as (insert into grid (inspector, unit) select key::int, u.value::int
      from kept, jsonb_array_elements_text(after) as u(value) on conflict do nothing)`,
  ],
  calendar: [
    `c1 as (delete from calendar_overrides using kept where day = key and after = 'null')`,
    `c2 as (insert into calendar_overrides (day, kind, name, announced)
      select key, after ->> 'kind', after ->> 'name', (after ->> 'announced')::smallint from kept where after <> 'null'
      on conflict (day) do update set kind = excluded.kind, name = excluded.name, announced = excluded.announced)`,
  ],
};

export interface Standing<S extends ArrangementSubject> {
  state: ArrangementStates[S];
  /** Changes there have been. */
  changes: number;
}

export async function loadArrangement<S extends ArrangementSubject>(
  db: Database,
  subject: S,
  key: string,
): Promise<Standing<S>> {
  const [row] = await db.query<Standing<S>>(
    `select ${state(subject, '$1::text')} as state,
       (select coalesce(max(seq), 0) from arrangement_changes where subject = $2 and key = $1::text)::int as changes`,
    [key, subject],
  );
  if (row === undefined) throw new Error(`how ${subject} ${key} stands gave no row`);
  return row;
}

export interface WantedArrangement<S extends ArrangementSubject> {
  source: string;
  at: Instant;
  by: number | null;
  subject: S;
  key: string;
  before: Standing<S>;
  after: ArrangementStates[S];
}

/** Once a message, and only where it stands as it was read: false where it does not. */
export async function writeArrangement<S extends ArrangementSubject>(
  db: Database,
  { source, at, by, subject, key, before, after }: WantedArrangement<S>,
): Promise<boolean> {
  const [row] = await db.query<{ kept: number }>(
    `with kept as (
       insert into arrangement_changes (source, at, by, subject, key, seq, before, after)
       select $1::text, $2::text::timestamptz, $3::int, $4::text, $5::text, $6::int, $7::text::jsonb, $8::text::jsonb
       where ${state(subject, '$5::text')} = $7::text::jsonb on conflict do nothing returning key, after
     ), ${apply[subject].join(', ')}
     select count(*)::int as kept from kept`,
    [source, iso(at), by, subject, key, before.changes + 1, JSON.stringify(before.state), JSON.stringify(after)],
  );
  return (row?.kept ?? 0) > 0;
}

/** Changes that still stand: neither taken back nor a taking back. `c` is the alias. */
const stands = (c: string): string => `${c}.takes_back is null
  and not exists (select 1 from arrangement_changes t where t.takes_back = ${c}.number)`;
const since = `from arrangement_changes s where s.subject = c.subject and s.key = c.key and s.seq > c.seq and ${stands('s')}`;

/** For a union: the last change of `$1` since `$2` that stands. */
export const lastArrangementOf = `select 'arrangement', c.number, c.at from arrangement_changes c
  where c.by = $1::int and c.at >= $2::text::timestamptz and ${stands('c')} order by c.at desc, c.number desc limit 1`;

const columns = `c.number, c.source, (extract(epoch from c.at) * 1000)::float8 as at, c.by, c.subject, c.key, c.before, c.after,
  (select jsonb_build_object('by', s.by) ${since} order by s.seq desc limit 1) as since`;

/** The change a message made before; null when it made none. */
export async function arrangementBySource<S extends ArrangementSubject>(
  db: Database,
  subject: S,
  source: string,
): Promise<ArrangementChange<S> | null> {
  const [row] = await db.query<ArrangementChange<S>>(
    `select ${columns} from arrangement_changes c where c.source = $1 and c.subject = $2`,
    [source, subject],
  );
  return row ?? null;
}

export async function arrangementByNumber(db: Database, number: number): Promise<ArrangementChange | null> {
  const [row] = await db.query<ArrangementChange>(
    `select ${columns} from arrangement_changes c where c.number = $1::int`,
    [number],
  );
  return row ?? null;
}

/** Visits that were counted by a rota that was a slip, and what they are by the one before it. */
export interface SessionAnew {
  id: number;
  session: VisitSession | null;
}

const takeBack = (subject: ArrangementSubject): string =>
  takingBack(
    `insert into arrangement_changes (source, at, by, subject, key, seq, before, after, takes_back)
      select $8::text, $1::text::timestamptz, $9::int, c.subject, c.key,
        (select max(seq) + 1 from arrangement_changes where subject = c.subject and key = c.key), c.after, c.before, c.number
      from arrangement_changes c
      where c.number = $7::int and ${notAnswered} and ${state(subject, 'c.key')} = c.after and not exists (select 1 ${since})
      on conflict do nothing returning key, after`,
    [
      ...apply[subject],
      `counted as (update visits v set session = a.session
        from kept, jsonb_to_recordset($10::text::jsonb) as a(id int, session text) where v.id = a.id)`,
    ],
  );

/** Puts back what was there before, as a change of its own; `gone` where it is not as the change left it. */
export const takeBackArrangement = (
  db: Database,
  taking: TakingBack,
  { number, subject, source, by }: { number: number; subject: ArrangementSubject; source: string; by: number },
  anew: readonly SessionAnew[],
): Promise<'done' | 'seen' | 'gone'> =>
  takeBackBeside(db, takeBack(subject), taking, [number, source, by, JSON.stringify(anew)]);
