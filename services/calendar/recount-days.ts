/** When the working calendar has changed: days of plans, milestones, findings and joint items, counted anew. */
import { daysMovedBy, moveDays } from '../../db/supervision-events.ts';
import type { SupervisionSubject } from '../../db/schema/rectifications.ts';
import type { WorkingCalendar } from '../../domain/calendar.ts';
import { movedAmong } from '../../domain/given-day.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Instant } from '../../domain/time.ts';
import { CALENDAR_REASON, type MovedItem } from '../../wording/calendar.ts';
import type { Core } from '../core.ts';
import { openItems, type OpenItem } from '../reminders/open-items.ts';

/** How often it is looked again when somebody writes about the same things meanwhile. */
const TRIES = 20;

/** The calendars before and after a change, and what the change is kept under. */
export interface CalendarChange {
  before: WorkingCalendar;
  after: WorkingCalendar;
  at: Instant;
  /** Kept with every event of this change: what carries it has been dealt with. */
  source: string;
}

type Item = OpenItem & { subject: SupervisionSubject };

const keyOf = ({ subject, number }: Pick<Item, 'subject' | 'number'>): string => `${subject} ${number}`;

/** Decisions of the leading group are an issue's, and name their day. */
async function daysGiven(core: Core): Promise<Item[]> {
  const all = await openItems(core);
  return all.flatMap(({ subject, ...item }) => (subject === 'decision' ? [] : [{ ...item, subject }]));
}

/** Each thing at most once for one change, however often it is run. */
export async function recountDays(core: Core, { before, after, at, source }: CalendarChange): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const done = new Set((await daysMovedBy(core.db, source)).map(keyOf));
    const moves = [...groupBy(await daysGiven(core), keyOf).values()].flatMap((parts) => {
      const [first] = parts;
      const moved = movedAmong(parts, before, after);
      if (first === undefined || moved.length === 0 || done.has(keyOf(first))) return [];
      const { subject, number, version } = first;
      return [{ subject, number, version, data: { moved, reason: CALENDAR_REASON } }];
    });
    if (moves.length === 0) return;
    await moveDays(core.db, moves, source, at);
  }
  throw new Error(`days kept changing while ${source} was applied`);
}

/** What a change has moved and is still owed, with the unit that owes it. */
export async function itemsMoved(core: Core, source: string): Promise<MovedItem[]> {
  const moved = await daysMovedBy(core.db, source);
  if (moved.length === 0) return [];
  const was = new Map(moved.flatMap((one) => one.data.moved.map((day) => [`${keyOf(one)} ${day.part}`, day.was])));
  return (await daysGiven(core)).flatMap((item) => {
    const before = was.get(`${keyOf(item)} ${item.part}`);
    return before === undefined ? [] : [{ ...item, was: before }];
  });
}
