/** Messages as OneBot segment arrays. Never strings: a string is read for CQ codes, and residents' words are in it. */
import type { SendableSegment } from '../port.ts';

export interface WireSegment {
  type: 'text' | 'at' | 'reply' | 'image';
  data: Record<string, string>;
}

/** Only a real account is @ed: 0, empty and NaN become @all on some platforms. */
export const isAccount = (account: string): boolean => /^[1-9]\d{4,11}$/.test(account);

/** @param present accounts in the group, null when not known; @s of others become plain names */
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
        return [{ type: 'text', data: { text: `[文件：${segment.name}]` } }];
    }
  });
}

/** What a message says, to find it again in the group's history: the words; blanks and names that were @ed aside. */
export const fingerprint = (segments: readonly { type: string; text?: string | null }[]): string =>
  segments
    .map((segment) => (segment.type === 'text' ? (segment.text ?? '') : ''))
    .join('')
    .replace(/@\S+\s?/g, '')
    .replace(/\s+/g, '');
