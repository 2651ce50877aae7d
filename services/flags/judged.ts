/** Every unit's progress over the rolling window, as the weekly flags and the charts of it look at it. */
import { heldSpells, type HeldSpell } from '../../db/monthly-facts.ts';
import { judgeProgress, type UnitProgress, type UnitSpell } from '../../domain/statistics/slow-progress.ts';
import { addMonths, dayOf, startOfDay, type Day, type Instant } from '../../domain/time.ts';
import type { Core } from '../core.ts';
import { spellsOf } from './spells.ts';

export interface Judged {
  /** First and last day of the window. */
  from: Day;
  to: Day;
  held: readonly HeldSpell[];
  spells: readonly UnitSpell[];
  progress: readonly UnitProgress[];
}

/** Judges every unit over the window that ends at `at`. */
export async function judgeUnits(core: Pick<Core, 'db' | 'readers'>, at: Instant): Promise<Judged> {
  const { settings, calendar } = core.readers().rules;
  const to = dayOf(at);
  const from = windowStart(to, settings['flag.months']);
  const held = await heldSpells(core.db, startOfDay(from), at);
  const spells = spellsOf(held, at, calendar, startOfDay(from));
  const progress = judgeProgress(spells, {
    slowTail: settings['flag.slowTail'],
    watchTail: settings['flag.watchTail'],
    minimumExpected: settings['flag.minimumExpected'],
    soleShare: settings['flag.soleShare'],
    overdispersion: settings['flag.overdispersion'],
  });
  return { from, to, held, spells, progress };
}

/** The same day of the month, some months back; the last days of long months fall on the first of the next. */
const windowStart = (day: Day, months: number): Day => {
  const start = `${addMonths(day.slice(0, 7), -months)}-${day.slice(8, 10)}`;
  return dayOf(startOfDay(start)) === start ? start : `${addMonths(day.slice(0, 7), 1 - months)}-01`;
};
