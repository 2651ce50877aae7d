/** How the channels stand: what a restart must not forget of outages and of what was heard. */
import type { Channel } from '../domain/channel.ts';
import type { IncomingMessage } from '../domain/message.ts';
import { addressKey } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());
const epoch = (column: string, name: string): string => `(extract(epoch from ${column}) * 1000)::float8 as "${name}"`;

export const loadChannels = (db: Database): Promise<Channel[]> =>
  db.query<Channel>(
    `select platform, reason, ${epoch('heard_until', 'heardUntil')}, ${epoch('away_at', 'awayAt')},
       ${epoch('told_at', 'toldAt')}, ${epoch('last_away_at', 'lastAwayAt')}, ${epoch('last_back_at', 'lastBackAt')}
     from channels order by platform`,
    [],
  );

/** All in one statement: once a minute while nothing happens. */
export async function saveChannels(db: Database, channels: readonly Channel[]): Promise<void> {
  if (channels.length === 0) return;
  await db.query(
    `insert into channels (platform, heard_until, away_at, reason, told_at, last_away_at, last_back_at)
     select * from jsonb_to_recordset($1::text::jsonb) as c(platform text, heard_until timestamptz, away_at timestamptz,
       reason text, told_at timestamptz, last_away_at timestamptz, last_back_at timestamptz)
     on conflict (platform) do update set heard_until = excluded.heard_until, away_at = excluded.away_at,
       reason = excluded.reason, told_at = excluded.told_at, last_away_at = excluded.last_away_at,
       last_back_at = excluded.last_back_at`,
    [
      JSON.stringify(
        channels.map(({ platform, reason, heardUntil, awayAt, toldAt, lastAwayAt, lastBackAt }) => ({
          platform,
          reason,
          heard_until: iso(heardUntil),
          away_at: iso(awayAt),
          told_at: iso(toldAt),
          last_away_at: iso(lastAwayAt),
          last_back_at: iso(lastBackAt),
        })),
      ),
    ],
  );
}

/** Messages for a platform that were queued before a moment and were not out by then. */
export async function waitedUntil(db: Database, platform: string, from: Instant, until: Instant): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from outbox
     where platform = $1 and created_at >= $2::text::timestamptz and created_at <= $3::text::timestamptz
       and (state in ('waiting', 'sending') or delivered_at >= $3::text::timestamptz)`,
    [platform, iso(from), iso(until)],
  );
  return row?.count ?? 0;
}

/** Those of the messages that were not answered yet, in their order. */
export async function unanswered(
  db: Database,
  messages: readonly IncomingMessage[],
): Promise<readonly IncomingMessage[]> {
  if (messages.length === 0) return [];
  const keyed = messages.map((message, place) => ({
    place,
    room: addressKey(message.room),
    message_id: message.messageId,
  }));
  const rows = await db.query<{ place: number }>(
    `select m.place from jsonb_to_recordset($1::text::jsonb) as m(place int, room text, message_id text)
     where not exists (select 1 from inbox i where i.room = m.room and i.message_id = m.message_id)`,
    [JSON.stringify(keyed)],
  );
  const places = new Set(rows.map(({ place }) => place));
  return messages.filter((_, place) => places.has(place));
}

/** Address keys of private chats in which something was said since a moment, by either side, the latest first. */
export async function privateChats(db: Database, platform: string, since: Instant, most: number): Promise<string[]> {
  const rows = await db.query<{ room: string }>(
    `select room from (
       select room, at from inbox where at >= $2::text::timestamptz and starts_with(room, $3)
       union all
       select room, created_at as at from outbox
       where created_at >= $2::text::timestamptz and platform = $1 and starts_with(room, $3)
     ) said group by room order by max(at) desc, room limit $4::int`,
    [platform, iso(since), `${platform}:private:`, most],
  );
  return rows.map(({ room }) => room);
}

/** What was gathered for a platform's rooms under a batch may go out now. */
export async function releaseBatch(db: Database, platform: string, batch: string, now: Instant): Promise<void> {
  await db.query(
    `update outbox set run_at = $3::text::timestamptz
     where platform = $1 and batch = $2 and state in ('waiting', 'sending') and run_at > $3::text::timestamptz`,
    [platform, batch, iso(now)],
  );
}
