/** When people may be reminded: never at night, never on a rest day. */
import type { WorkingCalendar } from './calendar.ts';
import type { Settings } from './settings.ts';
import { dayOf, timeOfDay, type Instant } from './time.ts';

export const mayRemind = (at: Instant, calendar: WorkingCalendar, settings: Settings): boolean =>
  calendar.isWorkingDay(dayOf(at)) &&
  timeOfDay(at) >= settings['digest.earliest'] &&
  timeOfDay(at) <= settings['digest.latest'];
