/** Issued packs of the leading group with their documents: written once, read as the same bytes for ever. */
import type { PackEdition, QuarterlyPack } from '../domain/handover-form.ts';
import type { Study } from '../domain/issue/state.ts';
import type { Day } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { issueEdition, nextEdition, notSeen, type IssuedByHand } from './editions.ts';
import type { Runner } from './supervision.ts';

/** A pack and its document as a statement takes them; bytes travel in base64. */
export const packJson = (edition: PackEdition | null): [pack: string, file: string] => [
  JSON.stringify(edition?.pack ?? {}),
  JSON.stringify(
    edition === null || edition.file === null
      ? {}
      : { name: edition.file.name, bytes: Buffer.from(edition.file.bytes).toString('base64') },
  ),
];

/** What to insert as `(quarter, edition, issued_at, pack, file_name, file)`, from `packGiven`; a null pack gives no row. */
export const packColumns = (at: string, pack: string): string =>
  `p.quarter ->> 'from', p.edition, ${at}::text::timestamptz, ${pack}::text::jsonb, f.name, decode(f.bytes, 'base64')`;
export const packGiven = (pack: string, file: string): string =>
  `jsonb_to_record(${pack}::text::jsonb) as p(quarter jsonb, edition int), jsonb_to_record(${file}::text::jsonb) as f(name text, bytes text)`;

/** The newest edition of a quarter, by its first day; null when none was issued. */
export async function loadPack(db: Runner, quarter: Day): Promise<PackEdition | null> {
  const [row] = await db.query<{ pack: QuarterlyPack; name: string | null; bytes: Uint8Array | null }>(
    `select pack, file_name as name, file as bytes from quarterly_packs where quarter = $1 order by edition desc limit 1`,
    [quarter],
  );
  if (row === undefined) return null;
  const { pack, name, bytes } = row;
  return { pack, file: name === null || bytes === null ? null : { name, bytes } };
}

const correct = nextEdition(
  `insert into quarterly_packs (quarter, edition, issued_at, pack, file_name, file, issued_by)
    select ${packColumns('$1', '$3')}, $2::int from ${packGiven('$3', '$6')}
    where ${notSeen}
      and p.edition = 1 + (select max(q.edition) from quarterly_packs q where q.quarter = p.quarter ->> 'from')
    on conflict do nothing returning 1`,
);

/** Issues the next edition of a quarter; `conflict` when another was issued meanwhile. */
export const commitPackCorrection = (
  db: Database,
  edition: PackEdition,
  by: IssuedByHand,
): Promise<'done' | 'seen' | 'conflict'> => issueEdition(db, correct, by, ...packJson(edition));

/** The newest pack that lists an issue, in its newest edition; null where none does. */
export async function packOf(db: Runner, issue: number): Promise<Study | null> {
  const [row] = await db.query<Study>(
    `select q.quarter, q.edition::int as edition from quarterly_packs q
     where q.pack -> 'forms' @> jsonb_build_array(jsonb_build_object('issue', $1::int))
       and q.edition = (select max(n.edition) from quarterly_packs n where n.quarter = q.quarter)
     order by q.quarter desc limit 1`,
    [issue],
  );
  return row ?? null;
}
