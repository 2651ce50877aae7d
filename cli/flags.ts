/** `huiyin flags 教育局`: the flags raised lately; of one unit, or one by its number, with all their evidence. */
import type { Config } from '../config.ts';
import { loadFlag } from '../db/supervision.ts';
import { dayOf } from '../domain/time.ts';
import { answeringFlags, recentFlags } from '../services/flags/recent.ts';
import { findUnit } from '../services/issues/find.ts';
import { readRoster } from '../services/roster-memory.ts';
import { flagInFull, flagLine } from '../wording/flags.ts';
import { materialRefusals } from '../wording/refusals/materials.ts';
import { flagRefusals } from '../wording/refusals/flags.ts';
import { nothingThere } from '../wording/refusals/nothing.ts';
import { withDatabase } from './open.ts';
import { print, Refused } from './say.ts';

export function flags(config: Config, which?: string): Promise<void> {
  return withDatabase(config, async ({ db }) => {
    const readers = await readRoster(db);
    const { directory } = readers;
    const now = Date.now();
    const led = await answeringFlags(db, now);
    const number = which === undefined || !/^\d+$/.test(which) ? null : Number(which);
    if (number !== null) {
      const flag = await loadFlag(db, number);
      if (flag === null) throw new Refused(flagRefusals.noFlag(number));
      return print(flagInFull(flag, led(flag), directory, dayOf(now)));
    }
    const unit = which === undefined ? null : findUnit(readers, which).id;
    if (which !== undefined && unit === null) throw new Refused(materialRefusals.noUnit(which));
    const found = await recentFlags(db, now, unit === null ? null : [unit]);
    if (found.length === 0)
      print(unit === null ? nothingThere.flags() : nothingThere.flagsOf(directory.unitName(unit)));
    for (const flag of found)
      print(
        unit === null
          ? flagLine(flag, led(flag), directory, dayOf(now))
          : `${flagInFull(flag, led(flag), directory, dayOf(now))}\n`,
      );
  });
}
