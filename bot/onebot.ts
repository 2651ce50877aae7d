/** OneBot 11 (NapCat, LLBot …) over a forward WebSocket. */
import type { RoomAddress } from '../domain/message.ts';
import { MINUTE, type Instant } from '../domain/time.ts';
import { Connection, type Answer } from './onebot/connection.ts';
import { idOf, ONEBOT, readFrame, readMessage } from './onebot/frames.ts';
import { fingerprint, isAccount, render } from './onebot/render.ts';
import { MEGABYTE, type ChatAdapter, type ChatHandlers, type ConnectionState, type SendOutcome } from './port.ts';

export interface OneBotOptions {
  url: string;
  token: string;
  clock: () => Instant;
  log: { warn(about: object, text: string): void };
  requestTimeoutMs?: number;
  reconnectMs?: { first: number; longest: number };
  pingMs?: number;
}

/** How long a member list is believed; people leave rarely, and a stale list only costs an @. */
const MEMBERS_KEPT = 10 * MINUTE;
/** Messages of a group's history looked through for one that may have been sent. */
const LOOKED_BACK = 30;
/** A server's clock may be off by so much against ours. */
const CLOCK_SKEW = MINUTE;
/** NapCat: any failure, and sometimes a message that was sent. */
const UNCERTAIN = 1200;
/** 1400–1499: what we asked for is wrong or not allowed, and will be the next time. */
const isFinal = (retcode: number): boolean => retcode >= 1400 && retcode < 1500;

/** @throws Error in Chinese when the token is empty and the server is not on this machine */
export function createOneBot(options: OneBotOptions): ChatAdapter {
  const { url, token, clock, log } = options;
  const { hostname } = new URL(url);
  if (token === '' && !/^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(hostname)) {
    throw new Error('ONEBOT_TOKEN 不能为空：OneBot 服务不在本机，没有令牌谁都可以冒充机器人');
  }
  let handlers: ChatHandlers | null = null;
  let state: ConnectionState = { kind: 'connecting', since: clock() };
  const members = new Map<string, { at: Instant; accounts: ReadonlySet<string> }>();
  const become = (next: ConnectionState): void => {
    if (next.kind === state.kind && next.kind !== 'online') return;
    state = next;
    handlers?.onState(next);
  };

  const connection = new Connection({
    url,
    token,
    requestTimeoutMs: options.requestTimeoutMs ?? 10_000,
    reconnectMs: options.reconnectMs ?? { first: 3000, longest: 60_000 },
    pingMs: options.pingMs ?? 30_000,
    log,
    onOpen: () => void greet(),
    onClose: (reason) => become({ kind: 'offline', since: clock(), reason }),
    onFrame(frame) {
      const message = readFrame(frame, clock());
      if (message !== null) handlers?.onMessage(message);
    },
  });

  /** Online only once the server says who we are: an open socket may still refuse the token. */
  async function greet(): Promise<void> {
    const answer = await connection.request('get_login_info', {});
    const account = dataOf(answer)?.['user_id'];
    if (answer.kind !== 'answered' || answer.retcode !== 0) return;
    connection.settled();
    become({ kind: 'online', since: clock(), account: idOf(account) ?? '' });
  }

  const membersOf = async (room: RoomAddress): Promise<ReadonlySet<string> | null> => {
    if (room.kind !== 'group') return null;
    const known = members.get(room.id);
    if (known !== undefined && clock() - known.at < MEMBERS_KEPT) return known.accounts;
    const answer = await connection.request('get_group_member_list', { group_id: numeric(room.id) });
    if (answer.kind !== 'answered' || !Array.isArray(answer.data)) return null;
    const accounts = new Set(
      answer.data.flatMap((member: unknown) => idOf((member as Record<string, unknown> | null)?.['user_id']) ?? []),
    );
    members.set(room.id, { at: clock(), accounts });
    return accounts;
  };

  return {
    platform: ONEBOT,
    limits: {
      text: 1000,
      unit: 'characters',
      mentions: 20,
      images: 'mixed',
      imageBytes: 10 * MEGABYTE,
      fileBytes: 20 * MEGABYTE,
      paced: true,
      perMinute: null,
    },
    async start(given) {
      handlers = given;
      connection.open();
    },
    async stop() {
      connection.stop();
      handlers = null;
    },
    state: () => state,
    async send(room, part) {
      const mentions = part.some((segment) => segment.type === 'at' && isAccount(segment.account));
      const present = mentions ? await membersOf(room) : null;
      const target = room.kind === 'group' ? { group_id: numeric(room.id) } : { user_id: numeric(room.id) };
      const action = room.kind === 'group' ? 'send_group_msg' : 'send_private_msg';
      return outcomeOf(await connection.request(action, { ...target, message: render(part, present) }));
    },
    async wasSent(room, part, since) {
      if (room.kind !== 'group') return 'cannotTell';
      const answer = await connection.request('get_group_msg_history', {
        group_id: numeric(room.id),
        count: LOOKED_BACK,
      });
      const list = dataOf(answer)?.['messages'];
      if (answer.kind !== 'answered' || answer.retcode !== 0 || !Array.isArray(list)) return 'cannotTell';
      const wanted = fingerprint(part);
      const found = list.some((entry: unknown) => {
        const message = entry as Record<string, unknown>;
        const time = typeof message['time'] === 'number' ? message['time'] * 1000 : since;
        return time >= since - CLOCK_SKEW && fingerprint(readMessage(message['message'])) === wanted;
      });
      return found ? 'yes' : 'no';
    },
    members: membersOf,
    async recall(_room, messageId) {
      const answer = await connection.request('delete_msg', { message_id: numeric(messageId) });
      return answer.kind === 'answered' && answer.retcode === 0;
    },
  };
}

/** Group and account numbers go out as numbers where they are; NapCat and LLBot take both, others only these. */
const numeric = (id: string): number | string => (/^-?\d{1,15}$/.test(id) ? Number(id) : id);

const dataOf = (answer: Answer): Record<string, unknown> | null =>
  answer.kind === 'answered' && typeof answer.data === 'object'
    ? (answer.data as Record<string, unknown> | null)
    : null;

function outcomeOf(answer: Answer): SendOutcome {
  if (answer.kind === 'offline') return { kind: 'rejected', reason: '没有连接', retryable: true };
  if (answer.kind === 'lost') return { kind: 'unknown', reason: answer.reason };
  const { retcode, words } = answer;
  if (retcode === 0) {
    const id = idOf(dataOf(answer)?.['message_id']);
    // Accepted without an id, or with 0 or −1: swallowed by risk control.
    return id === null || id === '0' || id === '-1'
      ? { kind: 'suppressed', reason: words || '平台没有给出消息编号' }
      : { kind: 'delivered', messageId: id };
  }
  if (retcode === UNCERTAIN || answer.status === 'async')
    return { kind: 'unknown', reason: words || `返回码 ${retcode}` };
  return { kind: 'rejected', reason: words || `返回码 ${retcode}`, retryable: !isFinal(retcode) };
}
