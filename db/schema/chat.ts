/** What came in and what goes out: seen messages, the outbox, channels and their outages, open questions, the console's messages. */
import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique } from 'drizzle-orm/pg-core';
import type { OutgoingSegment } from '../../domain/message.ts';
import type { Shape } from '../../domain/parcel.ts';
import type { Question } from '../../domain/question.ts';
import { instant } from './columns.ts';

export const inbox = pgTable(
  'inbox',
  {
    /** Address key of the room and the platform's message id. */
    room: text().notNull(),
    messageId: text('message_id').notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.room, table.messageId] }), index('inbox_by_time').on(table.at)],
);

/**
 * waiting → sending → delivered | suppressed | unknown | dead. With a lease `waiting` is in a process's hands but not
 * begun; `sending` is begun, so that after a crash only this message is in doubt. withdrawn: what it tells was taken
 * back before anybody held it.
 */
export type OutboxState = 'waiting' | 'sending' | 'delivered' | 'suppressed' | 'unknown' | 'dead' | 'withdrawn';

export const outbox = pgTable(
  'outbox',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    /** The same thing is never queued twice. */
    dedupeKey: text('dedupe_key').notNull().unique(),
    platform: text().notNull(),
    /** Address key of the room. */
    room: text().notNull(),
    issue: integer(),
    segments: jsonb().$type<OutgoingSegment[]>().notNull(),
    state: text().$type<OutboxState>().notNull().default('waiting'),
    createdAt: instant('created_at').notNull(),
    runAt: instant('run_at').notNull(),
    leaseUntil: instant('lease_until'),
    leasedBy: text('leased_by'),
    attempts: smallint().notNull().default(0),
    /** 1 once the part that is going out, of unknown fate, was sent again, marked as such. */
    repeats: smallint().notNull().default(0),
    /** Parts that are out, of those the platform's limits split the message into. */
    partsOut: smallint('parts_out').notNull().default(0),
    /** Where the platform would not take it as it was written. */
    shape: jsonb().$type<Shape>(),
    /** Messages of one room with the same batch go out as one. */
    batch: text(),
    lastError: text('last_error'),
    /** The platform's id of the first part; those of the others are in outbox_parts. */
    platformMessage: text('platform_message'),
    deliveredAt: instant('delivered_at'),
  },
  (table) => [
    index('outbox_waiting')
      .on(table.platform, table.room, table.id)
      .where(sql`state in ('waiting', 'sending')`),
    index('outbox_by_platform_message')
      .on(table.room, table.platformMessage)
      .where(sql`platform_message is not null`),
    index('outbox_given_up')
      .on(table.createdAt)
      .where(sql`state in ('dead', 'suppressed', 'unknown')`),
    index('outbox_by_time').on(table.createdAt),
    // Delivered with bytes that are to be forgotten after a while: `withBytes` in db/maintenance.ts.
    index('outbox_with_bytes')
      .on(table.deliveredAt)
      .where(sql`state = 'delivered' and jsonb_path_exists(segments, '$[*] ? (@.data != "")')`),
  ],
);

/** The platform's ids of the second and later parts of a message, so that quoting any of them finds its issue. */
export const outboxParts = pgTable(
  'outbox_parts',
  {
    outbox: bigint({ mode: 'number' })
      .notNull()
      .references(() => outbox.id),
    part: smallint().notNull(),
    room: text().notNull(),
    platformMessage: text('platform_message').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.outbox, table.part] }),
    index('outbox_parts_by_platform_message').on(table.room, table.platformMessage),
  ],
);

/** How the connection of each platform, and of each of several accounts (`onebot/…`), stands: what must outlive a restart. */
export const channels = pgTable('channels', {
  platform: text().primaryKey(),
  /** Everything said in its groups until then was heard, or has been caught up. To the minute. */
  heardUntil: instant('heard_until'),
  /** Since when it is away; null while it is there. */
  awayAt: instant('away_at'),
  reason: text(),
  /** When the operators were told of this outage. */
  toldAt: instant('told_at'),
  /** The last outage that is over. */
  lastAwayAt: instant('last_away_at'),
  lastBackAt: instant('last_back_at'),
});

/** A question the bot asked somebody in a room: one at a time. */
export const prompts = pgTable(
  'prompts',
  {
    /** Address key. */
    room: text().notNull(),
    /** Who was asked, as the room's platform knows them. */
    account: text().notNull(),
    question: jsonb().$type<Question>().notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.room, table.account] })],
);

export const consoleMessages = pgTable(
  'console_messages',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    room: text().notNull(),
    /** Console account of the speaker; null for the bot. */
    account: text(),
    segments: jsonb().$type<OutgoingSegment[]>().notNull(),
    at: instant().notNull(),
    /** Key of the delivery, so that a repeat is recognised. */
    deliveryKey: text('delivery_key'),
  },
  (table) => [
    index('console_messages_room').on(table.room, table.id),
    unique('console_messages_key').on(table.deliveryKey),
  ],
);
