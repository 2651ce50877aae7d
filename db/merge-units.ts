/** A unit renamed or merged: the roster's part, with its change, in one statement; and the issues a merger moves. */
import type { IssueState } from '../domain/issue/state.ts';
import type { MergedParts, UnitNames } from '../domain/roster-change.ts';
import { issueFromJson, type IssueJson } from './commit.ts';
import type { Database, Parameter } from './database.ts';
import type { ChangeOrigin } from './roster-changes.ts';
import { mergerTakenBack } from '../wording/roster-changes.ts';
import { inheritMoved, openOfUnit } from './supervised-units.ts';
import { violatedConstraint } from './unavailable.ts';

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
    select * from jsonb_to_record($6::text::jsonb) as p("into" int, reason text)
  ), moved as (${openOfUnit('$5::int')}),
  roles as (
    select coalesce(jsonb_agg(jsonb_build_array(x.person, x.role, exists (select 1 from person_roles o
      where o.person = x.person and o.role = x.role and o.unit = p."into")) order by x.person, x.role), '[]') as list
    from parts p, person_roles x where x.unit = $5::int
  ), inspectors as (
    select coalesce(jsonb_agg(jsonb_build_array(x.inspector, exists (select 1 from grid o
      where o.inspector = x.inspector and o.unit = p."into")) order by x.inspector), '[]') as list
    from parts p, grid x where x.unit = $5::int
  ), visitors as (
    select coalesce(jsonb_agg(jsonb_build_array(x.team, exists (select 1 from team_places o
      where o.team = x.team and o.place = p."into")) order by x.team), '[]') as list
    from parts p, team_places x where x.place = $5::int
  ), change as (
    insert into roster_changes (source, at, by, takes_back, kind, unit, data)
    select $1, $2::text::timestamptz, $3::int, $4::int, 'merged', a.id, jsonb_build_object('merged', $6::text::jsonb
      || jsonb_build_object('supervised',
        (select coalesce(jsonb_agg(jsonb_build_array(subject, number) order by subject, number), '[]') from moved),
        'roles', roles.list, 'grid', inspectors.list, 'teams', visitors.list))
    from units a, units b, parts p, roles, inspectors, visitors
    where a.id = $5::int and a.active and b.id = p."into" and b.active
    on conflict (source) do nothing returning number
  ), go as (select p."into" as b, p.reason from parts p, change),
  supervised as (${inheritMoved('$5::int', 'go.b', 'go.reason')}),
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

/** How often it is tried again when somebody writes about the same thing in the same moment. */
const TRIES = 20;

/** Runs it again where an event took the place of one that goes with the unit. */
async function write(db: Database, text: string, params: readonly Parameter[]): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await db.query(text, [...params])).length > 0;
    } catch (error) {
      const taken = violatedConstraint(error)?.startsWith('supervision_events_') === true;
      if (!taken || attempt === TRIES) throw error;
    }
  }
}

/** False when one of the two is no unit any more. */
export const mergeUnits = (db: Database, unit: number, parts: MergedParts, origin: ChangeOrigin): Promise<boolean> =>
  write(db, merge, [...originOf(origin), unit, JSON.stringify(parts)]);

// What was moved goes back where it is still with the successor. Of what the successor had besides, it keeps its own.
const separate = `with went as (
    select p."into", p.reason, p.people, p.children, p.categories, p.rooms, coalesce(p.supervised, '[]') as supervised,
      coalesce(p.roles, '[]') as roles, coalesce(p.grid, '[]') as grid, coalesce(p.teams, '[]') as teams
    from jsonb_to_record($6::text::jsonb) as p("into" int, reason text, people int[], children int[], categories int[],
      rooms int[], supervised jsonb, roles jsonb, grid jsonb, teams jsonb)
  ), change as (
    insert into roster_changes (source, at, by, takes_back, kind, unit, data)
    select $1, $2::text::timestamptz, $3::int, $4::int, 'merged', a.id, jsonb_build_object('merged', $6::text::jsonb)
    from units a, units b, went w where a.id = $5::int and not a.active and a.successor = w."into"
      and b.id = w."into" and b.active
    on conflict (source) do nothing returning number
  ), go as (select w.* from went w, change),
  moved as (
    select m.subject, m.number from (${openOfUnit('(select "into" from went)')}) m, went w
    where w.supervised @> jsonb_build_array(jsonb_build_array(m.subject, m.number))
  ),
  supervised as (${inheritMoved('go."into"', '$5::int', '$7::text')}),
  u as (
    update units x set active = x.active or x.id = $5::int,
      successor = case when x.id = $5::int then null else x.successor end,
      parent = case when x.id = any(go.children) and x.parent = go."into" then $5::int else x.parent end
    from go where x.id = $5::int or x.id = any(go.children)
  ),
  pe as (update people x set unit = $5::int from go where x.id = any(go.people) and x.unit = go."into"),
  held as (
    select h.person, h.role, l.shared from go, jsonb_array_elements(go.roles) e,
      lateral (select (e ->> 0)::int as person, e ->> 1 as role, (e ->> 2)::boolean as shared) l
      join person_roles h on h.person = l.person and h.role = l.role
    where h.unit = go."into"
  ),
  r1 as (update person_roles x set unit = $5::int from go, held h
    where x.person = h.person and x.role = h.role and x.unit = go."into" and not h.shared),
  r2 as (insert into person_roles (person, role, unit) select person, role, $5::int from held where shared
    on conflict do nothing),
  looked as (
    select x.inspector, l.shared from go, jsonb_array_elements(go.grid) e,
      lateral (select (e ->> 0)::int as inspector, (e ->> 1)::boolean as shared) l
      join grid x on x.inspector = l.inspector
    where x.unit = go."into"
  ),
  g1 as (delete from grid x using go, looked l where x.unit = go."into" and x.inspector = l.inspector and not l.shared),
  g2 as (insert into grid (inspector, unit) select inspector, $5::int from looked on conflict do nothing),
  visited as (
    select x.team, l.shared from go, jsonb_array_elements(go.teams) e,
      lateral (select (e ->> 0)::int as team, (e ->> 1)::boolean as shared) l join team_places x on x.team = l.team
    where x.place = go."into"
  ),
  t1 as (delete from team_places x using go, visited v where x.place = go."into" and x.team = v.team and not v.shared),
  t2 as (insert into team_places (team, place) select team, $5::int from visited on conflict do nothing),
  ca as (update categories x set unit = $5::int from go where x.id = any(go.categories) and x.unit = go."into"),
  ro as (update rooms x set unit = $5::int from go where x.id = any(go.rooms) and x.unit = go."into")
  select 1 as one from change`;

/** Takes a merger back; false when the unit is no longer merged into that one, or that one is none any more. */
export const separateUnits = (db: Database, unit: number, parts: MergedParts, origin: ChangeOrigin): Promise<boolean> =>
  write(db, separate, [...originOf(origin), unit, JSON.stringify(parts), mergerTakenBack]);

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
