/** The daily digest and the escalation ladder: what each unit and the liaison group hear on a working morning. */
import { findIssues, findPressing, findUnrouted, type IssueRow } from '../../db/issue-queries.ts';
import { undecidedProposals } from '../../db/handover.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { stepsTaken } from '../../db/supervision.ts';
import { isOverdue, workingDaysOverdue } from '../../domain/deadlines.ts';
import { ladderFrom, stepsToTake, type LadderRung, type LadderStep } from '../../domain/escalation.ts';
import type { Directory } from '../../domain/directory.ts';
import { owedToUnit } from '../../domain/issue/requests.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { groupBy } from '../../domain/group-by.ts';
import { dayOf, endOfDay, type Instant } from '../../domain/time.ts';
import {
  dailyTitle,
  districtDigest,
  overdueList,
  unitDigest,
  type DistrictDigest,
  type OverdueUnit,
  type PressingItem,
  type UnacceptedUnit,
} from '../../wording/digests.ts';
import { dateWords, dayWords } from '../../wording/format.ts';
import type { Core } from '../core.ts';
import { made, pictures } from '../made.ts';
import { datedItems, type DatedItems } from './dated.ts';
import { addressesOfOffice, addressesOfUnit, queued, type Outgoing } from '../issues/outgoing.ts';
import type { Reach } from '../reach.ts';

/** Requests looked at: each keeps the office busy, and beyond so many the count says enough. */
const ASKED = 200;

interface Judged {
  issue: IssueRow & { unit: number };
  item: PressingItem;
}

/** What is said and which steps are taken at `dueAt`; each step once for each time a unit holds an issue. */
export async function dailyDigest(core: Core, dueAt: Instant): Promise<JobWork> {
  const { rules } = core.readers();
  const { calendar, settings } = rules;
  const soon = endOfDay(calendar.addWorkingDays(dayOf(dueAt), settings['digest.soon.workingDays']));
  const [pressing, unrouted, proposed, asked, dated] = await Promise.all([
    findPressing(core.db, dueAt, soon),
    findUnrouted(core.db),
    undecidedProposals(core.db),
    findIssues(core.db, { asked: true, by: 'age' }, ASKED),
    datedItems(core, dueAt),
  ]);
  const judged = await judge(core, pressing, dueAt, rules);
  const outgoing = [
    ...unitMessages(core.reach, judged, dated, dueAt, rules),
    ...(await districtMessages(
      core,
      judged,
      {
        unrouted: unrouted.map(({ number }) => number),
        proposed,
        undecided: undecidedRequests(asked.issues, dueAt, rules),
      },
      dated,
      dueAt,
    )),
  ];
  const rungs = ladderFrom(settings);
  const needsPerson = new Set(rungs.filter((rung) => rung.needsPerson).map((rung) => rung.step));
  return {
    ...noWork,
    steps: judged.flatMap(({ issue, item }) =>
      item.steps.map((step) => ({
        issue: issue.number,
        holding: issue.holding,
        step,
        unit: issue.unit,
        state: needsPerson.has(step) ? ('drafted' as const) : ('taken' as const),
      })),
    ),
    outbox: queued(outgoing, `digest:${dueAt}`, null, dueAt),
  };
}

async function judge(core: Core, pressing: readonly IssueRow[], at: Instant, rules: Rules): Promise<Judged[]> {
  const { calendar, directory } = rules;
  const rungs: readonly LadderRung[] = ladderFrom(rules.settings);
  const overdue = pressing.filter((issue) => issue.due !== null && isOverdue(issue.due, at));
  const taken = await stepsTaken(
    core.db,
    overdue.map((issue) => issue.number),
  );
  const nothing: ReadonlySet<LadderStep> = new Set();
  return pressing.flatMap((issue) => {
    const { unit } = issue;
    if (unit === null) return [];
    const daysOverdue =
      issue.due !== null && isOverdue(issue.due, at) ? workingDaysOverdue(issue.due, at, calendar) : null;
    const steps =
      daysOverdue === null
        ? []
        : stepsToTake(daysOverdue, taken.get(`${issue.number}:${issue.holding}`) ?? nothing, rungs);
    const owed = owedToUnit(issue);
    const item: PressingItem = {
      number: issue.number,
      category: directory.categoryName(issue.category),
      due: issue.due,
      acceptDue: issue.acceptDue,
      daysOverdue,
      accepted: issue.acceptedAt !== null,
      daysUnaccepted:
        issue.acceptedAt === null && issue.acceptDue !== null && isOverdue(issue.acceptDue, at)
          ? workingDaysOverdue(issue.acceptDue, at, calendar)
          : null,
      steps: owed === null ? steps : [],
      owed,
    };
    return [{ issue: { ...issue, unit }, item }];
  });
}

function unitMessages(
  reach: Reach,
  judged: readonly Judged[],
  { toSay, promises }: DatedItems,
  at: Instant,
  { directory, settings }: Rules,
): Outgoing[] {
  const issuesOf = groupBy(
    judged.filter(({ item }) => item.owed === null || item.daysOverdue === null),
    ({ issue }) => issue.unit,
  );
  const datedOf = groupBy(toSay, (item) => item.unit);
  const promisesOf = groupBy(promises, (item) => item.unit);
  return [...new Set([...issuesOf.keys(), ...datedOf.keys(), ...promisesOf.keys()])].flatMap((unit) => {
    const digest = {
      unit,
      day: dayOf(at),
      items: (issuesOf.get(unit) ?? []).map(({ item }) => item),
      dated: datedOf.get(unit) ?? [],
      promises: promisesOf.get(unit) ?? [],
      listed: settings['digest.listed'],
    };
    return addressesOfUnit(reach, directory, unit).map((address) => ({
      address,
      segments: unitDigest(digest, directory, address.platform, address.kind === 'group'),
    }));
  });
}

async function districtMessages(
  core: Core,
  judged: readonly Judged[],
  forOffice: Pick<DistrictDigest, 'unrouted' | 'proposed' | 'undecided'>,
  { overdue, reviews }: DatedItems,
  at: Instant,
): Promise<Outgoing[]> {
  const { directory, settings } = core.readers().rules;
  const drafts = judged.flatMap(({ issue, item }) =>
    item.steps
      .filter((step) => step !== 'remind' && step !== 'urge')
      .map((step) => ({ number: issue.number, unit: issue.unit, step, daysOverdue: item.daysOverdue ?? 0 })),
  );
  const digest: DistrictDigest = {
    day: dayOf(at),
    units: overdueUnits(judged),
    unaccepted: unacceptedUnits(judged, settings['digest.unaccepted.workingDays']),
    drafts,
    ...forOffice,
    dated: overdue,
    reviews,
    listed: settings['digest.listed'],
  };
  const picture = digest.units.length === 0 ? [] : await summaryPicture(core, digest, directory);
  return addressesOfOffice(core.reach, directory).flatMap((address) => {
    const segments = districtDigest(digest, directory, address.platform, picture);
    return segments === null ? [] : [{ address, segments }];
  });
}

/** What units asked some working days ago and wait for, the oldest request first. */
function undecidedRequests(
  issues: readonly IssueRow[],
  at: Instant,
  { calendar, settings }: Rules,
): DistrictDigest['undecided'] {
  return issues
    .flatMap(({ number, unit, pendingExtension, pendingRequest }) => {
      const since = pendingExtension?.at ?? pendingRequest?.at;
      const what = pendingExtension === null ? pendingRequest?.what : ('extension' as const);
      if (since === undefined || what === undefined) return [];
      return [{ number, unit, what, since, days: calendar.workingDaysBetween(dayOf(since), dayOf(at)) }];
    })
    .filter(({ days }) => days >= settings['digest.undecided.workingDays'])
    .sort((a, b) => a.since - b.since || a.number - b.number);
}

/** Units with something overdue, the oldest deadline first. */
function overdueUnits(judged: readonly Judged[]): OverdueUnit[] {
  const overdue = judged.flatMap(({ issue, item }) =>
    item.daysOverdue === null || item.due === null || item.owed !== null
      ? []
      : [{ ...item, unit: issue.unit, days: item.daysOverdue, due: item.due }],
  );
  return [...groupBy(overdue, ({ unit }) => unit)]
    .map(([unit, items]) => {
      const [oldest, ...later] = items.sort((a, b) => a.due - b.due || a.number - b.number) as [
        (typeof items)[number],
        ...typeof items,
      ];
      return { unit, overdue: later.length + 1, worstDays: oldest.days, oldest };
    })
    .sort((a, b) => b.worstDays - a.worstDays || b.overdue - a.overdue);
}

/** Units with issues not accepted for as many working days after their deadline, the oldest first; what is overdue is told as that. */
function unacceptedUnits(judged: readonly Judged[], from: number): UnacceptedUnit[] {
  const late = judged.flatMap(({ issue, item: { daysUnaccepted, daysOverdue, owed } }) =>
    owed !== null || daysOverdue !== null || daysUnaccepted === null || daysUnaccepted < from
      ? []
      : [{ unit: issue.unit, days: daysUnaccepted }],
  );
  return [...groupBy(late, ({ unit }) => unit)]
    .map(([unit, items]) => ({ unit, count: items.length, worstDays: Math.max(...items.map(({ days }) => days)) }))
    .sort((a, b) => b.worstDays - a.worstDays || b.count - a.count || a.unit - b.unit);
}

async function summaryPicture(core: Core, digest: DistrictDigest, directory: Directory): Promise<OutgoingSegment[]> {
  const pages = await made(core, 'dailySummary', {
    title: dailyTitle,
    subtitle: dayWords(digest.day),
    drafts: digest.drafts.length,
    units: digest.units.map(({ unit, overdue, worstDays, oldest }) => ({
      name: directory.unitName(unit),
      overdue,
      worstDays,
      oldest: `#${oldest.number} ${oldest.category}`,
      due: dateWords(dayOf(oldest.due)),
    })),
  });
  return pictures(`督查日报-${digest.day}`, pages, overdueList(digest, directory));
}
