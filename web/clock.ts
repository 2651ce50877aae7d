/** Where the console's clock may be moved, in the words of its buttons. */
import type { WorkingCalendar } from '../domain/calendar.ts';
import { addDays, addMonths, dayOf, HOUR, instantAt, monthOf, type Instant } from '../domain/time.ts';

export const clockMoves = ['plus1h', 'tomorrow9', 'nextWorkday9', 'nextMonth1'] as const;
export type ClockMove = (typeof clockMoves)[number];

/** Minutes after the hour a move stops at, so that the jobs of that hour have run. */
const AFTER_JOBS = '09:45';

export function movedTo(move: ClockMove, now: Instant, calendar: WorkingCalendar): Instant {
  const today = dayOf(now);
  switch (move) {
    case 'plus1h':
      return now + HOUR;
    case 'tomorrow9':
      return instantAt(addDays(today, 1), '09:06');
    case 'nextWorkday9':
      return instantAt(calendar.nextWorkingDay(today), '09:06');
    case 'nextMonth1':
      // The first working day, when the monthly table is out.
      return instantAt(calendar.firstWorkingDayOf(addMonths(monthOf(now), 1)), AFTER_JOBS);
  }
}
