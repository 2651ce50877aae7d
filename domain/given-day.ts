/** A day that was given to a unit, when the working calendar has changed under it. */
import type { WorkingCalendar } from './calendar.ts';
import { dayOf, type Day, type Instant } from './time.ts';

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

/**
 * A day that was counted in working days keeps their number by the new calendar. A day somebody named stays that day,
 * unless it was a working day and is none any more: then it is the next that is one, as a term never ends on a rest day.
 *
 * @param countedFrom from when it was counted; null where it was named
 */
export function recountDay(
  due: Day,
  countedFrom: Instant | null,
  before: WorkingCalendar,
  after: WorkingCalendar,
): Day {
  if (countedFrom === null)
    return before.isWorkingDay(due) && !after.isWorkingDay(due) ? after.nextWorkingDay(due) : due;
  const days = before.workingDaysBetween(dayOf(countedFrom), due);
  return days <= 0 ? due : after.addWorkingDays(dayOf(countedFrom), days);
}

/** Those of some days that move. */
export const movedAmong = (
  given: readonly { part: number; due: Day; countedFrom: Instant | null }[],
  before: WorkingCalendar,
  after: WorkingCalendar,
): MovedDay[] =>
  given.flatMap(({ part, due: was, countedFrom }) => {
    const due = recountDay(was, countedFrom, before, after);
    return due === was ? [] : [{ part, due, was }];
  });
