/** What was changed in the roster from chat and stands, with what is so today: what an import must not undo unseen. */
import type { PersonRecord, RosterChangeData, RosterChangeKind } from '../domain/roster-change.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { record } from './roster-changes.ts';

export interface StandingChange {
  kind: RosterChangeKind;
  at: Instant;
  /** Name of who made it. */
  by: string;
  data: RosterChangeData;
  /** The person as they are now. */
  person: PersonRecord | null;
  /** The unit's name now; of one that was merged, its successor's. */
  unitName: string | null;
  /** The unit was merged and is none any more. */
  merged: boolean;
}

export interface StandingChanges {
  changes: StandingChange[];
  /** Names of all units that are or were, by number. */
  unitNames: ReadonlyMap<number, string>;
  /** Cluster and name of each team. */
  teamNames: ReadonlyMap<number, string>;
}

export async function standingChanges(db: Pick<Database, 'query'>): Promise<StandingChanges> {
  const [row] = await db.query<{ changes: StandingChange[]; units: [number, string][]; teams: [number, string][] }>(
    `select coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'at', extract(epoch from c.at) * 1000,
        'by', b.name, 'data', c.data, 'person', case when p.id is not null then ${record} end,
        'unitName', coalesce(s.name, u.name), 'merged', u.successor is not null) order by c.number)
      from roster_changes c join people b on b.id = c.by left join people p on p.id = c.person
        left join units u on u.id = c.unit left join units s on s.id = u.successor
      where c.takes_back is null and not exists (select 1 from roster_changes t where t.takes_back = c.number)), '[]') as changes,
      (select coalesce(jsonb_agg(jsonb_build_array(id, name)), '[]') from units) as units,
      (select coalesce(jsonb_agg(jsonb_build_array(t.id, c.name || '/' || t.name)), '[]')
        from teams t join clusters c on c.id = t.cluster) as teams`,
    [],
  );
  return {
    changes: row?.changes ?? [],
    unitNames: new Map(row?.units ?? []),
    teamNames: new Map(row?.teams ?? []),
  };
}
