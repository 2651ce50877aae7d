/** Issues, their append-only events and the intervals somebody held them. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { EventData, EventType } from '../../domain/issue/events.ts';
import type {
  HandoverForm,
  IntervalEnd,
  IntervalKind,
  IssueStatus,
  LeadingDecision,
  PendingExtension,
  PendingRequest,
  ReturnRecord,
  Route,
  RouteProposal,
  Shelving,
  Urgency,
} from '../../domain/issue/state.ts';
import { instant } from './columns.ts';
import { categories, people, units } from './roster.ts';

export const issues = pgTable(
  'issues',
  {
    /** The short number `#1024`; with the year of the report it is the formal one. */
    number: integer().primaryKey().generatedByDefaultAsIdentity(),
    /** Events so far; a change names the version it was decided on. */
    version: integer().notNull(),
    status: text().$type<IssueStatus>().notNull(),
    reportedAt: instant('reported_at').notNull(),
    reporter: integer()
      .notNull()
      .references(() => people.id),
    duty: integer()
      .notNull()
      .references(() => people.id),
    /** Where it was reported, as an address key: answers go there. */
    source: text().notNull(),
    place: integer().references(() => units.id),
    placeText: text('place_text'),
    content: text().notNull(),
    photos: jsonb().$type<string[]>().notNull().default([]),
    resident: text(),
    category: integer().references(() => categories.id),
    urgency: text().$type<Urgency>().notNull(),
    route: text().$type<Route>().notNull(),
    routeReason: text('route_reason'),
    proposal: jsonb().$type<RouteProposal>(),
    form: jsonb().$type<HandoverForm>(),
    decisions: jsonb().$type<LeadingDecision[]>().notNull().default([]),
    /** The issue it was split from. */
    parent: integer().references((): AnyPgColumn => issues.number),
    parts: integer().array().notNull().default([]),
    unit: integer().references(() => units.id),
    handler: integer().references(() => units.id),
    supporting: integer().array().notNull().default([]),
    /** How many times it was given to a unit. */
    holding: smallint().notNull(),
    assignedAt: instant('assigned_at'),
    acceptDue: instant('accept_due'),
    acceptedAt: instant('accepted_at'),
    handlingAt: instant('handling_at'),
    due: instant(),
    totalDue: instant('total_due'),
    outcome: text(),
    outcomeAt: instant('outcome_at'),
    replyDue: instant('reply_due'),
    replyKind: smallint('reply_kind'),
    repliedAt: instant('replied_at'),
    expectedDay: text('expected_day'),
    passOnDue: instant('pass_on_due'),
    closedAt: instant('closed_at'),
    extensions: smallint().notNull(),
    pendingExtension: jsonb('pending_extension').$type<PendingExtension>(),
    pendingRequest: jsonb('pending_request').$type<PendingRequest>(),
    reviewDay: text('review_day'),
    shelving: jsonb().$type<Shelving>(),
    /** Deadlines put away while the issue is shelved. */
    shelvedDue: instant('shelved_due'),
    shelvedTotalDue: instant('shelved_total_due'),
    returns: smallint().notNull(),
    returnedBy: jsonb('returned_by').$type<ReturnRecord[]>().notNull().default([]),
    reopened: smallint().notNull(),
    touchedAt: instant('touched_at').notNull(),
  },
  (table) => [
    index('issues_open_by_unit')
      .on(table.unit, table.due)
      .where(sql`closed_at is null and outcome_at is null`),
    index('issues_open_by_due')
      .on(table.due, table.unit)
      .where(sql`closed_at is null and outcome_at is null`),
    index('issues_unaccepted')
      .on(table.acceptDue)
      .where(sql`status in ('reported', 'reopened')`),
    index('issues_awaiting_reply')
      .on(table.replyDue)
      .where(sql`status = 'awaitingReply'`),
    index('issues_by_reporter').on(table.reporter, table.number),
    index('issues_by_duty').on(table.duty, table.number),
    // Counted since the beginning for every monthly table: from the index alone.
    index('issues_by_report').on(table.reportedAt, table.outcomeAt),
    index('issues_undone')
      .on(table.reportedAt)
      .where(sql`status = 'undone'`),
    index('issues_by_place').on(table.place, table.reportedAt),
    // What lists are asked for: all of a unit, all in a state, newest first.
    index('issues_by_unit').on(table.unit, table.number),
    index('issues_by_handler')
      .on(table.handler, table.number)
      .where(sql`handler is not null`),
    index('issues_unfinished_by_unit')
      .on(table.unit, table.number)
      .where(sql`closed_at is null`),
    index('issues_by_status').on(table.status, table.number),
    // Those closed in a month, of which the follow-up sample is drawn.
    index('issues_closed')
      .on(table.closedAt)
      .where(sql`status = 'closed'`),
    index('issues_by_category').on(table.category, table.reportedAt),
    index('issues_unassigned')
      .on(table.number)
      .where(sql`unit is null and status in ('reported', 'returned')`),
    // A number is given once a year, whoever is faster: the next one is read, and written here or not at all.
    uniqueIndex('issues_form').on(sql`((form ->> 'year')::int)`, sql`((form ->> 'number')::int)`),
    index('issues_parts')
      .on(table.parent)
      .where(sql`parent is not null`),
    index('issues_proposed')
      .on(table.number)
      .where(sql`proposal is not null and outcome_at is null and closed_at is null`),
    index('issues_with_decisions')
      .on(table.number)
      .where(sql`outcome_at is null and closed_at is null and decisions <> '[]'`),
    index('issues_expected')
      .on(table.expectedDay)
      .where(sql`expected_day is not null`),
    index('issues_expected_open')
      .on(table.expectedDay)
      .where(sql`expected_day is not null and closed_at is null`),
    // Forms by the moment they were over, for those open at the end of a quarter: `overAt` in db/handover.ts.
    index('issues_forms')
      .on(sql`coalesce(least(outcome_at, closed_at), 'infinity'::timestamptz)`)
      .where(sql`form is not null`),
    index('issues_to_pass_on')
      .on(table.passOnDue)
      .where(sql`pass_on_due is not null`),
    index('issues_asked')
      .on(table.number)
      .where(sql`pending_extension is not null or pending_request is not null`),
    index('issues_shelved')
      .on(table.reviewDay)
      .where(sql`status = 'shelved'`),
    check('issues_reply_kind', sql`${table.replyKind} between 1 and 5`),
  ],
);

/** The neighbouring pairs of characters of what an issue says, by which words are found in it; kept by a trigger. */
export const issuePairs = pgTable(
  'issue_pairs',
  {
    issue: integer()
      .primaryKey()
      .references(() => issues.number),
    pairs: text().array().notNull(),
  },
  (table) => [index('issue_pairs_by_pair').using('gin', table.pairs)],
);

export const events = pgTable(
  'events',
  {
    issue: integer()
      .notNull()
      .references(() => issues.number),
    seq: integer().notNull(),
    type: text().$type<EventType>().notNull(),
    at: instant().notNull(),
    /** Null when the bot itself acted. */
    actor: integer().references(() => people.id),
    /** The message that caused it: `onebot:group:1:55`, `job:…`, `console`. */
    source: text().notNull(),
    data: jsonb().$type<EventData>().notNull(),
    /** When the database wrote it, by its own clock. */
    recordedAt: instant('recorded_at')
      .notNull()
      .default(sql`clock_timestamp()`),
    /** SHA-256 over the previous event's hash and this event: set by the database. */
    hash: text().notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.issue, table.seq] }),
    index('events_by_time').on(table.at),
    // Few, and every reader of the log asks whether what it reads was taken back (db/standing.ts).
    index('events_undone')
      .on(table.issue)
      .where(sql`type = 'undone'`),
  ],
);

export const clockIntervals = pgTable(
  'clock_intervals',
  {
    issue: integer()
      .notNull()
      .references(() => issues.number),
    seq: smallint().notNull(),
    kind: text().$type<IntervalKind>().notNull(),
    unit: integer().references(() => units.id),
    from: instant('started_at').notNull(),
    to: instant('ended_at'),
    endedBy: text('ended_by').$type<IntervalEnd>(),
    acceptDue: instant('accept_due'),
    acceptedAt: instant('accepted_at'),
    due: instant(),
    /** A closing that a follow-up found unsolved: it no longer counts as on time. */
    unsolvedAt: instant('unsolved_at'),
  },
  (table) => [
    primaryKey({ columns: [table.issue, table.seq] }),
    index('clock_intervals_open')
      .on(table.unit, table.due)
      .where(sql`kind = 'unit' and ended_at is null`),
    index('clock_intervals_ended')
      .on(table.to, table.from)
      .where(sql`kind = 'unit'`),
    index('clock_intervals_started')
      .on(table.from, table.unit)
      .where(sql`kind = 'unit'`),
    index('clock_intervals_by_unit')
      .on(table.unit, table.from)
      .where(sql`kind = 'unit'`),
    index('clock_intervals_due')
      .on(table.due)
      .where(sql`kind = 'unit'`),
    index('clock_intervals_accept_due')
      .on(table.acceptDue)
      .where(sql`kind = 'unit'`),
    index('clock_intervals_pauses')
      .on(table.issue)
      .where(sql`kind = 'pause'`),
  ],
);

/** Residents' contacts, encrypted; purged by schedule, every look recorded. */
export const contacts = pgTable('contacts', {
  issue: integer()
    .primaryKey()
    .references(() => issues.number),
  sealed: text().notNull(),
  storedAt: instant('stored_at').notNull(),
});

export const contactLooks = pgTable(
  'contact_looks',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    issue: integer()
      .notNull()
      .references(() => issues.number),
    person: integer()
      .notNull()
      .references(() => people.id),
    /** Whom the one who looked stood in for; null where it was their own to look. */
    standingInFor: integer('standing_in_for').references(() => people.id),
    at: instant().notNull(),
  },
  (table) => [index('contact_looks_issue').on(table.issue)],
);
