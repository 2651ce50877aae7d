/** Near the month's end: inspectors are told in private which calls they have not made. */
import { openCalls } from '../../db/follow-ups.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { groupBy } from '../../domain/group-by.ts';
import { dayOf, monthOf, type Instant } from '../../domain/time.ts';
import { callReminder } from '../../wording/follow-ups.ts';
import { message } from '../../wording/format.ts';
import type { Core } from '../core.ts';
import { queued } from '../issues/outgoing.ts';
import { callsUntil } from './draw.ts';

/** Once a month and inspector, on the first morning that is near enough to the end; nothing where all are made. */
export async function remindOfCalls(core: Core, dueAt: Instant): Promise<JobWork> {
  const { directory, settings, calendar } = core.readers().rules;
  const month = monthOf(dueAt);
  const until = callsUntil(month, calendar);
  // Today counts as one of the days that are left.
  const left = calendar.workingDaysBetween(dayOf(dueAt), until) + 1;
  if (left > settings['followUp.remind.workingDays']) return noWork;
  const calls = await openCalls(core.db, null);
  return {
    ...noWork,
    outbox: [...groupBy(calls, (call) => call.inspector)].flatMap(([inspector, ofOne]) => {
      const person = inspector === null ? undefined : directory.person(inspector);
      const address = person === undefined ? null : core.reach.privately(person);
      if (address === null) return [];
      const segments = message(callReminder(ofOne, until, settings['digest.listed'], directory));
      return queued([{ address, segments }], `follow-ups:${month}:reminder`, null, dueAt);
    }),
  };
}
