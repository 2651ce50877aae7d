/** WeCom's 智能机器人 over its long connection. The official SDK is known to this file alone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { WSClient, type WsFrame } from '@wecom/aibot-node-sdk';
import type { Instant } from '../domain/time.ts';
import { readCallback, WECOM } from './wecom/callbacks.ts';
import { NOT_SUBSCRIBED, refusal } from './wecom/errcodes.ts';
import { wecomFileName } from './wecom/file-name.ts';
import { wecomLimits } from './wecom/limits.ts';
import { renderMarkdown } from './wecom/markdown.ts';
import type { ChatAdapter, ChatHandlers, ConnectionState, SendableSegment, SendOutcome } from './port.ts';

export interface WecomOptions {
  botId: string;
  secret: string;
  /** Another server than WeCom's own: a private deployment's, or a fake. */
  url?: string | undefined;
  clock: () => Instant;
  log: { error(about: object, text: string): void };
  /** For a connection to open, for a login and for a message to be acknowledged. The SDK itself gives up after 5 s. */
  answerMs?: number;
  /** First wait before the next connection; doubles up to 30 s. */
  reconnectMs?: number;
  /** Between two pings; after two without an answer the connection is given up. */
  pingMs?: number;
}

/** Smaller files are refused. */
const SMALLEST_FILE = 5;
/** 40 pieces of 512 KB over a slow line; nobody has seen anything until then. */
const UPLOAD_MS = 180_000;

const TAKEN_OVER =
  '另一个程序用同一个机器人登录了企业微信，本连接已被顶下线，不再自动重连。请确认只运行一个回音，停掉多余的，再重新启动';

/** The SDK writes what people say to the console: it is given no voice. */
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const LATE = Symbol('late');

const rejected = (reason: string, retryable: boolean): SendOutcome => ({ kind: 'rejected', reason, retryable });
const notConnected = rejected('没有连接', true);
const noReceipt: SendOutcome = { kind: 'unknown', reason: '企业微信没有回执（超时或连接断开）' };

export function createWecom(options: WecomOptions): ChatAdapter {
  const { botId, secret, url = '', clock, log, answerMs = 5000, reconnectMs = 1000, pingMs = 30_000 } = options;
  let handlers: ChatHandlers | null = null;
  let state: ConnectionState = { kind: 'connecting', since: clock() };
  let client: WSClient | null = null;
  let login: NodeJS.Timeout | undefined;

  const become = (next: ConnectionState): void => {
    if (next.kind === 'offline' && state.kind === 'offline' && next.reason === state.reason) return;
    state = next;
    handlers?.onState(next);
  };
  const offline = (reason: string): void => become({ kind: 'offline', since: clock(), reason });

  function connect(): void {
    const fresh = new WSClient({
      botId,
      secret,
      wsUrl: url,
      wsOptions: { handshakeTimeout: answerMs },
      // For ever: the SDK would give up after 10 lost connections or 5 refused logins.
      maxReconnectAttempts: -1,
      maxAuthFailureAttempts: -1,
      reconnectInterval: reconnectMs,
      heartbeatInterval: pingMs,
      logger: silent,
    });
    client = fresh;
    let reason = '';
    let comesBack = false;
    fresh.on('connected', () => {
      reason = '';
      clearTimeout(login);
      // The SDK waits for ever for the answer to a login, and sends no pings before it.
      login = setTimeout(() => renew('企业微信没有回应登录'), answerMs);
    });
    fresh.on('authenticated', () => {
      clearTimeout(login);
      become({ kind: 'online', since: clock(), account: botId });
    });
    fresh.on('error', ({ message }) => {
      reason = message.startsWith('Authentication failed')
        ? `企业微信拒绝登录，请核对 WECOM_BOT_ID 和 WECOM_SECRET：${message.replace(/^Authentication failed: /, '')}`
        : `连不上企业微信：${message}`;
    });
    fresh.on('reconnecting', () => (comesBack = true));
    fresh.on('disconnected', (words) => {
      clearTimeout(login);
      comesBack = false;
      // Told to try for ever, the SDK gives up in one case only: another connection of this robot took its place.
      queueMicrotask(() => {
        if (comesBack) return offline(reason || `连接断开（${words}）`);
        log.error({}, 'another program took over the WeCom robot; this one stays offline');
        offline(TAKEN_OVER);
      });
    });
    fresh.on('message', ({ body }) => {
      const message = readCallback(body, botId, clock());
      if (message !== null) handlers?.onMessage(message);
    });
    fresh.connect();
  }

  /** A client that is hung up on must not be used again: its old socket's end would take the new one's place. */
  function hangUp(): void {
    clearTimeout(login);
    client?.removeAllListeners();
    client?.disconnect();
    client = null;
  }

  function renew(reason: string): void {
    hangUp();
    offline(reason);
    connect();
  }

  /** The server's refusal in what the SDK rejected with; null when there is none and the answer is simply missing. */
  function refusedBy(from: WSClient, error: unknown): SendOutcome | null {
    const refused = refusalIn(error);
    if (refused === null) return null;
    if (refused.errcode === NOT_SUBSCRIBED && from === client) renew('机器人的登录已失效');
    return refusal(refused.errcode, refused.errmsg);
  }

  async function acknowledged(from: WSClient, request: Promise<WsFrame>): Promise<SendOutcome> {
    try {
      const answer = await within(answerMs, request);
      return answer === LATE ? noReceipt : { kind: 'delivered', messageId: messageIdOf(answer) };
    } catch (error) {
      return refusedBy(from, error) ?? noReceipt;
    }
  }

  /** The id of what was uploaded, or how it failed. Nothing has been said yet, so every failure may be repeated. */
  async function upload(
    to: WSClient,
    type: 'image' | 'file',
    bytes: Buffer,
    filename: string,
  ): Promise<string | SendOutcome> {
    try {
      const result = await within(UPLOAD_MS, to.uploadMedia(bytes, { type, filename }));
      return result === LATE ? rejected('上传超时', true) : result.media_id;
    } catch (error) {
      return refusedBy(to, error) ?? rejected('上传中断', true);
    }
  }

  async function sendMedia(
    to: WSClient,
    chat: string,
    { type, name, data }: SendableSegment & { type: 'image' | 'file' },
  ): Promise<SendOutcome> {
    const bytes = Buffer.from(data, 'base64');
    if (bytes.length < SMALLEST_FILE) return rejected(`${name} 是空的`, false);
    const media = await upload(to, type, bytes, wecomFileName(name, type === 'image' ? '.png' : '.bin'));
    if (typeof media !== 'string') return media;
    return to.isConnected ? acknowledged(to, to.sendMediaMessage(chat, type, media)) : notConnected;
  }

  return {
    platform: WECOM,
    limits: wecomLimits,
    async start(given) {
      handlers = given;
      connect();
    },
    async stop() {
      hangUp();
      handlers = null;
    },
    state: () => state,
    async send(room, part) {
      // Sent at once or not at all: whatever fails later has left this machine.
      if (state.kind !== 'online' || client === null || !client.isConnected) return notConnected;
      const media = part.find((segment) => segment.type === 'image' || segment.type === 'file');
      const content = renderMarkdown(part);
      if (media === undefined) {
        if (content.trim() === '') return rejected('空消息', false);
        return acknowledged(client, client.sendMessage(room.id, { msgtype: 'markdown', markdown: { content } }));
      }
      if (part.length > 1) return rejected('图片和文件须单独发送', false);
      return sendMedia(client, room.id, media);
    },
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | typeof LATE> {
  const done = new AbortController();
  try {
    return await Promise.race([work, sleep(ms, LATE, { signal: done.signal })]);
  } finally {
    done.abort();
  }
}

const messageIdOf = ({ body }: WsFrame): string | null => {
  const id = (body as { msgid?: unknown } | undefined)?.msgid;
  return typeof id === 'string' && id !== '' ? id : null;
};

/** The SDK rejects with the server's frame, a plain object, or with an Error that may quote it (in uploads). */
function refusalIn(error: unknown): { errcode: number; errmsg: string } | null {
  if (error instanceof Error) {
    const code = /"errcode":(-?\d+)/.exec(error.message);
    const words = /"errmsg":"([^"]*)"/.exec(error.message);
    return code === null ? null : { errcode: Number(code[1]), errmsg: words?.[1] ?? '' };
  }
  const { errcode, errmsg } = (error ?? {}) as { errcode?: unknown; errmsg?: unknown };
  return typeof errcode === 'number' ? { errcode, errmsg: typeof errmsg === 'string' ? errmsg : '' } : null;
}
