/** A unit renamed or merged: the roster's part, with its change, in one statement; and the issues a merger moves. */
import type { IssueState } from '../domain/issue/state.ts';
import type { MergedParts, UnitNames } from '../domain/roster-change.ts';
import { issueFromJson, type IssueJson } from './commit.ts';
import type { Database } from './connect.ts';
import type { ChangeOrigin } from './roster-changes.ts';

const originOf = ({ source, at, by, takesBack }: ChangeOrigin) =>
  [source, new Date(at).toISOString(), by, takesBack ?? null] as const;

/** False when the unit is not (any more) called what `before` says, or the name is another's. */
export async function renameUnit(
  db: Database,
  unit: number,
  names: { before: UnitNames; after: UnitNames },
  origin: ChangeOrigin,
): Promise<boolean> {
  const rows = await db.query(
    `with change as (
       insert into roster_changes (source, at, by, takes_back, kind, unit, data)
       select $1, $2::text::timestamptz, $3::int, $4::int, 'renamed', u.id, jsonb_build_object('names', $6::text::jsonb)
       from units u where u.id = $5::int and u.active and u.name = $6::text::jsonb #>> '{before,name}'
         and to_jsonb(u.short_names) = $6::text::jsonb #> '{before,shortNames}'
         and not exists (select 1 from units o where o.id <> u.id and o.parent is not distinct from u.parent
           and o.name = $6::text::jsonb #>> '{after,name}')
       on conflict (source) do nothing returning number
     )
     update units set name = $6::text::jsonb #>> '{after,name}',
       short_names = array(select jsonb_array_elements_text($6::text::jsonb #> '{after,shortNames}'))
     where id = $5::int and exists (select 1 from change) returning 1 as one`,
    [...originOf(origin), unit, JSON.stringify(names)],
  );
  return rows.length > 0;
}

// $1–$4 origin · $5 the unit that ends · $6 the parts, with what it is merged into
const merge = `with parts as (
    select * from jsonb_to_record($6::text::jsonb) as p("into" int)
  ), change as (
    insert into roster_changes (source, at, by, takes_back, kind, unit, data)
    select $1, $2::text::timestamptz, $3::int, $4::int, 'merged', a.id, jsonb_build_object('merged', $6::text::jsonb)
    from units a, units b, parts p where a.id = $5::int and a.active and b.id = p."into" and b.active
    on conflict (source) do nothing returning number
  ), go as (select p."into" as b from parts p, change),
  u as (
    update units x set active = x.id <> $5::int,
      successor = case when x.id = $5::int then go.b else x.successor end,
      parent = case when x.parent = $5::int then go.b else x.parent end
    from go where x.id = $5::int or x.parent = $5::int
  ),
  pe as (update people x set unit = go.b from go where x.unit = $5::int),
  r1 as (
    update person_roles x set unit = go.b from go where x.unit = $5::int and not exists (
      select 1 from person_roles o where o.person = x.person and o.role = x.role and o.unit = go.b)
  ),
  r2 as (
    delete from person_roles x using go where x.unit = $5::int and exists (
      select 1 from person_roles o where o.person = x.person and o.role = x.role and o.unit = go.b)
  ),
  ca as (update categories x set unit = go.b from go where x.unit = $5::int),
  ro as (update rooms x set unit = go.b from go where x.unit = $5::int),
  t1 as (insert into team_places (team, place) select team, go.b from team_places, go where place = $5::int on conflict do nothing),
  t2 as (delete from team_places using go where place = $5::int),
  g1 as (insert into grid (inspector, unit) select inspector, go.b from grid, go where unit = $5::int on conflict do nothing),
  g2 as (delete from grid using go where unit = $5::int)
  select 1 as one from change`;

/** False when one of the two is no unit any more. */
export async function mergeUnits(
  db: Database,
  unit: number,
  parts: MergedParts,
  origin: ChangeOrigin,
): Promise<boolean> {
  return (await db.query(merge, [...originOf(origin), unit, JSON.stringify(parts)])).length > 0;
}

// What was moved goes back where it is still with the successor; the grid and teams' places stay with it.
const separate = `with moved as (
    select p."into", p.people, p.children, p.categories, p.rooms from jsonb_to_record($6::text::jsonb)
      as p("into" int, people int[], children int[], categories int[], rooms int[])
  ), change as (
    insert into roster_changes (source, at, by, takes_back, kind, unit, data)
    select $1, $2::text::timestamptz, $3::int, $4::int, 'merged', a.id, jsonb_build_object('merged', $6::text::jsonb)
    from units a, moved m where a.id = $5::int and not a.active and a.successor = m."into"
    on conflict (source) do nothing returning number
  ), go as (select m.* from moved m, change),
  u as (
    update units x set active = x.active or x.id = $5::int,
      successor = case when x.id = $5::int then null else x.successor end,
      parent = case when x.id = any(go.children) and x.parent = go."into" then $5::int else x.parent end
    from go where x.id = $5::int or x.id = any(go.children)
  ),
  pe as (update people x set unit = $5::int from go where x.id = any(go.people) and x.unit = go."into"),
  r as (update person_roles x set unit = $5::int from go where x.person = any(go.people) and x.unit = go."into"),
  ca as (update categories x set unit = $5::int from go where x.id = any(go.categories) and x.unit = go."into"),
  ro as (update rooms x set unit = $5::int from go where x.id = any(go.rooms) and x.unit = go."into")
  select 1 as one from change`;

/** Takes a merger back; false when the unit is no longer merged into that one. */
export async function separateUnits(
  db: Database,
  unit: number,
  parts: MergedParts,
  origin: ChangeOrigin,
): Promise<boolean> {
  return (await db.query(separate, [...originOf(origin), unit, JSON.stringify(parts)])).length > 0;
}

/** Open issues a unit has, works on or helps with, with their clocks; of some where they are named. */
export async function openIssuesOf(
  db: Database,
  unit: number,
  among: readonly number[] | null = null,
): Promise<IssueState[]> {
  const rows = await db.query<IssueJson>(
    `select to_jsonb(i) as issue, coalesce(
       (select jsonb_agg(to_jsonb(c) order by c.seq) from clock_intervals c where c.issue = i.number), '[]') as clocks
     from issues i where i.closed_at is null and i.outcome_at is null
       and (i.unit = $1::int or i.handler = $1::int or i.supporting @> array[$1::int])
       and ($2::int[] is null or i.number = any($2::int[])) order by i.number`,
    [unit, among === null ? null : [...among]],
  );
  return rows.map(issueFromJson);
}
