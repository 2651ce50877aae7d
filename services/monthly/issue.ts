/** Issues last month's table as its first edition, to the liaison groups. */
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { loadTable } from '../../db/supervision.ts';
import { addMonths, monthOf, type Instant } from '../../domain/time.ts';
import type { Core } from '../core.ts';
import { addressesOfOffice, queued } from '../issues/outgoing.ts';
import { editionMessage, makeEdition } from './edition.ts';
import { makeTable } from './make.ts';

/** The job of the first working day; nothing when the month has its edition. */
export async function issueMonthlyTable(core: Core, dueAt: Instant): Promise<JobWork> {
  const month = addMonths(monthOf(dueAt), -1);
  if ((await loadTable(core.db, month)) !== null) return noWork;
  const request = { month, issuedAt: dueAt, edition: 1, issuedBy: null };
  const edition = await makeEdition(core, await makeTable(core, request), request);
  const segments = editionMessage(edition);
  const outgoing = addressesOfOffice(core.reach, core.readers().directory).map((address) => ({ address, segments }));
  return { ...noWork, edition, outbox: queued(outgoing, `table:${month}:1`, null, dueAt) };
}
