/** Instants and days in Asia/Shanghai, which has kept UTC+8 without daylight saving since 1991. */

/** Milliseconds since the Unix epoch. */
export type Instant = number;
/** A calendar day in Shanghai, `YYYY-MM-DD`. */
export type Day = string;
/** A calendar month in Shanghai, `YYYY-MM`. */
export type Month = string;
/** A time of day in Shanghai, `HH:mm`. */
export type TimeOfDay = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const SHANGHAI_OFFSET = 8 * HOUR;

/** Days by their count since the epoch; asked for again and again, and there are few of them. */
const days = new Map<number, Day>();

/** The Shanghai day an instant falls on. */
export function dayOf(at: Instant): Day {
  const count = Math.floor((at + SHANGHAI_OFFSET) / DAY);
  let day = days.get(count);
  if (day === undefined) days.set(count, (day = new Date(at + SHANGHAI_OFFSET).toISOString().slice(0, 10)));
  return day;
}

/** The Shanghai month an instant falls in. */
export const monthOf = (at: Instant): Month => dayOf(at).slice(0, 7);

/** The Shanghai time of day of an instant, to the minute. */
export const timeOfDay = (at: Instant): TimeOfDay => new Date(at + SHANGHAI_OFFSET).toISOString().slice(11, 16);

/** The calendar year an instant falls in. */
export const yearOf = (at: Instant): number => Number(dayOf(at).slice(0, 4));

/** Midnight at which a day begins in Shanghai. */
export const startOfDay = (day: Day): Instant => Date.parse(`${day}T00:00:00.000Z`) - SHANGHAI_OFFSET;

/** The last millisecond of a day in Shanghai: what "due on that day" means. */
export const endOfDay = (day: Day): Instant => startOfDay(day) + DAY - 1;

/** The instant at which a time of day is reached on a day in Shanghai. */
export const instantAt = (day: Day, time: TimeOfDay): Instant => Date.parse(`${day}T${time}:00.000Z`) - SHANGHAI_OFFSET;

/** The day `count` calendar days after (or, when negative, before) a day. */
export const addDays = (day: Day, count: number): Day => dayOf(startOfDay(day) + count * DAY);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The month `count` months after (or before) a month. */
export const addMonths = (month: Month, count: number): Month => {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
};

/** First instant of a month and first instant of the next: a half-open range. */
export const monthRange = (month: Month): { from: Instant; to: Instant } => ({
  from: startOfDay(`${month}-01`),
  to: startOfDay(`${addMonths(month, 1)}-01`),
});
