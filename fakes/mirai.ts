/** A mirai-api-http 2.10 server to try the adapter against, over HTTP and WebSocket, with everything that goes wrong. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Account, seconds, type ChainElement, type FakeGroup, type FakeMember, type Packet } from './mirai/account.ts';
import { actions, type SentMessage, type World } from './mirai/actions.ts';
import { Channels, isChannel } from './mirai/channels.ts';
import { answer, answerTo, long, Refused, type Params } from './mirai/codes.ts';
import { FaultScript, type MiraiFault } from './mirai/faults.ts';
import { readRequest, type Request } from './mirai/requests.ts';
import { Sessions, type Session } from './mirai/sessions.ts';
import { uploadFile, uploadImage } from './mirai/uploads.ts';

export interface FakeMiraiOptions {
  port?: number;
  verifyKey?: string;
  qq?: number;
  groups?: FakeGroup[];
  friends?: FakeMember[];
  /** With history to read; only few servers have it. */
  roaming?: boolean;
  /** Without /latestMemberList, as before 2.8. */
  oldVersion?: boolean;
  /** How long a session may stay unbound. */
  unboundMs?: number;
  /** Messages kept for `sent`; the newest. */
  kept?: number;
}

/** A server that listens; stop it when done. */
export const startFakeMirai = (options: FakeMiraiOptions = {}): Promise<FakeMirai> => FakeMirai.start(options);

export class FakeMirai {
  readonly sent: SentMessage[] = [];
  /** Requests as they came, for tests that look at the wire. */
  readonly requests: { action: string; params: Params }[] = [];
  /** How WebSockets are refused from now on: an HTTP status, cut off without a word, or let in and then told off. */
  refuseUpgrades: number | 'cut' | 'wrong key' | null = null;
  readonly sessions: Sessions;
  private readonly account: Account;
  private readonly world: World;
  private readonly channels: Channels;
  private readonly options: Required<FakeMiraiOptions>;
  private readonly faults = new FaultScript();
  private readonly listeners = new Set<(message: SentMessage) => void>();
  private readonly pushed = new Map<number, Packet>();
  private server: Server | null = null;
  private port = 0;

  private constructor(options: FakeMiraiOptions) {
    this.options = {
      port: 0,
      verifyKey: 'huiyin-key',
      qq: 99_999,
      groups: [],
      friends: [],
      roaming: false,
      oldVersion: false,
      unboundMs: 180_000,
      kept: 1000,
      ...options,
    };
    const { qq } = this.options;
    this.sessions = new Sessions(this.options);
    this.account = new Account(this.options);
    this.world = { account: this.account, roaming: this.options.roaming, keep: (message) => this.keep(message) };
    this.channels = new Channels({
      sessions: this.sessions,
      qq,
      command: (name, params, session) => this.command(name, params as Params, session),
    });
  }

  static async start(options: FakeMiraiOptions = {}): Promise<FakeMirai> {
    const fake = new FakeMirai(options);
    fake.port = fake.options.port;
    await fake.listen();
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get verifyKey(): string {
    return this.options.verifyKey;
  }

  /** The bot's own account. */
  get qq(): number {
    return this.account.qq;
  }

  /** Somebody comes into a group; the group comes to be where there is none yet. */
  join(groupId: number, member: FakeMember): void {
    const { groups } = this.account;
    let group = groups.find((one) => one.id === groupId);
    if (group === undefined) groups.push((group = { id: groupId, members: [] }));
    if (!group.members.some((one) => one.id === member.id)) group.members.push(member);
  }

  /** The next request of the action (`sendGroupMessage`, `file_upload`, `verify` …) meets this; several wait in line. */
  next(action: string, fault: MiraiFault): void {
    this.faults.add(action, fault);
  }

  /** Somebody speaks in a group. @param at seconds since 1970: a late push has an old one */
  say(groupId: number, user: number, message: string | ChainElement[], at = seconds()): number {
    const group = this.account.group(groupId);
    const member = group.members.find((one) => one.id === user) ?? { id: user, name: `用户${user}` };
    return this.push('GroupMessage', groupId, this.account.memberDto(group, member), message, at);
  }

  /** Somebody speaks to the bot alone: a friend, else a member of one of its groups, else a stranger. */
  sayPrivately(user: number, message: string | ChainElement[], at = seconds()): number {
    const friend = this.account.friends.find((one) => one.id === user);
    const group = this.account.groups.find((one) => one.members.some((member) => member.id === user));
    const member = group?.members.find((one) => one.id === user);
    if (friend === undefined && group !== undefined && member !== undefined)
      return this.push('TempMessage', user, this.account.memberDto(group, member), message, at);
    const stranger = { id: user, name: `用户${user}` };
    const type = friend === undefined ? 'StrangerMessage' : 'FriendMessage';
    return this.push(type, user, this.account.friendDto(friend ?? stranger), message, at);
  }

  /** The same message pushed once more. */
  pushAgain(messageId: number): void {
    const packet = this.pushed.get(messageId);
    if (packet !== undefined) this.channels.push(packet);
  }

  /** An event, or a message of a kind `say` does not make. */
  event(packet: Packet): void {
    this.channels.push(packet);
  }

  /** Any frame at all, to every client. */
  pushRaw(frame: unknown): void {
    this.channels.pushRaw(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Calls back for everything the bot sends, from now on. */
  onSent(listener: (message: SentMessage) => void): void {
    this.listeners.add(listener);
  }

  /** Clients connected and let in. */
  get clients(): number {
    return this.channels.size;
  }

  /** Somebody leaves a group, without an event that says so. */
  leave(groupId: number, user: number): void {
    const { members } = this.account.group(groupId);
    members.splice(
      members.findIndex((member) => member.id === user),
      1,
    );
  }

  /** Clients stay connected and hear nothing more, not even answers to pings. */
  freeze(): void {
    this.channels.freeze();
  }

  /** Closes every client's socket properly. */
  closeSockets(code = 1000): void {
    this.channels.close(code);
  }

  /** Cuts every client, forgets the sessions, and comes back on the same port. */
  async restart(): Promise<void> {
    await this.stop();
    this.sessions.forgetAll();
    await this.listen();
  }

  async stop(): Promise<void> {
    this.channels.terminate();
    const { server } = this;
    this.server = null;
    if (server === null) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private async listen(): Promise<void> {
    const server = createServer((message, response) => void this.serve(message, response));
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = new URL(request.url ?? '/', 'http://server').pathname;
    const status = isChannel(path) ? this.refuseUpgrades : 404;
    if (status === null || status === 'wrong key') this.channels.upgrade(request, socket, head, status !== null);
    else if (status === 'cut') socket.destroy();
    else socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const end = (status: number, text = '', type = 'application/json; charset=UTF-8'): void =>
      void response.writeHead(status, { 'content-type': type }).end(text);
    try {
      const request = await readRequest(message);
      this.note(request.action, request.params);
      const outcome = await this.faults.meet(request.action, () => this.carryOut(request));
      if (outcome === 'cut') message.socket.destroy();
      else if (outcome === 'bad-gateway') end(502);
      else if (outcome === 'garbage') end(200, '<html>Not what you wanted</html>', 'text/html');
      else if (outcome === null) end(404);
      else if (outcome !== 'silence') end(200, JSON.stringify(outcome));
    } catch (error) {
      end(200, JSON.stringify(answerTo(error)));
    }
  }

  /** Null for a path this server does not know. */
  private async carryOut({ action, method, params, form, sessionKey }: Request): Promise<object | null> {
    switch (action) {
      case 'about':
        return { code: 0, msg: '', data: { version: '2.10.0' } };
      case 'botList':
        return { code: 0, msg: '', data: [this.account.qq] };
      case 'verify':
        this.sessions.checkKey(params['verifyKey']);
        return { code: 0, session: this.sessions.create().key };
      case 'bind':
        this.sessions.bind(sessionKey, long(params, 'qq'));
        return answer(0);
      case 'release':
        if (long(params, 'qq') !== this.account.qq) throw new Refused(2);
        this.sessions.letGo(this.sessions.findBound(sessionKey));
        return answer(0);
    }
    const session = this.sessions.findBound(sessionKey);
    if (form !== null && action === 'uploadImage') return uploadImage(this.world, form);
    if (form !== null && action === 'file_upload') return uploadFile(this.world, form);
    const found = this.find(action);
    return found === undefined || found.method !== method ? null : found.run(this.world, params, session);
  }

  /** A command over the WebSocket; null: never answered. */
  private async command(name: string, params: Params, session: Session): Promise<object | null> {
    this.note(name, params);
    const outcome = await this.faults.meet(name, async () => {
      const found = this.find(name);
      if (found === undefined) throw new Refused(6);
      return found.run(this.world, params, session);
    });
    return typeof outcome === 'string' ? null : outcome;
  }

  private note(action: string, params: Params): void {
    this.requests.push({ action, params });
    if (this.requests.length > this.options.kept) this.requests.shift();
  }

  private find(action: string): (typeof actions)[string] | undefined {
    return this.options.oldVersion && action === 'latestMemberList' ? undefined : actions[action];
  }

  private keep(message: SentMessage): void {
    this.sent.push(message);
    if (this.sent.length > this.options.kept) this.sent.shift();
    for (const listener of this.listeners) listener(message);
  }

  private push(type: string, subject: number, sender: object, message: string | ChainElement[], time: number): number {
    const id = this.account.nextId();
    const chain = typeof message === 'string' ? [{ type: 'Plain', text: message }] : message;
    const packet = { type, sender, messageChain: [{ type: 'Source', id, time }, ...chain] };
    this.account.remember(subject, id, time, packet);
    this.pushed.set(id, packet);
    if (this.pushed.size > this.options.kept) this.pushed.delete(this.pushed.keys().next().value ?? 0);
    this.channels.push(packet);
    return id;
  }
}
