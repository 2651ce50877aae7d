/** What is arranged in chat and may be changed again: the rota of a team, the grid of an inspector, a day of the calendar. */
import type { DayOverride } from './calendar.ts';
import type { Instant } from './time.ts';
import { noRota, type TeamRota } from './visits/programme.ts';

/** A day that is kept differently. */
export interface KeptDay {
  kind: DayOverride['kind'];
  name: string | null;
  /** The year whose announcement brought it; null for a day the office set. */
  announced: number | null;
}

/** How each of them stands: units by their numbers in order; null for a day kept as the calendar has it. */
export interface ArrangementStates {
  rota: TeamRota;
  grid: readonly number[];
  calendar: KeptDay | null;
}
export type ArrangementSubject = keyof ArrangementStates;
export type ArrangementState = ArrangementStates[ArrangementSubject];

interface ChangeOf<S extends ArrangementSubject> {
  number: number;
  source: string;
  at: Instant;
  /** Null where it was done on the command line. */
  by: number | null;
  subject: S;
  /** rota: the team · grid: the inspector · calendar: the day */
  key: string;
  before: ArrangementStates[S];
  after: ArrangementStates[S];
  /** The last who changed the same since, of what still stands; null where nobody did. */
  since: { by: number | null } | null;
}
/** A change as it was written. */
export type ArrangementChange<S extends ArrangementSubject = ArrangementSubject> = {
  [K in S]: ChangeOf<K>;
}[S];

/** What stands before anybody arranged anything. */
export const unarranged: ArrangementStates = { rota: noRota, grid: [], calendar: null };

/** The units of an inspector's grid with some more, or without some. */
export const gridWith = (before: readonly number[], units: readonly number[]): number[] =>
  [...new Set([...before, ...units])].sort((a, b) => a - b);
export const gridWithout = (before: readonly number[], units: readonly number[]): number[] =>
  before.filter((unit) => !units.includes(unit));
