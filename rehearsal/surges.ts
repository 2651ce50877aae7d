/** What the office makes of surges in a rehearsal: alarms become joint items, and the unit that leads one sees to it. */
import type { Database } from '../db/connect.ts';
import { loadEmerging } from '../db/emerging.ts';
import { jointItemsFor } from '../db/joint-items.ts';
import type { WorkingCalendar } from '../domain/calendar.ts';
import type { Person } from '../domain/directory.ts';
import type { RoomAddress } from '../domain/message.ts';
import { addDays, dayOf, instantAt, type Instant } from '../domain/time.ts';

export interface SurgeStage {
  db: Database;
  calendar: WorkingCalendar;
  office: { person: Person; room: RoomAddress };
  say(person: Person, room: RoomAddress, text: string): Promise<string>;
  later(at: Instant, act: () => Promise<void>): void;
  handlerOf(unit: number): { person: Person; room: RoomAddress } | null;
}

/** How many days back a surge may have been raised that nobody has acted on. */
const RECENT = 14;

/** Looks for new alarms; to be called after jobs have run. */
export function surgeFollower({ db, calendar, office, say, later, handlerOf }: SurgeStage) {
  const known = new Set<number>();
  const morning = (now: Instant, workingDays: number): Instant =>
    instantAt(calendar.addWorkingDays(dayOf(now), workingDays), '10:30');

  async function open(emerging: number, now: Instant): Promise<void> {
    await say(office.person, office.room, `/立项 ${emerging} 找出共同原因一并解决`);
    const item = (await jointItemsFor(db, [emerging])).get(emerging);
    const lead = item === undefined ? null : handlerOf(item.unit);
    if (item === undefined || lead === null) return;
    const words =
      (action: string, text: string): (() => Promise<void>) =>
      async () =>
        void (await say(lead.person, lead.room, `/联合 ${action} ${item.number} ${text}`));
    later(morning(now, 4), words('进展', '已逐件上门核实'));
    later(morning(now, 9), words('办结', '已统一安排解决，逐件答复'));
    later(
      morning(now, 11),
      async () => void (await say(office.person, office.room, `/联合 销号 ${item.number} 已抽查`)),
    );
  }

  return async (now: Instant): Promise<void> => {
    for (const { id, level } of await loadEmerging(db, addDays(dayOf(now), -RECENT))) {
      if (known.has(id)) continue;
      known.add(id);
      if (level === 'alarm') later(morning(now, 1), () => open(id, morning(now, 1)));
    }
  };
}
