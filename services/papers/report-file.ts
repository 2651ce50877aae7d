/** 月报 as a file: made with an edition of its table and frozen with it, or of the month as it stands. */
import type { EditionFile, MonthlyTable } from '../../domain/monthly-table.ts';
import { monthlyReportFile, monthlyReportPaper } from '../../wording/papers/monthly-report.ts';
import type { Core } from '../core.ts';
import { made } from '../made.ts';
import { monthInDetail } from '../monthly/in-detail.ts';
import type { TableRequest } from '../monthly/make.ts';

/** None where it could not be made. */
export async function reportFiles(
  core: Pick<Core, 'db' | 'readers' | 'log'>,
  table: MonthlyTable,
  request: Pick<TableRequest, 'month' | 'until'>,
): Promise<EditionFile[]> {
  const { directory, rules } = core.readers();
  const detail = await monthInDetail(core, request);
  const paper = monthlyReportPaper(table, detail, directory, rules.settings['paper.signedBy']);
  const files = await made(core, 'monthlyReport', { paper, table });
  return files.map((bytes) => ({ kind: 'report', name: monthlyReportFile(table), bytes }));
}
