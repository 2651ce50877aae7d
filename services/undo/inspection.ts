/** 督查 recorded by a slip: it counts nowhere, what it found is nobody's to rectify; its number stays. */
import { inspectionToTakeBack, takeBackInspection } from '../../db/take-back-beside.ts';
import { DAY } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { inspectionUndoRefusals } from '../../wording/refusals/undo-beside.ts';
import { nothingToUndo } from '../../wording/refusals/undo.ts';
import { inspectionWords } from '../../wording/undo-beside.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { takingBackOf } from './corrections.ts';

export async function undoInspection(ctx: MessageContext, number: number, inTime: boolean): Promise<void> {
  const { core, rules, saidAt } = ctx;
  const minutes = rules.settings['undo.minutes'];
  const found = await inspectionToTakeBack(core.db, number);
  if (found === null || found.answered || !inTime) {
    const refusal =
      found === null
        ? nothingToUndo.nothingDone(minutes)
        : found.answered
          ? inspectionUndoRefusals.answered(number)
          : inspectionUndoRefusals.tooLate(number, minutes);
    await answer(ctx, message(refusal));
    return;
  }
  const slip = { what: inspectionWords(number), source: found.source, since: saidAt - DAY, issue: null };
  const result = await takeBackInspection(core.db, await takingBackOf(ctx, slip), number);
  // Somebody has answered meanwhile.
  if (result === 'gone') await answer(ctx, message(inspectionUndoRefusals.answered(number)));
  else core.courier.wake();
}
