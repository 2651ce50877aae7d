/** The coverage of a scope as it is shown: counted by town, cluster and team, for words and picture alike. */
import { oftenVisited } from '../../db/visit-coverage.ts';
import type { Team } from '../../domain/directory.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import type { Period } from '../../domain/period.ts';
import { dayOf, type Day, type Instant } from '../../domain/time.ts';
import {
  tally,
  talliesBy,
  type CoveredPlace,
  type PlaceToVisit,
  type PlaceVisits,
} from '../../domain/visits/coverage.ts';
import { programmeOf, sessionsLeft, visitPeriod, type Session } from '../../domain/visits/programme.ts';
import type { CoverageShown } from '../../wording/coverage.ts';
import type { Core } from '../core.ts';
import { coverageOf } from './coverage.ts';

export interface Scope {
  /** 全区, a cluster, a town, a team. */
  name: string;
  places: readonly PlaceToVisit[];
}

export interface CoverageFound {
  shown: CoverageShown;
  covered: readonly CoveredPlace[];
}

/**
 * @param own whether the teams' own periods are meant, not days that were asked about
 * @param often whether households that were visited often are counted
 */
export async function coverageIn(
  core: Pick<Core, 'db' | 'readers'>,
  { name, places }: Scope,
  { until, now, own, often }: { until: Day; now: Instant; own: boolean; often: boolean },
): Promise<CoverageFound> {
  const { rules } = core.readers();
  const { covered, visits } = await coverageOf(core, places, until);
  const least = rules.settings['visit.oftenVisits'];
  const teams = talliesBy(covered, ({ team }) => team);
  const [only, ...others] = teams.map(([team]) => team);
  const shown: CoverageShown = {
    name,
    period: onlyPeriod(places),
    until,
    all: tally(covered),
    visits: totalOf(visits, places),
    towns: talliesBy(covered, ({ town }) => town),
    clusters: talliesBy(covered, ({ team }) => team?.cluster ?? null),
    teams,
    without: covered.flatMap(({ team, place }) => (team === null ? [place] : [])),
    often: often ? { visits: least, households: await oftenVisited(core.db, least, until) } : null,
    sessions: only === undefined || others.length > 0 || !own ? [] : sessionsOf(only, now, rules),
    listed: rules.settings['digest.listed'],
  };
  return { shown, covered };
}

function onlyPeriod(places: readonly PlaceToVisit[]): Period | null {
  const [first] = places;
  const period = first?.period ?? null;
  return places.every((one) => one.period.from === period?.from && one.period.to === period.to) ? period : null;
}

function totalOf(visits: readonly PlaceVisits[], places: readonly PlaceToVisit[]): CoverageShown['visits'] {
  const inScope = new Set(places.map(({ place }) => place));
  const counted = visits.filter(({ place }) => inScope.has(place));
  const sum = (of: keyof CoverageShown['visits']): number => counted.reduce((total, one) => total + one[of], 0);
  return {
    visits: sum('visits'),
    households: sum('households'),
    onVisitDays: sum('onVisitDays'),
    onTalkNights: sum('onTalkNights'),
  };
}

/** What a team still has of its programme in the period a moment lies in. */
export function sessionsOf({ rota }: Team, now: Instant, { settings, calendar }: Rules): Session[] {
  const programme = programmeOf(settings, rota);
  return sessionsLeft(programme, now, visitPeriod(dayOf(now), programme).to, calendar);
}
