/** Coverage as the data stands: what is to be visited, from the roster, and what was, in one statement. */
import { placeVisits } from '../../db/visit-coverage.ts';
import type { Period } from '../../domain/period.ts';
import { addDays, addMonths, dayOf, type Day, type Instant, type Month } from '../../domain/time.ts';
import {
  cover,
  dueInMonth,
  firstDay,
  placesToVisit,
  tally,
  type CoveredPlace,
  type PlaceToVisit,
  type PlaceVisits,
} from '../../domain/visits/coverage.ts';
import type { Core } from '../core.ts';

type Looking = Pick<Core, 'db' | 'readers'>;

/** The places with whether they were visited, from the first day of their periods until a day. */
export async function coverageOf(
  core: Looking,
  places: readonly PlaceToVisit[],
  until: Day,
): Promise<{ covered: CoveredPlace[]; visits: PlaceVisits[] }> {
  const visits = await placeVisits(core.db, { from: firstDay(places, until), to: until });
  return { covered: cover(places, visits), visits };
}

/** Everything there is to visit in the periods a day lies in, or in the days asked about. */
export function allPlaces(core: Pick<Core, 'readers'>, on: Day, fixed: Period | null = null): PlaceToVisit[] {
  const { directory, settings } = core.readers().rules;
  return placesToVisit(directory, settings, on, fixed);
}

/**
 * For the monthly table: of the places whose period ends with the month, how many were visited in it. Null where no
 * period does.
 *
 * @param until cuts a running month short
 */
export async function monthCoverage(
  core: Looking,
  month: Month,
  until: Instant,
): Promise<{ visited: number; places: number } | null> {
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const due = dueInMonth(allPlaces(core, last), month);
  if (due.length === 0) return null;
  const day = dayOf(until - 1);
  const { covered } = await coverageOf(core, due, day < last ? day : last);
  const { visited, places } = tally(covered);
  return { visited, places };
}
