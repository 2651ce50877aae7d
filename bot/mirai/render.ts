/** Messages as chains of plain segments. Never mirai codes: residents' words are in them. */
import type { RoomAddress } from '../../domain/message.ts';
import { isAccount } from '../ids.ts';
import type { SendableSegment } from '../port.ts';
import type { ChainElement } from './library.ts';

export interface Rendered {
  chain: ChainElement[];
  /** Message id quoted; a chain cannot say it. */
  quote: number | null;
}

/** @param present accounts in the group, null when not known; @s of others become plain names, as they do in private */
export function render(
  part: readonly SendableSegment[],
  room: RoomAddress,
  present: ReadonlySet<string> | null,
): Rendered {
  let quote: number | null = null;
  const chain = part.flatMap((segment): ChainElement[] => {
    switch (segment.type) {
      case 'text':
        return [{ type: 'Plain', text: segment.text }];
      case 'at':
        return room.kind === 'group' && isAccount(segment.account) && (present?.has(segment.account) ?? true)
          ? [
              { type: 'At', target: Number(segment.account), display: '' },
              { type: 'Plain', text: ' ' },
            ]
          : [{ type: 'Plain', text: `@${segment.name} ` }];
      case 'quote':
        if (/^-?\d+$/.test(segment.messageId)) quote = Number(segment.messageId);
        return [];
      case 'image':
        return [{ type: 'Image', base64: segment.data }];
      case 'file':
        return [{ type: 'Plain', text: `[文件：${segment.name}]` }];
    }
  });
  return { chain, quote };
}

/** QQ takes none of `:*?"<>|` in a file name, and a slash would make a folder. */
export const fileName = (name: string): string => name.replace(/[:*?"<>|/\\\p{Cc}]/gu, '') || '文件';
