/** Pictures and sheets from the press, as a message carries them; what cannot be made is said in words. */
import type { OutgoingSegment } from '../domain/message.ts';
import { make, type InputOf, type Kind } from '../reports/press.ts';
import type { Core } from './core.ts';

/** None where they could not be made: the message still goes out, and the log says why it is without. */
export async function made<K extends Kind>(core: Pick<Core, 'log'>, kind: K, input: InputOf<K>): Promise<Uint8Array[]> {
  try {
    return await make(kind, input);
  } catch (error) {
    core.log.error({ err: error, kind }, 'a picture or sheet could not be made');
    return [];
  }
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** @param alt says in words all that the picture shows */
export const image = (name: string, bytes: Uint8Array, alt: string): OutgoingSegment => ({
  type: 'image',
  name,
  data: base64(bytes),
  alt,
});

/** A file; where the platform takes none, words that say where it is to be had. */
export const file = (
  name: string,
  bytes: Uint8Array,
  otherwise = `（这里发不了文件“${name}”，请向双访办索取）`,
): OutgoingSegment => ({
  type: 'file',
  name,
  data: base64(bytes),
  fallback: [{ type: 'text', text: otherwise }],
});

/** Pages of a picture, the words for it with the first; only the words where there is no page. */
export const pictures = (name: string, pages: readonly Uint8Array[], alt: string): OutgoingSegment[] =>
  pages.length === 0
    ? [{ type: 'text', text: alt }]
    : pages.map((bytes, page) =>
        image(
          pages.length === 1 ? `${name}.png` : `${name}-${page + 1}.png`,
          bytes,
          page === 0 ? alt : `${name} 第 ${page + 1} 页`,
        ),
      );
