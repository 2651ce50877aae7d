/** 预警 in chat: the flags with their evidence; an inspector confirms or dismisses one. */
import { mayEverywhere, unitsWithin } from '../../domain/permitted.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { rectificationsBetween } from '../../db/rectifications.ts';
import { dismissFlag, loadFlag, loadFlags, type Flag } from '../../db/supervision.ts';
import { dayOf, startOfDay } from '../../domain/time.ts';
import { flagInFull, flagLine } from '../../wording/flags.ts';
import { message } from '../../wording/format.ts';
import { flagRefusals } from '../../wording/refusals/flags.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { ofUnit, permitted } from '../permitted.ts';
import { confirmAndSuggest } from '../rectifications/suggest.ts';
import { flagWindowStart } from './weekly.ts';

/** Everything to those who supervise; to a unit its own. */
export async function showFlags(ctx: MessageContext, unit: number | null): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const { directory } = rules;
  if (unit !== null && !(await permitted(ctx, 'readFlags', ofUnit(ctx, unit)))) return;
  const all = mayEverywhere(actor, 'readFlags') ? null : unitsWithin(actor, 'readFlags');
  const units = unit === null ? all : [unit];
  const flags = await loadFlags(core.db, flagWindowStart(now), units);
  if (flags.length === 0) {
    await answer(ctx, message(unit === null ? '近期没有预警。' : `${directory.unitName(unit)}近期没有预警。`));
    return;
  }
  const rectifications = await rectificationsBetween(core.db, startOfDay(flagWindowStart(now)), now + 1);
  const answering = (flag: Flag) =>
    rectifications.find((state) => state.flags.some((one) => one.flag === flag.id)) ?? null;
  const words =
    unit === null
      ? flags.slice(0, 20).map((flag) => flagLine(flag, answering(flag), directory, dayOf(now)))
      : flags.slice(0, 3).map((flag) => flagInFull(flag, answering(flag), directory, dayOf(now)));
  await answer(ctx, message(words.join(unit === null ? '\n' : '\n\n')));
}

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
