/** Shows a monthly table: the issued one, or the running month as it stands. */
import { loadTable } from '../../db/supervision.ts';
import { addMonths, monthOf, type Month } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { monthWords, tableText } from '../../wording/tables.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { makeTable } from './issue.ts';

export async function showTable(ctx: MessageContext, wanted: Month | null): Promise<void> {
  const { core, now } = ctx;
  const current = monthOf(now);
  const month = wanted ?? addMonths(current, -1);
  if (month > current) {
    await answer(ctx, message(`${monthWords(month)}还没有开始。`));
    return;
  }
  const issued = await loadTable(core.db, month);
  if (issued !== null) {
    await answer(ctx, tableText(issued));
    return;
  }
  const until = month === current ? now : undefined;
  const table = await makeTable(core, month, now, 0, until);
  await answer(ctx, message(`（${month === current ? '截至目前，' : ''}尚未发布）\n`, tableText(table)));
}
