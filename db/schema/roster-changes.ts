/** What was changed in the roster from chat, append-only, and who stands in for whom. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { RosterChangeData, RosterChangeKind } from '../../domain/roster-change.ts';
import { instant } from './columns.ts';
import { people, units } from './roster.ts';

export const rosterChanges = pgTable(
  'roster_changes',
  {
    number: integer().primaryKey().generatedByDefaultAsIdentity(),
    /** The message that asked for it: it is carried out once. */
    source: text().notNull().unique(),
    at: instant().notNull(),
    by: integer()
      .notNull()
      .references(() => people.id),
    kind: text().$type<RosterChangeKind>().notNull(),
    person: integer().references(() => people.id),
    unit: integer().references(() => units.id),
    /** What was there before and what is there now. */
    data: jsonb().$type<RosterChangeData>().notNull(),
    /** The change it takes back; each is taken back once. */
    takesBack: integer('takes_back')
      .unique()
      .references((): AnyPgColumn => rosterChanges.number),
  },
  (table) => [
    index('roster_changes_by_person').on(table.person, table.number),
    index('roster_changes_by_unit').on(table.unit, table.number),
  ],
);

/** A liaison who is away and who does their work in that time. */
export const standIns = pgTable(
  'stand_ins',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    /** The change that set it. */
    change: integer()
      .notNull()
      .unique()
      .references(() => rosterChanges.number),
    absent: integer()
      .notNull()
      .references(() => people.id),
    standIn: integer('stand_in')
      .notNull()
      .references(() => people.id),
    /** First and last day, both included. */
    from: text('first_day').notNull(),
    to: text('last_day').notNull(),
    cancelledAt: instant('cancelled_at'),
  },
  (table) => [
    index('stand_ins_by_last_day').on(table.to),
    check('stand_ins_days', sql`${table.from} <= ${table.to}`),
    check('stand_ins_two', sql`${table.absent} <> ${table.standIn}`),
  ],
);
