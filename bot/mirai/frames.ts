/** What mirai-api-http pushes, read into messages of others and news about the account; anything else is null. */
import type { IncomingMessage, IncomingSegment } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { idOf } from '../ids.ts';

export const MIRAI = 'mirai';

export type Pushed =
  /** `group` is where a private message came through when its sender is no friend: the way back. */
  | { kind: 'message'; message: IncomingMessage; group: string | null }
  | { kind: 'account'; online: boolean; reason: string }
  /** Somebody joined or left a group. */
  | { kind: 'members'; group: string };

type Frame = Record<string, unknown>;

const frameOf = (value: unknown): Frame =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Frame) : {};

/** Behind this account are all who speak anonymously: whoever bound it would be bound for all of them. */
const ANONYMOUS = '80000000';

const ACCOUNT_NEWS: Readonly<Record<string, { online: boolean; reason: string }>> = {
  BotOnlineEvent: { online: true, reason: '' },
  BotReloginEvent: { online: true, reason: '' },
  BotOfflineEventActive: { online: false, reason: 'QQ 账号已退出登录，请在 mirai 上重新登录' },
  BotOfflineEventForce: { online: false, reason: 'QQ 账号被顶下线，请检查是否在别处登录，再重新登录' },
  BotOfflineEventDropped: { online: false, reason: 'QQ 账号掉线，等待 mirai 重新登录' },
};

/**
 * @param data the `data` of a frame
 * @param self the bot's own account
 */
export function readPushed(data: unknown, self: string, now: Instant): Pushed | null {
  const frame = frameOf(data);
  const type = String(frame['type']);
  switch (type) {
    case 'GroupMessage':
    case 'FriendMessage':
    case 'StrangerMessage':
    case 'TempMessage':
      return readMessage(frame, type, self, now);
    case 'MemberJoinEvent':
    case 'MemberLeaveEventKick':
    case 'MemberLeaveEventQuit': {
      const group = idOf(frameOf(frameOf(frame['member'])['group'])['id']);
      return group === null ? null : { kind: 'members', group };
    }
  }
  const news = ACCOUNT_NEWS[type];
  return news === undefined || (idOf(frame['qq']) ?? self) !== self ? null : { kind: 'account', ...news };
}

/** Null without a sender or an id, and for what the bot said itself. */
function readMessage(frame: Frame, type: string, self: string, now: Instant): Pushed | null {
  const sender = frameOf(frame['sender']);
  const account = idOf(sender['id']);
  const chain = Array.isArray(frame['messageChain']) ? frame['messageChain'].map(frameOf) : [];
  const source = chain.find((element) => element['type'] === 'Source');
  const messageId = idOf(source?.['id']);
  if (account === null || messageId === null || account === self || account === ANONYMOUS) return null;
  const group = idOf(frameOf(sender['group'])['id']);
  const isGroup = type === 'GroupMessage';
  if (isGroup && group === null) return null;
  const time = source?.['time'];
  return {
    kind: 'message',
    group: type === 'TempMessage' ? group : null,
    message: {
      self,
      room: { platform: MIRAI, kind: isGroup ? 'group' : 'private', id: isGroup && group !== null ? group : account },
      sender: { account, name: nameOf(sender) ?? account },
      messageId,
      at: typeof time === 'number' && time > 0 ? time * 1000 : now,
      segments: readChain(chain),
    },
  };
}

const nameOf = (sender: Frame): string | null => {
  for (const key of ['memberName', 'nickname', 'remark']) {
    const name = sender[key];
    if (typeof name === 'string' && name !== '') return name;
  }
  return null;
};

/** A message chain, or the one quoted in it. Faces, cards and whatever is invented next say nothing a command could mean. */
export function readChain(chain: unknown): IncomingSegment[] {
  if (!Array.isArray(chain)) return [];
  return chain.flatMap((element) => readElement(frameOf(element)) ?? []);
}

function readElement(element: Frame): IncomingSegment | null {
  switch (element['type']) {
    case 'Plain': {
      const text = element['text'];
      return typeof text === 'string' && text !== '' ? { type: 'text', text } : null;
    }
    case 'At': {
      const account = idOf(element['target']);
      return account === null ? null : { type: 'at', account };
    }
    case 'AtAll':
      return { type: 'at', account: 'all' };
    case 'Image':
    case 'FlashImage':
      return { type: 'image', url: typeof element['url'] === 'string' ? element['url'] : null };
    case 'File':
      return { type: 'file', name: typeof element['name'] === 'string' ? element['name'] : '文件', url: null };
    case 'Quote': {
      const messageId = idOf(element['id']);
      const words = readChain(element['origin']).flatMap((one) => (one.type === 'text' ? one.text : []));
      return messageId === null
        ? null
        : { type: 'quote', messageId, text: words.length === 0 ? null : words.join(' ') };
    }
    default:
      return null;
  }
}
