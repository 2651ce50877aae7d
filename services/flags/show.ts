/** 预警 in chat: what was raised lately, what weighs most first; of one unit, or one flag, with all its evidence. */
import { loadFlag, type Flag } from '../../db/supervision.ts';
import { inTimeFrom } from '../../domain/given-day.ts';
import { mayEverywhere, unitsWithin } from '../../domain/permitted.ts';
import { dayOf } from '../../domain/time.ts';
import { flagInFull, flagLine } from '../../wording/flags.ts';
import { message } from '../../wording/format.ts';
import { flagRefusals } from '../../wording/refusals/flags.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { countWords, listedOf, moreWords, offerNext, offsetOf } from '../pages.ts';
import { ofUnit, permitted } from '../permitted.ts';
import { answeringFlags, recentFlags, type Answering } from './recent.ts';

/** Flags in full in one message. */
const FULL = 3;

/** Everything to those who supervise; to a unit its own. */
export async function showFlags(ctx: MessageContext, number: number | null, unit: number | null): Promise<void> {
  const { core, actor } = ctx;
  if (number !== null) {
    const flag = await loadFlag(core.db, number);
    if (flag === null) await answer(ctx, message(flagRefusals.noFlag(number)));
    else if (await permitted(ctx, 'readFlags', ofUnit(ctx, flag.unit)))
      await answer(ctx, message(inFull(ctx, flag, await answeringFlags(core.db, ctx.now))));
    return;
  }
  if (unit !== null && !(await permitted(ctx, 'readFlags', ofUnit(ctx, unit)))) return;
  const all = mayEverywhere(actor, 'readFlags') ? null : unitsWithin(actor, 'readFlags');
  await listFlags(ctx, unit, unit === null ? all : [unit], 1);
}

/** The newest day first, of each day what weighs most; one unit's in full. */
async function listFlags(
  ctx: MessageContext,
  unit: number | null,
  units: readonly number[] | null,
  page: number,
): Promise<void> {
  const { core, now, rules } = ctx;
  const { directory } = rules;
  const flags = await recentFlags(core.db, now, units);
  if (flags.length === 0) {
    await answer(ctx, message(unit === null ? nothingThere.flags() : nothingThere.flagsOf(directory.unitName(unit))));
    return;
  }
  const listed = unit === null ? listedOf(ctx) : FULL;
  const shown = { page, total: flags.length, listed };
  const part = flags.slice(offsetOf(page, listed), offsetOf(page + 1, listed));
  const led = await answeringFlags(core.db, ctx.now);
  offerNext(ctx, shown, (later) => listFlags(later, unit, units, page + 1));
  const lines =
    unit === null
      ? [
          `近期的预警${countWords(shown, '条')}`,
          ...part.map((flag) => flagLine(flag, led(flag), directory, inTimeFrom(dayOf(now), rules.calendar))),
          ...moreWords(shown, '条'),
          '发送“预警 序号”或“预警 单位”看依据',
        ].join('\n')
      : [...part.map((flag) => inFull(ctx, flag, led)), ...moreWords(shown, '条')].join('\n\n');
  await answer(ctx, message(lines));
}

const inFull = ({ rules, now }: MessageContext, flag: Flag, led: Answering): string =>
  flagInFull(flag, led(flag), rules.directory, inTimeFrom(dayOf(now), rules.calendar));
