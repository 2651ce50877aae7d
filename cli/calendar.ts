/** `huiyin calendar`: shows the years known, imports an announced year, keeps single days differently. */
import { readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import { importYear, overrides } from '../db/calendar.ts';
import { readAnnouncement } from '../domain/announcement.ts';
import { readDay } from '../domain/text/numbers.ts';
import { dayOf } from '../domain/time.ts';
import { arrange } from '../services/arrangements/arrange.ts';
import { dayChanged, isDayKind } from '../services/calendar/change-day.ts';
import { readRoster } from '../services/roster-memory.ts';
import { calendarChanged, calendarList } from '../wording/calendar.ts';
import { print, withDatabase } from './open.ts';

const complain = (words: string): void => {
  print(words);
  process.exitCode = 1;
};

/** @param what a file of an announced year, a day, or nothing to see what there is */
export function calendar(config: Config, what?: string, kind?: string, name?: string): Promise<void> {
  return withDatabase(config, async ({ db }) => {
    const now = Date.now();
    if (what === undefined) {
      const { calendarBasis } = await readRoster(db);
      return print(
        calendarList(
          calendarBasis.years.map(({ year }) => year),
          await overrides(db),
        ),
      );
    }
    if (kind === undefined && what.endsWith('.json')) {
      const read = readAnnouncement(textOf(what));
      if (!read.ok) return complain(`${what} 不能用：${read.reason}`);
      await importYear(db, read.year, read.days, now);
      return print(`已装入 ${read.year} 年放假安排 ${read.days.length} 天。下一个工作日 8:50 更正已定的期限并通知。`);
    }
    const day = readDay(what, dayOf(now));
    if (day === null || kind === undefined || !isDayKind(kind))
      return complain('用法：huiyin calendar 2027.json　或　huiyin calendar 2026-12-25 休 台风　（休、班、恢复）');
    const asking = { source: `command line:${day}:${now}`, at: now, by: null };
    const change = await arrange(db, asking, 'calendar', day, dayChanged(kind, name ?? null));
    print(calendarChanged(day, kind, change !== null));
  });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
