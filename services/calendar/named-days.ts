/** When the working calendar has changed: days people named stay, and who keeps them hears what kind of day they are now. */
import { promisedFrom } from '../../db/promises.ts';
import { becameOf, keptUntil } from '../../domain/given-day.ts';
import { addDays, dayOf } from '../../domain/time.ts';
import type { NamedDay, PromisedDay } from '../../wording/calendar.ts';
import type { Core } from '../core.ts';
import { openItems } from '../reminders/open-items.ts';
import type { CalendarChange } from './recount-days.ts';

/** A day this far back is over, however long the rest days were. */
const OVER_DAYS = 31;

/** Those that units keep. */
export async function namedDays(core: Core, { before, after, at }: CalendarChange): Promise<NamedDay[]> {
  const today = dayOf(at);
  return (await openItems(core)).flatMap((item) => {
    const became = item.countedFrom === null ? becameOf(item.due, today, before, after) : null;
    return became === null ? [] : [{ ...item, became, keptUntil: keptUntil(item.due, after) }];
  });
}

/** Those that residents were told by who is still there. */
export async function promisedDays(core: Core, { before, after, at }: CalendarChange): Promise<PromisedDay[]> {
  const today = dayOf(at);
  const { directory } = core.readers();
  const all = (await promisedFrom(core.db, addDays(today, -OVER_DAYS))).filter(({ duty }) => directory.isHere(duty));
  return all.flatMap((issue) => {
    const { expectedDay } = issue;
    const became = expectedDay === null ? null : becameOf(expectedDay, today, before, after);
    return became === null || expectedDay === null ? [] : [{ ...issue, expectedDay, became }];
  });
}
