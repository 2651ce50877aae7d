/** 回访 recorded by a slip: it counts nowhere, and where it was a call of the month's sample, that is to be made again. */
import { followUpToTakeBack, takeBackFollowUp } from '../../db/take-back-beside.ts';
import { DAY } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { followUpUndoRefusals } from '../../wording/refusals/undo-beside.ts';
import { nothingToUndo } from '../../wording/refusals/undo.ts';
import { followUpWords } from '../../wording/undo-beside.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { takingBackOf } from './corrections.ts';

export async function undoFollowUp(ctx: MessageContext, issue: number, inTime: boolean): Promise<void> {
  const { core, rules, actor, saidAt } = ctx;
  const minutes = rules.settings['undo.minutes'];
  const found = await followUpToTakeBack(core.db, actor.id, issue, saidAt - DAY);
  const refusal =
    found === null ? nothingToUndo.nothingDone(minutes) : inTime ? null : followUpUndoRefusals.tooLate(issue, minutes);
  if (found === null || refusal !== null) {
    await answer(ctx, message(refusal ?? ''), issue);
    return;
  }
  const { result, source, at } = found;
  const taking = await takingBackOf(ctx, { what: followUpWords(issue), source, since: at, issue });
  const done = await takeBackFollowUp(core.db, taking, { result, by: actor.id });
  if (done === 'gone') await answer(ctx, message(nothingToUndo.nothingDone(minutes)), issue);
  else core.courier.wake();
}
