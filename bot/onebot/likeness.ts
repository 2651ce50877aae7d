/** Whether what a history shows is what was sent, though servers write messages in ways of their own. */
import type { IncomingSegment } from '../../domain/message.ts';
import type { SendableSegment } from '../port.ts';

/**
 * The same words, as many pictures (servers keep them under names of their own), and nobody mentioned who was not to
 * be; a mention that could not be made stands among the words as a name.
 */
export function isLike(sent: readonly SendableSegment[], shown: readonly IncomingSegment[]): boolean {
  const meant = new Map(sent.flatMap((segment) => (segment.type === 'at' ? [[segment.account, segment.name]] : [])));
  const names = [...meant.values()];
  return (
    wordsOf(sent, names) === wordsOf(shown, names) &&
    picturesIn(sent) === picturesIn(shown) &&
    shown.every((segment) => segment.type !== 'at' || meant.has(segment.account))
  );
}

function wordsOf(segments: readonly { type: string; text?: string | null }[], names: readonly string[]): string {
  let words = segments.map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join('');
  for (const name of names) words = words.replaceAll(`@${name}`, '');
  return words.replace(/\s+/g, '');
}

const picturesIn = (segments: readonly { type: string }[]): number =>
  segments.filter(({ type }) => type === 'image').length;
