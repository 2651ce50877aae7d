/** The roster as commands need it, in memory: directory, rules and readers of text, renewed when it changes. */
import type { Database } from '../db/connect.ts';
import { loadRoster } from '../db/roster.ts';
import { createCalendar, type CalendarBasis, type DayOverride } from '../domain/calendar.ts';
import { Directory } from '../domain/directory.ts';
import { holidayYears } from '../domain/holidays.ts';
import type { Rules } from '../domain/issue/rules.ts';
import { settingsFrom } from '../domain/settings.ts';
import { createClassifier, type Classifier } from '../domain/text/classify.ts';
import { buildGazetteer, derivedNames, type Gazetteer } from '../domain/text/gazetteer.ts';

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

/** Reads everything once; a few milliseconds for a district of 5,000 people. */
export async function readRoster(db: Database): Promise<Readers> {
  const { settings: stored, overrides, importedYears, ...data } = await loadRoster(db);
  const directory = new Directory(data);
  const { settings, refused } = settingsFrom(stored);
  const calendarBasis = basisOf(importedYears, overrides);
  const calendar = createCalendar(calendarBasis.years, calendarBasis.overrides);
  const gazetteer = buildGazetteer(
    data.units.flatMap((unit) => {
      const isPlace = unit.kind === 'village' || unit.kind === 'town';
      const names = [
        ...new Set([unit.name, ...unit.shortNames, ...derivedNames(unit.name, isPlace ? 'place' : 'unit')]),
      ];
      const asUnit = { id: unit.id, kind: 'unit' as const, names };
      return isPlace ? [{ ...asUnit, kind: 'place' as const }, asUnit] : [asUnit];
    }),
  );
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

/** Imported years bring their days as overrides; naming them makes them count as published. */
function basisOf(importedYears: readonly number[], overrides: readonly DayOverride[]): CalendarBasis {
  const known = new Set(holidayYears.map(({ year }) => year));
  const imported = importedYears.filter((year) => !known.has(year)).map((year) => ({ year, off: [], work: [] }));
  return { years: [...holidayYears, ...imported], overrides };
}

/** Keeps a copy of the roster and renews it when the database says that it changed. */
export class RosterMemory {
  private readers: Readers;
  private renewing: Promise<void> | null = null;
  private stale = false;
  private readonly db: Database;

  private constructor(db: Database, readers: Readers) {
    this.db = db;
    this.readers = readers;
  }

  static async open(db: Database): Promise<RosterMemory> {
    const memory = new RosterMemory(db, await readRoster(db));
    await db.listen('roster', () => void memory.renew().catch(() => undefined));
    return memory;
  }

  current(): Readers {
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
      this.readers = await readRoster(this.db);
    }
  }
}
