/** What has a day, with how it stands this morning: said once a stage, and again by the same slot when it is run again. */
import { takeReminders, type DueReminder } from '../../db/due-reminders.ts';
import { dueStage, type DueStage } from '../../domain/due-stage.ts';
import { dayOf, type Instant } from '../../domain/time.ts';
import type { Core } from '../core.ts';

export type Dated = Omit<DueReminder, 'stage'>;
export type Staged<T extends Dated> = T & {
  stage: DueStage;
  /** Working days over; 0 where it is not. */
  overdueDays: number;
};

/** Which of them are said now, each once a stage; and all that are over their day, said before or not. */
export async function takeStaged<T extends Dated>(
  core: Core,
  items: readonly T[],
  slot: Instant,
): Promise<{ toSay: Staged<T>[]; overdue: Staged<T>[] }> {
  const { calendar } = core.readers().rules;
  const today = dayOf(slot);
  const staged = items.flatMap((item): Staged<T>[] => {
    const stage = dueStage(item.due, today, calendar);
    const overdueDays = stage === 'overdue' ? calendar.workingDaysBetween(item.due, today) : 0;
    return stage === null ? [] : [{ ...item, stage, overdueDays }];
  });
  const taken = await takeReminders(
    core.db,
    staged.map(({ subject, number, part, due, stage }) => ({ subject, number, part, due, stage })),
    slot,
  );
  const keys = new Set(taken.map(keyOf));
  return {
    toSay: staged.filter((item) => keys.has(keyOf(item))),
    overdue: staged.filter(({ stage }) => stage === 'overdue'),
  };
}

const keyOf = ({ subject, number, part, due, stage }: DueReminder): string =>
  [subject, number, part, due, stage].join();
