/** What has a day, with how it stands this morning: said once a stage, and again by the same slot when it is run again. */
import { takeReminders, type DueReminder } from '../../db/due-reminders.ts';
import { dueStage, type DueStage } from '../../domain/due-stage.ts';
import { keptUntil } from '../../domain/given-day.ts';
import { dayOf, type Instant } from '../../domain/time.ts';
import type { Core } from '../core.ts';

export type Dated = Omit<DueReminder, 'stage'> & {
  /** Said on its day, or later where that was missed, and not again when it is past. */
  once?: boolean;
  /** A resident was told this day: it is over with the day itself. */
  toldResident?: boolean;
};
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
    const until = item.toldResident === true ? item.due : keptUntil(item.due, calendar);
    const stage = dueStage(item.due, until, today, calendar);
    const overdueDays = stage === 'overdue' ? calendar.workingDaysBetween(until, today) : 0;
    return stage === null ? [] : [{ ...item, stage, overdueDays }];
  });
  const taken = await takeReminders(core.db, staged.map(reminderOf), slot);
  const keys = new Set(taken.map(keyOf));
  return {
    toSay: staged.filter((item) => keys.has(keyOf(reminderOf(item)))),
    overdue: staged.filter(({ stage }) => stage === 'overdue'),
  };
}

const reminderOf = ({ subject, number, part, due, stage, once }: Staged<Dated>): DueReminder => ({
  subject,
  number,
  part,
  due,
  stage: once === true && stage === 'overdue' ? 'today' : stage,
});

const keyOf = ({ subject, number, part, due, stage }: DueReminder): string =>
  [subject, number, part, due, stage].join();
