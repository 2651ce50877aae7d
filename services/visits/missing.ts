/** Tells of places not visited, once a period: the team's members by themselves, some working days later the cluster's group. */
import { noticesSince, tellOnce, type VisitNotice } from '../../db/visit-coverage.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import type { QueuedMessage } from '../../db/queued-message.ts';
import type { Person, Team } from '../../domain/directory.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import type { Period } from '../../domain/period.ts';
import { dayOf, type Day, type Instant } from '../../domain/time.ts';
import { tellingFrom } from '../../domain/visits/programme.ts';
import { missingForCluster, missingForMember } from '../../wording/coverage.ts';
import type { Core } from '../core.ts';
import { addressesOfOffice, queued, type Outgoing } from '../issues/outgoing.ts';
import type { Reach } from '../reach.ts';
import { allPlaces, coverageOf } from './coverage.ts';
import { sessionsOf } from './coverage-shown.ts';

/** A team that misses places in a period that is far enough on. */
interface Missing {
  team: Team;
  period: Period;
  places: readonly number[];
}

const SECOND = 1000;

/** A cluster's notices and the messages that go with them: written together or not at all. */
interface Telling {
  notices: VisitNotice[];
  messages: QueuedMessage[];
}

/** Writes by itself, each cluster once, so that being cut short loses nothing: there is no work left for the claim. */
export async function tellOfMissing(core: Core, dueAt: Instant): Promise<JobWork> {
  const { rules } = core.readers();
  const today = dayOf(dueAt);
  const missing = await missingAt(core, today, rules);
  const told = await noticesSince(
    core.db,
    missing.reduce((first, { period }) => earlier(first, period.from), today),
  );
  const toldAt = (one: Missing, stage: VisitNotice['stage']): Instant | undefined =>
    told.find(({ team, period, stage: at }) => team === one.team.id && period === one.period.from && at === stage)?.at;

  const fresh = missing.filter((one) => toldAt(one, 'private') === undefined);
  const wait = rules.settings['visit.groupWorkingDays'];
  const late = missing.filter((one) => {
    const at = toldAt(one, 'private');
    if (at === undefined || toldAt(one, 'cluster') !== undefined) return false;
    return rules.calendar.workingDaysBetween(dayOf(at), today) >= wait;
  });
  const tellings = [...toClusters(core, late, dueAt), ...toMembers(core, fresh, dueAt)];
  for (const { notices, messages } of tellings) await tellOnce(core.db, notices, messages, dueAt, core.clock());
  return noWork;
}

const earlier = (a: Day, b: Day): Day => (b < a ? b : a);

async function missingAt(core: Core, today: Day, { settings }: Rules): Promise<Missing[]> {
  const asked = allPlaces(core, today).filter(
    ({ team, period }) => team !== null && today >= tellingFrom(period, settings['visit.remindShare']),
  );
  if (asked.length === 0) return [];
  const { covered } = await coverageOf(core, asked, today);
  const open = covered.filter(({ visited }) => !visited);
  return [...groupBy(open, ({ team }) => team)].flatMap(([team, places]) => {
    const period = places[0]?.period;
    return team === null || period === undefined ? [] : [{ team, period, places: places.map(({ place }) => place) }];
  });
}

const noticeOf = ({ team, period, places }: Missing, stage: VisitNotice['stage']): VisitNotice => ({
  team: team.id,
  period: period.from,
  stage,
  places,
});

/**
 * Whole clusters, as many as a day may be told of, in the order of the roster; one message after the other, so that the
 * account keeps its breath for answers.
 */
function toMembers({ reach, readers }: Core, missing: readonly Missing[], dueAt: Instant): Telling[] {
  const { rules } = readers();
  const { directory, settings } = rules;
  const gap = settings['visit.noticeSeconds'] * SECOND;
  const tellings: Telling[] = [];
  let people = 0;
  for (const ofCluster of groupBy(missing, ({ team }) => team.cluster).values()) {
    if (people >= settings['visit.noticesPerDay']) break;
    const messages = ofCluster.flatMap((one) => {
      const { team, period, places } = one;
      const reached = team.members.flatMap((member) => directory.person(member) ?? []);
      const sessions = sessionsOf(team, dueAt, rules);
      const segments = missingForMember(team, places, period, sessions, settings['visit.lateDays'], directory);
      return queued(inPrivate(reach, reached, segments), `visits:${period.from}:${team.id}`, null, dueAt);
    });
    tellings.push({
      notices: ofCluster.map((one) => noticeOf(one, 'private')),
      messages: messages.map((message, index) => ({ ...message, runAt: dueAt + (people + index) * gap })),
    });
    people += messages.length;
  }
  return tellings;
}

const inPrivate = (reach: Reach, people: readonly Person[], segments: Outgoing['segments']): Outgoing[] =>
  people.flatMap((person) => {
    const address = reach.privately(person);
    return address === null ? [] : [{ address, segments }];
  });

/** One message a cluster and period; to the office where a cluster has no group. */
function toClusters({ reach, readers }: Core, missing: readonly Missing[], dueAt: Instant): Telling[] {
  const { directory } = readers();
  const together = groupBy(missing, ({ team, period }) => `${team.cluster}|${period.from}|${period.to}`);
  return [...together.values()].flatMap((ofCluster) => {
    const [first] = ofCluster;
    if (first === undefined) return [];
    const { cluster } = first.team;
    const rooms = directory.roomsOfCluster(cluster).map((room) => room.address);
    const served = rooms.filter(({ platform }) => reach.serves(platform));
    const segments = missingForCluster(cluster, ofCluster, first.period, directory);
    const told = served.length > 0 ? served : addressesOfOffice(reach, directory);
    const outgoing = told.map((address) => ({ address, segments }));
    const cause = `visits:${first.period.from}:${first.team.id}:${cluster}`;
    return [
      { notices: ofCluster.map((one) => noticeOf(one, 'cluster')), messages: queued(outgoing, cause, null, dueAt) },
    ];
  });
}
