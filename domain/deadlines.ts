/** Deadlines: when something is due, how far it is from that, and by how much it is over. */
import type { WorkingCalendar } from './calendar.ts';
import { dayOf, endOfDay, HOUR, yearOf, type Instant } from './time.ts';

/** Working days end with the last moment of a day; hours run by the clock on the wall. */
export type DeadlineRule = { workingDays: number } | { hours: number };

/** Working days are counted from the next day; 0 is the end of the same day, a rest day included (特急). */
export function dueAt(rule: DeadlineRule, from: Instant, calendar: WorkingCalendar): Instant {
  if ('hours' in rule) return from + rule.hours * HOUR;
  return endOfDay(calendar.addWorkingDays(dayOf(from), rule.workingDays));
}

export const isOverdue = (due: Instant, at: Instant): boolean => at > due;

/** Working days in (day of the deadline, day of `at`]; 0 on the rest days after it and when it is not over. */
export const workingDaysOverdue = (due: Instant, at: Instant, calendar: WorkingCalendar): number =>
  at <= due ? 0 : calendar.workingDaysBetween(dayOf(due), dayOf(at));

/** The deadline put off by working days; one within a day keeps its time of day. */
export function extendedDue(due: Instant, workingDays: number, calendar: WorkingCalendar): Instant {
  const timeOfDay = due - endOfDay(dayOf(due));
  return endOfDay(calendar.addWorkingDays(dayOf(due), workingDays)) + timeOfDay;
}

/** Whether a deadline rests on a year whose holidays were not published when it was counted. */
export function dependsOnUnpublishedYear(from: Instant, due: Instant, calendar: WorkingCalendar): boolean {
  for (let year = yearOf(from); year <= yearOf(due); year += 1) if (!calendar.isPublished(year)) return true;
  return false;
}
