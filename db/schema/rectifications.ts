/** Rectifications, what happened to them and to findings, and the reminders of their days. */
import { index, integer, jsonb, pgTable, primaryKey, smallint, text, unique } from 'drizzle-orm/pg-core';
import type { DueStage } from '../../domain/due-stage.ts';
import type { FollowedEvents, FollowedSubject } from '../../domain/followed.ts';
import type { Undone } from '../../domain/taken-back.ts';
import { instant } from './columns.ts';
import { people, units } from './roster.ts';

/** 整改 · 督查发现 · 联合事项 */
export type SupervisionSubject = 'rectification' | 'finding' | 'jointItem';
/** What goes with its unit to another: those and 预警. */
export type InheritedSubject = SupervisionSubject | 'flag';
type SupervisionEvent = FollowedEvents[FollowedSubject] | Undone;
/**
 * Beside those 议定: what the leading group decided about an issue, its number in `part`; 挂账复核; 答应群众的日期 as the unit is
 * told of it, and the first receiver; 进展待转告; 代班, its first day (part 1) and its last (2).
 */
export type DatedSubject = SupervisionSubject | 'decision' | 'review' | 'promise' | 'promised' | 'passOn' | 'standIn';

/** A suggestion sent to a unit and all that follows from it: the sum of its events. */
export const rectifications = pgTable(
  'rectifications',
  {
    number: integer().primaryKey().generatedByDefaultAsIdentity(),
    unit: integer()
      .notNull()
      .references(() => units.id),
    suggestedAt: instant('suggested_at').notNull(),
  },
  (table) => [index('rectifications_by_unit').on(table.unit)],
);

/** Append-only. One message causes one event of a subject. */
export const supervisionEvents = pgTable(
  'supervision_events',
  {
    subject: text().$type<FollowedSubject>().notNull(),
    number: integer().notNull(),
    seq: smallint().notNull(),
    type: text().$type<SupervisionEvent['type']>().notNull(),
    at: instant().notNull(),
    /** Null for what follows from a change of the calendar. */
    actor: integer().references(() => people.id),
    source: text().notNull(),
    data: jsonb().$type<SupervisionEvent['data']>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subject, table.number, table.seq] }),
    unique('supervision_events_source').on(table.subject, table.source),
    index('supervision_events_by_actor').on(table.actor, table.at),
  ],
);

/** Said once: something has a day and it is near, here or past. `part` is a milestone or a decision, else 0. */
export const dueReminders = pgTable(
  'due_reminders',
  {
    subject: text().$type<DatedSubject>().notNull(),
    number: integer().notNull(),
    part: smallint().notNull(),
    /** `YYYY-MM-DD`: a day that is put off is reminded of anew. */
    due: text().notNull(),
    stage: text().$type<DueStage>().notNull(),
    /** The slot of the digest that says it. */
    slot: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subject, table.number, table.part, table.due, table.stage] }),
    index('due_reminders_by_slot').on(table.slot),
  ],
);
