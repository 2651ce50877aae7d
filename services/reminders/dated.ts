/** Plans, milestones, findings, joint items and decisions by their days: what units are reminded of, what is overdue. */
import { takeReminders, type DueReminder } from '../../db/due-reminders.ts';
import { issuesWithDecisions } from '../../db/handover.ts';
import { openFindings } from '../../db/inspections.ts';
import { openJointItems } from '../../db/joint-items.ts';
import { openRectifications } from '../../db/rectifications.ts';
import { dueStage } from '../../domain/due-stage.ts';
import { owed } from '../../domain/rectification.ts';
import { dayOf, type Day, type Instant } from '../../domain/time.ts';
import type { DatedItem } from '../../wording/dated.ts';
import { surgeName } from '../../wording/emerging.ts';
import type { Core } from '../core.ts';

export interface DatedItems {
  /** Said now, each once a stage. */
  toSay: DatedItem[];
  /** Over their day, said before or not: the liaison group sees them until they are done. */
  overdue: DatedItem[];
}

/** Takes the reminders of this slot; run again, it gives the same. */
export async function datedItems(core: Core, dueAt: Instant): Promise<DatedItems> {
  const { calendar } = core.readers().rules;
  const today = dayOf(dueAt);
  const open = await openItems(core);
  const staged = open.flatMap((item): (DatedItem & DueReminder)[] => {
    const stage = dueStage(item.due, today, calendar);
    const overdueDays = stage === 'overdue' ? calendar.workingDaysBetween(item.due, today) : 0;
    return stage === null ? [] : [{ ...item, stage, overdueDays }];
  });
  const taken = await takeReminders(
    core.db,
    staged.map(({ subject, number, part, due, stage }) => ({ subject, number, part, due, stage })),
    dueAt,
  );
  const keys = new Set(taken.map(keyOf));
  return {
    toSay: staged.filter((item) => keys.has(keyOf(item))),
    overdue: staged.filter(({ stage }) => stage === 'overdue'),
  };
}

const keyOf = ({ subject, number, part, due, stage }: DueReminder): string =>
  [subject, number, part, due, stage].join();

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
