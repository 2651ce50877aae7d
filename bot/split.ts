/** Splits what is said into messages that fit a platform's limits, between graphemes and lines, never inside a mention. */
import type { ChatLimits, SendableSegment } from './port.ts';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const encoder = new TextEncoder();

/** How much of the limit a text takes: characters as people count them, or bytes of UTF-8. */
export const sizeOf = (text: string, unit: ChatLimits['unit']): number => {
  if (unit === 'bytes') return encoder.encode(text).length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** A file, and a picture where the platform takes none beside text, is a message of its own. */
export const standsAlone = (segment: SendableSegment, limits: ChatLimits): boolean =>
  segment.type === 'file' || (segment.type === 'image' && limits.images === 'alone');

/** A platform may write a mention as the name or as an account in brackets. */
const mentionSize = ({ name, account }: { name: string; account: string }, unit: ChatLimits['unit']): number =>
  Math.max(sizeOf(`@${name} `, unit), sizeOf(`<@${account}>`, unit));

/** Messages that each fit the limits, in order; pictures and files stay where they stood. */
export function splitMessage(segments: readonly SendableSegment[], limits: ChatLimits): SendableSegment[][] {
  const messages: SendableSegment[][] = [];
  let current: SendableSegment[] = [];
  let used = 0;
  let mentions = 0;
  const flush = (): void => {
    // A quote with nothing said to it is no message.
    if (current.some((segment) => segment.type !== 'quote')) messages.push(current);
    current = [];
    used = 0;
    mentions = 0;
  };
  for (const segment of segments) {
    if (segment.type === 'text') {
      let rest = segment.text;
      while (rest !== '') {
        const piece = takeText(rest, limits.text - used, limits, used === 0);
        if (piece === '') flush();
        else {
          current.push({ type: 'text', text: piece });
          used += sizeOf(piece, limits.unit);
          rest = rest.slice(piece.length);
          if (rest !== '') flush();
        }
      }
      continue;
    }
    if (standsAlone(segment, limits)) {
      flush();
      messages.push([segment]);
      continue;
    }
    if (segment.type === 'at') {
      const size = mentionSize(segment, limits.unit);
      if (mentions === limits.mentions || (used > 0 && used + size > limits.text)) flush();
      mentions += 1;
      used += size;
    }
    current.push(segment);
  }
  flush();
  return messages;
}

/** As much of a text as fits: up to a line break where that is not far off, else between graphemes. */
function takeText(text: string, room: number, limits: ChatLimits, mustTake: boolean): string {
  if (sizeOf(text, limits.unit) <= room) return text;
  let taken = '';
  let size = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = sizeOf(segment, limits.unit);
    if (size + next > room) break;
    taken += segment;
    size += next;
  }
  // A single grapheme larger than a whole message cannot be divided; it goes out as it is.
  if (taken === '') return mustTake ? ([...graphemes.segment(text)][0]?.segment ?? text) : '';
  const line = taken.lastIndexOf('\n');
  return line > taken.length / 2 ? taken.slice(0, line + 1) : taken;
}
