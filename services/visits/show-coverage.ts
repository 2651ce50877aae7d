/** 覆盖: which places were visited and which not, of the district, a town, a cluster, a team. */
import { seesDistrict } from '../../domain/permissions.ts';
import { oftenVisited } from '../../db/visit-coverage.ts';
import { teamName, type Team } from '../../domain/directory.ts';
import type { Period } from '../../domain/period.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import { takePeriod } from '../../domain/text/period.ts';
import { dayOf, type Instant } from '../../domain/time.ts';
import { tally, talliesBy, type PlaceToVisit, type PlaceVisits } from '../../domain/visits/coverage.ts';
import { programmeOf, sessionsLeft, visitPeriod, type Session } from '../../domain/visits/programme.ts';
import { coverageWords, type CoverageShown } from '../../wording/coverage.ts';
import { dayWords, message } from '../../wording/format.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { actorOf } from '../issues/act.ts';
import { findPlace } from '../issues/find.ts';
import { allPlaces, coverageOf } from './coverage.ts';
import { findCluster, findTeams, severalTeams } from './teams.ts';

/** Those who see the whole district. */
interface Scope {
  name: string;
  places: readonly PlaceToVisit[];
}

export async function showCoverage(ctx: MessageContext, text: string | null): Promise<void> {
  const { core, now, rules, actor } = ctx;
  const today = dayOf(now);
  const { period, words } = takePeriod(text ?? '', today);
  if (period !== null && period.from > today) {
    await answer(ctx, message(`${dayWords(period.from)}还没有到。`));
    return;
  }
  const all = allPlaces(core, today, period);
  const scope = scopeOf(ctx, words.join(''), all);
  if (typeof scope === 'string') {
    await answer(ctx, message(scope));
    return;
  }
  const until = period !== null && period.to < today ? period.to : today;
  const { covered, visits } = await coverageOf(core, scope.places, until);
  // Of a few villages the number would all but say who it is.
  const ofDistrict = scope.places.length === all.length && seesDistrict(actor);
  const least = rules.settings['visit.oftenVisits'];
  const teams = talliesBy(covered, ({ team }) => team);
  const [only, ...others] = teams.map(([team]) => team);
  const shown: CoverageShown = {
    name: scope.name,
    period: onlyPeriod(scope.places),
    until,
    all: tally(covered),
    visits: totalOf(visits, scope.places),
    towns: talliesBy(covered, ({ town }) => town),
    clusters: talliesBy(covered, ({ team }) => team?.cluster ?? null),
    teams,
    without: covered.flatMap(({ team, place }) => (team === null ? [place] : [])),
    often: ofDistrict ? { visits: least, households: await oftenVisited(core.db, least, until) } : null,
    sessions: only === undefined || others.length > 0 || period !== null ? [] : sessionsOf(only, now, rules),
    listed: rules.settings['digest.listed'],
  };
  await answer(ctx, coverageWords(shown, rules.directory));
}

/** What was asked for, as far as the person may see it; why not otherwise. */
function scopeOf(ctx: MessageContext, words: string, all: readonly PlaceToVisit[]): Scope | string {
  const { actor, rules, readers } = ctx;
  const { directory } = rules;
  const supervises = seesDistrict(actor);
  const { handles } = actorOf(actor);
  const mine = supervises
    ? all
    : all.filter(({ team, town }) => team?.members.includes(actor.id) === true || (town !== null && handles.has(town)));
  if (words === '') {
    if (mine.length === 0) return '您不在走访小组里，没有要走访的村社。小组有变请双访办更新小组表。';
    const names = supervises
      ? '全区'
      : [...new Set(mine.map(({ team, town }) => (team === null ? directory.unitName(town) : teamName(team))))].join(
          '、',
        );
    return { name: names, places: mine };
  }
  const wanted = named();
  if (typeof wanted === 'string') return wanted;
  const places = wanted.places.filter((one) => mine.includes(one));
  if (places.length === 0 && wanted.places.length > 0) return '只能查看本小组、本镇街的走访覆盖；发送“覆盖”即可。';
  return { ...wanted, places };

  function named(): Scope | string {
    const cluster = findCluster(directory, words);
    if (cluster !== null) return { name: cluster, places: all.filter(({ team }) => team?.cluster === cluster) };
    const teams = findTeams(directory, words, actor);
    if (teams.length > 1) return severalTeams(words, teams);
    const [team] = teams;
    if (team !== undefined) return { name: teamName(team), places: all.filter((one) => one.team === team) };
    const { id } = findPlace(readers, undefined, words, actor);
    if (id === null) return `没有找到“${words}”。请写镇街、组团或小组，例如：覆盖 城厢街道　覆盖 上月`;
    return { name: directory.unitName(id), places: all.filter(({ place, town }) => place === id || town === id) };
  }
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
