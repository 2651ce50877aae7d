/** A quarterly pack with its document: the issued one as the same bytes again, another as it stands. */
import { loadPack } from '../../db/quarterly-packs.ts';
import type { PackEdition, QuarterlyPack } from '../../domain/handover-form.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import type { Period } from '../../domain/period.ts';
import type { Instant } from '../../domain/time.ts';
import { quarterlyPackFile, quarterlyPackPaper } from '../../wording/papers/quarterly-pack.ts';
import type { Core } from '../core.ts';
import { file, made } from '../made.ts';
import { lookedAt, quarterlyPack } from './pack.ts';

/** Its document is made before it is issued, so that both are frozen together; a pack of nothing has none. */
export async function packEdition(core: Pick<Core, 'readers' | 'log'>, pack: QuarterlyPack): Promise<PackEdition> {
  if (pack.forms.length === 0) return { pack, file: null };
  const signedBy = core.readers().rules.settings['paper.signedBy'];
  const [bytes] = await made(core, 'wordDocument', quarterlyPackPaper(pack, signedBy));
  return { pack, file: bytes === undefined ? null : { name: quarterlyPackFile(pack), bytes } };
}

/** What was issued, with a document even where that could not be made at the time; else the pack as it stands. */
export async function packOfQuarter(
  core: Pick<Core, 'db' | 'readers' | 'log'>,
  quarter: Period,
  now: Instant,
): Promise<PackEdition> {
  const issued = await loadPack(core.db, quarter.from);
  if (issued !== null) return issued.file === null ? packEdition(core, issued.pack) : issued;
  return packEdition(core, await quarterlyPack(core, quarter, lookedAt(now)));
}

export const packDocument = ({ file: document }: PackEdition): OutgoingSegment[] =>
  document === null ? [] : [file(document.name, document.bytes)];
