/** Units, people, teams, rooms and categories: what the directory is built from. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { RoomPurpose, UnitKind } from '../../domain/directory.ts';
import type { Role } from '../../domain/roles.ts';

export const units = pgTable(
  'units',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    name: text().notNull(),
    shortNames: text('short_names').array().notNull().default([]),
    kind: text().$type<UnitKind>().notNull(),
    parent: integer().references((): AnyPgColumn => units.id),
    active: boolean().notNull().default(true),
    /** The unit it was merged into: what names the old one means that one. */
    successor: integer().references((): AnyPgColumn => units.id),
  },
  (table) => [
    unique('units_name_parent').on(table.name, table.parent).nullsNotDistinct(),
    index('units_parent').on(table.parent),
    check('units_kind', sql`${table.kind} in ('department', 'town', 'subordinate', 'village')`),
  ],
);

export const people = pgTable(
  'people',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    name: text().notNull(),
    unit: integer().references(() => units.id),
    /** Encrypted; shown to nobody in a group. */
    phone: text(),
    active: boolean().notNull().default(true),
  },
  (table) => [unique('people_name_unit').on(table.name, table.unit).nullsNotDistinct()],
);

export const personRoles = pgTable(
  'person_roles',
  {
    person: integer()
      .notNull()
      .references(() => people.id),
    role: text().$type<Role>().notNull(),
    unit: integer().references(() => units.id),
  },
  (table) => [unique('person_roles_once').on(table.person, table.role, table.unit).nullsNotDistinct()],
);

export const accounts = pgTable(
  'accounts',
  {
    platform: text().notNull(),
    account: text().notNull(),
    person: integer()
      .notNull()
      .references(() => people.id),
  },
  (table) => [primaryKey({ columns: [table.platform, table.account] }), index('accounts_person').on(table.person)],
);

export const clusters = pgTable('clusters', {
  id: integer().primaryKey().generatedByDefaultAsIdentity(),
  name: text().notNull().unique(),
});

export const teams = pgTable(
  'teams',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    cluster: integer()
      .notNull()
      .references(() => clusters.id),
    name: text().notNull(),
    /** 组长 */
    leader: integer().references(() => people.id),
  },
  (table) => [unique('teams_name_cluster').on(table.cluster, table.name)],
);

export const teamPlaces = pgTable(
  'team_places',
  {
    team: integer()
      .notNull()
      .references(() => teams.id),
    place: integer()
      .notNull()
      .references(() => units.id),
  },
  (table) => [primaryKey({ columns: [table.team, table.place] })],
);

export const teamMembers = pgTable(
  'team_members',
  {
    team: integer()
      .notNull()
      .references(() => teams.id),
    person: integer()
      .notNull()
      .references(() => people.id),
  },
  (table) => [primaryKey({ columns: [table.team, table.person] })],
);

export const rooms = pgTable(
  'rooms',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    name: text().notNull(),
    platform: text().notNull(),
    platformRoom: text('platform_room').notNull(),
    purpose: text().$type<RoomPurpose>().notNull(),
    unit: integer().references(() => units.id),
    active: boolean().notNull().default(true),
  },
  (table) => [
    unique('rooms_address').on(table.platform, table.platformRoom),
    check('rooms_purpose', sql`${table.purpose} in ('liaison', 'unit', 'cluster')`),
  ],
);

export const categories = pgTable('categories', {
  id: integer().primaryKey().generatedByDefaultAsIdentity(),
  name: text().notNull().unique(),
  keywords: text().array().notNull().default([]),
  unit: integer().references(() => units.id),
});
