/** Emerging issues raised by the weekly look. */
import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { EmergingEvidence } from '../../domain/emerging.ts';
import type { SurgeLevel } from '../../domain/statistics/emerging.ts';
import { instant } from './columns.ts';
import { categories, units } from './roster.ts';

/** Append-only: what was raised stays as it was raised. */
export const emergingIssues = pgTable(
  'emerging_issues',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    /** The Monday of the week that stood out, `YYYY-MM-DD`. */
    week: text().notNull(),
    /** Null for the whole district. */
    town: integer().references(() => units.id),
    category: integer()
      .notNull()
      .references(() => categories.id),
    level: text().$type<SurgeLevel>().notNull(),
    evidence: jsonb().$type<EmergingEvidence>().notNull(),
    raisedAt: instant('raised_at').notNull(),
  },
  (table) => [
    unique('emerging_issues_once').on(table.week, table.category, table.town).nullsNotDistinct(),
    check('emerging_issues_level', sql`${table.level} in ('alarm', 'watch')`),
  ],
);
