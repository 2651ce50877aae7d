/** What a Word file that was sent says, read by a library that did not write it. */
import mammoth from 'mammoth';
import type { HeardMessage } from '../../bot/memory.ts';

/** Its paragraphs, a line each. */
export async function wordsOf({ segments }: HeardMessage): Promise<string> {
  const file = segments.find((segment) => segment.type === 'file');
  if (file?.type !== 'file' || !file.name.endsWith('.docx')) throw new Error('no document in the message');
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(file.data, 'base64') });
  return value.replace(/\n+/g, '\n');
}
