/** Days, deadlines and decisions as they stand on paper: with the year, in Arabic digits. */
import type { DecisionOnPaper } from '../../domain/handover-form.ts';
import { dateOnPaper } from '../../domain/paper.ts';
import { dayOf, endOfDay, timeOfDay, type Instant } from '../../domain/time.ts';

/** The day, and the time where it is not the end of the day. */
export const momentOnPaper = (at: Instant): string =>
  `${dateOnPaper(dayOf(at))}${at === endOfDay(dayOf(at)) ? '' : ` ${timeOfDay(at)}`}`;

/** A deadline; shelved issues have none. */
export const dueOnPaper = (due: Instant | null): string => (due === null ? '挂账，期限暂停' : momentOnPaper(due));

export const decisionOnPaper = ({ text, unit, due, doneAt, done }: DecisionOnPaper): string =>
  `${text}（${unit}，${dateOnPaper(due)}前${
    doneAt === null ? '，尚未落实' : `；${dateOnPaper(dayOf(doneAt))}落实：${done ?? ''}`
  }）`;
