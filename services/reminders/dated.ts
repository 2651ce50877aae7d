/** Plans, milestones, findings, joint items, decisions, promised days and reviews: what is reminded of this morning. */
import { issuesWithDecisions } from '../../db/handover.ts';
import { openFindings } from '../../db/inspections.ts';
import type { IssueRow } from '../../db/issue-queries.ts';
import { openJointItems } from '../../db/joint-items.ts';
import { promisedUntil, shelvedUntil } from '../../db/promises.ts';
import { openRectifications } from '../../db/rectifications.ts';
import { owed } from '../../domain/rectification.ts';
import { dayOf, type Day, type Instant } from '../../domain/time.ts';
import type { DatedItem } from '../../wording/dated.ts';
import { surgeName } from '../../wording/emerging.ts';
import type { PromisedItem } from '../../wording/promises.ts';
import type { Core } from '../core.ts';
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
      ...working.map((issue) => itemOf('promise', issue, issue.expectedDay)),
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

const isSupervised = (item: DatedItem | PromisedItem): item is DatedItem => !('category' in item);

type OpenItem = Omit<DatedItem, 'stage' | 'overdueDays'> & { due: Day };

/** Everything that is owed, whenever it is due. */
async function openItems(core: Core): Promise<OpenItem[]> {
  const { directory } = core.readers();
  const [rectifications, findings, jointItems, decided] = await Promise.all([
    openRectifications(core.db, null),
    openFindings(core.db, null),
    openJointItems(core.db, null),
    issuesWithDecisions(core.db),
  ]);
  return [
    ...rectifications.flatMap((state) =>
      owed(state).map(({ part, due }): OpenItem => {
        const milestone = state.milestones[part - 1];
        const { number, unit } = state;
        return {
          subject: 'rectification',
          number,
          part,
          unit,
          due,
          text: milestone?.text ?? null,
          person: milestone?.person ?? null,
        };
      }),
    ),
    ...findings
      .filter(({ status }) => status === 'open')
      .map(({ number, unit, due, text }): OpenItem => ({
        subject: 'finding',
        number,
        part: 0,
        unit,
        due,
        text,
        person: null,
      })),
    ...jointItems.flatMap((item): OpenItem[] =>
      item.status !== 'open' || item.due === null
        ? []
        : [
            {
              subject: 'jointItem',
              number: item.number,
              part: 0,
              unit: item.unit,
              due: item.due,
              text: surgeName(item, directory),
              person: null,
            },
          ],
    ),
    ...decided.flatMap(({ number, decisions }) =>
      decisions
        .filter(({ doneAt }) => doneAt === null)
        .map(({ seq, unit, due, text }): OpenItem => ({
          subject: 'decision',
          number,
          part: seq,
          unit,
          due,
          text,
          person: null,
        })),
    ),
  ];
}
