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

/** Transactions after which a table is tidied in which nothing was written: at two billion its rows would be lost to sight. */
const FREEZE_AFTER = 100_000_000;

/** Tables in which something was written since they were last tidied, the catalogue's too (of which pg_statistic is never analysed); null where there are none. */
const untidy = `select string_agg(format('%I.%I', n.nspname, c.relname), ', ' order by c.oid) as tables
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  left join pg_stat_all_tables s on s.relid = c.oid
  where c.relkind = 'r' and (s.last_vacuum is null or s.n_dead_tup > 0
    or (s.n_mod_since_analyze > 0 and c.oid <> 'pg_statistic'::regclass) or age(c.relfrozenxid) > ${FREEZE_AFTER})`;

/**
 * PGlite has no autovacuum: without this dead rows pile up and the planner knows nothing of the tables' sizes. Only what
 * was written is tidied: a table that stands still would cost as much, and what was planned for it would be planned anew.
 */
export async function tidy(db: Database): Promise<void> {
  if (db.kind !== 'pglite') return;
  await db.query('select pg_stat_force_next_flush()', []);
  const [found] = await db.query<{ tables: string | null }>(untidy, []);
  if (found?.tables) await db.query(`vacuum (analyze, skip_database_stats) ${found.tables}`, []);
}
