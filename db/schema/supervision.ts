/** What supervision leaves behind: ladder steps, flags, issued tables and their files, job runs, settings, calendar overrides. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { CalendarBasis, DayOverride } from '../../domain/calendar.ts';
import type { LadderStep } from '../../domain/escalation.ts';
import type { FlagEvidence, FlagKind, FlagState } from '../../domain/flags.ts';
import type { QuarterlyPack } from '../../domain/handover-form.ts';
import type { EditionFile, MonthlyTable } from '../../domain/monthly-table.ts';
import { bytes, instant } from './columns.ts';
import { issues } from './issues.ts';
import { people, units } from './roster.ts';

/** taken: said by the bot · drafted: waits for an inspector · confirmed, dismissed: decided */
export type ReminderState = 'taken' | 'drafted' | 'confirmed' | 'dismissed';

export const reminders = pgTable(
  'reminders',
  {
    issue: integer()
      .notNull()
      .references(() => issues.number),
    holding: smallint().notNull(),
    step: text().$type<LadderStep>().notNull(),
    unit: integer()
      .notNull()
      .references(() => units.id),
    at: instant().notNull(),
    state: text().$type<ReminderState>().notNull(),
    decidedBy: integer('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    reason: text(),
    /** What the person who took the step wrote with it. */
    note: text(),
    /** The message by which a person took or decided it; null for what the job did. */
    source: text(),
  },
  (table) => [
    primaryKey({ columns: [table.issue, table.holding, table.step] }),
    index('reminders_by_decider')
      .on(table.decidedBy, table.decidedAt)
      .where(sql`decided_by is not null`),
    index('reminders_drafted')
      .on(table.at)
      .where(sql`state = 'drafted'`),
  ],
);

/** Steps a person took by a slip and took back, append-only: the rows they left in `reminders`, which is as it was before. */
export const stepsTakenBack = pgTable('steps_taken_back', {
  /** The message that took them. */
  source: text().primaryKey(),
  issue: integer()
    .notNull()
    .references(() => issues.number),
  by: integer()
    .notNull()
    .references(() => people.id),
  at: instant().notNull(),
  /** The message that took them back. */
  message: text().notNull(),
  steps: jsonb().$type<Record<string, unknown>[]>().notNull(),
});

export const flags = pgTable(
  'flags',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    kind: text().$type<FlagKind>().notNull(),
    unit: integer()
      .notNull()
      .references(() => units.id),
    /** The day of the weekly look, `YYYY-MM-DD`. */
    day: text().notNull(),
    state: text().$type<FlagState>().notNull(),
    evidence: jsonb().$type<FlagEvidence>().notNull(),
    raisedAt: instant('raised_at').notNull(),
    decidedBy: integer('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    reason: text(),
  },
  (table) => [
    unique('flags_once').on(table.kind, table.unit, table.day),
    index('flags_by_unit').on(table.unit, table.day),
  ],
);

export const monthlyTables = pgTable(
  'monthly_tables',
  {
    month: text().notNull(),
    edition: smallint().notNull(),
    issuedAt: instant('issued_at').notNull(),
    /** Null when the job issued it. */
    issuedBy: integer('issued_by').references(() => people.id),
    table: jsonb().$type<MonthlyTable>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.edition] })],
);

/** What an edition was sent as: kept as bytes, so that asking again gives the very same. */
export const monthlyFiles = pgTable(
  'monthly_files',
  {
    month: text().notNull(),
    edition: smallint().notNull(),
    /** In the order they are sent. */
    place: smallint().notNull(),
    kind: text().$type<EditionFile['kind']>().notNull(),
    name: text().notNull(),
    bytes: bytes().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.month, table.edition, table.place] }),
    foreignKey({
      columns: [table.month, table.edition],
      foreignColumns: [monthlyTables.month, monthlyTables.edition],
    }),
  ],
);

/** Issued packs of the leading group with the document each was handed out as. */
export const quarterlyPacks = pgTable(
  'quarterly_packs',
  {
    /** Its first day, `YYYY-MM-DD`. */
    quarter: text().notNull(),
    edition: smallint().notNull(),
    issuedAt: instant('issued_at').notNull(),
    /** Null when the job issued it. */
    issuedBy: integer('issued_by').references(() => people.id),
    pack: jsonb().$type<QuarterlyPack>().notNull(),
    fileName: text('file_name'),
    file: bytes(),
  },
  (table) => [primaryKey({ columns: [table.quarter, table.edition] })],
);

export const jobRuns = pgTable(
  'job_runs',
  {
    job: text().notNull(),
    dueAt: instant('due_at').notNull(),
    startedAt: instant('started_at').notNull(),
    /** done: its work is in the same transaction · skipped: an older slot a later one made up for */
    state: text().$type<'done' | 'skipped'>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.job, table.dueAt] })],
);

export const settings = pgTable('settings', {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  changedAt: instant('changed_at').notNull(),
});

export const calendarOverrides = pgTable('calendar_overrides', {
  day: text().primaryKey(),
  kind: text().$type<DayOverride['kind']>().notNull(),
  name: text(),
  /** The year whose announcement brought it; null for a day the office set. */
  announced: smallint(),
});

/** Years whose holidays were imported, beside those the program knows. */
export const calendarYears = pgTable('calendar_years', {
  year: smallint().primaryKey(),
  importedAt: instant('imported_at').notNull(),
});

/** The calendars deadlines were counted with, newest last: a change is found by comparing with the newest. */
export const calendarsApplied = pgTable('calendars_applied', {
  at: instant().primaryKey(),
  basis: jsonb().$type<CalendarBasis>().notNull(),
  /** False while open issues are still being counted anew. */
  done: boolean().notNull(),
});
