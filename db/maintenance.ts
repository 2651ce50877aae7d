/** What keeps the database quick over the years. */
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

/** Forgets message ids that no platform would deliver again. */
export async function forgetSeenMessages(db: Database, before: Instant): Promise<void> {
  await db.query('delete from inbox where at < $1::text::timestamptz', [new Date(before).toISOString()]);
}

/** Forgets residents' contacts of issues that were over before then; who looked at them stays on record. */
export async function forgetContacts(db: Database, before: Instant): Promise<void> {
  await db.query(
    `delete from contacts c using issues i where i.number = c.issue and (
       (i.status = 'closed' and i.closed_at < $1::text::timestamptz)
       or (i.status in ('withdrawn', 'undone') and i.touched_at < $1::text::timestamptz))`,
    [new Date(before).toISOString()],
  );
}

/** Which messages of the outbox have bytes: as the index `outbox_with_bytes` has it, or it is not used. */
const withBytes = `state = 'delivered' and jsonb_path_exists(segments, '$[*] ? (@.data != "")')`;

/**
 * Forgets the bytes of pictures and files that were delivered: editions are kept for ever as files of their own, and a
 * daily picture sent to several groups would make the outbox megabytes larger every week. Names and words stay.
 */
export async function forgetDeliveredBytes(db: Database, before: Instant): Promise<void> {
  await db.query(
    `update outbox set segments = (
       select jsonb_agg(case when s.segment ? 'data' then s.segment || '{"data": ""}' else s.segment end order by s.place)
       from jsonb_array_elements(segments) with ordinality as s(segment, place))
     where ${withBytes} and delivered_at < $1::text::timestamptz`,
    [new Date(before).toISOString()],
  );
}

/** What was sealed and never arrived is forgotten as well. */
export async function forgetUndelivered(db: Database, before: Instant): Promise<void> {
  await db.query(
    `update outbox set segments = (
       select jsonb_agg(case when s.segment ->> 'type' = 'sealed' then s.segment || '{"data": ""}' else s.segment end order by s.place)
       from jsonb_array_elements(segments) with ordinality as s(segment, place))
     where state in ('dead', 'suppressed', 'unknown') and created_at < $1::text::timestamptz
       and jsonb_path_exists(segments, '$[*] ? (@.type == "sealed" && @.data != "")')`,
    [new Date(before).toISOString()],
  );
}

/** PGlite has no autovacuum: without this dead rows pile up and the planner knows nothing of the tables' sizes. */
export async function tidy(db: Database): Promise<void> {
  if (db.kind === 'pglite') await db.query('vacuum analyze', []);
}
