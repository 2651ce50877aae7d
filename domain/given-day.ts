/**
 * Days that were given, when the working calendar changes under them: one rule for every kind.
 *
 * - What the bot counted in working days keeps their number and moves, with an event and a notice: deadlines of issues
 *   (`issue/recount.ts`), the day a plan is owed by, that of a finding nobody named one for, of what is to be done again.
 * - A day a person gave stays the day they gave: of milestones, findings, joint items, decisions of the leading group,
 *   reviews of what is shelved, and what residents were told. Who keeps it hears when it becomes a rest day, or a working day
 *   again. A day printed on a paper that was issued (督办单) stays, too.
 * - A unit keeps a day that is a rest day on the next working day: it is over with that one. To a resident the day that
 *   was told is the day.
 */
import type { WorkingCalendar } from './calendar.ts';
import { addDays, dayOf, type Day, type Instant } from './time.ts';

/** A day of something that moved. `part` is a milestone of a plan, else 0. */
export interface MovedDay {
  part: number;
  due: Day;
  was: Day;
}

/** What is kept of it: once for each thing that has days. */
export interface MovedDays {
  moved: readonly MovedDay[];
  reason: string;
}

/** The day that has as many working days from `countedFrom` by the new calendar as this one had by the old. */
export function recountDay(due: Day, countedFrom: Instant, before: WorkingCalendar, after: WorkingCalendar): Day {
  const days = before.workingDaysBetween(dayOf(countedFrom), due);
  return days <= 0 ? due : after.addWorkingDays(dayOf(countedFrom), days);
}

/**
 * Those of some days that move.
 *
 * @param given `countedFrom` is null where somebody named the day
 */
export const movedAmong = (
  given: readonly { part: number; due: Day; countedFrom: Instant | null }[],
  before: WorkingCalendar,
  after: WorkingCalendar,
): MovedDay[] =>
  given.flatMap(({ part, due: was, countedFrom }) => {
    const due = countedFrom === null ? was : recountDay(was, countedFrom, before, after);
    return due === was ? [] : [{ part, due, was }];
  });

/** The last day on which a unit keeps a day it was given. */
export const keptUntil = (due: Day, calendar: Pick<WorkingCalendar, 'sameOrNextWorkingDay'>): Day =>
  calendar.sameOrNextWorkingDay(due);

/** The earliest of all days given to units that is not over on `today`: those before it are. */
export const inTimeFrom = (today: Day, calendar: Pick<WorkingCalendar, 'addWorkingDays'>): Day =>
  addDays(calendar.addWorkingDays(today, -1), 1);

/** What a day somebody named has become; null where it is what it was, or is over by either calendar. */
export function becameOf(
  due: Day,
  today: Day,
  before: WorkingCalendar,
  after: WorkingCalendar,
): 'restDay' | 'workingDay' | null {
  const works = after.isWorkingDay(due);
  if (before.isWorkingDay(due) === works) return null;
  return keptUntil(due, before) < today && keptUntil(due, after) < today ? null : works ? 'workingDay' : 'restDay';
}
