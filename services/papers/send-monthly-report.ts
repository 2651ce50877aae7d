/** 月报 2026-10 Word in chat: nothing in it that a group may not read. */
import { addMonths, monthOf, type Month } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { monthWords } from '../../wording/tables.ts';
import { monthlyRefusals } from '../../wording/refusals/monthly.ts';
import { materialRefusals } from '../../wording/refusals/materials.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { monthlyReportDocument } from './monthly-report.ts';

/** Of the last month where none is named. */
export async function sendMonthlyReport(ctx: MessageContext, wanted: Month | null): Promise<void> {
  const { core, now } = ctx;
  const month = wanted ?? addMonths(monthOf(now), -1);
  if (month > monthOf(now)) {
    await answer(ctx, message(monthlyRefusals.ahead(monthWords(month))));
    return;
  }
  const files = await monthlyReportDocument(core, month, now);
  const words = files.length === 0 ? materialRefusals.notMade() : `${monthWords(month)}民情问题办理情况月报（Word）：`;
  await answer(ctx, message(words, files));
}
