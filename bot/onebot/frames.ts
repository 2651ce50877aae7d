/** OneBot 11 frames as they come over the wire, read into messages; everything that is no message of somebody else is null. */
import type { IncomingMessage, IncomingSegment } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { idOf } from '../ids.ts';
import { isFrame, type Frame } from './wire.ts';

export const ONEBOT = 'onebot';

/** A message event of somebody else, or null: own echoes, notices, heartbeats, answers, nonsense. */
export function readFrame(frame: unknown, now: Instant): IncomingMessage | null {
  if (!isFrame(frame) || frame['post_type'] !== 'message') return null;
  const self = idOf(frame['self_id']);
  const account = idOf(frame['user_id']);
  const messageId = idOf(frame['message_id']);
  if (self === null || account === null || messageId === null || account === self) return null;
  const isGroup = frame['message_type'] === 'group';
  const roomId = isGroup ? idOf(frame['group_id']) : account;
  if (roomId === null || (!isGroup && frame['message_type'] !== 'private')) return null;
  const sender = isFrame(frame['sender']) ? frame['sender'] : {};
  const time = frame['time'];
  return {
    self,
    room: { platform: ONEBOT, kind: isGroup ? 'group' : 'private', id: roomId },
    sender: { account, name: nameOf(sender) ?? account },
    messageId,
    at: typeof time === 'number' && time > 0 ? time * 1000 : now,
    segments: readMessage(frame['message']),
  };
}

const nameOf = (sender: Frame): string | null => {
  for (const key of ['card', 'nickname']) {
    const name = sender[key];
    if (typeof name === 'string' && name.trim() !== '') return name.trim();
  }
  return null;
};

/** Both formats: arrays of segments, and strings with CQ codes. */
export function readMessage(message: unknown): IncomingSegment[] {
  if (typeof message === 'string') return readCqString(message);
  if (!Array.isArray(message)) return [];
  const segments: IncomingSegment[] = [];
  for (const part of message) {
    if (!isFrame(part)) continue;
    const segment = readSegment(part['type'], isFrame(part['data']) ? part['data'] : {});
    if (segment !== null) segments.push(segment);
  }
  return segments;
}

/** Faces, cards, records and whatever is invented next are left out: they say nothing a command could mean. */
function readSegment(type: unknown, data: Frame): IncomingSegment | null {
  switch (type) {
    case 'text': {
      const text = data['text'];
      return typeof text === 'string' && text !== '' ? { type: 'text', text } : null;
    }
    case 'at': {
      const account = idOf(data['qq']);
      return account === null ? null : { type: 'at', account };
    }
    case 'reply': {
      const messageId = idOf(data['id']);
      return messageId === null
        ? null
        : { type: 'quote', messageId, text: typeof data['text'] === 'string' ? data['text'] : null };
    }
    case 'image':
      return { type: 'image', url: typeof data['url'] === 'string' ? data['url'] : null };
    case 'file': {
      const name = data['name'] ?? data['file'];
      return {
        type: 'file',
        name: typeof name === 'string' ? name : '文件',
        url: typeof data['url'] === 'string' ? data['url'] : null,
      };
    }
    default:
      return null;
  }
}

const unescape = (text: string): string =>
  text.replaceAll('&#91;', '[').replaceAll('&#93;', ']').replaceAll('&#44;', ',').replaceAll('&amp;', '&');

function readCqString(message: string): IncomingSegment[] {
  const segments: IncomingSegment[] = [];
  const push = (segment: IncomingSegment | null): void => void (segment !== null && segments.push(segment));
  let last = 0;
  for (const found of message.matchAll(/\[CQ:([a-z_]+)((?:,[^\]]*)?)\]/gi)) {
    push(readSegment('text', { text: unescape(message.slice(last, found.index)) }));
    last = found.index + found[0].length;
    const data: Frame = {};
    for (const pair of (found[2] ?? '').split(',')) {
      const equals = pair.indexOf('=');
      if (equals > 0) data[pair.slice(0, equals)] = unescape(pair.slice(equals + 1));
    }
    push(readSegment(found[1], data));
  }
  push(readSegment('text', { text: unescape(message.slice(last)) }));
  return segments;
}
