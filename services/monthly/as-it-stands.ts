/** A month's table that is only looked at: of the running month so far, of an earlier one in full. */
import type { Edition, MonthlyTable } from '../../domain/monthly-table.ts';
import { monthOf, type Instant, type Month } from '../../domain/time.ts';
import type { Core } from '../core.ts';
import { tableFiles } from './edition.ts';
import { makeTable, type TableRequest } from './make.ts';

export const requestFor = (month: Month, at: Instant): TableRequest => ({
  month,
  ...(month === monthOf(at) ? { until: at } : {}),
  issuedAt: at,
  edition: 0,
  issuedBy: null,
});

export const tableAsItStands = (core: Pick<Core, 'db' | 'readers'>, month: Month, at: Instant): Promise<MonthlyTable> =>
  makeTable(core, requestFor(month, at));

/** With the pictures and the workbook an issued one is sent as. */
export async function editionAsItStands(
  core: Pick<Core, 'db' | 'readers' | 'log'>,
  month: Month,
  at: Instant,
): Promise<Edition> {
  const request = requestFor(month, at);
  const table = await makeTable(core, request);
  return { table, files: await tableFiles(core, table, request) };
}
