/** 预警 确认, 预警 排除: an inspector decides about a flag. */
import { wasAnswered } from '../../db/inbox.ts';
import { dismissFlag, loadFlag } from '../../db/supervision.ts';
import { message } from '../../wording/format.ts';
import { flagRefusals } from '../../wording/refusals/flags.ts';
import { answer } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { permitted } from '../permitted.ts';
import { confirmAndSuggest } from '../rectifications/suggest.ts';

export async function decideFlag(
  ctx: MessageContext,
  state: 'confirmed' | 'dismissed',
  number: number | null,
  reason: string | null,
): Promise<void> {
  const { core } = ctx;
  if (await wasAnswered(core.db, ctx)) return;
  if (!(await permitted(ctx, 'decideFlag'))) return;
  if (number === null) {
    await answer(ctx, message(flagRefusals.noNumber()));
    return;
  }
  if (state === 'dismissed' && reason === null) {
    await answer(ctx, message(flagRefusals.noReason(number)));
    return;
  }
  const flag = await loadFlag(core.db, number);
  if (flag === null) {
    await answer(ctx, message(flagRefusals.noFlag(number)));
    return;
  }
  if (state === 'dismissed' && reason !== null && (await dismiss(ctx, number, reason))) {
    await answer(ctx, message(`第 ${number} 号预警已排除，理由已记录。`));
    return;
  }
  if (state === 'confirmed' && (await confirmAndSuggest(ctx, flag))) return;
  const decided = (await loadFlag(core.db, number)) ?? flag;
  await answer(ctx, message(flagRefusals.decidedBefore(number, decided.state)));
}

/** How often it is tried when the flag changes in the same moment, as with a merger. */
const TRIES = 20;

async function dismiss(ctx: MessageContext, number: number, reason: string): Promise<boolean> {
  const { core, actor, now } = ctx;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const done = await dismissFlag(core.db, number, { by: actor.id, at: now, reason, source: sourceOf(ctx) });
    if (done !== 'conflict') return done;
  }
  throw new Error(`flag ${number} kept changing while it was dismissed`);
}
