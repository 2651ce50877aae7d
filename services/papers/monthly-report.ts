/** 月报 as a document: of the table as it was issued, of the running month as it stands. */
import { loadEdition } from '../../db/monthly-editions.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import type { Instant, Month } from '../../domain/time.ts';
import { monthlyReportFile, monthlyReportPaper } from '../../wording/papers/monthly-report.ts';
import type { Core } from '../core.ts';
import { file, made } from '../made.ts';
import { tableAsItStands } from '../monthly/as-it-stands.ts';

export async function monthlyReportDocument(
  core: Pick<Core, 'db' | 'readers' | 'log'>,
  month: Month,
  at: Instant,
): Promise<OutgoingSegment[]> {
  const table = (await loadEdition(core.db, month))?.table ?? (await tableAsItStands(core, month, at));
  const paper = monthlyReportPaper(table, core.readers().rules.settings['paper.signedBy']);
  const files = await made(core, 'monthlyReport', { paper, table });
  return files.map((bytes) => file(monthlyReportFile(table), bytes));
}
