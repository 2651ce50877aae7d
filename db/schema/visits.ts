/** Visits to residents, the issues that hang on them, the teams' rotas, and whom the bot told of places not visited. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type { PeriodLength } from '../../domain/period.ts';
import type { VisitKind, VisitSession } from '../../domain/visits/visit.ts';
import { instant } from './columns.ts';
import { issues } from './issues.ts';
import { people, teams, units } from './roster.ts';

export const visits = pgTable(
  'visits',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    /** The message that recorded it: delivered twice it is one visit. */
    source: text().notNull().unique(),
    cadre: integer()
      .notNull()
      .references(() => people.id),
    /** `YYYY-MM-DD`. */
    day: text().notNull(),
    recordedAt: instant('recorded_at').notNull(),
    kind: text().$type<VisitKind>().notNull(),
    /** By the rota of that day: a rota that changes later moves no visit. */
    session: text().$type<VisitSession>(),
    /** Null while it is asked which of several villages is meant: then it counts nowhere. */
    place: integer().references(() => units.id),
    households: smallint(),
    companions: text().array().notNull().default([]),
    /** Personal data masked. */
    note: text().notNull(),
    /** Taken back as a mistake; the row stays. */
    withdrawnAt: instant('withdrawn_at'),
    /** The message that took it back. */
    withdrawnSource: text('withdrawn_source').unique(),
  },
  (table) => [
    index('visits_by_day')
      .on(table.day, table.place)
      .where(sql`withdrawn_at is null`),
    index('visits_by_cadre')
      .on(table.cadre, table.day)
      .where(sql`withdrawn_at is null`),
    index('visits_withdrawn')
      .on(table.cadre, table.withdrawnAt)
      .where(sql`withdrawn_at is not null`),
    check('visits_session', sql`${table.session} in ('day', 'night')`),
  ],
);

/** Households a visit was to, each a fingerprint of the cadre's own words: repeats can be counted, nobody be found. */
export const visitHouseholds = pgTable(
  'visit_households',
  {
    visit: integer()
      .notNull()
      .references(() => visits.id),
    fingerprint: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visit, table.fingerprint] }),
    index('visit_households_by_fingerprint').on(table.fingerprint, table.visit),
  ],
);

/** The visit in which an issue was raised: at most one. */
export const visitIssues = pgTable(
  'visit_issues',
  {
    issue: integer()
      .primaryKey()
      .references(() => issues.number),
    visit: integer()
      .notNull()
      .references(() => visits.id),
  },
  (table) => [index('visit_issues_by_visit').on(table.visit)],
);

/** Where a team's programme differs from the district's; null where it does not. */
export const teamRotas = pgTable('team_rotas', {
  team: integer()
    .primaryKey()
    .references(() => teams.id),
  /** Weekday of the visit day and of the talk night, 1 Monday … 7 Sunday. */
  day: smallint(),
  night: smallint(),
  months: smallint().$type<PeriodLength>(),
});

/** private: the team's members, each by themselves · cluster: their cluster's group, some working days later */
export type NoticeStage = 'private' | 'cluster';

/** That a team was told, in a period, of places it had not visited: of each stage once. */
export const visitNotices = pgTable(
  'visit_notices',
  {
    team: integer()
      .notNull()
      .references(() => teams.id),
    /** First day of the period. */
    period: text().notNull(),
    stage: text().$type<NoticeStage>().notNull(),
    /** The places named. */
    places: integer().array().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.team, table.period, table.stage] })],
);
