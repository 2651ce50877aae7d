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

/** The data of pictures and files stays where it is: a page of history would be megabytes of them. */
const light = `id, room, account, (extract(epoch from at) * 1000)::float8 as at,
  (select jsonb_agg(case when s.segment ? 'data' then s.segment || '{"data": ""}' else s.segment end order by s.place)
   from jsonb_array_elements(segments) with ordinality as s(segment, place)) as segments`;

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
  /** Newest last; pictures and files with empty data, to be read one by one as attachments. */
  async history(room: string, before: number | null, limit: number): Promise<Row[]> {
    const rows = await db.query<Row>(
      `select ${light} from console_messages where room = $1 and ($2::bigint is null or id < $2::bigint) order by id desc limit $3::int`,
      [room, before, limit],
    );
    return rows.reverse();
  },
});

/** One picture or file of a message of the console, by the place of its segment; null when there is none. */
export async function consoleAttachment(
  db: Database,
  message: number,
  place: number,
): Promise<{ type: 'image' | 'file'; name: string; bytes: Buffer } | null> {
  const [row] = await db.query<{ type: 'image' | 'file'; name: string; bytes: Buffer }>(
    `select s ->> 'type' as type, s ->> 'name' as name, decode(s ->> 'data', 'base64') as bytes
     from (select segments -> $2::int as s from console_messages where id = $1::bigint) one where s ->> 'type' in ('image', 'file')`,
    [message, place],
  );
  return row ?? null;
}
