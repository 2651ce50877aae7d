/** Reads a year's holidays as NateScarlet/holiday-cn publishes them: the State Council's announcement as JSON. */
import { z } from 'zod';
import type { DayOverride } from './calendar.ts';

const announcement = z.object({
  year: z.int().min(2000).max(2100),
  days: z.array(z.object({ name: z.string(), date: z.iso.date(), isOffDay: z.boolean() })).min(1),
});

/** The days of the announcement, a December day before the year included; or why the text is none. */
export function readAnnouncement(
  text: string,
): { ok: true; year: number; days: DayOverride[] } | { ok: false; reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: '文件不存在或不是 JSON' };
  }
  const read = announcement.safeParse(json);
  if (!read.success)
    return { ok: false, reason: '应为 holiday-cn 的格式：{ "year": 2027, "days": [{ "name", "date", "isOffDay" }] }' };
  const { year, days } = read.data;
  const stray = days.find(({ date }) => ![year, year - 1].includes(Number(date.slice(0, 4))));
  if (stray !== undefined) return { ok: false, reason: `${stray.date} 不是 ${year} 年安排里的日子` };
  return {
    ok: true,
    year,
    days: days.map(({ name, date, isOffDay }) => ({ day: date, kind: isOffDay ? 'off' : 'work', name })),
  };
}
