/** What a unit answers for and others settle, findings of inspections and joint items alike: what is possible when. */
import { dueAt } from './deadlines.ts';
import type { Rules } from './issue/rules.ts';
import { dayOf, type Day, type Instant } from './time.ts';

export const answerStatuses = ['open', 'answered', 'settled'] as const;
export type AnswerStatus = (typeof answerStatuses)[number];
export type AnswerStep = 'progress' | 'answer' | 'sendBack' | 'reschedule' | 'settle';

/** For each step the states it is possible in. What is seen settled on the spot needs no answer first. */
export const answerSteps: Record<AnswerStep, readonly AnswerStatus[]> = {
  progress: ['open'],
  answer: ['open'],
  sendBack: ['answered'],
  reschedule: ['open'],
  settle: ['open', 'answered'],
};

/** Why a step is not possible: it is over, it waits to be settled, or nothing was answered that could be sent back. */
export type NotPossible = { code: 'settledBefore' | 'answeredBefore' | 'notAnswered' };

export function notPossible(step: AnswerStep, status: AnswerStatus): NotPossible | null {
  if (answerSteps[step].includes(status)) return null;
  return { code: status === 'settled' ? 'settledBefore' : status === 'answered' ? 'answeredBefore' : 'notAnswered' };
}

/** The unit reports and answers; all else is for those who supervise. */
export const isUnitStep = (step: AnswerStep): boolean => step === 'progress' || step === 'answer';

/** Until when something sent back is done again: a day that is near or past is put off, so that there is time for it. */
export function dueAgain(due: Day, at: Instant, { calendar, settings }: Rules): Day {
  const again = dayOf(dueAt({ workingDays: settings['rectification.redo.workingDays'] }, at, calendar));
  return due > again ? due : again;
}
