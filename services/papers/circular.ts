/** 通报 as a document. */
import { circulatedBetween } from '../../db/ladder.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { monthRange, type Instant, type Month } from '../../domain/time.ts';
import { circularFile, circularPaper } from '../../wording/papers/circular.ts';
import type { Core } from '../core.ts';
import { paperFile } from './paper.ts';

/** As things stand; nothing where nothing was listed, or it could not be made. */
export async function circularDocument(
  core: Pick<Core, 'db' | 'readers' | 'log'>,
  month: Month,
  at: Instant,
): Promise<OutgoingSegment[]> {
  const { from, to } = monthRange(month);
  const listed = await circulatedBetween(core.db, from, to);
  if (listed.length === 0) return [];
  const { directory, settings } = core.readers().rules;
  return paperFile(core, circularFile(month), circularPaper(month, listed, directory, settings['paper.signedBy'], at));
}
