/** Stretches of days: months, quarters, whatever people ask about. */
import { addDays, addMonths, startOfDay, DAY, type Day, type Instant, type Month } from './time.ts';

/** Both days belong to it. */
export interface Period {
  from: Day;
  to: Day;
}

/** The months from one to another, both included, as days. */
export const monthsPeriod = (from: Month, to: Month = from): Period => ({
  from: `${from}-01`,
  to: addDays(`${addMonths(to, 1)}-01`, -1),
});

/** Months that divide a year: periods of so many months begin with the year. */
export const periodLengths = [1, 2, 3, 4, 6, 12] as const;
export type PeriodLength = (typeof periodLengths)[number];

/** The period of so many months, counted from January, a day lies in. */
export function periodOf(day: Day, months: PeriodLength): Period {
  const month = Number(day.slice(5, 7)) - 1;
  const first = addMonths(`${day.slice(0, 4)}-01`, month - (month % months));
  return monthsPeriod(first, addMonths(first, months - 1));
}

/** Days in a period. */
export const daysIn = ({ from, to }: Period): number => Math.round((startOfDay(to) - startOfDay(from)) / DAY) + 1;

/** First instant and first instant after: a half-open range. */
export const rangeOf = ({ from, to }: Period): { from: Instant; to: Instant } => ({
  from: startOfDay(from),
  to: startOfDay(addDays(to, 1)),
});
