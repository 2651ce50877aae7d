/** Messages as OneBot segment arrays. Never strings: a string is read for CQ codes, and residents' words are in it. */
import { isAccount } from '../ids.ts';
import type { SendableSegment } from '../port.ts';

export interface WireSegment {
  type: 'text' | 'at' | 'reply' | 'image';
  data: Record<string, string>;
}

/**
 * A file is no part of a message here: it is uploaded.
 * @param present accounts in the group, null when not known; @s of others become plain names
 */
export function render(segments: readonly SendableSegment[], present: ReadonlySet<string> | null): WireSegment[] {
  return segments.flatMap((segment): WireSegment[] => {
    switch (segment.type) {
      case 'text':
        return [{ type: 'text', data: { text: segment.text } }];
      case 'at':
        return isAccount(segment.account) && (present === null || present.has(segment.account))
          ? [
              { type: 'at', data: { qq: segment.account } },
              { type: 'text', data: { text: ' ' } },
            ]
          : [{ type: 'text', data: { text: `@${segment.name} ` } }];
      case 'quote':
        return [{ type: 'reply', data: { id: segment.messageId } }];
      case 'image':
        return [{ type: 'image', data: { file: `base64://${segment.data}` } }];
      case 'file':
        return [];
    }
  });
}

/** A name every server and QQ takes: without what Windows forbids and without folders. Chinese stays as it is. */
export const fileName = (name: string): string => {
  const clean = name
    .replace(/[:*?"<>|/\\\p{Cc}]/gu, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .trim();
  return clean === '' ? '文件' : clean;
};
