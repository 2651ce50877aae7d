/** 预警 确认, 预警 排除: an inspector decides about a flag. */
import { wasAnswered } from '../../db/inbox.ts';
import { dismissFlag, loadFlag } from '../../db/supervision.ts';
import { message } from '../../wording/format.ts';
import { flagRefusals } from '../../wording/refusals/flags.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { permitted } from '../permitted.ts';
import { confirmAndSuggest } from '../rectifications/suggest.ts';

export async function decideFlag(
  ctx: MessageContext,
  state: 'confirmed' | 'dismissed',
  number: number | null,
  reason: string | null,
): Promise<void> {
  const { core, actor, now } = ctx;
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
  if (state === 'dismissed' && reason !== null && (await dismissFlag(core.db, number, actor.id, now, reason))) {
    await answer(ctx, message(`第 ${number} 号预警已排除，理由已记录。`));
    return;
  }
  if (state === 'confirmed' && (await confirmAndSuggest(ctx, flag))) return;
  const decided = (await loadFlag(core.db, number)) ?? flag;
  await answer(ctx, message(flagRefusals.decidedBefore(number, decided.state)));
}
