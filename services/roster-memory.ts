/** The roster as commands need it, in memory: directory, rules and readers of text, renewed when it changes. */
import type { Database } from '../db/connect.ts';
import { loadRoster } from '../db/roster.ts';
import { createCalendar, type CalendarBasis, type DayOverride } from '../domain/calendar.ts';
import { Directory, type Unit } from '../domain/directory.ts';
import { holidayYears } from '../domain/holidays.ts';
import type { Rules } from '../domain/issue/rules.ts';
import { settingsFrom } from '../domain/settings.ts';
import { createClassifier, type Classifier } from '../domain/text/classify.ts';
import { buildGazetteer, derivedNames, type Gazetteer, type GazetteerEntry } from '../domain/text/gazetteer.ts';
import { dayOf, type Day, type Instant } from '../domain/time.ts';

export interface Readers {
  directory: Directory;
  rules: Rules;
  /** What the calendar of the rules was made from. */
  calendarBasis: CalendarBasis;
  /** Finds places (villages, towns) and units named in a text. */
  gazetteer: Gazetteer;
  classify: Classifier;
  /** Stored settings that no longer fit their definition, for `doctor`. */
  refusedSettings: readonly string[];
}

/**
 * Reads everything once; a few milliseconds for a district of 5,000 people.
 *
 * @param today the day whose stand-ins count
 */
export async function readRoster(db: Database, today: Day | null = null): Promise<Readers> {
  const { settings: stored, overrides, importedYears, ...data } = await loadRoster(db);
  const directory = new Directory(data, today);
  const { settings, refused } = settingsFrom(stored);
  const calendarBasis = basisOf(importedYears, overrides);
  const calendar = createCalendar(calendarBasis.years, calendarBasis.overrides);
  const gazetteer = buildGazetteer([
    ...data.units.flatMap((unit) => entriesOf(unit, unit.id)),
    // Who still says the old name means the unit it was merged into.
    ...(data.former ?? []).flatMap((unit) => {
      const now = directory.currentUnit(unit.id);
      return now === unit.id ? [] : entriesOf(unit, now);
    }),
  ]);
  return {
    directory,
    rules: { calendar, settings, directory },
    calendarBasis,
    gazetteer,
    classify: createClassifier(
      data.categories.map(({ id, name, keywords }) => ({ id, keywords: [name, ...keywords] })),
    ),
    refusedSettings: refused,
  };
}

function entriesOf({ name, shortNames, kind }: Unit, id: number): GazetteerEntry[] {
  const isPlace = kind === 'village' || kind === 'town';
  const names = [...new Set([name, ...shortNames, ...derivedNames(name, isPlace ? 'place' : 'unit')])];
  const asUnit = { id, kind: 'unit' as const, names };
  return isPlace ? [{ ...asUnit, kind: 'place' }, asUnit] : [asUnit];
}

/** Imported years bring their days as overrides; naming them makes them count as published. */
function basisOf(importedYears: readonly number[], overrides: readonly DayOverride[]): CalendarBasis {
  const known = new Set(holidayYears.map(({ year }) => year));
  const imported = importedYears.filter((year) => !known.has(year)).map((year) => ({ year, off: [], work: [] }));
  return { years: [...holidayYears, ...imported], overrides };
}

function onDay(readers: Readers, today: Day): Readers {
  if ((readers.directory.data.standIns ?? []).length === 0) return readers;
  const directory = readers.directory.on(today);
  return { ...readers, directory, rules: { ...readers.rules, directory } };
}

/** Keeps a copy of the roster and renews it when the database says that it changed. */
export class RosterMemory {
  private readers: Readers;
  private day: Day;
  private renewing: Promise<void> | null = null;
  private stale = false;
  private readonly db: Database;
  private readonly clock: () => Instant;

  private constructor(db: Database, clock: () => Instant, day: Day, readers: Readers) {
    this.db = db;
    this.clock = clock;
    this.day = day;
    this.readers = readers;
  }

  static async open(db: Database, clock: () => Instant): Promise<RosterMemory> {
    const today = dayOf(clock());
    const memory = new RosterMemory(db, clock, today, await readRoster(db, today));
    await db.listen('roster', () => void memory.renew().catch(() => undefined));
    return memory;
  }

  /** As of today: who stands in changes with the day alone. */
  current(): Readers {
    const today = dayOf(this.clock());
    if (today !== this.day) {
      this.day = today;
      this.readers = onDay(this.readers, today);
    }
    return this.readers;
  }

  /** Reads again; changes announced while reading are read once more, however many they are. */
  renew(): Promise<void> {
    this.stale = true;
    this.renewing ??= this.readWhileStale().finally(() => (this.renewing = null));
    return this.renewing;
  }

  private async readWhileStale(): Promise<void> {
    while (this.stale) {
      this.stale = false;
      this.day = dayOf(this.clock());
      this.readers = await readRoster(this.db, this.day);
    }
  }
}
