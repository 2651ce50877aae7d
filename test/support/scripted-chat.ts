/** A platform that does what a test says: takes, refuses, swallows, loses, goes away. */
import { randomUUID } from 'node:crypto';
import type {
  AccountStanding,
  ChatAdapter,
  ChatHandlers,
  ChatLimits,
  ConnectionState,
  SendableSegment,
} from '../../bot/port.ts';
import { MEGABYTE, type SendOutcome } from '../../bot/port.ts';
import { addressKey, readable, type IncomingMessage, type RoomAddress } from '../../domain/message.ts';

/** What befalls a sending. */
export type Fault =
  | 'fail' // refused, worth another try
  | 'refuse' // refused for good
  | 'swallow' // accepted, shown to nobody
  | 'hang' // shown, and nobody told
  | 'drop' // neither shown nor answered
  | 'cut'; // neither shown nor answered, and the connection is gone

export interface Shown {
  room: string;
  segments: readonly SendableSegment[];
  text: string;
  key: string;
  messageId: string;
}

export const roomy: ChatLimits = {
  text: 1000,
  unit: 'characters',
  mentions: 20,
  images: 'alone',
  imageBytes: MEGABYTE,
  fileBytes: MEGABYTE,
  paced: true,
  perMinute: null,
};

export class ScriptedChat implements ChatAdapter {
  readonly platform: string;
  limits: ChatLimits;
  /** What people see. */
  readonly shown: Shown[] = [];
  /** Every try, whatever came of it. */
  readonly tried: { text: string; key: string }[] = [];
  /** Whether what was sent can be looked up. */
  hasHistory = true;
  /** What others said while the bot could not hear; null where the platform keeps no history. */
  said: readonly IncomingMessage[] | null = [];
  /** The accounts behind the platform, where they are more than one. */
  standings: readonly AccountStanding[] = [];
  /** Address keys of rooms whose only account is gone. */
  readonly deserted = new Set<string>();
  private current: ConnectionState = { kind: 'online', since: 0, account: 'bot' };
  private handlers: ChatHandlers | null = null;
  private readonly script: Fault[] = [];
  private readonly rules: { matches(part: readonly SendableSegment[]): boolean; fault: Fault }[] = [];
  /** Ids the next messages get. */
  readonly ids: string[] = [];
  private gate: { reach(): void; gone: Promise<void> } | null = null;

  constructor(platform: string, limits: Partial<ChatLimits> = {}) {
    this.platform = platform;
    this.limits = { ...roomy, ...limits };
  }

  async start(handlers: ChatHandlers): Promise<void> {
    this.handlers = handlers;
    handlers.onState(this.current);
  }

  async stop(): Promise<void> {
    this.handlers = null;
  }

  /** Of a room whose account is gone: that it is, whatever the others do. */
  state(room?: RoomAddress): ConnectionState {
    return room !== undefined && this.current.kind === 'online' && this.deserted.has(addressKey(room))
      ? { kind: 'offline', since: 0, reason: '账号掉线' }
      : this.current;
  }

  accounts(): readonly AccountStanding[] {
    return this.standings;
  }

  /** One of several accounts is lost, and its groups with it. */
  loseAccount(name: string, groups: readonly string[], reason = '被 QQ 下线'): void {
    this.stands({ key: name, name, state: { kind: 'offline', reason } });
    for (const id of groups) this.deserted.add(this.keyOf(id));
    this.handlers?.onState(this.current);
  }

  /** It is back; `since` is from when on its groups were not heard. */
  regainAccount(name: string, groups: readonly string[], since: number): void {
    this.stands({ key: name, name, state: { kind: 'online' } });
    for (const id of groups) this.deserted.delete(this.keyOf(id));
    const gaps = groups.map((id) => ({ room: { platform: this.platform, kind: 'group' as const, id }, since }));
    this.handlers?.onGaps?.(gaps, since);
    this.handlers?.onState(this.current);
  }

  goOffline(at = 0, reason = '网线断了'): void {
    this.become({ kind: 'offline', since: at, reason });
  }

  comeOnline(at = 0): void {
    this.become({ kind: 'online', since: at, account: 'bot' });
  }

  /** The next sendings meet these, one each. */
  next(...faults: Fault[]): void {
    this.script.push(...faults);
  }

  /** Every sending like this meets the fault. */
  always(fault: Fault, matches: (part: readonly SendableSegment[]) => boolean): void {
    this.rules.push({ fault, matches });
  }

  /** The next sending stands still: `reached` when it has come that far, until `go`. */
  hold(): { reached: Promise<void>; go(): void } {
    let go = (): void => undefined;
    let reach = (): void => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const gone = new Promise<void>((resolve) => (go = resolve));
    this.gate = { reach, gone };
    return { reached, go };
  }

  hear(message: IncomingMessage): void {
    this.handlers?.onMessage(message);
  }

  async send(room: RoomAddress, part: readonly SendableSegment[], key: string): Promise<SendOutcome> {
    this.tried.push({ text: readable(part), key });
    const { gate } = this;
    this.gate = null;
    gate?.reach();
    await gate?.gone;
    if (this.state(room).kind !== 'online') return { kind: 'rejected', reason: '没有连接', retryable: true };
    const fault = this.script.shift() ?? this.rules.find((rule) => rule.matches(part))?.fault;
    switch (fault) {
      case 'fail':
        return { kind: 'rejected', reason: '稍后再试', retryable: true };
      case 'refuse':
        return { kind: 'rejected', reason: '不支持', retryable: false };
      case 'swallow':
        return { kind: 'suppressed', reason: '风控' };
      case 'drop':
        return { kind: 'unknown', reason: '超时' };
      case 'cut':
        this.goOffline();
        return { kind: 'unknown', reason: '连接断开' };
      default: {
        const messageId = this.ids.shift() ?? randomUUID();
        this.shown.push({ room: addressKey(room), segments: part, text: readable(part), key, messageId });
        return fault === 'hang' ? { kind: 'unknown', reason: '超时' } : { kind: 'delivered', messageId };
      }
    }
  }

  async wasSent(room: RoomAddress, part: readonly SendableSegment[]): Promise<'yes' | 'no' | 'cannotTell'> {
    if (!this.hasHistory || this.state(room).kind !== 'online') return 'cannotTell';
    const text = readable(part);
    return this.shown.some((one) => one.room === addressKey(room) && one.text === text) ? 'yes' : 'no';
  }

  async missed(room: RoomAddress, since: number): Promise<readonly IncomingMessage[] | null> {
    if (this.deserted.has(addressKey(room))) return null;
    return this.said?.filter((one) => addressKey(one.room) === addressKey(room) && one.at >= since) ?? null;
  }

  private stands(standing: AccountStanding): void {
    this.standings = [...this.standings.filter(({ key }) => key !== standing.key), standing];
  }

  private keyOf(id: string): string {
    return addressKey({ platform: this.platform, kind: 'group', id });
  }

  private become(state: ConnectionState): void {
    this.current = state;
    this.handlers?.onState(state);
  }
}
