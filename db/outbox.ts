/** The outbox: what waits to be sent, who holds it, and how each sending ended. */
import type { OutgoingSegment } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

/** A message this process holds the lease of. */
export interface LeasedMessage {
  id: number;
  platform: string;
  room: string;
  segments: readonly OutgoingSegment[];
  issue: number | null;
  dedupeKey: string;
  /** Sendings that failed before. */
  attempts: number;
  /** A sending was begun and nobody knows how it ended: look before sending again. */
  uncertain: boolean;
  createdAt: Instant;
}

export type Settlement =
  | { id: number; state: 'delivered'; platformMessage: string | null; repeated: boolean }
  | { id: number; state: 'suppressed' | 'dead' | 'unknown'; error: string }
  /** Not sent: try again at `runAt`. */
  | { id: number; state: 'waiting'; runAt: Instant; error: string | null; failed: boolean };

const iso = (at: Instant): string => new Date(at).toISOString();

/**
 * Takes what is due: of each room only the oldest that is not done, so that order is kept; what another process still
 * holds blocks its room. A lease that ran out means its process died: such a message may have been seen.
 */
const lease = `with heads as (
    select distinct on (platform, room) id, state, run_at, lease_until
    from outbox where state in ('waiting', 'sending') order by platform, room, id
  ), mine as (
    select o.id, o.state = 'sending' as uncertain from outbox o join heads h on h.id = o.id
    where (o.state = 'waiting' and o.run_at <= $1::text::timestamptz)
       or (o.state = 'sending' and o.lease_until < $1::text::timestamptz)
    order by o.id limit $4::int for update of o skip locked
  )
  update outbox o set state = 'sending', leased_by = $2, lease_until = $3::text::timestamptz
  from mine where o.id = mine.id
  returning o.id, o.platform, o.room, o.segments, o.issue, o.dedupe_key, o.attempts, mine.uncertain,
    (extract(epoch from o.created_at) * 1000)::float8 as created_at`;

interface LeaseRow {
  id: number;
  platform: string;
  room: string;
  segments: OutgoingSegment[];
  issue: number | null;
  dedupe_key: string;
  attempts: number;
  uncertain: boolean;
  created_at: number;
}

export async function leaseDue(
  db: Database,
  now: Instant,
  owner: string,
  until: Instant,
  limit: number,
): Promise<LeasedMessage[]> {
  const rows = await db.query<LeaseRow>(lease, [iso(now), owner, iso(until), limit]);
  return rows
    .map(({ dedupe_key, created_at, ...row }) => ({ ...row, dedupeKey: dedupe_key, createdAt: created_at }))
    .sort((a, b) => a.id - b.id);
}

/** Writes how sendings ended, all in one statement. The list of ids keeps it on the primary key however large the outbox. */
export async function settle(db: Database, settlements: readonly Settlement[], now: Instant): Promise<void> {
  if (settlements.length === 0) return;
  await db.query(
    `update outbox o set
       state = s.state, lease_until = null, leased_by = null,
       platform_message = coalesce(s.platform_message, o.platform_message),
       delivered_at = case when s.state = 'delivered' then $2::text::timestamptz end,
       run_at = coalesce(s.run_at, o.run_at), last_error = coalesce(s.error, o.last_error),
       attempts = o.attempts + s.failed, repeats = o.repeats + s.repeats
     from jsonb_to_recordset($1::text::jsonb)
       as s(id bigint, state text, platform_message text, run_at timestamptz, error text, failed int, repeats int)
     where o.id = s.id and o.id = any($3::bigint[])`,
    [
      JSON.stringify(
        settlements.map((one) => ({
          id: one.id,
          state: one.state,
          platform_message: one.state === 'delivered' ? one.platformMessage : null,
          run_at: one.state === 'waiting' ? iso(one.runAt) : null,
          error: one.state === 'delivered' ? null : one.error,
          failed: one.state === 'waiting' && one.failed ? 1 : 0,
          repeats: one.state === 'delivered' && one.repeated ? 1 : 0,
        })),
      ),
      iso(now),
      settlements.map((one) => one.id),
    ],
  );
}

export interface QueueState {
  waiting: number;
  oldest: Instant | null;
  dead: number;
  unknown: number;
}

/** How the queue stands, for operators. */
export async function queueState(db: Database): Promise<QueueState> {
  const [row] = await db.query<{ waiting: number; oldest: number | null; dead: number; unknown: number }>(
    `select count(*) filter (where state in ('waiting', 'sending'))::int as waiting,
       (extract(epoch from min(created_at) filter (where state in ('waiting', 'sending'))) * 1000)::float8 as oldest,
       count(*) filter (where state = 'dead')::int as dead,
       count(*) filter (where state = 'unknown')::int as unknown
     from outbox where state in ('waiting', 'sending', 'dead', 'unknown')`,
    [],
  );
  return row ?? { waiting: 0, oldest: null, dead: 0, unknown: 0 };
}

/** Keeps the leases of a living process; without it a long queue behind a slow room would look abandoned. */
export async function renewLeases(db: Database, owner: string, until: Instant): Promise<void> {
  await db.query(`update outbox set lease_until = $2::text::timestamptz where leased_by = $1 and state = 'sending'`, [
    owner,
    iso(until),
  ]);
}

/** Gives back what was taken but not begun, so that the next process need not wait or doubt. */
export async function releaseLeases(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.query(
    `update outbox set state = 'waiting', lease_until = null, leased_by = null
     where id in (select value::bigint from jsonb_array_elements_text($1::text::jsonb))`,
    [JSON.stringify(ids)],
  );
}
