/** What is arranged in chat and may be changed again: rotas of teams, the inspectors' grid, days of the calendar. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { ArrangementState, ArrangementSubject } from '../../domain/arrangement.ts';
import { instant } from './columns.ts';
import { people } from './roster.ts';

/** Append-only: every change with what was there before, so that it can be taken back and anybody can look it up. */
export const arrangementChanges = pgTable(
  'arrangement_changes',
  {
    number: integer().primaryKey().generatedByDefaultAsIdentity(),
    /** The message that asked for it: it is carried out once. */
    source: text().notNull().unique(),
    at: instant().notNull(),
    /** Null where it was done on the command line. */
    by: integer().references(() => people.id),
    subject: text().$type<ArrangementSubject>().notNull(),
    /** rota: the team · grid: the inspector · calendar: the day */
    key: text().notNull(),
    /** Its place among the changes of the same: of two at the same moment the second is refused. */
    seq: integer().notNull(),
    before: jsonb().$type<ArrangementState>().notNull(),
    after: jsonb().$type<ArrangementState>().notNull(),
    /** The change it takes back; each is taken back once. */
    takesBack: integer('takes_back')
      .unique()
      .references((): AnyPgColumn => arrangementChanges.number),
  },
  (table) => [
    unique('arrangement_changes_in_order').on(table.subject, table.key, table.seq),
    index('arrangement_changes_by_author').on(table.by, table.at),
    check('arrangement_changes_subject', sql`${table.subject} in ('rota', 'grid', 'calendar')`),
  ],
);
