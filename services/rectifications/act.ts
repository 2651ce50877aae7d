/** Does what a unit or an inspector asks of a rectification: load, decide, append; again when somebody was faster. */
import { wasAnswered } from '../../db/inbox.ts';
import { loadRectification } from '../../db/rectifications.ts';
import { appendEvent } from '../../db/supervision-events.ts';
import {
  decideRectification,
  foldRectification,
  type RectificationCommand,
  type RectificationEvent,
  type RectificationState,
} from '../../domain/rectification.ts';
import { doneBy } from '../../domain/taken-back.ts';
import { message } from '../../wording/format.ts';
import { rectificationRefusal, rectificationSays } from '../../wording/refusals/rectifications.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell } from '../issues/outgoing.ts';
import { rectificationMessages } from './tell.ts';

/** How often a command is decided anew when others keep changing the same rectification. */
const TRIES = 20;

/** Carries out a command and answers; refusals and unknown numbers are answered too. */
export async function actOnRectification(
  ctx: MessageContext,
  number: number,
  command: RectificationCommand,
): Promise<void> {
  const { core, now, rules } = ctx;
  const source = sourceOf(ctx);
  if (await wasAnswered(core.db, ctx)) return;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await loadRectification(core.db, number);
    if (found === null) {
      await answer(ctx, message(rectificationSays.noSuggestion(number)));
      return;
    }
    const done = doneBy(found.log, source);
    if (done !== null) {
      if (done !== 'takenBack') await tell(ctx, foldRectification(number, done.until) ?? found.state, done.event);
      return;
    }
    // What a unit said while the bot was away counts from then, but never before what has happened since; days an
    // inspector gives are counted from when the unit hears of them.
    const last = found.log.at(-1)?.at ?? now;
    const at = command.type === 'submitPlan' || command.type === 'complete' ? Math.max(ctx.saidAt, last) : now;
    const decision = decideRectification(found.state, command, ctx.actor, at, rules);
    if (!decision.ok) {
      await answer(ctx, message(rectificationRefusal(number, decision.refusal, rules.directory)));
      return;
    }
    await appendEvent(core.db, 'rectification', number, found.state.version + 1, decision.event, source);
  }
  throw new Error(`rectification ${number} kept changing under a command`);
}

/** Says what an event means to the one who caused it, to the other side and to the liaison group. */
async function tell(ctx: MessageContext, after: RectificationState, event: RectificationEvent): Promise<void> {
  const { reply, others } = rectificationMessages(after, event, ctx.rules.directory, ctx.core.reach);
  await commitAndTell(ctx, answerAndTell({ address: ctx.address, segments: message(reply) }, others));
}
