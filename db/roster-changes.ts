/** Changes of people from chat: what changes, and the line that says so, in ONE statement and once a message. */
import type { PersonRecord, RosterChange, RosterChangeKind } from '../domain/roster-change.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

/** All the roster says of the person `p`, in one order. */
export const record = `jsonb_build_object('name', p.name, 'unit', p.unit, 'active', p.active,
  'roles', coalesce((select jsonb_agg(jsonb_build_object('role', role, 'unit', unit)
    order by role collate "C", unit nulls first) from person_roles where person = p.id), '[]'),
  'accounts', coalesce((select jsonb_agg(jsonb_build_object('platform', platform, 'account', account)
    order by platform collate "C", account collate "C") from accounts where person = p.id), '[]'),
  'teams', coalesce((select jsonb_agg(team order by team) from team_members where person = p.id), '[]'),
  'leads', coalesce((select jsonb_agg(id order by id) from teams where leader = p.id), '[]'))`;

export async function loadPerson(db: Database, person: number): Promise<PersonRecord | null> {
  const [row] = await db.query<{ record: PersonRecord }>(
    `select ${record} as record from people p where p.id = $1::int`,
    [person],
  );
  return row?.record ?? null;
}

/** Who asked for a change, by which message, and which earlier change it takes back. */
export interface ChangeOrigin {
  source: string;
  at: Instant;
  by: number;
  takesBack?: number;
}

export interface PersonChange extends ChangeOrigin {
  kind: RosterChangeKind;
  /** Null where the person is new. */
  person: number | null;
  before: PersonRecord | null;
  after: PersonRecord;
}

/**
 * stale: the person is not (any more) as `before` says · taken: an account is somebody else's · namesake: the unit has
 * somebody of that name already, or had
 */
export type PersonChangeResult =
  { kind: 'done'; number: number } | { kind: 'stale' } | { kind: 'taken' } | { kind: 'namesake' };

// $1 source · $2 at · $3 by · $4 kind · $5 person · $6 before · $7 after · $8 takes back. Rows that stay are left alone,
// so that no row is deleted and written again in one statement.
const change = `with wanted as (
    select * from jsonb_to_record($7::text::jsonb)
      as w(name text, unit int, active boolean, roles jsonb, accounts jsonb, teams jsonb, leads jsonb)
  ), roles as (
    select r.role, r.unit from wanted w, jsonb_to_recordset(w.roles) as r(role text, unit int)
  ), held as (
    select a.platform, a.account from wanted w, jsonb_to_recordset(w.accounts) as a(platform text, account text)
  ), joined as (
    select value::int as team from wanted w, jsonb_array_elements_text(w.teams)
  ), led as (
    select value::int as team from wanted w, jsonb_array_elements_text(w.leads)
  ), free as (
    select 1 as one where not exists (
      select 1 from held join accounts a using (platform, account) where a.person is distinct from $5::int)
  ), alone as (
    select 1 as one where not exists (
      select 1 from wanted w join people p on p.name = w.name and p.unit is not distinct from w.unit
      where p.id is distinct from $5::int)
  ), known as (
    select p.id from people p where p.id = $5::int and ${record} = $6::text::jsonb
  ), fresh as (
    insert into people (name, unit) select w.name, w.unit from wanted w, free, alone where $5::int is null returning id
  ), change as (
    insert into roster_changes (source, at, by, kind, person, unit, data, takes_back)
    select $1, $2::text::timestamptz, $3::int, $4, t.id, w.unit,
      jsonb_build_object('person', jsonb_build_object('before', $6::text::jsonb, 'after', $7::text::jsonb)), $8::int
    from (select id from known, free, alone union all select id from fresh) t, wanted w
    on conflict (source) do nothing returning number, person
  ), moved as (
    update people p set unit = w.unit, active = w.active from wanted w, change c where p.id = c.person and $5::int is not null
  ), r1 as (
    delete from person_roles x using change c where x.person = c.person
      and not exists (select 1 from roles r where r.role = x.role and r.unit is not distinct from x.unit)
  ), r2 as (
    insert into person_roles (person, role, unit) select c.person, r.role, r.unit from change c, roles r
    on conflict do nothing
  ), a1 as (
    delete from accounts x using change c where x.person = c.person
      and not exists (select 1 from held h where h.platform = x.platform and h.account = x.account)
  ), a2 as (
    insert into accounts (platform, account, person) select h.platform, h.account, c.person from change c, held h
    on conflict do nothing
  ), t1 as (
    delete from team_members x using change c where x.person = c.person and x.team not in (select team from joined)
  ), t2 as (
    insert into team_members (team, person) select j.team, c.person from change c, joined j on conflict do nothing
  ), l as (
    update teams t set leader = case when t.leader is null then c.person end from change c
    where case when t.id in (select team from led) then t.leader is null else t.leader = c.person end
  )
  select (select number from change) as number, exists (select 1 from free) as free, exists (select 1 from alone) as alone`;

export async function changePerson(db: Database, wanted: PersonChange): Promise<PersonChangeResult> {
  const { source, at, by, kind, person, before, after, takesBack } = wanted;
  const [row] = await db.query<{ number: number | null; free: boolean; alone: boolean }>(change, [
    source,
    iso(at),
    by,
    kind,
    person,
    before === null ? null : JSON.stringify(before),
    JSON.stringify(after),
    takesBack ?? null,
  ]);
  if (row === undefined) throw new Error('a change of the roster gave no row');
  if (row.number !== null) return { kind: 'done', number: row.number };
  return { kind: row.free ? (row.alone ? 'stale' : 'namesake') : 'taken' };
}

const columns = `c.number, (extract(epoch from c.at) * 1000)::float8 as at, c.by, c.kind, c.person, c.unit, c.data,
  c.takes_back as "takesBack", (select b.number from roster_changes b where b.takes_back = c.number) as "takenBackBy"`;

/** The change a message made before; null when it made none. */
export async function changeBySource(db: Database, source: string): Promise<RosterChange | null> {
  const [row] = await db.query<RosterChange>(`select ${columns} from roster_changes c where c.source = $1`, [source]);
  return row ?? null;
}

export async function loadChange(db: Database, number: number): Promise<RosterChange | null> {
  const [row] = await db.query<RosterChange>(`select ${columns} from roster_changes c where c.number = $1::int`, [
    number,
  ]);
  return row ?? null;
}

export interface ChangeFilter {
  /** By or to these people, and of these units; null for all. */
  people: readonly number[] | null;
  units: readonly number[] | null;
  from: Instant | null;
  to: Instant | null;
}

/** Newest first, with how many there are. */
export async function listChanges(
  db: Database,
  { people, units, from, to }: ChangeFilter,
  limit: number,
  offset: number,
): Promise<{ changes: RosterChange[]; total: number }> {
  const rows = await db.query<{ change: RosterChange; total: number }>(
    `select to_jsonb(f) as change, (count(*) over ())::int as total from (select ${columns} from roster_changes c
     where ($1::int[] is null or c.person = any($1::int[]) or (c.data #>> '{standIn,person}')::int = any($1::int[]))
       and ($2::int[] is null or c.unit = any($2::int[]) or (c.data #>> '{merged,into}')::int = any($2::int[])
         or (c.data #>> '{person,before,unit}')::int = any($2::int[]))
       and ($3::text is null or c.at >= $3::text::timestamptz) and ($4::text is null or c.at < $4::text::timestamptz)
     ) f order by f.number desc limit $5::int offset $6::int`,
    [
      people === null ? null : [...people],
      units === null ? null : [...units],
      from === null ? null : iso(from),
      to === null ? null : iso(to),
      limit,
      offset,
    ],
  );
  return { changes: rows.map(({ change: one }) => one), total: rows[0]?.total ?? 0 };
}
