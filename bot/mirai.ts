/** QQ through mirai-js and mirai-api-http. Nothing else imports mirai-js, and what it does not do well is done here. */
import mirai from 'mirai-js';
import type { Instant } from '../domain/time.ts';
import { limitRequestsTo, LONGEST_REQUEST_MS } from './mirai/axios.ts';
import { endsSession, failedWith, reasonOf } from './mirai/codes.ts';
import { MIRAI, readPushed } from './mirai/frames.ts';
import { Groups } from './mirai/groups.ts';
import { missed, wasSent } from './mirai/history.ts';
import { MahHttp } from './mirai/http.ts';
import type { MiraiBot } from './mirai/library.ts';
import { Line, socketUrl } from './mirai/line.ts';
import { within } from './mirai/network.ts';
import { sendPart } from './mirai/send.ts';
import { MEGABYTE, type ChatAdapter, type ChatHandlers, type ConnectionState } from './port.ts';

export interface MiraiOptions {
  /** Of mirai-api-http, whose http and ws adapters share it: `http://127.0.0.1:8080`. */
  url: string;
  verifyKey: string;
  /** The bot's own account. */
  qq: string;
  clock: () => Instant;
  log: { warn(about: object, text: string): void };
  requestTimeoutMs?: number;
  uploadTimeoutMs?: number;
  reconnectMs?: { first: number; longest: number };
  pingMs?: number;
}

/** A server that is gone needs no farewell. */
const RELEASE_MS = 3000;

/**
 * mirai-js dials by itself when it opens: without encryption whatever the URL says, with the key unescaped in it, and
 * deaf to errors until the socket is open, so that a refused upgrade ends the process. Here the line dials instead.
 */
class Bot extends (mirai.Bot as unknown as new () => MiraiBot) {
  private readonly line: Line;

  constructor(line: Line) {
    super();
    this.line = line;
  }

  async __wsListen(): Promise<void> {
    if (this.config === undefined) return;
    const { baseUrl, sessionKey, verifyKey } = this.config;
    this.wsConnection = this.line.dial(socketUrl(baseUrl, { sessionKey, verifyKey }));
    // Too late: the line was given up while the server was thinking.
    if (this.wsConnection === undefined) await this.release();
  }

  /** Else the server keeps the session, and queues every message for it, as long as it runs. */
  async release(): Promise<void> {
    // Empty before the server gave one, missing when it answered nonsense.
    if (!this.config?.sessionKey) return;
    const { baseUrl, sessionKey, qq } = this.config;
    await new MahHttp(baseUrl, sessionKey, RELEASE_MS).post('/release', { qq });
  }
}

/** A connection from the first try to its end; the next one has a Bot of its own. */
interface Link {
  bot: Bot;
  line: Line;
}

export function createMirai(options: MiraiOptions): ChatAdapter {
  const { url, verifyKey, qq, clock, log } = options;
  const { requestTimeoutMs = 15_000, uploadTimeoutMs = LONGEST_REQUEST_MS, pingMs = 30_000 } = options;
  const reconnectMs = options.reconnectMs ?? { first: 3000, longest: 60_000 };
  limitRequestsTo(url, LONGEST_REQUEST_MS);
  const groups = new Groups(clock, requestTimeoutMs);
  let handlers: ChatHandlers | null = null;
  let state: ConnectionState = { kind: 'connecting', since: clock() };
  let link: Link | null = null;
  let failures = 0;
  let stopped = false;
  let releasing: Promise<void> = Promise.resolve();
  let retry: NodeJS.Timeout | null = null;

  const become = (next: ConnectionState): void => {
    if (next.kind === state.kind && (next.kind !== 'offline' || reasonIn(next) === reasonIn(state))) return;
    state = next;
    tell(() => handlers?.onState(next));
  };
  const online = (): void => become({ kind: 'online', since: clock(), account: qq });
  const offline = (reason: string): void => become({ kind: 'offline', since: clock(), reason });

  /** Whoever listens must not end the connection by throwing. */
  const tell = (listener: () => void): void => {
    try {
      listener();
    } catch (error) {
      log.warn({ err: error }, 'a handler of the mirai adapter threw');
    }
  };

  function connect(): void {
    const line = new Line({
      handshakeTimeoutMs: requestTimeoutMs,
      pingMs,
      onOpen() {
        failures = 0;
        online();
      },
      onData: receive,
      onEnd: (reason) => lost(bot, reason),
    });
    const bot = new Bot(line);
    link = { bot, line };
    const opening = bot.open({ baseUrl: url, verifyKey, qq: Number(qq) });
    within(requestTimeoutMs, opening).catch((error: unknown) => line.end(reasonOf(error)));
  }

  function lost(bot: Bot, reason: string): void {
    link = null;
    offline(reason);
    releasing = bot.release();
    if (stopped) return;
    const wait = Math.min(reconnectMs.first * 2 ** failures, reconnectMs.longest);
    failures += 1;
    // Jitter, so that many bots do not come back to a restarted server in one moment.
    retry = setTimeout(connect, wait * (0.75 + Math.random() / 2));
  }

  function receive(data: unknown): void {
    const pushed = readPushed(data, qq, clock());
    if (pushed === null) return;
    switch (pushed.kind) {
      case 'account':
        return pushed.online ? online() : offline(pushed.reason);
      case 'members':
        return groups.forget(pushed.group);
      case 'message': {
        const { message, group } = pushed;
        if (message.room.kind === 'private') groups.heardFrom(message.sender.account, group);
        tell(() => handlers?.onMessage(message));
      }
    }
  }

  const httpOf = ({ bot }: Link, timeoutMs = requestTimeoutMs): MahHttp =>
    new MahHttp(url, bot.config?.sessionKey ?? '', timeoutMs);
  /** Null while nothing can be asked. */
  const session = () => (link === null || state.kind !== 'online' ? null : { bot: link.bot, http: httpOf(link) });

  return {
    platform: MIRAI,
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
      stopped = false;
      connect();
    },
    async stop() {
      stopped = true;
      if (retry !== null) clearTimeout(retry);
      link?.line.end('正在停止');
      await releasing;
      handlers = null;
    },
    state: () => state,
    async send(room, part) {
      const current = link;
      if (current === null || state.kind !== 'online')
        return { kind: 'rejected', reason: reasonIn(state) || '没有连接', retryable: true };
      const uploads = httpOf(current, uploadTimeoutMs);
      const sender = {
        session: { bot: current.bot, http: httpOf(current), uploads },
        groups,
        requestTimeoutMs,
        uploadTimeoutMs,
      };
      const { outcome, code } = await sendPart(sender, room, part).catch(failedWith);
      if (endsSession(code)) current.line.end('会话失效，重新连接');
      return outcome;
    },
    async wasSent(room, part, since) {
      const asked = session();
      return asked === null ? 'cannotTell' : wasSent(asked.http, room, qq, part, since, clock());
    },
    async missed(room, since) {
      const asked = session();
      return asked === null ? null : missed(asked.http, room, qq, since, clock());
    },
    async members(room) {
      const asked = session();
      return asked === null || room.kind !== 'group' ? null : groups.members(asked, room.id);
    },
    async recall(room, messageId) {
      const asked = session();
      if (asked === null) return false;
      // mirai-js takes code 500 for success here.
      const answer = await asked.http.post('/recall', { messageId: Number(messageId), target: Number(room.id) });
      return answer.kind === 'answered' && answer.code === 0;
    },
  };
}

const reasonIn = (state: ConnectionState): string => (state.kind === 'offline' ? state.reason : '');
