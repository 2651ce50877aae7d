/** The outbox: what waits to be sent, who holds it, and how each sending ended. */
import { groupBy } from '../domain/group-by.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import { asWritten, type Parcel, type ParcelEntry, type Shape } from '../domain/parcel.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { BY_JOB } from './queued-message.ts';
import type { OutboxState } from './schema/chat.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

/** Messages taken in one statement at most. */
const BATCH = 500;

/**
 * Takes what is due, room by room and in order: the row of a room's oldest message is the lock on the room, and a room
 * of which another living process holds something is left to it. Of each room at most so many are held at a time. What
 * was put off holds up nothing, nor does what a job said while nobody may be reminded. A lease that ran out means its process died: what it had begun may have been seen.
 */
const lease = `with heads as (
    select distinct on (platform, room) id, platform, room
    from outbox
    where state in ('waiting', 'sending') and platform = any($5::text[]) and room <> all($6::text[])
      and (state = 'sending' or (run_at <= $1::text::timestamptz and not ($7::boolean and dedupe_key like '${BY_JOB}%')))
    order by platform, room, id
  ), free as (
    select o.platform, o.room from outbox o join heads h on h.id = o.id
    where not exists (
      select 1 from outbox w where w.platform = h.platform and w.room = h.room and w.state in ('waiting', 'sending')
        and w.leased_by <> $2 and w.lease_until >= $1::text::timestamptz)
    for update of o skip locked
  ), mine as (
    select o.id, o.state = 'sending' as begun from free cross join lateral (
      select w.id, w.state, w.lease_until from outbox w
      where w.platform = free.platform and w.room = free.room and w.state in ('waiting', 'sending')
        and (w.state = 'sending' or (w.run_at <= $1::text::timestamptz and not ($7::boolean and w.dedupe_key like '${BY_JOB}%')))
      order by w.id limit $4::int for update skip locked
    ) o
    where o.lease_until is null or o.lease_until < $1::text::timestamptz
    order by o.id limit ${BATCH}
  )
  update outbox o set leased_by = $2, lease_until = $3::text::timestamptz
  from mine where o.id = mine.id
  returning o.id, o.platform, o.room, o.segments, o.issue, o.dedupe_key, o.attempts, o.repeats, o.parts_out, o.shape,
    o.batch, mine.begun, (extract(epoch from o.created_at) * 1000)::float8 as created_at`;

interface LeaseRow {
  id: number;
  platform: string;
  room: string;
  segments: OutgoingSegment[];
  issue: number | null;
  dedupe_key: string;
  attempts: number;
  repeats: number;
  parts_out: number;
  shape: Shape | null;
  batch: string | null;
  begun: boolean;
  created_at: number;
}

/**
 * @param perRoom messages of one room in this process's hands at most
 * @param except rooms that nothing can be sent to now
 * @param hushed what jobs said waits
 */
export async function leaseDue(
  db: Database,
  now: Instant,
  owner: string,
  until: Instant,
  platforms: readonly string[],
  perRoom: number,
  except: readonly string[] = [],
  hushed = false,
): Promise<Parcel[]> {
  const rows = await db.query<LeaseRow>(lease, [iso(now), owner, iso(until), perRoom, platforms, except, hushed]);
  return rows
    .map(({ dedupe_key, created_at, parts_out, shape, begun, ...row }) => ({
      ...row,
      dedupeKey: dedupe_key,
      createdAt: created_at,
      partsOut: parts_out,
      shape: shape ?? asWritten,
      stage: begun ? ('inDoubt' as const) : ('held' as const),
    }))
    .sort((a, b) => a.id - b.id);
}

const entryColumns = `s(id bigint, state text, keep boolean, part int, message text, run_at timestamptz, error text,
  attempts int, repeats int, parts_out int, shape jsonb, rebatch boolean, batch text)`;

/**
 * List and range of ids keep it on the primary key however large the outbox; the list alone does not on a database that
 * was empty when the statement was planned.
 */
const write = `update outbox o set
    state = s.state,
    lease_until = case when s.keep then o.lease_until end, leased_by = case when s.keep then o.leased_by end,
    platform_message = case when s.part = 0 then s.message else o.platform_message end,
    delivered_at = case when s.state = 'delivered' then $2::text::timestamptz end,
    run_at = coalesce(s.run_at, o.run_at), last_error = coalesce(s.error, o.last_error),
    attempts = coalesce(s.attempts, o.attempts), repeats = coalesce(s.repeats, o.repeats),
    parts_out = coalesce(s.parts_out, o.parts_out), shape = coalesce(s.shape, o.shape),
    batch = case when s.rebatch then s.batch else o.batch end
  from jsonb_to_recordset($1::text::jsonb) as ${entryColumns}
  where o.id = s.id and o.id = any($3::bigint[]) and o.id between $5::bigint and $6::bigint
    and (not s.keep or o.leased_by = $4)
  returning o.id`;

/** The same where a second or later part is among them: most messages have only one. */
const writeWithParts = `with later_parts as (
    insert into outbox_parts (outbox, part, room, platform_message)
    select o.id, s.part, o.room, s.message from jsonb_to_recordset($1::text::jsonb) as ${entryColumns}
    join outbox o on o.id = s.id where s.part > 0 and o.id = any($3::bigint[]) and o.id between $5::bigint and $6::bigint
    on conflict do nothing
  ) ${write}`;

/**
 * Writes how sendings begin and end, all in one statement; the ids that were written. What stays in hand is written
 * only where it still is in `owner`'s.
 */
export async function writeEntries(
  db: Database,
  entries: readonly ParcelEntry[],
  owner: string,
  now: Instant,
): Promise<ReadonlySet<number>> {
  if (entries.length === 0) return new Set();
  const ids = entries.map(({ id }) => id);
  const hasParts = entries.some((entry) => 'part' in entry && entry.part !== null && entry.part.number > 0);
  const rows = await db.query<{ id: number }>(hasParts ? writeWithParts : write, [
    JSON.stringify(entries.map(rowOf)),
    iso(now),
    ids,
    owner,
    Math.min(...ids),
    Math.max(...ids),
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** What is left out stays as it is. */
function rowOf(entry: ParcelEntry): Record<string, unknown> {
  const { id } = entry;
  switch (entry.state) {
    case 'sending': {
      const { batch, partsOut, attempts, repeats, shape, part } = entry;
      const about = { batch, rebatch: true, parts_out: partsOut, attempts, repeats, shape };
      return { id, state: 'sending', keep: true, ...about, part: part?.number, message: part?.platformMessage };
    }
    case 'delivered': {
      const { part, repeats } = entry;
      return { id, state: 'delivered', keep: false, repeats, part: part?.number, message: part?.platformMessage };
    }
    case 'waiting': {
      const { runAt, batch, attempts, shape, error } = entry;
      const about = { batch, rebatch: true, attempts, shape, error };
      return { id, state: 'waiting', keep: false, ...about, run_at: runAt === null ? null : iso(runAt) };
    }
    case 'inDoubt':
      return { id, state: 'sending', keep: false, attempts: entry.attempts };
    default:
      return { id, state: entry.state, keep: false, error: entry.error };
  }
}

export interface QueueState {
  waiting: number;
  waitingFor: readonly { platform: string; count: number }[];
  oldest: Instant | null;
  dead: number;
  suppressed: number;
  unknown: number;
}

/** How the queue stands, for operators: all that waits, and what was given up since a moment. */
export async function queueState(db: Database, since: Instant): Promise<QueueState> {
  const rows = await db.query<{ state: OutboxState; platform: string; count: number; oldest: number }>(
    `select state, platform, count(*)::int as count, (extract(epoch from min(created_at)) * 1000)::float8 as oldest
     from (
       select state, platform, created_at from outbox where state in ('waiting', 'sending')
       union all
       select state, platform, created_at from outbox
       where state in ('dead', 'suppressed', 'unknown') and created_at >= $1::text::timestamptz
     ) undelivered group by state, platform order by platform`,
    [iso(since)],
  );
  const waiting = rows.filter(({ state }) => state === 'waiting' || state === 'sending');
  const sum = (some: typeof rows): number => some.reduce((total, { count }) => total + count, 0);
  const platforms = groupBy(waiting, ({ platform }) => platform);
  return {
    waiting: sum(waiting),
    waitingFor: [...platforms].map(([platform, some]) => ({ platform, count: sum(some) })),
    oldest: waiting.length === 0 ? null : Math.min(...waiting.map(({ oldest }) => oldest)),
    dead: sum(rows.filter(({ state }) => state === 'dead')),
    suppressed: sum(rows.filter(({ state }) => state === 'suppressed')),
    unknown: sum(rows.filter(({ state }) => state === 'unknown')),
  };
}

/** Keeps the leases of a living process; without it a long queue behind a slow room would look abandoned. */
export async function renewLeases(db: Database, owner: string, until: Instant): Promise<void> {
  await db.query(
    `update outbox set lease_until = $2::text::timestamptz where leased_by = $1 and state in ('waiting', 'sending')`,
    [owner, iso(until)],
  );
}
