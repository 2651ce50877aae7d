/** OneBot 11 (NapCat, LLBot …) over forward and reverse WebSockets, with one account or several. */
import { setTimeout as sleep } from 'node:timers/promises';
import { UNNOTICED } from '../domain/channel.ts';
import type { IncomingMessage, RoomAddress } from '../domain/message.ts';
import { MINUTE, type Instant } from '../domain/time.ts';
import { Arrears } from './onebot/arrears.ts';
import { Connections, type ConnectionsOptions } from './onebot/connections.ts';
import { ONEBOT } from './onebot/frames.ts';
import { isIn, missedIn, type Found } from './onebot/history.ts';
import type { Link, LinkState } from './onebot/link.ts';
import { Links } from './onebot/links.ts';
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

const defaults = {
  requestTimeoutMs: 10_000,
  reconnectMs: { first: 3000, longest: 60_000 },
  pingMs: 30_000,
  checkMs: 30_000,
  /** How long a message under way may take to show in the history. */
  settleMs: 2000,
};

export type OneBotOptions = Pick<ConnectionsOptions, 'urls' | 'reverse' | 'token' | 'clock' | 'log'> &
  Partial<typeof defaults>;

/** A server's clock may be off by so much against ours. */
const CLOCK_SKEW = MINUTE;

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
  private readonly connections: Connections;
  private readonly arrears = new Arrears();
  /** From when on nothing was heard by an account that went while others stayed. */
  private readonly deafSince = new Map<Link, Instant>();
  private handlers: ChatHandlers | null = null;
  private current: ConnectionState;

  /** @throws Error in Chinese when the token is empty and others than this machine could make use of that */
  constructor(options: OneBotOptions) {
    this.options = { ...defaults, ...options };
    this.links = new Links(options.clock, (message) => this.handlers?.onMessage(message));
    this.connections = new Connections({
      ...this.options,
      onLink: (link) => this.links.add(link),
      onMessage: (link, message) => this.links.hear(link, message),
      onChange: (link, went) => this.changed(link, went),
      onTrouble: () => this.tell(),
    });
    this.current = { kind: 'connecting', since: options.clock() };
    this.current = this.whole();
  }

  async start(handlers: ChatHandlers): Promise<void> {
    this.handlers = handlers;
    await this.connections.start();
    this.tell();
  }

  async stop(): Promise<void> {
    this.handlers = null;
    await this.connections.stop(() => this.links.stop());
  }

  /** Of all accounts together; with a room, of those that can speak there. */
  state(room?: RoomAddress): ConnectionState {
    return room === undefined ? this.current : { ...this.links.stateFor(room), since: this.current.since };
  }

  /** What every server or account that is not online lacks; empty when all are. */
  troubles(): string {
    return [this.links.troubles(), this.connections.trouble].filter(Boolean).join('；');
  }

  /** Each server gone to and each account that came: how it is, and the groups it is in where that is known. */
  accounts(): { key: string; name: string; state: LinkState; groups: ReadonlySet<string> | null }[] {
    return [...this.links].map(({ key, name, state, whereabouts: { groups } }) => ({ key, name, state, groups }));
  }

  /** Where accounts may come to, and why none does; null where none may. */
  door(): { url: string; trouble: string | null } | null {
    const { reverseUrl: url, trouble } = this.connections;
    return url === null ? null : { url, trouble };
  }

  async send(room: RoomAddress, part: readonly SendableSegment[]): Promise<SendOutcome> {
    if (this.links.serving(room) === null) await this.links.lookAround();
    const link = this.links.serving(room);
    if (link === null) return { kind: 'rejected', reason: this.links.whyNotIn(room), retryable: true };
    const began = this.options.clock();
    return sendPart(link, room, part, () => this.look(link, room, part, began));
  }

  async wasSent(room: RoomAddress, part: readonly SendableSegment[], since: Instant): Promise<Found['is']> {
    const link = this.links.serving(room);
    return link === null ? 'cannotTell' : (await this.look(link, room, part, since)).is;
  }

  /** What a group said whose account is away is not known until that is back: then there is a gap. */
  async missed(room: RoomAddress, since: Instant): Promise<readonly IncomingMessage[] | null> {
    if (room.kind === 'private') return this.missedPrivately(room, since);
    const link = this.links.serving(room);
    const messages = link === null ? null : await missedIn(link, room, since, this.links.accounts);
    // Offline altogether, it is asked again anyway.
    if (link?.isOnline !== true && this.current.kind === 'online') this.arrears.owe(room, since);
    return messages;
  }

  /** People write to whichever account they know. */
  private async missedPrivately(room: RoomAddress, since: Instant): Promise<readonly IncomingMessage[] | null> {
    const { online, accounts } = this.links;
    const found = await Promise.all(online.map((link) => missedIn(link, room, since, accounts)));
    const messages = found.flatMap((some) => some ?? []).toSorted((a, b) => a.at - b.at);
    for (const message of messages) this.links.remember(message);
    return found.every((some) => some === null) ? null : messages;
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
    return isIn(link, room, part, since - CLOCK_SKEW, this.links.accounts);
  }

  private changed(link: Link, went: 'up' | 'down' | null): void {
    this.links.changed();
    // Whoever hears of the state is to know of the gap.
    if (went === 'up') this.isBack(link);
    this.tell();
    if (went === 'down' && this.handlers !== null) this.goneWithOthersOnline(link);
  }

  /** Nobody else sees it: the platform as a whole stays online. */
  private goneWithOthersOnline(link: Link): void {
    if (this.current.kind !== 'online') return;
    this.options.log.warn({ account: link.name, state: link.state }, 'one of several OneBot accounts is offline');
    const since = this.options.clock() - UNNOTICED;
    if (!this.deafSince.has(link)) this.deafSince.set(link, since);
    for (const id of link.whereabouts.everKnown) {
      const room: RoomAddress = { platform: ONEBOT, kind: 'group', id };
      if (this.links.serving(room) === null) this.arrears.owe(room, since);
    }
  }

  /** What was said in groups that no account could hear can be asked for now. */
  private isBack(link: Link): void {
    const gaps = this.arrears.take((owed) => this.links.serving(owed) !== null);
    const since = [...gaps.map((gap) => gap.since), this.deafSince.get(link) ?? Infinity];
    this.deafSince.delete(link);
    const earliest = Math.min(...since);
    if (earliest !== Infinity) this.handlers?.onGaps?.(gaps, earliest);
  }

  /** Tells of the state where that is another than before. */
  private tell(): void {
    const before = this.current;
    this.current = this.whole();
    if (wordsOf(before) !== wordsOf(this.current)) this.handlers?.onState(this.current);
  }

  /** The state of all accounts together; it lasts since its kind began. */
  private whole(): ConnectionState {
    const now = this.links.stateFor(null);
    const since = now.kind === this.current.kind ? this.current.since : this.options.clock();
    return now.kind === 'offline' ? { kind: 'offline', since, reason: this.troubles() } : { ...now, since };
  }
}

/** @throws as the constructor does */
export const createOneBot = (options: OneBotOptions): OneBot => new OneBot(options);

const wordsOf = (state: ConnectionState): string =>
  `${state.kind} ${state.kind === 'online' ? state.account : state.kind === 'offline' ? state.reason : ''}`;
