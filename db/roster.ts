/** Reads the whole roster at once: what the directory in memory is built from. */
import type { DayOverride } from '../domain/calendar.ts';
import type { DirectoryData } from '../domain/directory.ts';
import type { Database } from './connect.ts';

// One statement: all tables, one round trip, one consistent snapshot.
const everything = `select
  (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'shortNames', to_jsonb(short_names), 'kind', kind,
    'parent', parent) order by id), '[]') from units where active) as units,
  (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'shortNames', to_jsonb(short_names), 'kind', kind,
    'parent', parent, 'successor', successor) order by id), '[]') from units where not active) as former,
  (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'unit', unit) order by id), '[]')
    from people where not active) as "gone",
  (select coalesce(jsonb_agg(jsonb_build_object('change', change, 'absent', absent, 'standIn', stand_in, 'from', first_day,
    'to', last_day, 'setAt', extract(epoch from c.at) * 1000) order by id), '[]')
    from stand_ins join roster_changes c on c.number = change where cancelled_at is null) as "standIns",
  (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'unit', p.unit,
    'roles', coalesce(r.roles, '[]'), 'accounts', coalesce(a.accounts, '[]')) order by p.id), '[]')
    from people p
    left join (select person, jsonb_agg(jsonb_build_object('role', role, 'unit', unit)) as roles
      from person_roles group by person) r on r.person = p.id
    left join (select person, jsonb_agg(jsonb_build_object('platform', platform, 'account', account)) as accounts
      from accounts group by person) a on a.person = p.id
    where p.active) as people,
  (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'purpose', purpose, 'unit', unit,
    'address', jsonb_build_object('platform', platform, 'kind', 'group', 'id', platform_room)) order by id), '[]')
    from rooms where active) as rooms,
  (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'keywords', to_jsonb(keywords), 'unit', unit)
    order by id), '[]') from categories) as categories,
  (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'cluster', c.name, 'leader', t.leader,
    'rota', jsonb_build_object('day', r.day, 'night', r.night, 'months', r.months),
    'places', coalesce((select jsonb_agg(place) from team_places where team = t.id), '[]'),
    'members', coalesce((select jsonb_agg(person) from team_members where team = t.id), '[]')) order by t.id), '[]')
    from teams t join clusters c on c.id = t.cluster left join team_rotas r on r.team = t.id) as teams,
  (select coalesce(jsonb_agg(jsonb_build_object('inspector', inspector, 'unit', unit) order by inspector, unit), '[]')
    from grid) as grid,
  (select coalesce(jsonb_agg(jsonb_build_array(key, value)), '[]') from settings) as settings,
  (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'kind', kind) order by day), '[]')
    from calendar_overrides) as overrides,
  (select coalesce(jsonb_agg(year order by year), '[]') from calendar_years) as "importedYears"`;

export interface RosterSnapshot extends DirectoryData {
  settings: [string, unknown][];
  overrides: DayOverride[];
  /** Years whose holidays stand among the overrides. */
  importedYears: number[];
}

export async function loadRoster(db: Database): Promise<RosterSnapshot> {
  const [row] = await db.query<RosterSnapshot>(everything, []);
  if (row === undefined) throw new Error('the roster query gave no row');
  return row;
}
