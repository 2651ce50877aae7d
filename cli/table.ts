/** `huiyin table 2026-10`: a month's supervision table, as issued or as it stands. */
import type { Config } from '../config.ts';
import { loadTable } from '../db/supervision.ts';
import { readMonth } from '../domain/text/numbers.ts';
import { dayOf } from '../domain/time.ts';
import { makeTable } from '../services/monthly/issue.ts';
import { readRoster } from '../services/roster-memory.ts';
import { fullTable } from '../wording/tables.ts';
import { print, withDatabase } from './open.ts';

export function printTable(config: Config, typed: string): Promise<void> {
  return withDatabase(config, async ({ db }) => {
    const now = Date.now();
    const month = readMonth(typed, dayOf(now));
    if (month === null) {
      print(`看不懂月份“${typed}”，请写成 2026-10`);
      process.exitCode = 1;
      return;
    }
    const readers = await readRoster(db);
    print(fullTable((await loadTable(db, month)) ?? (await makeTable({ db, readers: () => readers }, month, now, 0))));
  });
}
