/** The accounts behind the one platform: who hears a room, who speaks in it, and how they are. */
import type { IncomingMessage, RoomAddress } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { Ear } from './ear.ts';
import type { Link, LinkState } from './link.ts';

/** People whose private words were last heard by which account; more are not remembered. */
const CORRESPONDENTS_KEPT = 10_000;

export class Links {
  private readonly all: Link[] = [];
  private readonly ear: Ear<Link>;
  private readonly onMessage: (message: IncomingMessage) => void;
  private readonly writtenTo = new Map<string, string>();

  constructor(clock: () => Instant, onMessage: (message: IncomingMessage) => void) {
    this.onMessage = onMessage;
    this.ear = new Ear<Link>({
      clock,
      onMessage,
      isFor: (link, { room }) => room.kind === 'private' || this.hearing(room) === link,
    });
  }

  /** The first added come first. */
  add(link: Link): void {
    this.all.push(link);
  }

  get online(): Link[] {
    return this.all.filter(({ isOnline }) => isOnline);
  }

  [Symbol.iterator](): Iterator<Link> {
    return this.all[Symbol.iterator]();
  }

  get accounts(): ReadonlySet<string> {
    return new Set(this.all.flatMap(({ account }) => account ?? []));
  }

  /** A group belongs to the first online account that is in it; an answer in private goes by the account written to. */
  serving(room: RoomAddress): Link | null {
    const { online } = this;
    if (room.kind === 'group') return firstIn(online, room);
    const account = this.writtenTo.get(room.id);
    return (
      online.find((link) => link.account === account) ??
      online.find(({ whereabouts }) => whereabouts.friends?.has(room.id) === true) ??
      online[0] ??
      null
    );
  }

  /** Something of an account has changed. */
  changed(): void {
    this.ear.review();
  }

  hear(link: Link, message: IncomingMessage): void {
    const { accounts } = this;
    this.remember(message);
    if (this.all.length === 1) return this.onMessage(message);
    // The bot does not talk to itself, and whoever @s any of its accounts means the bot.
    if (accounts.has(message.sender.account)) return;
    const segments = message.segments.map((segment) =>
      segment.type === 'at' && accounts.has(segment.account) ? { ...segment, account: message.self } : segment,
    );
    this.ear.hear(link, { ...message, segments });
  }

  /** Who wrote in private is answered by the account they wrote to. */
  remember({ room, self }: IncomingMessage): void {
    if (room.kind !== 'private') return;
    // Newest last, so that the oldest goes first.
    this.writtenTo.delete(room.id);
    this.writtenTo.set(room.id, self);
    const oldest = this.writtenTo.keys().next();
    if (this.writtenTo.size > CORRESPONDENTS_KEPT && !oldest.done) this.writtenTo.delete(oldest.value);
  }

  /** Asks every account anew where it is. */
  async lookAround(): Promise<void> {
    await Promise.all(this.all.map(({ isOnline, whereabouts, request }) => isOnline && whereabouts.list(request)));
  }

  /** Online while any is; of a room, while one is that can speak there. */
  stateFor(room: RoomAddress | null): { kind: 'online'; account: string } | Exclude<LinkState, { kind: 'online' }> {
    const serving = room === null ? null : this.serving(room);
    if (serving !== null) return { kind: 'online', account: serving.name };
    const waitedFor = room === null ? [] : this.all.filter((link) => !link.isOnline && mayBeIn(link, room));
    const { online } = this;
    if (online.length > 0 && waitedFor.length === 0)
      return { kind: 'online', account: online.map(({ name }) => name).join('、') };
    const absent = waitedFor.length > 0 ? waitedFor : this.all;
    if (absent.length > 0 && absent.every(({ state }) => state.kind === 'connecting')) return { kind: 'connecting' };
    return { kind: 'offline', reason: this.troubles(absent) };
  }

  /** What each that is not online lacks; named where there are several. */
  troubles(links: readonly Link[] = this.all): string {
    return links
      .flatMap(({ name, state }) => {
        if (state.kind === 'online') return [];
        const words = state.kind === 'offline' ? state.reason : '正在连接';
        return this.all.length === 1 ? words : `${name}：${words}`;
      })
      .join('；');
  }

  /** Why nobody can speak in a room. */
  whyNotIn(room: RoomAddress): string {
    const names = this.online.map(({ name }) => name);
    if (names.length === 0) return '没有连接';
    const trouble = this.troubles();
    return `账号 ${names.join('、')} 不在群 ${room.id} 里，请把它拉进群${trouble === '' ? '' : `（另有 ${trouble}）`}`;
  }

  stop(): void {
    for (const link of this.all) link.stop();
  }

  /** Who hears a group while nobody there is online: what still comes is not to be lost. */
  private hearing(room: RoomAddress): Link | null {
    return this.serving(room) ?? firstIn(this.all, room);
  }
}

const mayBeIn = ({ whereabouts }: Link, room: RoomAddress): boolean =>
  room.kind === 'private' || whereabouts.groups === null || whereabouts.groups.has(room.id);

/** One that is surely in a group before one that does not say. */
const firstIn = (links: readonly Link[], room: RoomAddress): Link | null =>
  links.find(({ whereabouts }) => whereabouts.groups?.has(room.id) === true) ??
  links.find(({ whereabouts }) => whereabouts.groups === null) ??
  null;
