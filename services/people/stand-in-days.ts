/** On working mornings: who stands in from today, and whose stand-in ends, each told once and to both in private. */
import { takeReminders, type DueReminder } from '../../db/due-reminders.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import type { StandIn } from '../../domain/directory.ts';
import { standInDays } from '../../domain/stand-ins.ts';
import { dayOf, type Instant } from '../../domain/time.ts';
import { beginsWords, endsWords } from '../../wording/stand-ins.ts';
import type { Core } from '../core.ts';
import { queued, toPeople } from '../issues/outgoing.ts';

/** Which of the two days a reminder is about. */
const BEGINS = 1;
const ENDS = 2;

const reminderOf = ({ change, from, to }: StandIn, part: number): DueReminder => ({
  subject: 'standIn',
  number: change,
  part,
  due: part === BEGINS ? from : to,
  stage: 'today',
});

export async function remindOfStandIns(core: Core, dueAt: Instant): Promise<JobWork> {
  const { directory, calendar, settings } = core.readers().rules;
  const today = dayOf(dueAt);
  const due = (directory.data.standIns ?? []).flatMap((one) => {
    const { begins, ends } = standInDays(one, today, calendar, settings['standIn.toldLateDays']);
    return [...(begins ? [{ one, part: BEGINS }] : []), ...(ends ? [{ one, part: ENDS }] : [])];
  });
  if (due.length === 0) return noWork;
  const reminders = due.map(({ one, part }) => reminderOf(one, part));
  const taken = new Set(
    (await takeReminders(core.db, reminders, dueAt)).map(({ subject, number, part }) => `${subject} ${number} ${part}`),
  );
  const here = (id: number) => (directory.isHere(id) ? directory.person(id) : undefined);
  const isTaken = (one: StandIn, part: number): boolean => taken.has(`standIn ${one.change} ${part}`);
  return {
    ...noWork,
    outbox: due
      // Who begins and ends on one morning is told of both at once.
      .filter(({ one, part }) => isTaken(one, part) && (part === BEGINS || !isTaken(one, BEGINS)))
      .flatMap(({ one, part }) => {
        const words = part === BEGINS ? beginsWords(one, directory) : endsWords(one, today, directory);
        const told = toPeople(core.reach, directory, [
          { person: here(one.standIn), words: words.standIn },
          { person: here(one.absent), words: words.absent },
        ]);
        return queued(told, `stand-in:${one.change}:${part}`, null, dueAt);
      }),
  };
}
