/** One account: its connection, whether QQ has it online, where it is, and what it hears, in order. */
import type { WebSocket } from 'ws';
import { textOf, type IncomingMessage, type IncomingSegment } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { idOf } from '../ids.ts';
import { Channel, type ChannelOptions } from './channel.ts';
import { onlineIn, readEvent, type OneBotEvent } from './events.ts';
import { readMessage } from './frames.ts';
import type { Role } from './reverse.ts';
import { Standing } from './standing.ts';
import { Whereabouts } from './whereabouts.ts';
import { numeric, recordOf, troubleOf, type Answer } from './wire.ts';

export type LinkState = { kind: 'connecting' } | { kind: 'online' } | { kind: 'offline'; reason: string };

export interface LinkOptions extends ChannelOptions {
  /** What the operator knows it by until its account is known: where it connects to. */
  name: string;
  account: string | null;
  clock: () => Instant;
  /** Between two questions how the account fares. */
  checkMs: number;
  onMessage(link: Link, message: IncomingMessage): void;
  /** It may be online or not, in other groups, or another account than before. */
  onChange(link: Link): void;
}

/** A quoted message is waited for so long; what is said after it waits too. */
const QUOTE_WAIT_MS = 2000;
/** Quoted messages being fetched at a time: more at once is a flood, and the server answers one after the other. */
const MOST_LOOKED_UP = 20;
/** Messages known to have arrived, so that one of the same words is not taken for them. */
const ARRIVED_KEPT = 500;

export class Link {
  account: string | null;
  readonly whereabouts: Whereabouts;
  /** Ids of messages the server has confirmed, the newest. */
  readonly arrived = new Set<string>();
  private lookingUp = 0;
  private readonly options: LinkOptions;
  private readonly standing = new Standing();
  private readonly ticker: NodeJS.Timeout;
  private api: Channel | null = null;
  private events: Channel | null = null;
  /** The server has said who it is, over this connection. */
  private greeted = false;
  private checking: Channel | null = null;
  private lost: string | null = null;
  private hearing: Promise<void> | null = null;

  constructor(options: LinkOptions) {
    this.options = options;
    this.account = options.account;
    this.whereabouts = new Whereabouts(options.clock);
    this.ticker = setInterval(() => void this.check(), options.checkMs);
  }

  get name(): string {
    return this.account ?? this.options.name;
  }

  /** The same whatever account it turns out to be. */
  get key(): string {
    return this.options.name;
  }

  get state(): LinkState {
    const { api, events, lost, standing } = this;
    if (api === null && events === null) return lost === null ? { kind: 'connecting' } : offline(lost);
    if (api === null) return offline('只连上了 Event，没有连 API，发不出消息');
    if (events === null) return offline('只连上了 API，没有连 Event，收不到消息');
    // An open socket may still refuse the token, or not be OneBot at all.
    if (!this.greeted) return lost === null ? { kind: 'connecting' } : offline(lost);
    return standing.trouble === null ? { kind: 'online' } : offline(standing.trouble);
  }

  get isOnline(): boolean {
    return this.state.kind === 'online';
  }

  /** Milliseconds an answer is waited for, unless it takes long for a reason. */
  get patience(): number {
    return this.options.requestTimeoutMs;
  }

  /** A connection for this account is open. One of the same role that was there before is given up: it is dead. */
  take(socket: WebSocket, role: Role): void {
    const channel: Channel = new Channel(socket, this.options, {
      onFrame: (frame) => this.read(frame),
      onClose: (reason) => this.lose(channel, reason),
    });
    const before = [role === 'Event' ? null : this.api, role === 'API' ? null : this.events];
    if (role !== 'API') this.events = channel;
    if (role !== 'Event') {
      this.api = channel;
      this.greeted = false;
      this.whereabouts.forget();
      this.standing.renew();
    }
    for (const old of before) old?.close('同一账号又连了一次');
    this.options.onChange(this);
    void this.check();
  }

  /** No connection came about, or none that is of use. */
  fail(reason: string): void {
    this.lost = reason;
    this.options.onChange(this);
  }

  stop(): void {
    clearInterval(this.ticker);
    this.api?.close('正在停止');
    this.events?.close('正在停止');
  }

  /** Never rejects. */
  readonly request = (action: string, params: object, timeoutMs?: number): Promise<Answer> =>
    this.api?.request(action, params, timeoutMs) ?? Promise.resolve({ kind: 'offline' });

  /** The server says that a message is out. */
  confirmed(messageId: string): void {
    this.arrived.add(messageId);
    const oldest = this.arrived.values().next();
    if (this.arrived.size > ARRIVED_KEPT && !oldest.done) this.arrived.delete(oldest.value);
  }

  /** With the words of the messages it quotes, as far as the server still has them. */
  async withQuotes(message: IncomingMessage): Promise<IncomingMessage> {
    const segments = await Promise.all(
      message.segments.map(async (segment): Promise<IncomingSegment> => {
        if (!isBareQuote(segment)) return segment;
        const asked = { message_id: numeric(segment.messageId) };
        const quoted = recordOf(await this.request('get_msg', asked, Math.min(QUOTE_WAIT_MS, this.patience)));
        const text = textOf(readMessage(quoted['message']));
        return { ...segment, text: text === '' ? null : text };
      }),
    );
    return { ...message, segments };
  }

  private lose(channel: Channel, reason: string): void {
    const mine = this.api === channel || this.events === channel;
    if (this.api === channel) this.api = null;
    if (this.events === channel) this.events = null;
    if (mine) this.fail(reason);
  }

  /** Who is it, is the account online, where is it: asked at first and then every so often. */
  private async check(): Promise<void> {
    const { api, whereabouts, standing } = this;
    const { clock, onChange } = this.options;
    if (api === null || this.checking === api) return;
    this.checking = api;
    const account = this.greeted ? this.account : await this.askAccount(api);
    if (account !== null) {
      const listed = whereabouts.isStale ? whereabouts.list(this.request) : null;
      const [status] = await Promise.all([api.request('get_status', {}), listed]);
      if (this.api === api) {
        this.account = account;
        standing.told(onlineIn(recordOf(status)), clock());
        this.greeted = true;
        this.lost = null;
        onChange(this);
      }
    }
    if (this.checking === api) this.checking = null;
  }

  private async askAccount(api: Channel): Promise<string | null> {
    const answer = await api.request('get_login_info', {});
    const account = idOf(recordOf(answer)['user_id']);
    if (account !== null && account !== '0') return account;
    if (this.api === api) this.fail(`连上了，但问不出登录的账号（${troubleOf(answer)}）`);
    return null;
  }

  private read(frame: unknown): void {
    const { clock, onChange } = this.options;
    const event = readEvent(frame, clock());
    if (event === null) return;
    const before = this.standing.trouble;
    this.note(event);
    if (this.standing.trouble !== before) onChange(this);
    if (event.kind === 'message') this.hear(event.message);
  }

  private note(event: OneBotEvent): void {
    const { standing, whereabouts } = this;
    const { clock, onChange } = this.options;
    switch (event.kind) {
      case 'message':
        standing.heard(event.message.at);
        if (event.message.room.kind === 'group') whereabouts.heard(event.message.room.id);
        return;
      case 'status':
        return standing.told(event.online, clock());
      case 'kicked':
        standing.kicked(event.words, event.at);
        // A server that admits it now will be believed when it says that all is well again.
        void this.check();
        return;
      case 'lifecycle':
        if (event.enabled) void this.check();
        else standing.disabled(clock());
        return;
      case 'joined':
      case 'left':
        whereabouts.changed(event.group);
        if (event.account !== this.account) return;
        if (event.kind === 'joined') whereabouts.enter(event.group);
        else whereabouts.leave(event.group);
        onChange(this);
    }
  }

  /**
   * What comes while a quoted message is fetched waits behind it: nobody's words are to overtake each other. In a flood
   * of quotes not all are looked up, so that what waits does not grow; a quote is then known by its id alone.
   */
  private hear(message: IncomingMessage): void {
    const { onMessage } = this.options;
    const looksUp = this.lookingUp < MOST_LOOKED_UP && message.segments.some(isBareQuote);
    if (this.hearing === null && !looksUp) return onMessage(this, message);
    if (looksUp) this.lookingUp += 1;
    const turn = (this.hearing ?? Promise.resolve()).then(async () => {
      onMessage(this, looksUp ? await this.withQuotes(message) : message);
      if (looksUp) this.lookingUp -= 1;
    });
    this.hearing = turn;
    void turn.then(() => {
      if (this.hearing === turn) this.hearing = null;
    });
  }
}

const offline = (reason: string): LinkState => ({ kind: 'offline', reason });

const isBareQuote = (segment: IncomingSegment): segment is { type: 'quote'; messageId: string; text: null } =>
  segment.type === 'quote' && segment.messageId !== null && segment.text === null;
