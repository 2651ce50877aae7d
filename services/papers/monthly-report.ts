/** 月报 as a document: the very file an edition was issued with, of the running month as it stands. */
import { loadEdition } from '../../db/monthly-editions.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import type { Instant, Month } from '../../domain/time.ts';
import type { Core } from '../core.ts';
import { file } from '../made.ts';
import { requestFor, tableAsItStands } from '../monthly/as-it-stands.ts';
import { reportFiles } from './report-file.ts';

export async function monthlyReportDocument(
  core: Pick<Core, 'db' | 'readers' | 'log'>,
  month: Month,
  at: Instant,
): Promise<OutgoingSegment[]> {
  const issued = await loadEdition(core.db, month);
  const frozen = issued?.files.filter(({ kind }) => kind === 'report') ?? [];
  // Editions of before reports were kept have none: it is made of their table.
  const files =
    frozen.length > 0
      ? frozen
      : await reportFiles(
          core,
          issued?.table ?? (await tableAsItStands(core, month, at)),
          issued === null ? requestFor(month, at) : { month },
        );
  return files.map(({ name, bytes }) => file(name, bytes));
}
