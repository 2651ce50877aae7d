/** Every unit's progress over the rolling window, as the weekly flags and the charts of it look at it. */
import { setImmediate } from 'node:timers/promises';
import { eachHeld, type RunningSpell } from '../../db/held-spells.ts';
import { judgeProgress, type UnitProgress, type UnitSpell } from '../../domain/statistics/slow-progress.ts';
import { addMonths, dayOf, startOfDay, type Day, type Instant } from '../../domain/time.ts';
import type { Core } from '../core.ts';
import { SpellsAt } from './spells.ts';

export interface Judged {
  /** First and last day of the window. */
  from: Day;
  to: Day;
  spells: readonly UnitSpell[];
  progress: readonly UnitProgress[];
}

type Judging = Pick<Core, 'db' | 'readers'>;

/** Judges every unit over the window that ends at `at`. */
export async function judgeUnits(core: Judging, at: Instant): Promise<Judged> {
  const window = windowTo(core, at);
  await eachHeld(core.db, startOfDay(window.from), at, (spell) => window.spells.add(spell));
  return judged(core, window);
}

/** The window that ends at `at` and the one that ended a month before, read once: who is slow, and was it then; and what runs. */
export async function judgeUnitsTwice(
  core: Judging,
  at: Instant,
): Promise<{ now: Judged; before: Judged; running: RunningSpell[] }> {
  // At the beginning of a day: what began or ended together with others, on one day, is on one side of it.
  const earlier = startOfDay(windowStart(dayOf(at), 1));
  const [now, before] = [windowTo(core, at), windowTo(core, earlier)];
  const running: RunningSpell[] = [];
  await eachHeld(core.db, startOfDay(before.from), at, (spell) => {
    now.spells.add(spell);
    before.spells.add(spell);
    if ('touchedAt' in spell) running.push(spell);
  });
  const judgedNow = judged(core, now);
  // Who has been speaking meanwhile is answered between the two.
  await setImmediate();
  return { now: judgedNow, before: judged(core, before), running };
}

interface Window {
  from: Day;
  to: Day;
  spells: SpellsAt;
}

function windowTo(core: Judging, at: Instant): Window {
  const { settings, calendar } = core.readers().rules;
  const to = dayOf(at);
  const from = windowStart(to, settings['flag.months']);
  return { from, to, spells: new SpellsAt(at, startOfDay(from), calendar) };
}

function judged(core: Judging, window: Window): Judged {
  const { settings } = core.readers().rules;
  const spells = window.spells.all();
  const progress = judgeProgress(spells, {
    slowTail: settings['flag.slowTail'],
    watchTail: settings['flag.watchTail'],
    minimumExpected: settings['flag.minimumExpected'],
    soleShare: settings['flag.soleShare'],
    overdispersion: settings['flag.overdispersion'],
  });
  return { from: window.from, to: window.to, spells, progress };
}

/** The same day of the month, some months back; the last days of long months fall on the first of the next. */
const windowStart = (day: Day, months: number): Day => {
  const start = `${addMonths(day.slice(0, 7), -months)}-${day.slice(8, 10)}`;
  return dayOf(startOfDay(start)) === start ? start : `${addMonths(day.slice(0, 7), 1 - months)}-01`;
};
