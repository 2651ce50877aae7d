/** The working calendar: Monday–Friday, changed by the State Council's holidays and make-up days, changed by the office. */
import type { HolidayYear } from './holidays.ts';
import { DAY, startOfDay, type Day, type Month } from './time.ts';

/** A day the district keeps differently, or that was announced after this version was made. */
export interface DayOverride {
  day: Day;
  kind: 'off' | 'work';
  name?: string;
}

/** What a calendar is made from: the years whose holidays are known, and the days kept differently. */
export interface CalendarBasis {
  years: readonly HolidayYear[];
  overrides: readonly DayOverride[];
}

export interface WorkingCalendar {
  isWorkingDay(day: Day): boolean;
  /** False: the year's holidays are not known, Monday–Friday is assumed, and whoever shows a deadline must say so. */
  isPublished(year: number): boolean;
  /** Counted from the next day; 0 is the same day, negative counts back. */
  addWorkingDays(day: Day, count: number): Day;
  /** Working days in (from, to]; negative, mirrored, when `to` is earlier. */
  workingDaysBetween(from: Day, to: Day): number;
  firstWorkingDayOf(month: Month): Day;
  /** Strictly after. */
  nextWorkingDay(day: Day): Day;
  sameOrNextWorkingDay(day: Day): Day;
}

/** Days since the epoch: what the counts are indexed by. */
function ordinalOf(day: Day): number {
  let ordinal = ordinals.get(day);
  if (ordinal === undefined) ordinals.set(day, (ordinal = Math.floor((startOfDay(day) + 8 * 3_600_000) / DAY)));
  return ordinal;
}
/** Asked for again and again, a hundred thousand times by the weekly flags, and there are few days. */
const ordinals = new Map<Day, number>();
const dayFrom = (ordinal: number): Day => new Date(ordinal * DAY).toISOString().slice(0, 10);

/** Days counted at once; a table of them is kept for each stretch that is asked about. */
const BLOCK = 512;

/**
 * A calendar from published years and overrides, which win. Questions cost O(1) a block: working days are counted
 * once for each stretch of days asked about, and there are few.
 */
export function createCalendar(years: readonly HolidayYear[], overrides: readonly DayOverride[] = []): WorkingCalendar {
  const special = new Map<number, boolean>();
  for (const { year, off, work } of years) {
    for (const day of off) special.set(ordinalOf(`${year}-${day}`), false);
    for (const day of work) special.set(ordinalOf(`${year}-${day}`), true);
  }
  for (const { day, kind } of overrides) special.set(ordinalOf(day), kind === 'work');
  const published = new Set(years.map((known) => known.year));

  // 1970-01-01 was a Thursday: ordinal 4 is a Monday.
  const works = (ordinal: number): boolean => special.get(ordinal) ?? (((ordinal - 4) % 7) + 7) % 7 < 5;

  /** For each block the working days before each of its days, counted from the block's start. */
  const blocks = new Map<number, Int32Array>();
  const countsOf = (block: number): Int32Array => {
    const known = blocks.get(block);
    if (known !== undefined) return known;
    const counts = new Int32Array(BLOCK + 1);
    for (let index = 0; index < BLOCK; index += 1) {
      counts[index + 1] = (counts[index] ?? 0) + (works(block * BLOCK + index) ? 1 : 0);
    }
    blocks.set(block, counts);
    return counts;
  };
  /** Working days in [0, ordinal) relative to a fixed origin block. */
  const within = (ordinal: number): { block: number; count: number } => {
    const block = Math.floor(ordinal / BLOCK);
    return { block, count: countsOf(block)[ordinal - block * BLOCK] ?? 0 };
  };
  /** Working days in [from, to), from ≤ to. */
  const countIn = (from: number, to: number): number => {
    const start = within(from);
    const end = within(to);
    let total = end.count - start.count;
    for (let block = start.block; block < end.block; block += 1) total += countsOf(block)[BLOCK] ?? 0;
    return total;
  };

  const step = (ordinal: number, direction: 1 | -1, count: number): number => {
    let at = ordinal;
    for (let left = count; left > 0;) {
      at += direction;
      if (works(at)) left -= 1;
    }
    return at;
  };

  const calendar: WorkingCalendar = {
    isWorkingDay: (day) => works(ordinalOf(day)),
    isPublished: (year) => published.has(year),
    addWorkingDays: (day, count) =>
      count === 0 ? day : dayFrom(step(ordinalOf(day), count > 0 ? 1 : -1, Math.abs(count))),
    workingDaysBetween(from, to) {
      const a = ordinalOf(from);
      const b = ordinalOf(to);
      return a <= b ? countIn(a + 1, b + 1) : -countIn(b + 1, a + 1);
    },
    firstWorkingDayOf: (month) => calendar.sameOrNextWorkingDay(`${month}-01`),
    nextWorkingDay: (day) => calendar.addWorkingDays(day, 1),
    sameOrNextWorkingDay: (day) => (calendar.isWorkingDay(day) ? day : calendar.nextWorkingDay(day)),
  };
  return calendar;
}
