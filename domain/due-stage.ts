/** How a dated item stands on the morning reminders are given: said once for each stage. */
import type { WorkingCalendar } from './calendar.ts';
import type { Day } from './time.ts';

/** soon: due before the next morning reminders come, or on it · today · overdue */
export type DueStage = 'soon' | 'today' | 'overdue';

/**
 * Null when it is too early to say anything. On a Friday what is due on Saturday, Sunday or Monday is soon.
 *
 * @param until the last day on which it is kept: the day itself, or the next working day (`given-day.ts`)
 */
export function dueStage(due: Day, until: Day, today: Day, calendar: WorkingCalendar): DueStage | null {
  if (until < today) return 'overdue';
  if (due <= today) return 'today';
  return due <= calendar.nextWorkingDay(today) ? 'soon' : null;
}
