/** Issues the pack of the quarter that is over, to everybody of the office in private. */
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { loadPack } from '../../db/quarterly-packs.ts';
import { quarterOf } from '../../domain/text/quarter.ts';
import { addDays, dayOf, type Instant } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { packLine, packText } from '../../wording/handover.ts';
import type { Core } from '../core.ts';
import { queued, toLiaison, toOfficeInPrivate } from '../issues/outgoing.ts';
import { quarterlyPack } from './pack.ts';
import { packDocument, packEdition } from './pack-edition.ts';

/** The job of the first working day; nothing when the quarter has its edition, and nothing is said where nothing is unsolved. */
export async function issuePack(core: Core, dueAt: Instant): Promise<JobWork> {
  const { directory, settings } = core.readers().rules;
  const quarter = quarterOf(addDays(quarterOf(dayOf(dueAt)).from, -1));
  if ((await loadPack(core.db, quarter.from)) !== null) return noWork;
  const pack = await quarterlyPack(core, quarter, { edition: 1, issuedAt: dueAt, issuedBy: null });
  const edition = await packEdition(core, pack);
  if (pack.forms.length === 0) return { ...noWork, pack: edition };
  const segments = message(packText(pack, settings['digest.listed']), packDocument(edition));
  return {
    ...noWork,
    pack: edition,
    outbox: [
      ...queued(toOfficeInPrivate(core.reach, directory, segments), `quarter:${quarter.from}:pack`, null, dueAt),
      ...queued(toLiaison(core.reach, directory, packLine(pack)), `quarter:${quarter.from}`, null, dueAt),
    ],
  };
}
