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
import { calendarChanged, calendarList, yearTaken } from '../wording/calendar.ts';
import { yearFault, yearFaults } from '../wording/refusals/calendar.ts';
import { commandLineRefusals } from '../wording/refusals/command-line.ts';
import { withDatabase } from './open.ts';
import { print, Refused } from './say.ts';

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
      if (!read.ok) throw new Refused(commandLineRefusals.yearNotTaken(what, yearFault(read.fault)));
      await importYear(db, read.year, read.days, now);
      return print(yearTaken(read.year, read.days.length));
    }
    const day = readDay(what, dayOf(now));
    if (day === null || kind === undefined || !isDayKind(kind)) throw new Refused(commandLineRefusals.calendarUsage());
    const asking = { source: `command line:${day}:${now}`, at: now, by: null };
    const change = await arrange(db, asking, 'calendar', day, dayChanged(kind, name ?? null));
    print(calendarChanged(day, kind, change !== null));
  });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Refused(commandLineRefusals.yearNotTaken(path, yearFaults.unreadable()));
  }
}
