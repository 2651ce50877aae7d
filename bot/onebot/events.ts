/** What a OneBot server tells unasked: messages, how the account fares, who came and went. */
import type { IncomingMessage } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { idOf } from '../ids.ts';
import { readFrame } from './frames.ts';
import { isFrame, type Frame } from './wire.ts';

export type OneBotEvent =
  | { kind: 'message'; message: IncomingMessage }
  /** From a heartbeat; null where it does not say. */
  | { kind: 'status'; online: boolean | null }
  /** QQ has thrown the account out. */
  | { kind: 'kicked'; words: string; at: Instant }
  /** The server was put to work, or out of it. */
  | { kind: 'lifecycle'; enabled: boolean }
  | { kind: 'joined' | 'left'; group: string; account: string };

/** Null for what is of no use here: own echoes, requests, nonsense. */
export function readEvent(frame: unknown, now: Instant): OneBotEvent | null {
  if (!isFrame(frame)) return null;
  switch (frame['post_type']) {
    case 'message': {
      const message = readFrame(frame, now);
      return message === null ? null : { kind: 'message', message };
    }
    case 'meta_event':
      return readMeta(frame);
    case 'notice':
      return readNotice(frame, now);
    default:
      return null;
  }
}

/** Online unless a server says otherwise; null where it does not say. */
export const onlineIn = (status: Frame): boolean | null =>
  status['online'] === false || status['good'] === false ? false : status['online'] === true ? true : null;

function readMeta(frame: Frame): OneBotEvent | null {
  switch (frame['meta_event_type']) {
    case 'heartbeat':
      return isFrame(frame['status']) ? { kind: 'status', online: onlineIn(frame['status']) } : null;
    case 'lifecycle':
      return { kind: 'lifecycle', enabled: frame['sub_type'] !== 'disable' };
    default:
      return null;
  }
}

function readNotice(frame: Frame, now: Instant): OneBotEvent | null {
  const type = frame['notice_type'];
  if (type === 'bot_offline') {
    const words = typeof frame['message'] === 'string' ? frame['message'].trim() : '';
    const time = frame['time'];
    return { kind: 'kicked', words, at: typeof time === 'number' && time > 0 ? time * 1000 : now };
  }
  const group = idOf(frame['group_id']);
  const account = idOf(frame['user_id']);
  if (group === null || account === null) return null;
  if (type === 'group_increase') return { kind: 'joined', group, account };
  if (type === 'group_decrease') return { kind: 'left', group, account };
  return null;
}
