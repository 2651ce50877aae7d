/** The monthly draw: whose closings are checked with the residents, and who calls whom. */
import { closingsOf, keepSample } from '../../db/follow-ups.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import type { WorkingCalendar } from '../../domain/calendar.ts';
import { assignCalls, drawSample } from '../../domain/follow-up.ts';
import type { Person } from '../../domain/directory.ts';
import { groupBy } from '../../domain/group-by.ts';
import { addMonths, monthOf, type Day, type Instant, type Month } from '../../domain/time.ts';
import { callList, sampleLine } from '../../wording/follow-ups.ts';
import type { Core } from '../core.ts';
import { queued, toLiaison, toPeople } from '../issues/outgoing.ts';
import { callsToMake } from './calls.ts';

/** Until when the calls drawn in a month are made: its last working day. */
export const callsUntil = (month: Month, calendar: WorkingCalendar): Day =>
  calendar.addWorkingDays(`${addMonths(month, 1)}-01`, -1);

/** Draws last month's sample once, keeps it and sends every inspector the calls in private. */
export async function drawFollowUps(core: Core, dueAt: Instant): Promise<JobWork> {
  const { directory, settings, calendar } = core.readers().rules;
  const month = addMonths(monthOf(dueAt), -1);
  const closings = await closingsOf(core.db, month);
  const drawn = drawSample(month, closings, {
    share: settings['followUp.share'],
    leastPerUnit: settings['followUp.leastPerUnit'],
  });
  const reached = (person: Person): boolean => core.reach.privately(person) !== null;
  // Who cannot be reached in private can be sent no list.
  const assigned = assignCalls(drawn, (unit) =>
    directory
      .inspectorsFor(unit)
      .filter(reached)
      .map(({ id }) => id),
  );
  const sample = await keepSample(core.db, month, assigned, dueAt);
  if (sample.length === 0) return noWork;

  const calls = await callsToMake(core, month);
  const inspectors = new Set(sample.flatMap(({ inspector }) => inspector ?? []));
  const until = callsUntil(monthOf(dueAt), calendar);
  const lists = [...groupBy(calls, (call) => call.inspector)].map(([inspector, ofOne]) => ({
    person: inspector === null ? undefined : directory.person(inspector),
    words: callList(month, ofOne, until, settings['digest.listed'], directory),
  }));
  const line = sampleLine(month, closings.length, sample.length, inspectors.size);
  return {
    ...noWork,
    outbox: [
      ...queued(toPeople(core.reach, directory, lists), `follow-ups:${month}:calls`, null, dueAt),
      ...queued(toLiaison(core.reach, directory, line), `follow-ups:${month}`, null, dueAt),
    ],
  };
}
