/** What came of a 约谈, written by a slip: the proposal waits for the office again, its number stays. */
import { loadSummons } from '../../db/summons.ts';
import { takeBackSettlement } from '../../db/take-back-beside.ts';
import { message } from '../../wording/format.ts';
import { settlementUndoRefusals } from '../../wording/refusals/undo-beside.ts';
import { nothingToUndo } from '../../wording/refusals/undo.ts';
import { settlementWords } from '../../wording/undo-beside.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { takingBackOf } from './corrections.ts';

export async function undoSettlement(ctx: MessageContext, number: number, inTime: boolean): Promise<void> {
  const { core, rules, actor, saidAt } = ctx;
  const minutes = rules.settings['undo.minutes'];
  if (!inTime) {
    await answer(ctx, message(settlementUndoRefusals.tooLate(number, minutes)));
    return;
  }
  const issue = (await loadSummons(core.db, number))?.issue ?? null;
  // Nobody but the one who wrote it was told.
  const slip = { what: settlementWords(number), source: `settlement:${number}`, since: saidAt, issue };
  const done = await takeBackSettlement(core.db, await takingBackOf(ctx, slip), { number, by: actor.id });
  if (done === 'gone') await answer(ctx, message(nothingToUndo.nothingDone(minutes)), issue);
  else core.courier.wake();
}
