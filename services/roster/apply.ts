/** Writes a checked roster: everything or nothing, a re-import updates and never duplicates. */
import { inArray, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.ts';
import {
  accounts,
  categories,
  clusters,
  people,
  personRoles,
  rooms,
  teamMembers,
  teamPlaces,
  teams,
  units,
} from '../../db/schema/index.ts';
import type { Role } from '../../domain/roles.ts';
import { unitKey, type CheckedRoster, type KnownRoster } from './check.ts';

export interface ImportCounts {
  单位: number;
  人员: number;
  小组: number;
  群: number;
  类别: number;
}

/** Rows a statement takes: well below PostgreSQL's 65,535 parameters. */
const CHUNK = 2000;

/** Held for the person's unit; the other roles are held for the district. */
const unitRoles: ReadonlySet<Role> = new Set(['cadre', 'unitLiaison', 'unitLead']);

type Transaction = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];

/** What the database has: rows may refer to it, and accounts must not be taken from others. */
export async function knownRoster(db: Database): Promise<KnownRoster> {
  const unitRows = await db.orm.select({ id: units.id, name: units.name, parent: units.parent }).from(units);
  const names = new Map(unitRows.map((unit) => [unit.id, unit.name]));
  const keyed = unitRows.map((unit) => {
    const parent = unit.parent === null ? null : (names.get(unit.parent) ?? null);
    return { id: unit.id, name: unit.name, parent, key: unitKey(unit.name, parent) };
  });
  const keys = new Map(keyed.map((unit) => [unit.id, unit.key]));
  const peopleRows = await db.orm.select({ id: people.id, name: people.name, unit: people.unit }).from(people);
  const known = peopleRows.map(({ id, name, unit }) => ({
    id,
    name,
    unit: unit === null ? null : (keys.get(unit) ?? null),
  }));
  const byId = new Map(known.map((person) => [person.id, person]));
  const bound = await db.orm.select().from(accounts);
  return {
    units: keyed,
    people: known,
    accounts: new Map(
      bound.flatMap(({ platform, account, person }) => {
        const holder = byId.get(person);
        return holder === undefined ? [] : [[`${platform}:${account}`, holder]];
      }),
    ),
  };
}

/** @param seal encrypts telephone numbers, which are stored in no other form */
export async function applyRoster(
  db: Database,
  roster: CheckedRoster,
  seal: (plain: string) => string,
): Promise<ImportCounts> {
  await db.orm.transaction(async (tx) => {
    const unitIds = await writeUnits(tx, roster);
    const idOf = (key: string | null): number | null => (key === null ? null : (unitIds.get(key) ?? null));
    const personIds = await writePeople(tx, roster, idOf, seal);
    await writeTeams(tx, roster, idOf, personIds);
    for (const chunk of chunked(roster.rooms)) {
      await tx
        .insert(rooms)
        .values(
          chunk.map((room) => ({
            name: room.name,
            platform: room.platform,
            platformRoom: room.id,
            purpose: room.purpose,
            unit: idOf(room.unit),
          })),
        )
        .onConflictDoUpdate({
          target: [rooms.platform, rooms.platformRoom],
          set: { name: sql`excluded.name`, purpose: sql`excluded.purpose`, unit: sql`excluded.unit`, active: true },
        });
    }
    for (const chunk of chunked(roster.categories)) {
      await tx
        .insert(categories)
        .values(
          chunk.map((category) => ({ name: category.name, keywords: category.keywords, unit: idOf(category.unit) })),
        )
        .onConflictDoUpdate({
          target: categories.name,
          set: { keywords: sql`excluded.keywords`, unit: sql`excluded.unit` },
        });
    }
  });
  return {
    单位: roster.units.length,
    人员: roster.people.length,
    小组: roster.teams.length,
    群: roster.rooms.length,
    类别: roster.categories.length,
  };
}

function* chunked<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += CHUNK) yield list.slice(at, at + CHUNK);
}

/** Parents before children; the ids of all units by key, old ones included. */
async function writeUnits(tx: Transaction, roster: CheckedRoster): Promise<Map<string, number>> {
  const rows = await tx.select({ id: units.id, name: units.name, parent: units.parent }).from(units);
  const names = new Map(rows.map((unit) => [unit.id, unit.name]));
  const ids = new Map(
    rows.map((unit) => [unitKey(unit.name, unit.parent === null ? null : (names.get(unit.parent) ?? null)), unit.id]),
  );
  const idByName = new Map(rows.map((unit) => [unit.name, unit.id]));
  let rest = roster.units;
  while (rest.length > 0) {
    const waiting = new Set(rest.map((unit) => unit.name));
    const ready = rest.filter((unit) => unit.parent === null || !waiting.has(unit.parent));
    if (ready.length === 0) throw new Error('units refer to each other in a circle');
    for (const chunk of chunked(ready)) {
      const written = await tx
        .insert(units)
        .values(
          chunk.map(({ name, kind, shortNames, parent }) => ({
            name,
            kind,
            shortNames,
            parent: parent === null ? null : (idByName.get(parent) ?? null),
          })),
        )
        .onConflictDoUpdate({
          target: [units.name, units.parent],
          set: { kind: sql`excluded.kind`, shortNames: sql`excluded.short_names`, active: true },
        })
        .returning({ id: units.id });
      chunk.forEach((unit, index) => {
        const id = written[index]?.id;
        if (id === undefined) return;
        ids.set(unit.key, id);
        idByName.set(unit.name, id);
      });
    }
    const done = new Set(ready);
    rest = rest.filter((unit) => !done.has(unit));
  }
  return ids;
}

const personKey = (name: string, unit: number | null): string => `${name}@${unit ?? ''}`;

/** Roles and the accounts that a sheet names become exactly what it says; accounts bound in chat stay when it names none. */
async function writePeople(
  tx: Transaction,
  roster: CheckedRoster,
  idOf: (key: string | null) => number | null,
  seal: (plain: string) => string,
): Promise<Map<string, number>> {
  for (const chunk of chunked(roster.people)) {
    await tx
      .insert(people)
      .values(
        chunk.map((person) => ({
          name: person.name,
          unit: idOf(person.unit),
          phone: person.phone === null ? null : seal(person.phone),
        })),
      )
      .onConflictDoUpdate({
        target: [people.name, people.unit],
        set: { phone: sql`coalesce(excluded.phone, people.phone)`, active: true },
      });
  }
  const all = await tx.select({ id: people.id, name: people.name, unit: people.unit }).from(people);
  const ids = new Map(all.map((person) => [personKey(person.name, person.unit), person.id]));
  const known = roster.people.flatMap((person) => {
    const unit = idOf(person.unit);
    const id = ids.get(personKey(person.name, unit));
    return id === undefined ? [] : [{ ...person, id, unitId: unit }];
  });
  for (const chunk of chunked(known)) {
    await tx.delete(personRoles).where(
      inArray(
        personRoles.person,
        chunk.map((person) => person.id),
      ),
    );
    const granted = chunk.flatMap(({ id, roles, unitId }) =>
      roles.map((role) => ({ person: id, role, unit: unitRoles.has(role) ? unitId : null })),
    );
    if (granted.length > 0) await tx.insert(personRoles).values(granted);
    const named = chunk.filter((person) => person.accounts.length > 0);
    if (named.length === 0) continue;
    await tx.delete(accounts).where(
      inArray(
        accounts.person,
        named.map((person) => person.id),
      ),
    );
    await tx
      .insert(accounts)
      .values(named.flatMap(({ id, accounts: own }) => own.map((account) => ({ ...account, person: id }))));
  }
  return ids;
}

async function writeTeams(
  tx: Transaction,
  roster: CheckedRoster,
  idOf: (key: string | null) => number | null,
  personIds: ReadonlyMap<string, number>,
): Promise<void> {
  if (roster.teams.length === 0) return;
  const idOfPerson = (person: { name: string; unit: string | null } | null): number | null =>
    person === null ? null : (personIds.get(personKey(person.name, idOf(person.unit))) ?? null);
  const names = [...new Set(roster.teams.map((team) => team.cluster))];
  await tx
    .insert(clusters)
    .values(names.map((name) => ({ name })))
    .onConflictDoNothing();
  const clusterIds = new Map((await tx.select().from(clusters)).map((cluster) => [cluster.name, cluster.id]));
  for (const chunk of chunked(roster.teams)) {
    const rows = chunk.flatMap((team) => {
      const cluster = clusterIds.get(team.cluster);
      return cluster === undefined ? [] : [{ cluster, name: team.name, leader: idOfPerson(team.leader) }];
    });
    const written = await tx
      .insert(teams)
      .values(rows)
      .onConflictDoUpdate({ target: [teams.cluster, teams.name], set: { leader: sql`excluded.leader` } })
      .returning({ id: teams.id });
    const ids = written.map((team) => team.id);
    await tx.delete(teamPlaces).where(inArray(teamPlaces.team, ids));
    await tx.delete(teamMembers).where(inArray(teamMembers.team, ids));
    const placed = chunk.flatMap((team, index) =>
      unique(team.places.map(idOf)).map((place) => ({ team: ids[index] as number, place })),
    );
    const joined = chunk.flatMap((team, index) =>
      unique(team.members.map(idOfPerson)).map((person) => ({ team: ids[index] as number, person })),
    );
    for (const part of chunked(placed)) await tx.insert(teamPlaces).values([...part]);
    for (const part of chunked(joined)) await tx.insert(teamMembers).values([...part]);
  }
}

const unique = (ids: readonly (number | null)[]): number[] => [...new Set(ids.filter((id) => id !== null))];
