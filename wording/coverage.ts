/** Coverage in words: how many places were visited, and the names of those that were not. */
import { teamName, type Directory, type Team } from '../domain/directory.ts';
import { percent } from '../domain/monthly-table.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import type { Period } from '../domain/period.ts';
import type { Day } from '../domain/time.ts';
import type { Tally } from '../domain/visits/coverage.ts';
import type { Session } from '../domain/visits/programme.ts';
import { sessionNames } from '../domain/visits/visit.ts';
import { dayWords, message } from './format.ts';
import { periodWords } from './periods.ts';

/** Names of places in one row of a list; the rest is counted. */
const NAMED = 6;

export const shareWords = ({ visited, places }: Pick<Tally, 'visited' | 'places'>): string =>
  `${visited}/${places} 个村社（${percent(places === 0 ? null : visited / places)}）`;

const namesOf = (directory: Directory, places: readonly number[], limit: number, withTown = false): string => {
  const nameOf = (place: number): string => directory.unitName(place);
  const townOf = (place: number): string => (withTown ? directory.unitName(directory.townOf(place)) : '');
  const names = places.slice(0, limit).map((place) => `${townOf(place)}${nameOf(place)}`);
  return `${names.join('、')}${places.length > limit ? `等 ${places.length} 个` : ''}`;
};

/** A row: what it is of, visited of all, the names of those that are missing. */
const row = (directory: Directory, name: string, tally: Tally, limit: number): string =>
  `${name} ${countWords(tally)}${tally.missing.length === 0 ? '' : `，未走访：${namesOf(directory, tally.missing, limit)}`}`;

const countWords = ({ visited, places }: Tally): string => `${visited}/${places}`;

export interface CoverageShown {
  /** 全区, a cluster, a town, a team. */
  name: string;
  /** Null where teams have periods of their own. */
  period: Period | null;
  until: Day;
  all: Tally;
  visits: { visits: number; households: number; onVisitDays: number; onTalkNights: number };
  towns: readonly (readonly [town: number, tally: Tally])[];
  clusters: readonly (readonly [cluster: string, tally: Tally])[];
  teams: readonly (readonly [team: Team, tally: Tally])[];
  /** Places no team looks after. */
  without: readonly number[];
  /** Households visited so often, and how often that is; null for those who are not shown it. */
  often: { households: number; visits: number } | null;
  /** Sessions left to the one team shown. */
  sessions: readonly Session[];
  /** Rows of each list. */
  listed: number;
}

/** What, and until when. */
export const coverageSubtitle = ({ period, until }: Pick<CoverageShown, 'period' | 'until'>): string =>
  `${period === null ? '本轮' : periodWords(period)}，截至${dayWords(until)}`;

/** What is said first: how many, by how many visits, and when the next are. */
export function coverageHead(shown: CoverageShown, directory: Directory): string {
  const { visits } = shown;
  const other = visits.visits - visits.onVisitDays - visits.onTalkNights;
  return [
    `【走访覆盖】${shown.name} ${coverageSubtitle(shown)}`,
    `已走访 ${shareWords(shown.all)}；走访 ${visits.visits} 次、${visits.households} 户（走访日 ${visits.onVisitDays} 次，访谈夜 ${visits.onTalkNights} 次，其他 ${other} 次）`,
    ...coverageNotes(shown, directory),
  ].join('\n');
}

/** What is neither a figure nor a place: said under the picture too. */
export function coverageNotes({ often, without, sessions, all }: CoverageShown, directory: Directory): string[] {
  return [
    ...(often === null ? [] : [`累计走访 ${often.visits} 次以上的 ${often.households} 户`]),
    ...(without.length === 0
      ? []
      : [`没有走访小组负责：${namesOf(directory, without, NAMED, true)}。请双访办在小组表里补上`]),
    ...(sessions.length === 0 || all.missing.length === 0 ? [] : [sessionsLeft(sessions)]),
  ];
}

/** What the picture shows: counts, and the places that are missing, by name. */
export function coverageLists(shown: CoverageShown, directory: Directory): string {
  const { listed, towns, clusters } = shown;
  const teams = shown.teams.filter(([, tally]) => tally.missing.length > 0);
  const whole = towns.length <= listed && teams.length <= listed;
  const limit = whole ? Number.POSITIVE_INFINITY : NAMED;
  const more = (rows: readonly unknown[]): string[] =>
    rows.length > listed ? [`……另有 ${rows.length - listed} 个`] : [];
  const lines = [
    ...(clusters.length < 2
      ? []
      : [`组团：${clusters.map(([cluster, tally]) => `${cluster} ${countWords(tally)}`).join(' · ')}`]),
    ...(towns.length < 2
      ? []
      : [
          '镇街：',
          ...towns.slice(0, listed).map(([town, tally]) => row(directory, directory.unitName(town), tally, limit)),
          ...more(towns),
        ]),
    ...(teams.length === 0
      ? []
      : [
          '未走访完的小组：',
          ...teams.slice(0, listed).map(([team, tally]) => row(directory, teamName(team), tally, limit)),
          ...more(teams),
        ]),
    ...(shown.all.places > 0 && shown.all.missing.length === 0 ? ['村社都已走访。'] : []),
    ...(whole ? [] : ['发送“覆盖 镇街、组团或小组”看全部村社']),
  ];
  return lines.length === 0 ? `${shown.name} ${countWords(shown.all)}` : lines.join('\n');
}

const sessionsLeft = (sessions: readonly Session[]): string =>
  `接下来：${sessions.map(({ session, day, from, to }) => `${sessionNames[session]} ${dayWords(day)}${from}—${to}`).join('，')}`;

/**
 * To a member of a team, in private: what is left to visit, and when.
 *
 * @param late days within which a visit may still be recorded
 */
export function missingForMember(
  team: Team,
  places: readonly number[],
  period: Period,
  sessions: readonly Session[],
  late: number,
  directory: Directory,
): OutgoingSegment[] {
  const [first] = places;
  return message(
    [
      `【走访提醒】${teamName(team)} ${periodWords(period)}还有 ${places.length} 个村社没有走访：${namesOf(directory, places, Number.POSITIVE_INFINITY)}`,
      ...(sessions.length === 0 ? [] : [sessionsLeft(sessions)]),
      `走访后请发：走访 ${directory.unitName(first ?? null)} 入户 5户。已走访没有记录的，${late} 天内可补记，写上时间，如“昨天”。`,
    ].join('\n'),
  );
}

/** To a cluster's group: places that are still not visited, by team. Places only; nobody is named. */
export const missingForCluster = (
  cluster: string,
  teams: readonly { team: Team; places: readonly number[] }[],
  period: Period,
  directory: Directory,
): OutgoingSegment[] =>
  message(
    [
      `【走访提醒】${cluster} ${periodWords(period)}还有 ${teams.reduce((sum, { places }) => sum + places.length, 0)} 个村社没有走访：`,
      ...teams.map(({ team, places }) => `${team.name}：${namesOf(directory, places, Number.POSITIVE_INFINITY)}`),
      `请在${dayWords(period.to)}前走访，之后发送“走访 村社 入户 户数”。`,
    ].join('\n'),
  );
