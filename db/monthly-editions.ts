/** Issued editions of the monthly table with their files: written once, read as the same bytes for ever. */
import type { Edition, EditionFile, MonthlyTable } from '../domain/monthly-table.ts';
import type { Instant, Month } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { queuedColumns, queuedJson, type QueuedMessage } from './queued-message.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

/** For `jsonb_to_recordset($n::text::jsonb) as …`. */
export const fileColumns = 'f(month text, edition int, place int, kind text, name text, bytes text)';

/** Files as a statement takes them; bytes travel in base64. */
export const filesJson = (edition: Edition | null): string =>
  JSON.stringify(
    (edition?.files ?? []).map(({ kind, name, bytes }, place) => ({
      month: edition?.table.month,
      edition: edition?.table.edition,
      place,
      kind,
      name,
      bytes: Buffer.from(bytes).toString('base64'),
    })),
  );

/** The newest edition of a month; null when none was issued. */
export async function loadEdition(db: Pick<Database, 'query'>, month: Month): Promise<Edition | null> {
  const [row] = await db.query<{ table: MonthlyTable }>(
    'select "table" from monthly_tables where month = $1 order by edition desc limit 1',
    [month],
  );
  if (row === undefined) return null;
  const files = await db.query<EditionFile>(
    'select kind, name, bytes from monthly_files where month = $1 and edition = $2::int order by place',
    [month, row.table.edition],
  );
  return { table: row.table, files };
}

// The edition is written only where it is the next one, the message answered only where the edition was written: of two
// corrections at once the second is told, and decides anew on what the first has issued.
const correct = `with frozen as (
    insert into monthly_tables (month, edition, issued_at, issued_by, "table")
    select t.month, t.edition, $1::text::timestamptz, $2::int, $3::text::jsonb
    from jsonb_to_record($3::text::jsonb) as t(month text, edition int)
    where not exists (select 1 from inbox where room = $4 and message_id = $5)
      and t.edition = 1 + (select max(m.edition) from monthly_tables m where m.month = t.month)
    on conflict do nothing returning 1
  ), seen as (
    insert into inbox (room, message_id, at) select $4, $5, $1::text::timestamptz from frozen on conflict do nothing
  ), files as (
    insert into monthly_files (month, edition, place, kind, name, bytes)
    select f.month, f.edition, f.place, f.kind, f.name, decode(f.bytes, 'base64')
    from frozen, jsonb_to_recordset($6::text::jsonb) as ${fileColumns}
  ), told as (
    insert into outbox (dedupe_key, platform, room, issue, segments, created_at, run_at)
    select m.dedupe_key, m.platform, m.room, m.issue, m.segments, $1::text::timestamptz, m.run_at
    from frozen, jsonb_to_recordset($7::text::jsonb) as ${queuedColumns}
    order by m.place
    on conflict (dedupe_key) do nothing
  )
  select (select count(*)::int from frozen) as frozen,
    (select count(*)::int from inbox where room = $4 and message_id = $5) as seen`;

export interface Correction {
  edition: Edition;
  at: Instant;
  by: number;
  /** The message that asked for it; answered once, whatever is delivered twice. */
  message: { room: string; messageId: string };
  outbox: readonly QueuedMessage[];
}

/** Issues the next edition of a month with all that is said about it; `conflict` when another was issued meanwhile. */
export async function commitCorrection(db: Database, correction: Correction): Promise<'done' | 'seen' | 'conflict'> {
  const { edition, at, by, message, outbox } = correction;
  const [row] = await db.query<{ frozen: number; seen: number }>(correct, [
    iso(at),
    by,
    JSON.stringify(edition.table),
    message.room,
    message.messageId,
    filesJson(edition),
    queuedJson(outbox),
  ]);
  if (row !== undefined && row.frozen > 0) return 'done';
  return row !== undefined && row.seen > 0 ? 'seen' : 'conflict';
}
