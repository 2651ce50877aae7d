/** 撤销: finds what a person did last and takes it back, or says how it is set right. */
import { lastDoneBy, type DoneKind, type LastDone } from '../../db/history.ts';
import { lastStepsBy } from '../../db/take-back-beside.ts';
import { DAY, MINUTE } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { stepUndoRefusals } from '../../wording/refusals/undo-beside.ts';
import { nothingToUndo } from '../../wording/refusals/undo.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { undoOn } from '../issues/undo.ts';
import { takeBackChange } from '../people/changes.ts';
import { withdraw as withdrawVisit } from '../visits/withdraw.ts';
import { undoArrangement } from './arrangement.ts';
import { undoFollowUp } from './follow-up.ts';
import { undoInspection } from './inspection.ts';
import { undoSettlement } from './settlement.ts';
import { undoSteps } from './steps.ts';
import { undoSupervision } from './supervision.ts';

/** The last thing the person did to the issue, or at all. */
export async function undo(ctx: MessageContext, number: number | null): Promise<void> {
  const { core, actor, saidAt, rules } = ctx;
  const last = await lastDoneBy(core.db, actor.id, saidAt - DAY, number);
  if (last === null) {
    if (number !== null) return undoOn(ctx, number);
    await answer(ctx, message(nothingToUndo.nothingDone(rules.settings['undo.minutes'])));
    return;
  }
  await takers[last.kind](ctx, last);
}

type Taker = (ctx: MessageContext, last: LastDone) => Promise<void>;

const minutesOf = ({ rules }: MessageContext): number => rules.settings['undo.minutes'];
const inTime = (ctx: MessageContext, { at }: LastDone): boolean => ctx.saidAt - at <= minutesOf(ctx) * MINUTE;

/** Said whatever time has passed: there is another way back. The sentence is looked up when it is said. */
const said =
  (words: (id: number) => string): Taker =>
  async (ctx, { id }) => {
    await answer(ctx, message(words(id)));
  };

const takers: Record<DoneKind, Taker> = {
  issue: (ctx, { id }) => undoOn(ctx, id),
  async roster(ctx, last) {
    if (inTime(ctx, last)) await takeBackChange(ctx, last.id);
    else await answer(ctx, message(nothingToUndo.rosterTooLate(last.id, minutesOf(ctx))));
  },
  async visit(ctx, last) {
    if (inTime(ctx, last)) await withdrawVisit(ctx, null);
    else await answer(ctx, message(nothingToUndo.visitTooLate(minutesOf(ctx))));
  },
  async step(ctx, last) {
    await undoSteps(ctx, await lastStepsBy(ctx.core.db, ctx.actor.id, ctx.saidAt - DAY, last.id), inTime(ctx, last));
  },
  inspection: (ctx, last) => undoInspection(ctx, last.id, inTime(ctx, last)),
  arrangement: (ctx, last) => undoArrangement(ctx, last.id, inTime(ctx, last)),
  summons: said((id) => stepUndoRefusals.summonsNumbered(id)),
  settlement: (ctx, last) => undoSettlement(ctx, last.id, inTime(ctx, last)),
  followUp: (ctx, last) => undoFollowUp(ctx, last.id, inTime(ctx, last)),
  supervision: (ctx) => undoSupervision(ctx),
  edition: said(() => nothingToUndo.published()),
  async undone(ctx, last) {
    const words = inTime(ctx, last) ? nothingToUndo.takenBackJustNow() : nothingToUndo.nothingDone(minutesOf(ctx));
    await answer(ctx, message(words));
  },
};
