/** Issued editions of the monthly table with their files: written once, read as the same bytes for ever. */
import type { Edition, EditionFile, MonthlyTable } from '../domain/monthly-table.ts';
import type { Month } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { issueEdition, nextEdition, notSeen, type IssuedByHand } from './editions.ts';

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

const correct = nextEdition(
  `insert into monthly_tables (month, edition, issued_at, issued_by, "table")
    select t.month, t.edition, $1::text::timestamptz, $2::int, $3::text::jsonb
    from jsonb_to_record($3::text::jsonb) as t(month text, edition int)
    where ${notSeen} and t.edition = 1 + (select max(m.edition) from monthly_tables m where m.month = t.month)
    on conflict do nothing returning 1`,
  [
    `files as (
    insert into monthly_files (month, edition, place, kind, name, bytes)
    select f.month, f.edition, f.place, f.kind, f.name, decode(f.bytes, 'base64')
    from frozen, jsonb_to_recordset($6::text::jsonb) as ${fileColumns}
  )`,
  ],
);

export interface Correction extends IssuedByHand {
  edition: Edition;
}

/** Issues the next edition of a month with all that is said about it; `conflict` when another was issued meanwhile. */
export const commitCorrection = (db: Database, { edition, ...by }: Correction): Promise<'done' | 'seen' | 'conflict'> =>
  issueEdition(db, correct, by, JSON.stringify(edition.table), filesJson(edition));
