/** Every unit's progress over the rolling window, as the weekly flags and the charts of it look at it. */
import { setImmediate } from 'node:timers/promises';
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

type Judging = Pick<Core, 'db' | 'readers'>;

/** Judges every unit over the window that ends at `at`. */
export async function judgeUnits(core: Judging, at: Instant): Promise<Judged> {
  const from = windowStart(dayOf(at), core.readers().rules.settings['flag.months']);
  return judged(core, await heldSpells(core.db, startOfDay(from), at), at);
}

/** The window that ends at `at` and the one that ended a month before, from the same rows: who is slow, and was it then. */
export async function judgeUnitsTwice(core: Judging, at: Instant): Promise<{ now: Judged; before: Judged }> {
  const { settings } = core.readers().rules;
  const earlier = startOfDay(windowStart(dayOf(at), 1)) + (at - startOfDay(dayOf(at)));
  const from = startOfDay(windowStart(dayOf(earlier), settings['flag.months']));
  const held = await heldSpells(core.db, from, at);
  const begin = startOfDay(windowStart(dayOf(at), settings['flag.months']));
  const now = judged(
    core,
    held.filter(({ to }) => to === null || to >= begin),
    at,
  );
  // Who has been speaking meanwhile is answered between the two.
  await setImmediate();
  // As it was known then: what ended since was open.
  const then = held.flatMap((spell) =>
    spell.from >= earlier
      ? []
      : spell.to === null || spell.to < earlier
        ? [spell]
        : [{ ...spell, to: null, closed: false }],
  );
  return { now, before: judged(core, then, earlier) };
}

function judged(core: Judging, held: readonly HeldSpell[], at: Instant): Judged {
  const { settings, calendar } = core.readers().rules;
  const to = dayOf(at);
  const from = windowStart(to, settings['flag.months']);
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
