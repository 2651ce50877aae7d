/** Reminds first receivers of residents who wait for their answer, for what they were promised, or for news. */
import { findUnanswered } from '../../db/issue-queries.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { addressKey } from '../../domain/message.ts';
import { groupBy } from '../../domain/group-by.ts';
import { dayOf, endOfDay, type Instant } from '../../domain/time.ts';
import { replyReminder } from '../../wording/digests.ts';
import { ownerlessWords } from '../../wording/duties.ts';
import type { Core } from '../core.ts';
import { promiseReminders } from './promises.ts';
import { addressesOfOffice, addressOfFirstReceiver, queued } from '../issues/outgoing.ts';

/**
 * One message for each first receiver and place they are told in; due today or before. What is owed by somebody who is
 * not in the roster any more is told to the office, which hands the duty over.
 */
export async function remindOfReplies(core: Core, dueAt: Instant): Promise<JobWork> {
  const { directory, settings } = core.readers().rules;
  const waiting = await findUnanswered(core.db, endOfDay(dayOf(dueAt)));
  const owned = waiting.filter((issue) => directory.isHere(issue.duty));
  const ownerless = waiting.filter((issue) => !directory.isHere(issue.duty));
  const addressed = owned.map((issue) => ({ issue, address: addressOfFirstReceiver(core.reach, directory, issue) }));
  const byPlace = groupBy(addressed, ({ issue, address }) => `${issue.duty}|${addressKey(address)}`);
  const outbox = [...byPlace.values()].flatMap((together) => {
    const [first] = together;
    const receiver = first === undefined ? undefined : directory.person(first.issue.duty);
    if (first === undefined || receiver === undefined) return [];
    const { address } = first;
    const items = together.map(({ issue }) => ({
      number: issue.number,
      category: directory.categoryName(issue.category),
      replyDue: issue.replyDue ?? dueAt,
      over: (issue.replyDue ?? dueAt) < dueAt,
    }));
    const inGroup = address.kind === 'group';
    const segments = replyReminder(receiver, items, settings['digest.listed'], address.platform, inGroup);
    return queued([{ address, segments }], `replies:${dueAt}:${receiver.id}`, null, dueAt);
  });
  const toOffice = addressesOfOffice(core.reach, directory).map((address) => ({
    address,
    segments: ownerlessWords(ownerless, settings['digest.listed'], directory, address),
  }));
  return {
    ...noWork,
    outbox: [
      ...outbox,
      ...(await promiseReminders(core, dueAt)),
      ...(ownerless.length === 0 ? [] : queued(toOffice, `ownerless:${dueAt}`, null, dueAt)),
    ],
  };
}
