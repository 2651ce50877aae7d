/** Imports a roster: read, check, write; nothing is half-imported. */
import type { Database } from '../../db/connect.ts';
import { standingChanges } from '../../db/standing-changes.ts';
import { applyRoster, knownRoster, type ImportCounts } from './apply.ts';
import { checkRoster } from './check.ts';
import { readRoster } from './read.ts';
import { reconcile } from './reconcile.ts';
import type { RosterProblem, RosterTables } from './tables.ts';

/** `differences`: where a sheet says otherwise than chat, which stands. */
export type ImportResult =
  { ok: true; counts: ImportCounts; differences: RosterProblem[] } | { ok: false; problems: RosterProblem[] };

/** Imports sheets that are read already. */
export async function importTables(
  db: Database,
  tables: RosterTables,
  seal: (plain: string) => string,
): Promise<ImportResult> {
  const { tables: read, differences } = reconcile(tables, await standingChanges(db));
  const { roster, problems } = checkRoster(read, await knownRoster(db));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, counts: await applyRoster(db, roster, seal), differences };
}

/** @param path a folder of CSV files or an xlsx */
export async function importRoster(db: Database, path: string, seal: (plain: string) => string): Promise<ImportResult> {
  const { tables, problems } = await readRoster(path);
  const checked = problems.length > 0 ? checkRoster(tables, await knownRoster(db)).problems : [];
  if (problems.length > 0) return { ok: false, problems: [...problems, ...checked] };
  return importTables(db, tables, seal);
}
