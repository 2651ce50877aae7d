/** When the working calendar has changed: every open deadline counted with the old one is counted anew, and said. */
import { appliedCalendars, beginCalendar, latestDeadline, openFamiliesAfter, type Family } from '../../db/calendar.ts';
import { commitMany } from '../../db/commit-many.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import type { QueuedMessage } from '../../db/queued-message.ts';
import { createCalendar, type CalendarBasis, type WorkingCalendar } from '../../domain/calendar.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import { recountDeadlines } from '../../domain/issue/recount.ts';
import { monthOf, yearOf, type Instant } from '../../domain/time.ts';
import { CALENDAR_REASON, unpublishedWords } from '../../wording/calendar.ts';
import type { Core } from '../core.ts';
import { addressesOfAdministrators, queued } from '../issues/outgoing.ts';
import { recountDays, type CalendarChange } from './recount-days.ts';
import { callsMoved, movedMessages } from './tell.ts';

/** Issues looked at in one statement. */
const BATCH = 500;

/**
 * Moves deadlines issue by issue, its parts with it, each at most once for one change: a run that is cut short goes on where it was, with
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
    const batch = await openFamiliesAfter(core.db, last, change.source, BATCH);
    for (const family of batch) await recountOne(core, family, change);
    last = batch.at(-1)?.whole.number ?? last;
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

/** All of them or none, for what parts share with their whole is known by its being the same. */
async function recountOne(core: Core, found: Family, { before, after, at, source }: CalendarChange): Promise<void> {
  for (let family: Family | undefined = found; family !== undefined; [family] = await again(core, family, source)) {
    const { whole, parts } = family;
    const issues = [whole, ...parts].flatMap((issue) => {
      const counted = recountDeadlines(issue, before, after, issue === whole ? null : whole);
      if (counted === null) return [];
      const event: IssueEvent = {
        type: 'deadlineChanged',
        at,
        actor: null,
        data: { ...counted, reason: CALENDAR_REASON },
      };
      return [{ before: issue, after: evolve(issue, event), events: [event], source }];
    });
    if (issues.length === 0) return;
    const result = await commitMany(core.db, {
      at,
      message: null,
      issues,
      beside: [whole, ...parts],
      outbox: [],
      lease: null,
    });
    if (result.kind !== 'conflict') return;
  }
}

/** As it is now, where nobody has dealt with it meanwhile. */
const again = async (core: Core, { whole }: Family, source: string): Promise<Family[]> =>
  (await openFamiliesAfter(core.db, whole.number - 1, source, 1)).filter((one) => one.whole.number === whole.number);

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
