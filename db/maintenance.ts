/** What keeps the database quick over the years. */
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

/** Forgets message ids that no platform would deliver again. */
export async function forgetSeenMessages(db: Database, before: Instant): Promise<void> {
  await db.query('delete from inbox where at < $1::text::timestamptz', [new Date(before).toISOString()]);
}

/** PGlite has no autovacuum: without this dead rows pile up and the planner knows nothing of the tables' sizes. */
export async function tidy(db: Database): Promise<void> {
  if (db.kind === 'pglite') await db.query('vacuum analyze', []);
}
