/** OneBot 11 (NapCat, LLBot …) over forward and reverse WebSockets, with one account or several. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage, RoomAddress } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import { Dialer } from './onebot/dialer.ts';
import { ONEBOT } from './onebot/frames.ts';
import { isIn, missedIn, type Found } from './onebot/history.ts';
import { Link, type LinkState } from './onebot/link.ts';
import { Links } from './onebot/links.ts';
import { isLoopback } from './onebot/loopback.ts';
import { ReverseServer } from './onebot/reverse.ts';
import { sendPart } from './onebot/sending.ts';
import { numeric } from './onebot/wire.ts';
import {
  MEGABYTE,
  type ChatAdapter,
  type ChatHandlers,
  type ChatLimits,
  type ConnectionState,
  type SendableSegment,
  type SendOutcome,
} from './port.ts';

export interface OneBotOptions {
  /** Servers to go to, one account each. */
  urls: readonly string[];
  /** Where accounts may come to; port 0 takes any free one. Null where none may. */
  reverse: { host: string; port: number } | null;
  token: string;
  clock: () => Instant;
  log: { warn(about: object, text: string): void };
  requestTimeoutMs?: number;
  reconnectMs?: { first: number; longest: number };
  pingMs?: number;
  /** Between two questions how an account fares. */
  checkMs?: number;
  /** How long a message under way may take to show in the history. */
  settleMs?: number;
}

const defaults = {
  requestTimeoutMs: 10_000,
  reconnectMs: { first: 3000, longest: 60_000 },
  pingMs: 30_000,
  checkMs: 30_000,
  settleMs: 2000,
};

class OneBot implements ChatAdapter {
  readonly platform = ONEBOT;
  readonly limits: ChatLimits = {
    text: 1000,
    unit: 'characters',
    mentions: 20,
    images: 'mixed',
    imageBytes: 10 * MEGABYTE,
    fileBytes: 20 * MEGABYTE,
    paced: true,
    perMinute: null,
  };
  private readonly options: OneBotOptions & typeof defaults;
  private readonly links: Links;
  private readonly dialers: Dialer[] = [];
  /** Accounts that came by themselves. */
  private readonly callers = new Map<string, Link>();
  private readonly server: ReverseServer | null;
  private handlers: ChatHandlers | null = null;
  private current: ConnectionState;

  /** @throws Error in Chinese when the token is empty and others than this machine could make use of that */
  constructor(options: OneBotOptions) {
    this.options = { ...defaults, ...options };
    const { urls, reverse, token, clock } = options;
    const hosts = [...urls.map((url) => new URL(url).hostname), ...(reverse === null ? [] : [reverse.host])];
    if (token === '' && !hosts.every(isLoopback))
      throw new Error('ONEBOT_TOKEN 不能为空：连接不只在本机，没有令牌谁都可以冒充机器人');
    this.links = new Links(clock, (message) => this.handlers?.onMessage(message));
    for (const url of urls) this.dial(url);
    this.server = reverse === null ? null : this.serverAt(reverse);
    this.current = { kind: 'connecting', since: clock() };
    this.current = this.stateNow();
  }

  async start(handlers: ChatHandlers): Promise<void> {
    this.handlers = handlers;
    for (const dialer of this.dialers) dialer.start();
    await this.server?.start();
    this.changed();
  }

  async stop(): Promise<void> {
    this.handlers = null;
    for (const dialer of this.dialers) dialer.stop();
    this.links.stop();
    await this.server?.stop();
  }

  /** Of all accounts together; with a room, of those that can speak there. */
  state(room?: RoomAddress): ConnectionState {
    return room === undefined ? this.current : { ...this.links.stateFor(room), since: this.current.since };
  }

  /** What every server or account that is not online lacks; empty when all are. */
  troubles(): string {
    const { server, callers } = this;
    const awaited = server !== null && callers.size === 0 ? `等账号来连 ${this.reverseUrl()}` : null;
    return [this.links.troubles(), server?.trouble ?? awaited].filter(Boolean).join('；');
  }

  /** Where accounts may come to. */
  reverseUrl(): string | null {
    const { reverse } = this.options;
    return reverse === null || this.server === null ? null : `ws://${reverse.host}:${this.server.port}`;
  }

  async send(room: RoomAddress, part: readonly SendableSegment[]): Promise<SendOutcome> {
    const { clock } = this.options;
    if (this.links.serving(room) === null) await this.links.lookAround();
    const link = this.links.serving(room);
    if (link === null) return { kind: 'rejected', reason: this.links.whyNotIn(room), retryable: true };
    const began = clock();
    return sendPart(link, room, part, () => this.look(link, room, part, began));
  }

  async wasSent(
    room: RoomAddress,
    part: readonly SendableSegment[],
    since: Instant,
  ): Promise<'yes' | 'no' | 'cannotTell'> {
    const link = this.links.serving(room);
    return link === null ? 'cannotTell' : (await this.look(link, room, part, since)).is;
  }

  async missed(room: RoomAddress, since: Instant): Promise<readonly IncomingMessage[] | null> {
    const link = this.links.serving(room);
    return link === null ? null : missedIn(link, room, since, this.links.accounts);
  }

  async members(room: RoomAddress): Promise<ReadonlySet<string> | null> {
    const link = room.kind === 'group' ? this.links.serving(room) : null;
    return link === null ? null : link.whereabouts.membersOf(room.id, link.request);
  }

  async recall(room: RoomAddress, messageId: string): Promise<boolean> {
    const answer = await this.links.serving(room)?.request('delete_msg', { message_id: numeric(messageId) });
    return answer?.kind === 'answered' && answer.retcode === 0;
  }

  private async look(link: Link, room: RoomAddress, part: readonly SendableSegment[], since: Instant): Promise<Found> {
    await sleep(this.options.settleMs);
    return isIn(link, room, part, since, this.links.accounts);
  }

  private dial(url: string): void {
    const { token, reconnectMs, requestTimeoutMs } = this.options;
    const link = this.addLink(new URL(url).host, null, () => dialer.settled());
    const dialer = new Dialer({
      url,
      token,
      handshakeMs: requestTimeoutMs,
      reconnectMs,
      onOpen: (socket) => link.take(socket, 'Universal'),
      onFail: (reason) => link.fail(reason),
    });
    this.dialers.push(dialer);
  }

  private serverAt(address: { host: string; port: number }): ReverseServer {
    const { token, reconnectMs, log } = this.options;
    return new ReverseServer({
      ...address,
      token,
      retryMs: reconnectMs.first,
      log,
      onSocket: (account, role, socket) => {
        const link = this.callers.get(account) ?? this.addLink(account, account, () => undefined);
        this.callers.set(account, link);
        if (link.isOnline && role !== 'Event')
          log.warn({ account }, 'a OneBot account came once more; its connection before this one is given up');
        link.take(socket, role);
      },
      onTrouble: () => this.changed(),
    });
  }

  private addLink(name: string, account: string | null, onOnline: () => void): Link {
    let was: LinkState = { kind: 'connecting' };
    const link: Link = new Link({
      ...this.options,
      name,
      account,
      onMessage: (from, message) => this.links.hear(from, message),
      onChange: ({ state }) => {
        if (state.kind === 'online') onOnline();
        // With others still online nothing else would tell of it.
        else if (was.kind === 'online' && this.handlers !== null)
          this.options.log.warn({ account: link.name, state }, 'a OneBot account is no longer online');
        was = state;
        this.changed();
      },
    });
    this.links.add(link);
    return link;
  }

  private changed(): void {
    this.links.changed();
    const before = this.current;
    this.current = this.stateNow();
    if (wordsOf(before) !== wordsOf(this.current)) this.handlers?.onState(this.current);
  }

  private stateNow(): ConnectionState {
    const now = this.links.stateFor(null);
    const since = now.kind === this.current.kind ? this.current.since : this.options.clock();
    return now.kind === 'offline' ? { kind: 'offline', since, reason: this.troubles() } : { ...now, since };
  }
}

/** @throws as the constructor does */
export const createOneBot = (options: OneBotOptions): OneBot => new OneBot(options);

const wordsOf = (state: ConnectionState): string =>
  `${state.kind} ${state.kind === 'online' ? state.account : state.kind === 'offline' ? state.reason : ''}`;
