/** Shows a monthly table: the issued one as the same bytes again, the running month as it stands. */
import { handledUnits } from '../../domain/directory.ts';
import { mayEverywhere } from '../../domain/permitted.ts';
import { loadEdition } from '../../db/monthly-editions.ts';
import type { Edition, MonthlyTable } from '../../domain/monthly-table.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { addMonths, monthOf, type Month } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { monthWords, ownRow, tableFileName, tableKindNames, tableRows, tableSummary } from '../../wording/tables.ts';
import { monthlyRefusals } from '../../wording/refusals/monthly.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { pictures } from '../made.ts';
import { tableAsItStands } from './as-it-stands.ts';
import { editionMessage, tableKinds, tablePages } from './edition.ts';

export async function showTable(ctx: MessageContext, wanted: Month | null): Promise<void> {
  const { core, now } = ctx;
  const current = monthOf(now);
  const month = wanted ?? addMonths(current, -1);
  if (month > current) {
    await answer(ctx, message(monthlyRefusals.ahead(monthWords(month))));
    return;
  }
  const issued = await loadEdition(core.db, month);
  const own = ownUnit(ctx, issued?.table ?? null);
  if (issued !== null) {
    await answer(ctx, own === null ? editionMessage(issued) : await forUnit(ctx, issued, own));
    return;
  }
  const table = await tableAsItStands(core, month, now);
  const shown: OutgoingSegment[] = [];
  for (const kind of tableKinds) {
    const name = tableFileName(table, tableKindNames[kind]);
    shown.push(...pictures(name, await tablePages(core, table, kind, null), tableRows(table, kind)));
  }
  await answer(ctx, message(tableSummary(table), shown));
}

/** The unit someone acts for who does not supervise: it is shown its own row. */
function ownUnit(ctx: MessageContext, table: MonthlyTable | null): number | null {
  if (table === null || mayEverywhere(ctx.actor, 'readUnit')) return null;
  const { directory } = ctx.rules;
  const listed = new Set([...table.departments, ...table.towns].map((row) => row.unit));
  for (const unit of handledUnits(ctx.actor)) {
    const found = directory.lineOf(unit).find((id) => listed.has(id));
    if (found !== undefined) return found;
  }
  return null;
}

/** The page with the unit's row marked, drawn from the frozen table; the workbook is the issued one. */
async function forUnit(ctx: MessageContext, { table, files }: Edition, unit: number): Promise<OutgoingSegment[]> {
  const kind = table.towns.some((row) => row.unit === unit) ? 'towns' : 'departments';
  const name = tableFileName(table, tableKindNames[kind]);
  const pages = await tablePages(ctx.core, table, kind, unit);
  const sheets = editionMessage({ table, files }).filter((segment) => segment.type === 'file');
  return message(
    tableSummary(table),
    `\n${ownRow(table, unit) ?? ''}`,
    pictures(name, pages, `\n${tableRows(table, kind)}`),
    sheets,
  );
}
