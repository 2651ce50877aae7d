/** Reads a year's holidays as NateScarlet/holiday-cn publishes them: the State Council's announcement as JSON. */
import { z } from 'zod';
import type { DayOverride } from './calendar.ts';
import type { Day } from './time.ts';

const announcement = z.object({
  year: z.int().min(2000).max(2100),
  days: z.array(z.object({ name: z.string(), date: z.iso.date(), isOffDay: z.boolean() })).min(1),
});

/** `stray`: a day that belongs to another year. */
export type AnnouncementFault = { code: 'noJson' | 'otherwise' } | { code: 'stray'; day: Day; year: number };

/** The days of the announcement, a December day before the year included; or why the text is none. */
export function readAnnouncement(
  text: string,
): { ok: true; year: number; days: DayOverride[] } | { ok: false; fault: AnnouncementFault } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, fault: { code: 'noJson' } };
  }
  const read = announcement.safeParse(json);
  if (!read.success) return { ok: false, fault: { code: 'otherwise' } };
  const { year, days } = read.data;
  const stray = days.find(({ date }) => ![year, year - 1].includes(Number(date.slice(0, 4))));
  if (stray !== undefined) return { ok: false, fault: { code: 'stray', day: stray.date, year } };
  return {
    ok: true,
    year,
    days: days.map(({ name, date, isOffDay }) => ({ day: date, kind: isOffDay ? 'off' : 'work', name })),
  };
}
