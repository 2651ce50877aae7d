/** Writes new issues: as many as were reported while the last were being written, in one statement. */
import type { Database } from './connect.ts';
import { clockCodec } from './commit-statement.ts';
import { gatheredFor } from './gather.ts';
import { queuedColumns } from './queued-message.ts';
import { unavailability } from './unavailable.ts';

/** A change that makes an issue, as the statement takes it; what is missing is not written. */
export interface NewIssue {
  at: string;
  /** The message that reported it; null where there was none. */
  room: string | null;
  message_id: string | null;
  issue: Record<string, unknown>;
  events: readonly Record<string, unknown>[];
  clocks: readonly Record<string, unknown>[];
  contact: string | null;
  visit: number | null;
  prompt: Record<string, unknown> | null;
  outbox: readonly Record<string, unknown>[];
  leased_by: string | null;
  lease_until: string | null;
}

/** What was written; null where the message had been answered before. */
export type Written = { number: number; queued: { id: number; dedupeKey: string }[] } | null;

const clockColumns = clockCodec.columns.map((name) => `"${name}"`);

// Numbers are drawn only for what is written, in the order it came, so that repeats leave no gaps.
const statement = `with n as materialized (
    select n.* from rows from (jsonb_to_recordset($1::text::jsonb) as (at timestamptz, room text, message_id text,
      issue jsonb, events jsonb, clocks jsonb, contact text, visit int, prompt jsonb, outbox jsonb, leased_by text,
      lease_until timestamptz)) with ordinality as n(at, room, message_id, issue, events, clocks, contact, visit, prompt,
      outbox, leased_by, lease_until, k)
  ),
  seen as (
    insert into inbox (room, message_id, at) select room, message_id, at from n where room is not null order by k
    on conflict do nothing returning room, message_id
  ),
  f as materialized (
    select o.*, nextval('issues_number_seq')::int as number
    from (
      select n.* from n left join seen s on s.room = n.room and s.message_id = n.message_id
      where n.room is null or s.room is not null order by k
    ) o
  ),
  i as (
    insert into issues select r.* from f cross join lateral
      jsonb_populate_record(null::issues, f.issue || jsonb_build_object('number', f.number)) as r
  ),
  e as (
    insert into events (issue, seq, type, at, actor, source, data)
    select f.number, e.seq, e.type, e.at, e.actor, e.source, e.data
    from f, jsonb_to_recordset(f.events)
      as e(seq int, type text, at timestamptz, actor int, source text, data jsonb)
    order by f.number, e.seq
  ),
  c as (
    insert into clock_intervals (issue, ${clockColumns.join(', ')})
    select f.number, ${clockColumns.map((name) => `c.${name}`).join(', ')}
    from f, jsonb_populate_recordset(null::clock_intervals, f.clocks) as c
  ),
  k as (
    insert into contacts (issue, sealed, stored_at) select number, contact, at from f where contact is not null
  ),
  v as (
    insert into visit_issues (issue, visit) select number, visit from f where visit is not null
  ),
  -- A question about the issue that is written here names it by the number it gets.
  p as (
    insert into prompts (room, account, question, expires_at)
    select p.room, p.account, case when p.question -> 'given' ->> 'issue' = '0'
      then jsonb_set(p.question, '{given,issue}', to_jsonb(f.number)) else p.question end, p.expires_at
    from f, jsonb_to_record(f.prompt) as p(room text, account text, question jsonb, expires_at timestamptz)
    where p.question is not null order by p.room, p.account
    on conflict (room, account) do update set question = excluded.question, expires_at = excluded.expires_at
  ),
  d as (
    delete from prompts using f, jsonb_to_record(f.prompt) as p(room text, account text, question jsonb)
    where p.question is null and prompts.room = p.room and prompts.account = p.account
  ),
  o as (
    insert into outbox (dedupe_key, platform, room, issue, segments, batch, state, created_at, run_at, lease_until, leased_by)
    select m.dedupe_key, m.platform, m.room, f.number, m.segments, m.batch,
      case when m.hand = 'begun' then 'sending' else 'waiting' end, f.at, m.run_at,
      case when m.hand is not null then f.lease_until end, case when m.hand is not null then f.leased_by end
    from f, jsonb_to_recordset(f.outbox) as ${queuedColumns}
    order by f.k, m.place
    on conflict (dedupe_key) do nothing
    returning id, dedupe_key, issue
  )
  select f.k::int, f.number, coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'dedupeKey', o.dedupe_key) order by o.id)
    from o where o.issue = f.number), '[]') as queued
  from f`;

async function write(db: Database, all: readonly NewIssue[]): Promise<Written[]> {
  const rows = await db.query<{ k: number } & NonNullable<Written>>(statement, [JSON.stringify(all)]);
  const written = new Map(rows.map(({ k, number, queued }) => [k - 1, { number, queued }]));
  return all.map((_, place) => written.get(place) ?? null);
}

const keyOf = (one: NewIssue): unknown => (one.room === null ? one : `${one.room} ${one.message_id}`);

/** What is wrong with one must not be the others' loss: each by itself, unless it is the database that is gone. */
async function writeAll(db: Database, all: readonly NewIssue[]): Promise<PromiseSettledResult<Written>[]> {
  const once = new Map(all.map((one) => [keyOf(one), one]));
  const different = all.filter((one) => once.get(keyOf(one)) === one);
  try {
    const written = await write(db, different);
    const of = new Map(different.map((one, place) => [one, written[place] ?? null]));
    return all.map((one) => ({ status: 'fulfilled', value: of.get(one) ?? null }));
  } catch (error) {
    if (all.length === 1 || unavailability(error, '') !== null) throw error;
    return Promise.allSettled(all.map(async (one) => (await write(db, [one]))[0] ?? null));
  }
}

const door = gatheredFor(writeAll);

/** Writes one new issue with all that belongs to it; null when its message was answered before. */
export async function writeNew(db: Database, one: NewIssue): Promise<Written> {
  const result = await door(db, one);
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
