/** The monthly review: the office gets every shelved issue in one list, those to be looked at this month first. */
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { shelvedUntil } from '../../db/promises.ts';
import { addDays, addMonths, dayOf, monthOf, type Instant } from '../../domain/time.ts';
import { shelvedList } from '../../wording/shelving.ts';
import type { Core } from '../core.ts';
import { addressesOfOffice, queued } from '../issues/outgoing.ts';

export async function reviewShelved(core: Core, dueAt: Instant): Promise<JobWork> {
  const { calendar, directory, settings } = core.readers().rules;
  const today = dayOf(dueAt);
  const shelved = await shelvedUntil(core.db, null);
  if (shelved.length === 0) return noWork;
  const monthEnd = addDays(`${addMonths(monthOf(dueAt), 1)}-01`, -1);
  const items = shelved.map((issue) => ({
    ...issue,
    days: calendar.workingDaysBetween(dayOf(issue.shelving?.since ?? issue.touchedAt), today),
    thisMonth: (issue.reviewDay ?? today) <= monthEnd,
  }));
  const outgoing = addressesOfOffice(core.reach, directory).map((address) => ({
    address,
    segments: shelvedList(items, { month: monthOf(dueAt), listed: settings['shelving.listed'] }, directory, address),
  }));
  return { ...noWork, outbox: queued(outgoing, `shelved:${dueAt}`, null, dueAt) };
}
