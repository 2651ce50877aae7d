/** Emerging issues raised by the weekly look, and the joint items they are made into. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { EmergingEvidence } from '../../domain/emerging.ts';
import type { SurgeLevel } from '../../domain/statistics/emerging.ts';
import { instant } from './columns.ts';
import { issues } from './issues.ts';
import { categories, people, units } from './roster.ts';

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

/** A joint item as it was opened; what became of it are its events (`supervision_events`). */
export const jointItems = pgTable('joint_items', {
  number: integer().primaryKey().generatedByDefaultAsIdentity(),
  town: integer().references(() => units.id),
  category: integer()
    .notNull()
    .references(() => categories.id),
  unit: integer()
    .notNull()
    .references(() => units.id),
  text: text(),
  due: text(),
  openedAt: instant('opened_at').notNull(),
  openedBy: integer('opened_by')
    .notNull()
    .references(() => people.id),
});

/**
 * The emerging issues behind a joint item: the one it was opened for, and those of its kind that joined it. Append-only: what
 * was taken back stays here, and is said in the item's events (`undone`, by the source).
 */
export const jointItemSurges = pgTable(
  'joint_item_surges',
  {
    emerging: integer()
      .notNull()
      .references(() => emergingIssues.id),
    item: integer()
      .notNull()
      .references(() => jointItems.number),
    /** False for the one it was opened for. */
    joined: boolean().notNull(),
    source: text().primaryKey(),
  },
  (table) => [
    index('joint_item_surges_by_item').on(table.item),
    index('joint_item_surges_by_emerging').on(table.emerging),
  ],
);

export const jointItemIssues = pgTable(
  'joint_item_issues',
  {
    item: integer()
      .notNull()
      .references(() => jointItems.number),
    issue: integer()
      .notNull()
      .references(() => issues.number),
  },
  (table) => [primaryKey({ columns: [table.item, table.issue] }), index('joint_item_issues_by_issue').on(table.issue)],
);
