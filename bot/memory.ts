/** A chat platform in memory: rehearsals and plays speak through it, by the same port as everybody. */
import {
  addressKey,
  readable,
  type IncomingMessage,
  type IncomingSegment,
  type RoomAddress,
} from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import { MEGABYTE, type ChatAdapter, type ChatHandlers, type SendableSegment } from './port.ts';

export interface HeardMessage {
  room: RoomAddress;
  messageId: string;
  segments: readonly SendableSegment[];
  text: string;
  at: Instant;
}

export interface Utterance {
  room: RoomAddress;
  account: string;
  name: string;
  text: string;
  /** The message id quoted. */
  quote?: string;
  /** @s the bot. */
  mention?: boolean;
}

/** The bot's own account. */
const SELF = 'huiyin';

export class MemoryChat implements ChatAdapter {
  readonly platform: string;
  readonly limits = {
    text: 1000,
    unit: 'characters',
    mentions: 20,
    images: 'mixed',
    imageBytes: 10 * MEGABYTE,
    fileBytes: 20 * MEGABYTE,
    paced: false,
    perMinute: null,
  } as const;
  private readonly clock: () => Instant;
  private readonly onHeard: (message: HeardMessage) => void;
  private handlers: ChatHandlers | null = null;
  private lastId = 0;
  private readonly keys = new Set<string>();
  /** Address keys of groups the bot may take others' messages out of. */
  readonly mayRecallIn = new Set<string>();
  /** Ids of the messages it took out, in order. */
  readonly recalled: string[] = [];
  private listening: { room: RoomAddress; heard: (message: HeardMessage) => void } | null = null;

  /** @param onHeard called with every message the bot sends, in order */
  constructor(platform: string, clock: () => Instant, onHeard: (message: HeardMessage) => void) {
    this.platform = platform;
    this.clock = clock;
    this.onHeard = onHeard;
  }

  async start(handlers: ChatHandlers): Promise<void> {
    this.handlers = handlers;
    handlers.onState(this.state());
  }

  async stop(): Promise<void> {
    this.handlers = null;
  }

  state() {
    return { kind: 'online', since: 0, account: SELF } as const;
  }

  async send(room: RoomAddress, segments: readonly SendableSegment[], key: string) {
    // Keys are remembered for a while only: what is repeated is repeated soon.
    if (this.keys.has(key)) return { kind: 'delivered', messageId: null } as const;
    if (this.keys.size > 1000) this.keys.clear();
    this.keys.add(key);
    this.lastId += 1;
    const messageId = String(this.lastId);
    const heard = { room, messageId, segments, text: readable(segments), at: this.clock() };
    this.onHeard(heard);
    if (this.listening !== null && sameRoom(this.listening.room, room)) this.listening.heard(heard);
    return { kind: 'delivered', messageId } as const;
  }

  async recall(room: RoomAddress, messageId: string): Promise<boolean> {
    if (!this.mayRecallIn.has(addressKey(room))) return false;
    this.recalled.push(messageId);
    return true;
  }

  /** Hears one room from now on, in place of the room heard before. */
  listenIn(room: RoomAddress, heard: (message: HeardMessage) => void): void {
    this.listening = { room, heard };
  }

  /** What somebody says, as the bot gets it. */
  message({ room, account, name, text, quote, mention }: Utterance): IncomingMessage {
    this.lastId += 1;
    const segments: IncomingSegment[] = [
      ...(quote === undefined ? [] : [{ type: 'quote' as const, messageId: quote, text: null }]),
      ...(mention === true ? [{ type: 'at' as const, account: SELF }] : []),
      { type: 'text', text },
    ];
    return { self: SELF, room, sender: { account, name }, messageId: `p${this.lastId}`, at: this.clock(), segments };
  }

  /** Somebody says something, and the bot hears it. */
  say(utterance: Utterance): void {
    this.handlers?.onMessage(this.message(utterance));
  }
}

/** Two addresses are the same room. */
const sameRoom = (a: RoomAddress, b: RoomAddress): boolean => addressKey(a) === addressKey(b);
