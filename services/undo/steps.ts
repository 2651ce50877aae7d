/** 催办, 通报 and what was decided about drafts, taken back; 督办单 and 约谈 have a number and are not. */
import { takeBackSteps, type OwnStep } from '../../db/take-back-beside.ts';
import { message } from '../../wording/format.ts';
import { stepUndoRefusals } from '../../wording/refusals/undo-beside.ts';
import { nothingToUndo } from '../../wording/refusals/undo.ts';
import { stepsWords } from '../../wording/undo-beside.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { takingBackOf } from './corrections.ts';

/** @param steps all that one message took or turned down, of one issue */
export async function undoSteps(ctx: MessageContext, steps: readonly OwnStep[], inTime: boolean): Promise<void> {
  const { core, actor, rules } = ctx;
  const minutes = rules.settings['undo.minutes'];
  const [first] = steps;
  if (first === undefined) {
    await answer(ctx, message(nothingToUndo.nothingDone(minutes)));
    return;
  }
  const { issue, source, at } = first;
  const refusal = onPaper(steps) ?? (inTime ? null : stepUndoRefusals.tooLate(steps, minutes));
  if (refusal !== null) {
    await answer(ctx, message(refusal), issue);
    return;
  }
  const taking = await takingBackOf(ctx, { what: stepsWords(steps), source, since: at, issue });
  const result = await takeBackSteps(core.db, taking, { source, issue, by: actor.id });
  if (result === 'gone') await answer(ctx, message(nothingToUndo.nothingDone(minutes)), issue);
  else core.courier.wake();
}

/** What was numbered is told as such, whatever time has passed. */
function onPaper(steps: readonly OwnStep[]): string | null {
  for (const { issue, step, paper } of steps) {
    if (paper === null) continue;
    return step === 'summon' ? stepUndoRefusals.summonsNumbered(paper) : stepUndoRefusals.orderNumbered(issue, paper);
  }
  return null;
}
