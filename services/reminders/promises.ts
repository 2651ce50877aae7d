/** Reminds first receivers of the days residents were told, and of progress residents have not heard of. */
import type { IssueRow } from '../../db/issue-queries.ts';
import { promisedUntil, toPassOnUntil } from '../../db/promises.ts';
import type { QueuedMessage } from '../../db/queued-message.ts';
import { groupBy } from '../../domain/group-by.ts';
import { addressKey } from '../../domain/message.ts';
import { addDays, dayOf, endOfDay, type Day, type Instant } from '../../domain/time.ts';
import { promiseReminder } from '../../wording/promises.ts';
import type { Core } from '../core.ts';
import { addressOfFirstReceiver, queued } from '../issues/outgoing.ts';
import { takeStaged } from './staged.ts';

/** Days back a promise of an issue that is closed is still spoken of, where the bot was away on its day. */
const MISSED_DAYS = 14;

/**
 * One message for each first receiver and place they are told in. What was promised is spoken of though the issue is
 * closed: the promise was made to the resident, not to the unit; once, on its day.
 */
export async function promiseReminders(core: Core, slot: Instant): Promise<QueuedMessage[]> {
  const { calendar, directory, settings } = core.readers().rules;
  const today = dayOf(slot);
  const next = calendar.nextWorkingDay(today);
  const [promised, untold] = await Promise.all([
    promisedUntil(core.db, next, addDays(today, -MISSED_DAYS)),
    toPassOnUntil(core.db, endOfDay(next)),
  ]);
  // What has its outcome is answered for good: the reminder of that answer is enough.
  const waiting = promised.filter(({ status, expectedDay }) => {
    if (status === 'awaitingReply') return false;
    return status !== 'closed' || (expectedDay ?? today) <= today;
  });
  const itemOf = (subject: 'promised' | 'passOn', issue: IssueRow, due: Day) => ({
    subject,
    number: issue.number,
    part: 0,
    unit: issue.unit ?? 0,
    category: directory.categoryName(issue.category),
    due,
    issue,
    closed: issue.status === 'closed',
    toldResident: true,
    once: issue.status === 'closed',
  });
  const { toSay } = await takeStaged(
    core,
    [
      ...waiting.map((issue) => itemOf('promised', issue, issue.expectedDay ?? today)),
      ...untold.map((issue) => itemOf('passOn', issue, dayOf(issue.passOnDue ?? slot))),
    ],
    slot,
  );
  const addressed = toSay.map((item) => ({ item, address: addressOfFirstReceiver(core.reach, directory, item.issue) }));
  return [...groupBy(addressed, ({ item, address }) => `${item.issue.duty}|${addressKey(address)}`).values()].flatMap(
    (together) => {
      const [first] = together;
      const receiver = first === undefined ? undefined : directory.person(first.item.issue.duty);
      if (first === undefined || receiver === undefined || !directory.isHere(receiver.id)) return [];
      const { address } = first;
      const of = (subject: 'promised' | 'passOn') =>
        together.flatMap(({ item }) => (item.subject === subject ? [item] : []));
      const said = { promised: of('promised'), passOn: of('passOn') };
      const inGroup = address.kind === 'group';
      const segments = promiseReminder(receiver, said, settings['digest.listed'], address.platform, inGroup);
      return queued([{ address, segments }], `promises:${slot}:${receiver.id}`, null, slot);
    },
  );
}
