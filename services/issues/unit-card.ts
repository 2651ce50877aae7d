/** 单位: a unit's open issues, clock by clock; the picture of the unit is a chart. */
import { handledUnits } from '../../domain/directory.ts';
import { deskOf } from '../../db/unit-desk.ts';
import { clockCard } from '../../domain/clock-card.ts';
import { message, momentWords } from '../../wording/format.ts';
import { clockLines, deskCounts } from '../../wording/unit-desk.ts';
import { lookingRefusals } from '../../wording/refusals/looking.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { moreWords, offerNext, offsetOf } from '../pages.ts';
import { ofUnit, permitted } from '../permitted.ts';
import { soonEnd } from './filter.ts';

export async function unitCard(ctx: MessageContext, wanted: number | null, page = 1): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const { directory, calendar } = rules;
  const unit = wanted ?? handledUnits(actor)[0] ?? null;
  if (unit === null) {
    await answer(ctx, message(lookingRefusals.whichUnit()));
    return;
  }
  if (!(await permitted(ctx, 'readUnit', ofUnit(ctx, unit)))) return;
  const listed = rules.settings['unit.listed'];
  const desk = await deskOf(
    core.db,
    directory.withFormer([unit]),
    now,
    soonEnd(now, rules),
    listed,
    offsetOf(page, listed),
  );
  const shown = { page, total: desk.open + desk.shelved + desk.awaitingReply, listed };
  offerNext(ctx, shown, (later) => unitCard(later, unit, page + 1));
  const name = directory.unitName(unit);
  const lines = [
    `${name}　${momentWords(now)}`,
    deskCounts(desk),
    ...desk.issues.map((issue) => clockLines(issue, clockCard(issue, now, calendar), directory)),
    ...moreWords(shown),
    `看图请发：图表 单位 ${name}`,
  ];
  await answer(ctx, message(lines.join('\n')));
}
