/** Near the month's end: inspectors are told in private which calls they have not made. */
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { groupBy } from '../../domain/group-by.ts';
import { dayOf, monthOf, type Instant } from '../../domain/time.ts';
import { callReminder } from '../../wording/follow-ups.ts';
import type { Core } from '../core.ts';
import { queued, toPeople } from '../issues/outgoing.ts';
import { callsToMake } from './calls.ts';
import { callsUntil } from './draw.ts';

/** Once a month and inspector, on the first morning that is near enough to the end; nothing where all are made. */
export async function remindOfCalls(core: Core, dueAt: Instant): Promise<JobWork> {
  const { directory, settings, calendar } = core.readers().rules;
  const month = monthOf(dueAt);
  const until = callsUntil(month, calendar);
  // Today counts as one of the days that are left.
  const left = calendar.workingDaysBetween(dayOf(dueAt), until) + 1;
  if (left > settings['followUp.remind.workingDays']) return noWork;
  const calls = await callsToMake(core);
  return {
    ...noWork,
    outbox: [...groupBy(calls, (call) => call.inspector)].flatMap(([inspector, ofOne]) => {
      const person = inspector === null ? undefined : directory.person(inspector);
      const words = callReminder(ofOne, until, settings['digest.listed'], directory);
      const told = toPeople(core.reach, directory, [{ person, words }]);
      return queued(told, `follow-ups:${month}:reminder:${inspector ?? ''}`, null, dueAt);
    }),
  };
}
