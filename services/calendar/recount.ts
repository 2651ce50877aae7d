/** When the working calendar has changed: every open deadline counted with the old one is counted anew, and said. */
import { appliedCalendars, beginCalendar, latestDeadline, movedBy, openIssuesAfter } from '../../db/calendar.ts';
import { commit, loadIssue } from '../../db/commit.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import type { QueuedMessage } from '../../db/queued-message.ts';
import { createCalendar, type CalendarBasis, type WorkingCalendar } from '../../domain/calendar.ts';
import { groupBy } from '../../domain/group-by.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import { recountDeadlines } from '../../domain/issue/recount.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { addressKey } from '../../domain/message.ts';
import { monthOf, yearOf, type Instant } from '../../domain/time.ts';
import {
  CALENDAR_REASON,
  callsMovedWords,
  movedForFirstReceiver,
  movedForUnit,
  unpublishedWords,
} from '../../wording/calendar.ts';
import { message } from '../../wording/format.ts';
import type { Core } from '../core.ts';
import { callsToMake } from '../follow-ups/calls.ts';
import { callsUntil } from '../follow-ups/draw.ts';
import { addressesOfAdministrators, addressesOfUnit, addressOfFirstReceiver, queued } from '../issues/outgoing.ts';
import { itemsMoved, recountDays, type CalendarChange } from './recount-days.ts';

/** Issues looked at in one statement. */
const BATCH = 500;

/**
 * Moves deadlines issue by issue, each at most once for one change: a run that is cut short goes on where it was, with
 * the calendar it began with. That calendar is applied with the job's claim and the messages that say what moved.
 */
export async function recountOpenIssues(core: Core, dueAt: Instant): Promise<JobWork> {
  const { calendarBasis: basis, rules } = core.readers();
  const work: JobWork = { ...noWork, outbox: await unpublishedNotice(core, rules.calendar, dueAt) };
  const [latest, previous] = await appliedCalendars(core.db);
  if (latest === undefined) return { ...work, calendar: { at: dueAt, basis } };
  if (latest.done && same(latest.basis, basis)) return work;

  if (latest.done) await beginCalendar(core.db, dueAt, basis);
  const target = latest.done ? { at: dueAt, basis } : latest;
  const from = latest.done ? latest.basis : (previous?.basis ?? latest.basis);
  const change: CalendarChange = {
    before: createCalendar(from.years, from.overrides),
    after: createCalendar(target.basis.years, target.basis.overrides),
    at: dueAt,
    source: `calendar:${target.at}`,
  };
  let last = 0;
  for (;;) {
    const batch = await openIssuesAfter(core.db, last, change.source, BATCH);
    for (const issue of batch) await recountOne(core, issue, change);
    last = batch.at(-1)?.number ?? last;
    if (batch.length < BATCH) break;
  }
  await recountDays(core, change);
  const { at, basis: applied } = target;
  return {
    ...work,
    calendar: { at, basis: applied },
    outbox: [...work.outbox, ...(await movedMessages(core, change)), ...(await callsMoved(core, change))],
  };
}

/** The order of keys is the program's own, and days come in order: equal calendars are equal texts. */
const same = (a: CalendarBasis, b: CalendarBasis): boolean => text(a) === text(b);
const text = ({ years, overrides }: CalendarBasis): string =>
  JSON.stringify([
    years.map(({ year, off, work }) => [year, off, work]),
    overrides.map(({ day, kind }) => [day, kind]),
  ]);

async function recountOne(core: Core, found: IssueState, { before, after, at, source }: CalendarChange): Promise<void> {
  for (let issue: IssueState | null = found; issue !== null; issue = await loadIssue(core.db, issue.number)) {
    const counted = recountDeadlines(issue, before, after);
    if (counted === null) return;
    const event: IssueEvent = {
      type: 'deadlineChanged',
      at,
      actor: null,
      data: { ...counted, reason: CALENDAR_REASON },
    };
    const next = evolve(issue, event);
    const result = await commit(core.db, {
      at,
      message: null,
      issue: { before: issue, after: next, events: [event], source },
      contact: null,
      prompt: null,
      outbox: [],
      lease: null,
    });
    if (result.kind !== 'conflict') return;
  }
}

/** One message for each unit, one for each room a first receiver has to answer from. */
async function movedMessages(core: Core, { source, at }: CalendarChange): Promise<QueuedMessage[]> {
  const { directory, settings } = core.readers().rules;
  const [moved, items] = await Promise.all([movedBy(core.db, source), itemsMoved(core, source)]);
  const listed = settings['digest.listed'];
  const held = moved.filter((one) => one.unit !== null && (one.moved.due ?? one.moved.acceptDue) !== undefined);
  const placeOf = (one: (typeof moved)[number]) => addressOfFirstReceiver(core.reach, directory, one);
  const waiting = moved.filter((one) => one.moved.replyDue !== undefined);
  const issuesOf = groupBy(held, (one) => one.unit ?? 0);
  const itemsOf = groupBy(items, (one) => one.unit);
  return [
    ...[...new Set([...issuesOf.keys(), ...itemsOf.keys()])].flatMap((unit) => {
      const ofUnit = { unit, issues: issuesOf.get(unit) ?? [], items: itemsOf.get(unit) ?? [] };
      return queued(
        addressesOfUnit(core.reach, directory, unit).map((address) => ({
          address,
          segments: movedForUnit(ofUnit, listed, directory, address),
        })),
        `${source}:unit:${unit}`,
        null,
        at,
      );
    }),
    ...[...groupBy(waiting, (one) => `${one.duty}|${addressKey(placeOf(one))}`).values()].flatMap((issues) => {
      const [first] = issues;
      if (first === undefined) return [];
      const address = placeOf(first);
      const segments = movedForFirstReceiver(first.duty, issues, listed, directory, address);
      return queued([{ address, segments }], `${source}:reporter:${first.duty}`, null, at);
    }),
  ];
}

/** Calls are made until the month's last working day: each inspector who has some left hears that it is another one. */
async function callsMoved(core: Core, { before, after, source, at }: CalendarChange): Promise<QueuedMessage[]> {
  const month = monthOf(at);
  const [was, due] = [callsUntil(month, before), callsUntil(month, after)];
  if (was === due) return [];
  const { directory } = core.readers();
  return [...groupBy(await callsToMake(core), ({ inspector }) => inspector)].flatMap(([inspector, calls]) => {
    const person = inspector === null ? undefined : directory.person(inspector);
    const address = person === undefined ? null : core.reach.privately(person);
    if (address === null) return [];
    const segments = message(callsMovedWords(calls.length, was, due));
    return queued([{ address, segments }], `${source}:calls`, null, at);
  });
}

/** Told to the administrators once a month while deadlines hang on a year whose holidays nobody knows. */
async function unpublishedNotice(core: Core, calendar: WorkingCalendar, at: Instant): Promise<QueuedMessage[]> {
  const latest = await latestDeadline(core.db);
  if (latest === null) return [];
  const year = yearOf(latest);
  if (calendar.isPublished(year)) return [];
  const outgoing = addressesOfAdministrators(core.reach, core.readers().directory).map((address) => ({
    address,
    segments: unpublishedWords(year),
  }));
  return queued(outgoing, `calendar-unpublished:${year}:${monthOf(at)}`, null, at);
}
