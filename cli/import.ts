/** `huiyin import <folder|xlsx>` */
import type { Config } from '../config.ts';
import { importRoster } from '../services/roster/import.ts';
import { importRefusals } from '../wording/refusals/roster-sheets.ts';
import { atRow, imported } from '../wording/roster-sheets.ts';
import { withDatabase } from './open.ts';
import { print } from './say.ts';

export function importFrom(config: Config, path: string): Promise<void> {
  return withDatabase(config, async ({ db, vault }) => {
    const result = await importRoster(db, path, vault.seal);
    if (result.ok) print(imported(result.counts));
    const named = result.ok ? result.differences : result.problems;
    for (const { sheet, row, reason } of named) print(atRow(sheet, row, reason));
    if (!result.ok) {
      print(importRefusals.nothingImported(named.length));
      process.exitCode = 1;
    } else if (named.length > 0) print(importRefusals.chatStands(named.length));
  });
}
