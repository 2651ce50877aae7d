/** The one handle type through which everything reaches the database, PGlite or PostgreSQL alike. */
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema/index.ts';

/** What a statement may be given; instants go in as ISO strings, JSON as text behind `$1::text::jsonb`. */
export type Parameter = string | number | boolean | null | readonly string[] | readonly number[];

/** Channels are written into the statement: only names that mean the same quoted and unquoted. @throws {TypeError} */
export const channelName = (name: string): string => {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new TypeError(`not a channel name: ${name}`);
  return name;
};

/**
 * What the planner takes a page out of order to cost beside one in order. PostgreSQL's 4 is meant for turning disks and
 * has it read whole tables where an index would do; a district's database is in memory, or on flash.
 */
export const randomPageCost = 1.1;

/** Where warnings of the database layer go; a pino logger fits. */
export interface DatabaseLog {
  warn(details: object, message: string): void;
}

/** A database that is open. Both kinds give the same rows for the same statement. */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  /**
   * drizzle, for everything that is not hot. Inside `orm.transaction(async (tx) => …)` use only `tx`: on PGlite the
   * outer handle would wait for itself, so it is refused there with an error.
   */
  readonly orm: PgDatabase<PgQueryResultHKT, typeof schema>;
  /**
   * Runs one statement, prepared on first use and reused (keep the text constant, put values into `params`).
   *
   * Every parameter travels as text and takes the type the statement gives it, so cast where it is not evident:
   * `$1::int`, `$2::text::jsonb`, and for arrays `any($3::int[])`.
   * Rows are plain objects: int, bigint and numeric as numbers (a bigint beyond 2^53 as `bigint`), bool as boolean,
   * timestamptz as Date, date and timestamp as text, json and jsonb parsed, bytea as Buffer, arrays as arrays.
   *
   * @throws {DatabaseUnavailable} when the server is gone, refuses, or does not answer
   * @throws the driver's error otherwise, with the SQLSTATE in `code` and for a constraint its name by `violatedConstraint`
   */
  query<Row extends object>(text: string, params: readonly Parameter[]): Promise<Row[]>;
  /**
   * Calls `heard` for every NOTIFY on the channel (lower-case letters, digits, `_`) until the returned function is called.
   *
   * PostgreSQL: a connection of its own that comes back by itself after a loss; what was sent meanwhile is not repeated,
   * so listen to wake up early and keep polling as well. PGlite: only what this process notifies.
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  /** Resolves when the database answers a trivial statement. @throws {DatabaseUnavailable} */
  ping(): Promise<void>;
  /** Waits for running statements (at most a few seconds), then lets go of connections, folder and lock. May be called twice. */
  close(): Promise<void>;
}
