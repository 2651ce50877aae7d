/** Plans, milestones, findings, joint items, decisions, promised days and reviews: what is reminded of this morning. */
import type { IssueRow } from '../../db/issue-queries.ts';
import { promisedUntil, shelvedUntil } from '../../db/promises.ts';
import { dayOf, type Day, type Instant } from '../../domain/time.ts';
import type { DatedItem } from '../../wording/dated.ts';
import type { PromisedItem } from '../../wording/promises.ts';
import type { Core } from '../core.ts';
import { openItems } from './open-items.ts';
import { takeStaged } from './staged.ts';

/** What units and the office are reminded of by its day. */
export interface DatedItems {
  /** Said now, each once a stage. */
  toSay: DatedItem[];
  /** Over their day, said before or not: the liaison group sees them until they are done. */
  overdue: DatedItem[];
  /** Days residents were told, for the units that work on it; said now. */
  promises: PromisedItem[];
  /** Shelved issues the office is to review; said now. */
  reviews: PromisedItem[];
}

/** Takes the reminders of this slot; run again, it gives the same. */
export async function datedItems(core: Core, slot: Instant): Promise<DatedItems> {
  const { calendar, directory } = core.readers().rules;
  const today = dayOf(slot);
  const next = calendar.nextWorkingDay(today);
  const [open, promised, shelved] = await Promise.all([
    openItems(core),
    promisedUntil(core.db, next, today),
    shelvedUntil(core.db, next),
  ]);
  const itemOf = (subject: 'promise' | 'review', issue: IssueRow, due: Day | null) => ({
    subject,
    number: issue.number,
    part: 0,
    unit: issue.unit ?? 0,
    category: directory.categoryName(issue.category),
    due: due ?? today,
  });
  const working = promised.filter(
    ({ unit, outcomeAt, closedAt }) => unit !== null && outcomeAt === null && closedAt === null,
  );
  const { toSay, overdue } = await takeStaged(
    core,
    [
      ...open,
      ...working.map((issue) => ({ ...itemOf('promise', issue, issue.expectedDay), toldResident: true })),
      ...shelved.map((issue) => itemOf('review', issue, issue.reviewDay)),
    ],
    slot,
  );
  return {
    toSay: toSay.filter(isSupervised),
    overdue: overdue.filter(isSupervised),
    promises: toSay.flatMap((item) => (item.subject === 'promise' ? [item] : [])),
    reviews: toSay.flatMap((item) => (item.subject === 'review' ? [item] : [])),
  };
}

const isSupervised = <T extends DatedItem | PromisedItem>(item: T): item is Extract<T, DatedItem> =>
  !('category' in item);
