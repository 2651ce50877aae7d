/** A OneBot 11 server to try the adapter against: groups, members, history, and everything that goes wrong in life. */
import type { WebSocket } from 'ws';
import { FakeAccount, type SentMessage } from './onebot/account.ts';
import type { Segment } from './onebot/cq.ts';
import { norm, type Deviations } from './onebot/deviations.ts';
import { Faults, type Fault } from './onebot/faults.ts';
import { FakeQq, type FakeGroup, type FakeMember, type Place, type QqMessage } from './onebot/qq.ts';
import { Sockets } from './onebot/sockets.ts';

export type { SentMessage } from './onebot/account.ts';
export type { Fault } from './onebot/faults.ts';
export { FakeQq, type FakeGroup, type FakeMember } from './onebot/qq.ts';

export interface FakeOptions extends Partial<Deviations> {
  token?: string;
  selfId?: number;
  groups?: FakeGroup[];
  /** The QQ several fakes look on, each with an account of its own, in place of `groups`. */
  qq?: FakeQq;
  friends?: readonly number[];
  /** Milliseconds between heartbeats; 0 for none. */
  heartbeatMs?: number;
  badToken?: 'frame' | 'http';
  /** Goes to a reverse WebSocket in place of listening; as a pair of API and Event or as one. */
  reverse?: { url: string; pair?: boolean; reconnectMs?: number };
  host?: string;
  port?: number;
  /** Messages kept for `sent` and the history; the newest. A load test needs no memory of them. */
  kept?: number;
}

/** Something said in a group or in private: words, or segments. */
export type Words = string | readonly Segment[];

export interface Saying {
  /** How often the server pushes it. */
  times?: number;
  /** How long ago it was said: it comes late. */
  secondsAgo?: number;
}

export class FakeOneBot {
  readonly sent: SentMessage[] = [];
  /** Frames as they came, for tests that look at the wire. */
  readonly requests: { action: string; params: Record<string, unknown> }[] = [];
  readonly qq: FakeQq;
  readonly self: number;
  private readonly account: FakeAccount;
  private readonly sockets: Sockets;
  private readonly faults = new Faults();
  private readonly listeners = new Set<(message: SentMessage) => void>();
  private readonly deviations: Deviations;
  private readonly kept: number;
  private heartbeat: NodeJS.Timeout | null = null;
  private readonly unwatch: () => void;
  /** How often the message that is being said is pushed. */
  private times = 1;

  private constructor(options: FakeOptions) {
    this.self = options.selfId ?? 99_999;
    this.kept = options.kept ?? 1000;
    this.deviations = { ...norm, ...options };
    this.qq = options.qq ?? new FakeQq(options.groups ?? [], this.kept);
    this.account = new FakeAccount({
      self: this.self,
      qq: this.qq,
      friends: options.friends ?? [],
      deviations: this.deviations,
      onSent: (message) => this.note(message),
    });
    this.sockets = new Sockets({
      self: this.self,
      token: options.token ?? '',
      host: options.host ?? '127.0.0.1',
      port: options.port ?? 0,
      badToken: options.badToken ?? 'frame',
      reverse: options.reverse === undefined ? null : { pair: false, reconnectMs: 3000, ...options.reverse },
      onOpen: (socket) => socket.send(JSON.stringify(this.meta('lifecycle', { sub_type: 'connect' }))),
      onRequest: (socket, text) => this.answer(socket, text),
    });
    this.unwatch = this.qq.watch((message) => this.show(message));
  }

  static async start(options: FakeOptions = {}): Promise<FakeOneBot> {
    const fake = new FakeOneBot(options);
    await fake.sockets.start();
    const { heartbeatMs = 0 } = options;
    if (heartbeatMs > 0) fake.heartbeat = setInterval(() => fake.beat(), heartbeatMs);
    return fake;
  }

  get port(): number {
    return this.sockets.port;
  }
  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }
  get clients(): number {
    return this.sockets.size;
  }

  async stop(): Promise<void> {
    if (this.heartbeat !== null) clearInterval(this.heartbeat);
    this.unwatch();
    await this.sockets.stop();
  }

  /** Cuts every client and comes back on the same port. */
  async restart(): Promise<void> {
    await this.sockets.stop();
    await this.sockets.start();
  }

  /** Cuts every connection. */
  cut(): void {
    this.sockets.cut();
  }

  /** Until every client has read what was sent so far. */
  async settled(): Promise<void> {
    await this.sockets.settled();
  }

  /** Clients stay connected and hear nothing more, not even answers to pings. */
  freeze(): void {
    this.sockets.freeze();
  }

  /** Every connection is refused with this HTTP status; null to take them again. */
  refuseConnections(status: number | null): void {
    this.sockets.refusal = status;
  }

  /** The next requests of the action meet these, one each, in line. */
  next(action: string, ...faults: Fault[]): void {
    this.faults.add(action, ...faults);
  }

  /** What a request meets that no fault waits for: for long trials with random faults. */
  byChance(chance: (action: string) => Fault | null): void {
    this.faults.byChance(chance);
  }

  /** Somebody speaks in a group; the message's id as this account knows it. */
  say(group: number, user: number, words: Words, saying: Saying = {}): number {
    return this.speak({ group }, user, words, saying);
  }

  sayPrivately(user: number, words: Words, saying: Saying = {}): number {
    return this.speak({ pair: [this.self, user] }, user, words, saying);
  }

  /** Somebody comes into a group, which is there from then on; the server tells of it. */
  join(group: number, member: FakeMember): void {
    const found = this.qq.group(group);
    if (found?.members.some(({ id }) => id === member.id) === true) return;
    if (found === undefined) this.qq.groups.push({ id: group, members: [member] });
    else found.members.push(member);
    this.pushRaw({
      time: this.qq.seconds(),
      self_id: this.self,
      post_type: 'notice',
      notice_type: 'group_increase',
      sub_type: 'approve',
      group_id: group,
      user_id: member.id,
      operator_id: 0,
    });
  }

  /** QQ throws the account out; the server tells of it once. */
  kick(message: string): void {
    this.account.online = false;
    this.pushRaw({
      time: this.qq.seconds(),
      self_id: this.self,
      post_type: 'notice',
      notice_type: 'bot_offline',
      user_id: this.self,
      tag: '下线通知',
      message,
    });
  }

  /** The account is offline or online in QQ, without a word. */
  setOnline(online: boolean): void {
    this.account.online = online;
  }

  /** A heartbeat now. */
  beat(): void {
    const online = this.deviations.lies || this.account.online;
    this.pushRaw(this.meta('heartbeat', { status: { online, good: true }, interval: 5000 }));
  }

  /** Any frame at all, to every client. */
  pushRaw(frame: unknown): void {
    this.sockets.push(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Calls back for everything the bot sends, from now on. */
  onSent(listener: (message: SentMessage) => void): void {
    this.listeners.add(listener);
  }

  async waitForSent(matches: (message: SentMessage) => boolean, ms = 5000): Promise<SentMessage> {
    const earlier = this.sent.find(matches);
    if (earlier !== undefined) return earlier;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the bot did not send it; it sent:\n${this.sent.map((one) => one.text).join('\n')}`)),
        ms,
      );
      this.listeners.add((message) => {
        if (!matches(message)) return;
        clearTimeout(timer);
        resolve(message);
      });
    });
  }

  async waitForClient(ms = 5000): Promise<void> {
    for (let waited = 0; this.clients === 0; waited += 10) {
      if (waited > ms) throw new Error('no client came');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private speak(place: Place, user: number, words: Words, { times = 1, secondsAgo = 0 }: Saying): number {
    const segments = typeof words === 'string' ? [{ type: 'text', data: { text: words } }] : words;
    this.times = times;
    const { seq } = this.qq.say(place, user, this.account.heard(segments), secondsAgo);
    this.times = 1;
    return this.account.idOf(seq);
  }

  private show(message: QqMessage): void {
    if (!this.account.sees(message) || (message.sender === this.self && !this.deviations.reportsSelf)) return;
    for (let time = 0; time < this.times; time += 1) this.pushRaw(this.account.frameOf(message));
  }

  private note(message: SentMessage): void {
    this.sent.push(message);
    if (this.sent.length > this.kept) this.sent.shift();
    for (const listener of this.listeners) listener(message);
  }

  private answer(socket: WebSocket, text: string): void {
    const { action, params, echo } = JSON.parse(text) as {
      action: string;
      params: Record<string, unknown>;
      echo: unknown;
    };
    this.requests.push({ action, params });
    if (this.requests.length > this.kept) this.requests.shift();
    const reply = (retcode: number, data: unknown, words = ''): void =>
      socket.send(
        JSON.stringify({
          status: retcode === 0 ? 'ok' : 'failed',
          retcode,
          data,
          message: words,
          wording: words,
          echo,
        }),
      );
    const fault = this.faults.next(action);
    if (fault === 'drop') return;
    if (fault === 'refuse') return reply(1404, null, '群不存在');
    if (fault === 'fail') return reply(100, null, '稍后再试');
    if (fault === '1200') return reply(1200, null, 'EventChecker Failed');
    if (fault === 'swallow') return reply(0, { message_id: 0 });
    const done = this.account.carryOut(action, params ?? {});
    if (fault === 'hang') return;
    if (fault === '1200-but-sent') return reply(1200, null, 'Timeout: NTEvent sendMsg');
    if (fault === 'close') return socket.terminate();
    const finish = (): void => ('data' in done ? reply(0, done.data) : reply(done.retcode, null, done.words));
    if (fault === null) finish();
    else setTimeout(finish, fault.delay);
  }

  private meta(type: string, more: object): object {
    return {
      time: this.qq.seconds(),
      self_id: this.self,
      post_type: 'meta_event',
      meta_event_type: type,
      ...more,
    };
  }
}
