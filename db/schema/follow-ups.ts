/** Follow-ups: the sample drawn of a month's closings, and what residents said, each answer kept. */
import { bigint, boolean, check, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { FollowUpOutcome, Satisfaction } from '../../domain/follow-up.ts';
import { instant } from './columns.ts';
import { issues } from './issues.ts';
import { people, units } from './roster.ts';

/** Calls to be made. A call is open until there is a result of the same issue and holding. */
export const followUps = pgTable(
  'follow_ups',
  {
    /** The month the issue was closed in. */
    month: text().notNull(),
    issue: integer()
      .notNull()
      .references(() => issues.number),
    holding: smallint().notNull(),
    unit: integer()
      .notNull()
      .references(() => units.id),
    /** Null where the district had no inspector. */
    inspector: integer().references(() => people.id),
    drawnAt: instant('drawn_at').notNull(),
    /** False once it was made: a bound for what is looked at, open by the rule above. Taken back, it may be open again. */
    pending: boolean().notNull().default(true),
  },
  (table) => [
    primaryKey({ columns: [table.month, table.issue, table.holding] }),
    index('follow_ups_by_inspector').on(table.inspector, table.month),
    index('follow_ups_by_issue').on(table.issue),
    index('follow_ups_pending')
      .on(table.month, table.issue)
      .where(sql`pending`),
  ],
);

/** Append-only; the latest of an issue and holding counts, of those not taken back. */
export const followUpResults = pgTable(
  'follow_up_results',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    issue: integer()
      .notNull()
      .references(() => issues.number),
    holding: smallint().notNull(),
    /** The unit that closed it; null where it was settled on the spot. */
    unit: integer().references(() => units.id),
    by: integer()
      .notNull()
      .references(() => people.id),
    at: instant().notNull(),
    outcome: text().$type<FollowUpOutcome>().notNull(),
    /** Null: not rated. */
    satisfaction: text().$type<Satisfaction>(),
    note: text(),
    /** The message that said so. */
    source: text().notNull().unique(),
  },
  (table) => [
    index('follow_up_results_by_issue').on(table.issue, table.holding),
    index('follow_up_results_by_time').on(table.at),
    check('follow_up_results_outcome', sql`${table.outcome} in ('solved', 'unsolved', 'unreachable')`),
    check(
      'follow_up_results_satisfaction',
      sql`${table.satisfaction} in ('satisfied', 'basicallySatisfied', 'dissatisfied')`,
    ),
  ],
);

/** Results that were recorded by a slip, append-only: they stay, and count nowhere. */
export const followUpsTakenBack = pgTable('follow_ups_taken_back', {
  result: bigint({ mode: 'number' })
    .primaryKey()
    .references(() => followUpResults.id),
  by: integer()
    .notNull()
    .references(() => people.id),
  at: instant().notNull(),
  /** The message that said so. */
  message: text().notNull(),
});
