/** Whether a message is addressed to the bot, and what it points at. */
import type { IncomingMessage } from '../domain/message.ts';
import type { QuotedMessage } from '../domain/text/quoted.ts';

export interface Addressing {
  /** In private, or @ed. */
  addressed: boolean;
  quote: QuotedMessage | null;
  mentioned: readonly string[];
  photos: readonly string[];
}

const none: readonly string[] = [];

export function addressingOf({ segments, room, self }: IncomingMessage): Addressing {
  let addressed = room.kind === 'private';
  let quote: Addressing['quote'] = null;
  let mentioned = none;
  let photos = none;
  for (const segment of segments) {
    if (segment.type === 'at') {
      if (segment.account === self) addressed = true;
      else mentioned = [...mentioned, segment.account];
    } else if (segment.type === 'quote') quote = { messageId: segment.messageId, text: segment.text };
    else if (segment.type === 'image' && segment.url !== null) photos = [...photos, segment.url];
  }
  return { addressed, quote, mentioned, photos };
}
