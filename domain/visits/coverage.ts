/** Coverage (跑遍): which places were visited in their period, by team, cluster and town, and which were not. */
import type { Directory, Team } from '../directory.ts';
import { groupBy } from '../group-by.ts';
import type { Period } from '../period.ts';
import type { Settings } from '../settings.ts';
import type { Day, Month } from '../time.ts';
import { noRota, programmeOf, visitPeriod } from './programme.ts';

/** What the visits to a place add up to over the days asked about. */
export interface PlaceVisits {
  place: number;
  /** The last visit's day. */
  last: Day;
  visits: number;
  households: number;
  /** Of `visits`, those on visit days and on talk nights. */
  onVisitDays: number;
  onTalkNights: number;
}

/** A place, and the days in which it has to be visited once. */
export interface PlaceToVisit {
  place: number;
  town: number | null;
  /** Null where no team looks after it. */
  team: Team | null;
  period: Period;
}

export interface CoveredPlace extends PlaceToVisit {
  visited: boolean;
}

/** Places counted once, whatever the number of teams that look after them. */
export interface Tally {
  visited: number;
  places: number;
  /** Not visited, in the order of the roster. */
  missing: readonly number[];
}

/**
 * Every village, and whatever else a team looks after; a place of two teams stands there twice, for each of them.
 *
 * @param on the day whose periods are meant
 * @param fixed days asked about instead of each team's own period
 */
export function placesToVisit(
  directory: Directory,
  settings: Settings,
  on: Day,
  fixed: Period | null = null,
): PlaceToVisit[] {
  const ofTeams = directory.data.teams.flatMap((team) => {
    const period = fixed ?? visitPeriod(on, programmeOf(settings, team.rota));
    return team.places.map((place) => ({ place, town: directory.townOf(place), team, period }));
  });
  const lookedAfter = new Set(ofTeams.map(({ place }) => place));
  const period = fixed ?? visitPeriod(on, programmeOf(settings, noRota));
  const others = directory.data.units
    .filter((unit) => unit.kind === 'village' && !lookedAfter.has(unit.id))
    .map(({ id }) => ({ place: id, town: directory.townOf(id), team: null, period }));
  return [...ofTeams, ...others];
}

/** The places whose period ends with a month: what the month's table may fairly ask for. */
export const dueInMonth = (places: readonly PlaceToVisit[], month: Month): PlaceToVisit[] =>
  places.filter(({ period }) => period.to.slice(0, 7) === month);

/** The first day any of the periods begins; `otherwise` where there is no place. */
export const firstDay = (places: readonly PlaceToVisit[], otherwise: Day): Day =>
  places.reduce((first, { period }) => (period.from < first ? period.from : first), otherwise);

/** @param visits from the first day of any period to the day asked about */
export function cover(places: readonly PlaceToVisit[], visits: readonly PlaceVisits[]): CoveredPlace[] {
  const lastOf = new Map(visits.map(({ place, last }) => [place, last]));
  return places.map((one) => ({ ...one, visited: (lastOf.get(one.place) ?? '') >= one.period.from }));
}

export function tally(places: readonly CoveredPlace[]): Tally {
  const byPlace = groupBy(places, ({ place }) => place);
  // Two teams may have periods of their own: visited for both, or not visited.
  const missing = [...byPlace].filter(([, ones]) => ones.some(({ visited }) => !visited)).map(([place]) => place);
  return { visited: byPlace.size - missing.length, places: byPlace.size, missing };
}

/** By whatever a place belongs to, most places missing first; places that belong to none are left out. */
export const talliesBy = <K>(places: readonly CoveredPlace[], keyOf: (one: CoveredPlace) => K | null): [K, Tally][] =>
  [...groupBy(places, keyOf)]
    .flatMap(([key, ones]): [K, Tally][] => (key === null ? [] : [[key as K, tally(ones)]]))
    .sort(([, a], [, b]) => b.missing.length - a.missing.length);
