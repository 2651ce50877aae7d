/** Times units held issues, as survival statistics take them: in working days on the unit's clock, pauses out, counted. */
import { eachHeld, type HeldSpell } from '../../db/held-spells.ts';
import type { Database } from '../../db/connect.ts';
import type { WorkingCalendar } from '../../domain/calendar.ts';
import { elapsedWorkingDays } from '../../domain/clocks.ts';
import type { UnitSpell } from '../../domain/statistics/slow-progress.ts';
import type { Instant } from '../../domain/time.ts';

/** Issues without a category are compared with each other. */
const UNCATEGORISED = 0;
/** More working days than any time has: eight thousand years' worth of them times two is still a whole number. */
const DAYS = 2 ** 20;

type Counted = UnitSpell & { count: number };

/** What is known at a moment of the times since a window began: those over counted with others alike, so they stay few. */
export class SpellsAt {
  private readonly over = new Map<number, Map<number, Map<number, Counted>>>();
  private readonly running: UnitSpell[] = [];
  private readonly at: Instant;
  private readonly window: Instant;
  private readonly calendar: WorkingCalendar;

  /** @param window time before it is not counted against a unit; `-Infinity` where all of it is */
  constructor(at: Instant, window: Instant, calendar: WorkingCalendar) {
    this.at = at;
    this.window = window;
    this.calendar = calendar;
  }

  /** What ended after the moment ran then; what ended before the window, or began after the moment, is left out. */
  add(spell: HeldSpell & { issue?: number }): void {
    const { unit, from, to } = spell;
    const isOver = to !== null && to < this.at;
    if (from >= this.at || (isOver && to < this.window)) return;
    const days = (until: Instant): number => elapsedWorkingDays({ from, to }, spell.pauses ?? [], until, this.calendar);
    const time = days(this.at);
    const entry = from >= this.window ? 0 : days(this.window);
    const known = {
      unit,
      category: spell.category ?? UNCATEGORISED,
      time,
      closed: isOver && spell.closed,
      ...(entry === 0 ? {} : { entry }),
    };
    if (!isOver) {
      this.running.push({ ...known, issue: spell.issue ?? null, count: spell.count });
      return;
    }
    const alike = within(within(this.over, unit), known.category);
    const key = (entry * DAYS + time) * 2 + Number(known.closed);
    const counted = alike.get(key);
    if (counted === undefined) alike.set(key, { ...known, issue: null, count: spell.count });
    else counted.count += spell.count;
  }

  all(): UnitSpell[] {
    return [
      ...[...this.over.values()].flatMap((ofUnit) => [...ofUnit.values()].flatMap((alike) => [...alike.values()])),
      ...this.running,
    ];
  }
}

const within = <K>(outer: Map<number, Map<number, K>>, key: number): Map<number, K> => {
  let inner = outer.get(key);
  if (inner === undefined) outer.set(key, (inner = new Map()));
  return inner;
};

/** All times units held issues in [from, to), whole, as known at its end. */
export async function heldBetween(
  db: Pick<Database, 'query'>,
  from: Instant,
  to: Instant,
  calendar: WorkingCalendar,
): Promise<UnitSpell[]> {
  const spells = new SpellsAt(to, -Infinity, calendar);
  await eachHeld(db, from, to, (spell) => spells.add(spell));
  return spells.all();
}
