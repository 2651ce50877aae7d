/** Papers as files: made by the press, sent where their content may be read. */
import type { Paper } from '../../domain/paper.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import type { Core } from '../core.ts';
import { file, made } from '../made.ts';

/** None where it could not be made: the message still goes out. */
export async function paperFile(
  core: Pick<Core, 'log'>,
  name: string,
  paper: Paper,
  otherwise?: string,
): Promise<OutgoingSegment[]> {
  const files = await made(core, 'wordDocument', paper);
  return files.map((bytes) => file(name, bytes, otherwise));
}
