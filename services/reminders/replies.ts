/** Reminds first receivers of residents who wait for their answer. */
import { findUnanswered } from '../../db/issue-queries.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { addressFrom } from '../../domain/message.ts';
import { groupBy } from '../../domain/group-by.ts';
import { dayOf, endOfDay, type Instant } from '../../domain/time.ts';
import { replyReminder } from '../../wording/digests.ts';
import type { Core } from '../core.ts';
import { queued } from '../issues/outgoing.ts';

/** One message for each first receiver and room they reported in; due today or before. */
export async function remindOfReplies(core: Core, dueAt: Instant): Promise<JobWork> {
  const { directory, settings } = core.readers().rules;
  const waiting = await findUnanswered(core.db, endOfDay(dayOf(dueAt)));
  const outgoing = [...groupBy(waiting, (issue) => `${issue.reporter}|${issue.source}`).values()].flatMap((issues) => {
    const first = issues[0];
    const reporter = first === undefined ? undefined : directory.person(first.reporter);
    if (first === undefined || reporter === undefined) return [];
    const address = addressFrom(first.source);
    const items = issues.map((issue) => ({
      number: issue.number,
      category: directory.categoryName(issue.category),
      replyDue: issue.replyDue ?? dueAt,
      over: (issue.replyDue ?? dueAt) < dueAt,
    }));
    const segments = replyReminder(
      reporter,
      items,
      settings['digest.listed'],
      address.platform,
      address.kind === 'group',
    );
    return [{ key: reporter.id, outgoing: { address, segments } }];
  });
  return {
    ...noWork,
    outbox: outgoing.flatMap(({ key, outgoing: one }) => queued([one], `replies:${dueAt}:${key}`, null, dueAt)),
  };
}
