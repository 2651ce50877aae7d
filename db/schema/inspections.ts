/** Inspections and what they found; who looks after which unit. */
import { boolean, index, integer, pgTable, primaryKey, smallint, text, unique } from 'drizzle-orm/pg-core';
import type { InspectionKind } from '../../domain/inspection.ts';
import { instant } from './columns.ts';
import { people, units } from './roster.ts';

/** Which inspector looks after which unit (网格); a unit in nobody's grid is everybody's. */
export const grid = pgTable(
  'grid',
  {
    inspector: integer()
      .notNull()
      .references(() => people.id),
    unit: integer()
      .notNull()
      .references(() => units.id),
  },
  (table) => [primaryKey({ columns: [table.inspector, table.unit] })],
);

export const inspections = pgTable(
  'inspections',
  {
    number: integer().primaryKey().generatedByDefaultAsIdentity(),
    kind: text().$type<InspectionKind>().notNull(),
    /** The department or town that answers for what was inspected. */
    unit: integer()
      .notNull()
      .references(() => units.id),
    /** The village or subordinate unit the inspector went to; null for the unit itself. */
    place: integer().references(() => units.id),
    inspector: integer()
      .notNull()
      .references(() => people.id),
    at: instant().notNull(),
    ask: text('asked'),
    look: text('looked'),
    check: text('checked'),
    deployment: text(),
    progress: text(),
    feedback: text(),
    /** The message that recorded it. */
    source: text().notNull().unique(),
    /** Taken back as a slip: it counts nowhere, nor does what it found; its number stays. */
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [
    index('inspections_by_inspector').on(table.inspector, table.at),
    index('inspections_by_unit').on(table.unit, table.at),
    index('inspections_by_time').on(table.at),
  ],
);

/** What was found, as it was recorded; what became of it stands in `supervision_events`. */
export const findings = pgTable(
  'findings',
  {
    number: integer().primaryKey().generatedByDefaultAsIdentity(),
    inspection: integer()
      .notNull()
      .references(() => inspections.number),
    /** Its place within the inspection. */
    seq: smallint().notNull(),
    unit: integer()
      .notNull()
      .references(() => units.id),
    text: text().notNull(),
    /** `YYYY-MM-DD` */
    due: text().notNull(),
    /** The inspector named the day; else it was counted in working days. */
    dayNamed: boolean('day_named').notNull().default(true),
  },
  (table) => [unique('findings_seq').on(table.inspection, table.seq), index('findings_by_unit').on(table.unit)],
);
