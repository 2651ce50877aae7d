/** When a job is due, purely: slots from a schedule and the working calendar. */
import type { WorkingCalendar } from './calendar.ts';
import {
  addDays,
  addMonths,
  dayOf,
  instantAt,
  monthOf,
  weekdayOf,
  type Day,
  type Instant,
  type TimeOfDay,
} from './time.ts';

type FirstWorkingDay = 'firstWorkingDayOfMonth' | 'firstWorkingDayOfQuarter';

/** A weekly slot that falls on a rest day comes on the next working day: nobody is disturbed on a rest day. */
export interface Schedule {
  at: TimeOfDay;
  on: 'workingDays' | FirstWorkingDay | { weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7 };
}

/** The day of the slot that belongs to a day, or null when none does. */
function slotDay(on: Exclude<Schedule['on'], FirstWorkingDay>, day: Day, calendar: WorkingCalendar): Day | null {
  if (on === 'workingDays') return calendar.isWorkingDay(day) ? day : null;
  return weekdayOf(day) === on.weekday ? calendar.sameOrNextWorkingDay(day) : null;
}

/** Days a weekly slot may be put off by holidays; no holiday of the State Council was longer. */
const LONGEST_REST = 14;

/** Slots in (after, until], in order, each once. */
export function dueBetween(schedule: Schedule, after: Instant, until: Instant, calendar: WorkingCalendar): Instant[] {
  const { on, at } = schedule;
  const last = dayOf(until);
  const slots = new Set<Instant>();
  if (on === 'firstWorkingDayOfMonth' || on === 'firstWorkingDayOfQuarter') {
    for (let month = monthOf(after); month <= monthOf(until); month = addMonths(month, 1)) {
      const begins = on === 'firstWorkingDayOfMonth' || Number(month.slice(5)) % 3 === 1;
      if (begins) slots.add(instantAt(calendar.firstWorkingDayOf(month), at));
    }
  } else {
    for (let day = addDays(dayOf(after), -LONGEST_REST); day <= last; day = addDays(day, 1)) {
      const slot = slotDay(on, day, calendar);
      if (slot !== null) slots.add(instantAt(slot, at));
    }
  }
  return [...slots].filter((slot) => slot > after && slot <= until).sort((a, b) => a - b);
}

/** Days looked ahead at a time; a month and its holidays fit. */
const AHEAD = 45;

/** The first slot after an instant. */
export function nextDue(schedule: Schedule, after: Instant, calendar: WorkingCalendar): Instant {
  for (let from = after; ; from = instantAt(addDays(dayOf(from), AHEAD), schedule.at)) {
    const [slot] = dueBetween(schedule, from, instantAt(addDays(dayOf(from), AHEAD), schedule.at), calendar);
    if (slot !== undefined) return slot;
  }
}
