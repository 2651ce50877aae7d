/** Reminds first receivers of residents who wait for their answer. */
import { findUnanswered } from '../../db/issue-queries.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { addressKey } from '../../domain/message.ts';
import { groupBy } from '../../domain/group-by.ts';
import { dayOf, endOfDay, type Instant } from '../../domain/time.ts';
import { replyReminder } from '../../wording/digests.ts';
import type { Core } from '../core.ts';
import { addressOfReporter, queued } from '../issues/outgoing.ts';

/** One message for each first receiver and place they are told in; due today or before. */
export async function remindOfReplies(core: Core, dueAt: Instant): Promise<JobWork> {
  const { directory, settings } = core.readers().rules;
  const waiting = await findUnanswered(core.db, endOfDay(dayOf(dueAt)));
  const addressed = waiting.map((issue) => ({ issue, address: addressOfReporter(core.reach, directory, issue) }));
  const byPlace = groupBy(addressed, ({ issue, address }) => `${issue.reporter}|${addressKey(address)}`);
  const outbox = [...byPlace.values()].flatMap((together) => {
    const [first] = together;
    const reporter = first === undefined ? undefined : directory.person(first.issue.reporter);
    if (first === undefined || reporter === undefined) return [];
    const { address } = first;
    const items = together.map(({ issue }) => ({
      number: issue.number,
      category: directory.categoryName(issue.category),
      replyDue: issue.replyDue ?? dueAt,
      over: (issue.replyDue ?? dueAt) < dueAt,
    }));
    const inGroup = address.kind === 'group';
    const segments = replyReminder(reporter, items, settings['digest.listed'], address.platform, inGroup);
    return queued([{ address, segments }], `replies:${dueAt}:${reporter.id}`, null, dueAt);
  });
  return { ...noWork, outbox };
}
