/** The console's messages. */
import type { OutgoingSegment } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

interface Row {
  id: number;
  room: string;
  account: string | null;
  segments: OutgoingSegment[];
  at: number;
}

const columns = `id, room, account, segments, (extract(epoch from at) * 1000)::float8 as at`;

/** Where the console keeps what was said. */
export const consoleMessages = (db: Database) => ({
  async append(message: {
    room: string;
    account: string | null;
    segments: readonly OutgoingSegment[];
    at: Instant;
    deliveryKey: string | null;
  }): Promise<Row | null> {
    const [row] = await db.query<Row>(
      `insert into console_messages (room, account, segments, at, delivery_key)
       values ($1, $2, $3::text::jsonb, $4::text::timestamptz, $5) on conflict (delivery_key) do nothing returning ${columns}`,
      [
        message.room,
        message.account,
        JSON.stringify(message.segments),
        new Date(message.at).toISOString(),
        message.deliveryKey,
      ],
    );
    return row ?? null;
  },
  async idOf(deliveryKey: string): Promise<number | null> {
    const [row] = await db.query<{ id: number }>(`select id from console_messages where delivery_key = $1`, [
      deliveryKey,
    ]);
    return row?.id ?? null;
  },
  async history(room: string, before: number | null, limit: number): Promise<Row[]> {
    const rows = await db.query<Row>(
      `select ${columns} from console_messages where room = $1 and ($2::bigint is null or id < $2::bigint) order by id desc limit $3::int`,
      [room, before, limit],
    );
    return rows.reverse();
  },
});
