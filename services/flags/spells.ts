/** Times units held issues, as survival statistics take them: in working days on the unit's clock, pauses out. */
import type { HeldSpell } from '../../db/monthly-facts.ts';
import type { WorkingCalendar } from '../../domain/calendar.ts';
import { elapsedWorkingDays } from '../../domain/clocks.ts';
import type { UnitSpell } from '../../domain/statistics/slow-progress.ts';
import type { Instant } from '../../domain/time.ts';

/** Issues without a category are compared with each other. */
const UNCATEGORISED = 0;

/** @param from where the window begins: time before it is not counted against a unit */
export function spellsOf(
  held: readonly HeldSpell[],
  at: Instant,
  calendar: WorkingCalendar,
  from?: Instant,
): UnitSpell[] {
  return held.map((spell) => {
    const days = (until: Instant): number =>
      elapsedWorkingDays({ from: spell.from, to: spell.to }, spell.pauses, until, calendar);
    const entry = from === undefined || spell.from >= from ? 0 : days(from);
    return {
      unit: spell.unit,
      category: spell.category ?? UNCATEGORISED,
      issue: spell.issue,
      time: days(at),
      closed: spell.closed,
      ...(entry === 0 ? {} : { entry }),
    };
  });
}
