/** What the upper steps of the ladder leave on paper: 督办单, and proposals to summon a unit's lead. */
import { index, integer, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { issues } from './issues.ts';
import { people, units } from './roster.ts';

export const superviseOrders = pgTable(
  'supervise_orders',
  {
    number: integer().primaryKey().generatedByDefaultAsIdentity(),
    issue: integer()
      .notNull()
      .references(() => issues.number),
    holding: smallint().notNull(),
    unit: integer()
      .notNull()
      .references(() => units.id),
    requirement: text(),
    due: instant(),
    daysOverdue: smallint('days_overdue').notNull(),
    /** `YYYY-MM-DD` */
    answerDue: text('answer_due').notNull(),
    issuedBy: integer('issued_by')
      .notNull()
      .references(() => people.id),
    issuedAt: instant('issued_at').notNull(),
  },
  (table) => [unique('supervise_orders_once').on(table.issue, table.holding)],
);

/** 约谈: proposed by an inspector, arranged by the office. */
export const summons = pgTable(
  'summons',
  {
    number: integer().primaryKey().generatedByDefaultAsIdentity(),
    unit: integer()
      .notNull()
      .references(() => units.id),
    /** Null where the unit as a whole is meant. */
    issue: integer().references(() => issues.number),
    holding: smallint(),
    reason: text(),
    proposedBy: integer('proposed_by')
      .notNull()
      .references(() => people.id),
    proposedAt: instant('proposed_at').notNull(),
    source: text().notNull().unique(),
    /** What came of it; null while it is open. */
    settlement: text(),
    settledBy: integer('settled_by').references(() => people.id),
    settledAt: instant('settled_at'),
  },
  (table) => [
    unique('summons_once').on(table.issue, table.holding),
    index('summons_by_unit').on(table.unit, table.proposedAt),
  ],
);

/** Results of summonses that were recorded by a slip, append-only: the summons is open again, what was written stays here. */
export const summonsTakenBack = pgTable('summons_taken_back', {
  /** The message that said so. */
  message: text().primaryKey(),
  summons: integer()
    .notNull()
    .references(() => summons.number),
  settlement: text().notNull(),
  settledAt: instant('settled_at').notNull(),
  by: integer()
    .notNull()
    .references(() => people.id),
  at: instant().notNull(),
});
