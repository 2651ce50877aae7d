/** A OneBot 11 server to try the adapter against: groups, members, history, and everything that goes wrong in life. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export interface FakeMember {
  id: number;
  name: string;
}
export interface FakeGroup {
  id: number;
  members: FakeMember[];
}

/** What befalls the next request of an action. */
export type Fault =
  | 'drop' // carried out never, answered never
  | 'hang' // carried out, answered never
  | 'refuse' // retcode 1404
  | 'fail' // retcode 100, worth another try
  | '1200' // failure reported, not sent
  | '1200-but-sent' // failure reported, and yet sent
  | 'swallow' // success reported, message id 0, not sent
  | 'close'; // carried out, and the connection goes

export interface FakeOptions {
  token?: string;
  selfId?: number;
  groups?: FakeGroup[];
  /** Frames with CQ strings in place of arrays. */
  cqStrings?: boolean;
  /** Ids as strings, as some implementations have them. */
  stringIds?: boolean;
  /** Without get_group_msg_history: it is an extension. */
  noHistory?: boolean;
  port?: number;
  /** Messages kept for `sent` and the history; the newest. A load test needs no memory of them. */
  kept?: number;
}

export interface SentMessage {
  kind: 'group' | 'private';
  target: number;
  segments: { type: string; data: Record<string, string> }[];
  text: string;
  messageId: number;
}

type Params = Record<string, unknown>;

export class FakeOneBot {
  readonly sent: SentMessage[] = [];
  private readonly options: Required<Omit<FakeOptions, 'token'>> & { token: string };
  private server: Server | null = null;
  private sockets: WebSocketServer | null = null;
  private port = 0;
  private lastId = 1000;
  private readonly faults = new Map<string, Fault[]>();
  private readonly history: {
    message_id: number;
    group_id: number;
    user_id: number;
    time: number;
    message: unknown;
  }[] = [];
  private readonly listeners = new Set<(message: SentMessage) => void>();
  /** Frames as they came, for tests that look at the wire. */
  readonly requests: { action: string; params: Params }[] = [];

  private constructor(options: FakeOptions) {
    this.options = {
      token: '',
      selfId: 99_999,
      groups: [],
      cqStrings: false,
      stringIds: false,
      noHistory: false,
      port: 0,
      kept: 1000,
      ...options,
    };
  }

  static async start(options: FakeOptions = {}): Promise<FakeOneBot> {
    const fake = new FakeOneBot(options);
    fake.port = fake.options.port;
    await fake.listen();
    return fake;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** The next request of the action meets this; several wait in line. */
  next(action: string, fault: Fault): void {
    this.faults.set(action, [...(this.faults.get(action) ?? []), fault]);
  }

  /** Somebody speaks in a group. */
  say(group: number, user: number, message: string | object[]): number {
    return this.push({ message_type: 'group', group_id: group, user_id: user, sub_type: 'normal' }, user, message);
  }

  sayPrivately(user: number, message: string | object[]): number {
    return this.push({ message_type: 'private', user_id: user, sub_type: 'friend' }, user, message);
  }

  /** Any frame at all, to every client. */
  pushRaw(frame: unknown): void {
    const text = typeof frame === 'string' ? frame : JSON.stringify(frame);
    for (const socket of this.sockets?.clients ?? []) socket.send(text);
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

  get clients(): number {
    return this.sockets?.clients.size ?? 0;
  }

  async waitForClient(ms = 5000): Promise<void> {
    for (let waited = 0; this.clients === 0; waited += 10) {
      if (waited > ms) throw new Error('no client came');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Until every client has read what was sent so far: it answers a ping only after the frames before it. */
  async settled(): Promise<void> {
    await Promise.all(
      [...(this.sockets?.clients ?? [])].map(async (socket) => {
        const answered = new AbortController();
        const { signal } = answered;
        socket.ping();
        await Promise.race([once(socket, 'pong', { signal }), once(socket, 'close', { signal })]);
        answered.abort();
      }),
    );
  }

  /** Clients stay connected and hear nothing more, not even answers to pings. */
  freeze(): void {
    for (const socket of this.sockets?.clients ?? []) {
      (socket as unknown as { _socket: { pause(): void } })._socket.pause();
    }
  }

  /** Cuts every client and comes back on the same port. */
  async restart(): Promise<void> {
    await this.stop();
    await this.listen();
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets?.clients ?? []) socket.terminate();
    this.sockets?.close();
    const { server } = this;
    this.server = null;
    if (server !== null) await new Promise((resolve) => server.close(resolve));
  }

  private async listen(): Promise<void> {
    const server = createServer();
    const sockets = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => {
      const token =
        request.headers.authorization?.replace('Bearer ', '') ??
        new URL(request.url ?? '/', 'http://x').searchParams.get('access_token') ??
        '';
      sockets.handleUpgrade(request, socket, head, (client) => {
        if (token === this.options.token) this.serve(client);
        else {
          // As NapCat does: a frame first, then the end.
          client.send(
            JSON.stringify({ status: 'failed', retcode: 1403, data: null, message: 'token验证失败', echo: null }),
          );
          client.close();
        }
      });
    });
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
    this.sockets = sockets;
  }

  private serve(client: WebSocket): void {
    client.on('error', () => undefined);
    client.send(
      JSON.stringify({
        post_type: 'meta_event',
        meta_event_type: 'lifecycle',
        sub_type: 'connect',
        self_id: this.options.selfId,
        time: seconds(),
      }),
    );
    client.on('message', (data) => {
      const { action, params, echo } = JSON.parse(String(data)) as { action: string; params: Params; echo: unknown };
      this.requests.push({ action, params });
      if (this.requests.length > this.options.kept) this.requests.shift();
      const fault = this.faults.get(action)?.shift();
      if (fault === 'drop') return;
      const answer = (retcode: number, body: unknown, message = ''): void =>
        client.send(
          JSON.stringify({
            status: retcode === 0 ? 'ok' : 'failed',
            retcode,
            data: body,
            message,
            wording: message,
            echo,
          }),
        );
      if (fault === 'refuse') return answer(1404, null, '群不存在');
      if (fault === 'fail') return answer(100, null, '稍后再试');
      if (fault === '1200') return answer(1200, null, 'EventChecker Failed');
      if (fault === 'swallow') return answer(0, { message_id: 0 });
      const result = this.carryOut(action, params);
      if (fault === 'hang') return;
      if (fault === '1200-but-sent') return answer(1200, null, 'EventChecker Failed');
      if (fault === 'close') return client.terminate();
      answer(result === undefined ? 1404 : 0, result ?? null, result === undefined ? `不支持的api ${action}` : '');
    });
  }

  /** Undefined for what this server does not know. */
  private carryOut(action: string, params: Params): unknown {
    switch (action) {
      case 'get_login_info':
        return { user_id: this.options.selfId, nickname: '回音' };
      case 'send_group_msg':
        return this.keep('group', Number(params['group_id']), params['message']);
      case 'send_private_msg':
        return this.keep('private', Number(params['user_id']), params['message']);
      case 'get_group_member_list':
        return this.options.groups
          .find((group) => group.id === Number(params['group_id']))
          ?.members.map(({ id, name }) => ({ user_id: id, nickname: name, card: '', role: 'member' }));
      case 'get_group_msg_history':
        if (this.options.noHistory) return undefined;
        return {
          messages: this.history
            .filter((one) => one.group_id === Number(params['group_id']))
            .slice(-Number(params['count'] ?? 20)),
        };
      case 'delete_msg':
        return {};
      default:
        return undefined;
    }
  }

  private keep(kind: 'group' | 'private', target: number, message: unknown): { message_id: number } {
    this.lastId += 1;
    const segments = message as SentMessage['segments'];
    const text = segments
      .map(({ type, data }) =>
        type === 'text' ? data['text'] : type === 'at' ? `@${data['qq']}` : type === 'reply' ? '' : `[${type}]`,
      )
      .join('');
    const sent = { kind, target, segments, text, messageId: this.lastId };
    this.sent.push(sent);
    if (this.sent.length > this.options.kept) this.sent.shift();
    if (kind === 'group') {
      this.history.push({
        message_id: this.lastId,
        group_id: target,
        user_id: this.options.selfId,
        time: seconds(),
        message,
      });
      if (this.history.length > this.options.kept) this.history.shift();
    }
    for (const listener of this.listeners) listener(sent);
    return { message_id: this.lastId };
  }

  private push(about: Params, user: number, message: string | object[]): number {
    this.lastId += 1;
    const { cqStrings, stringIds, selfId, groups } = this.options;
    const name = groups.flatMap((group) => group.members).find((member) => member.id === user)?.name ?? `用户${user}`;
    const array = typeof message === 'string' ? [{ type: 'text', data: { text: message } }] : message;
    const id = (value: unknown): unknown => (stringIds ? String(value) : value);
    this.pushRaw({
      time: seconds(),
      self_id: id(selfId),
      post_type: 'message',
      ...about,
      user_id: id(about['user_id']),
      ...(about['group_id'] === undefined ? {} : { group_id: id(about['group_id']) }),
      message_id: id(this.lastId),
      message: cqStrings ? toCq(array as SentMessage['segments']) : array,
      raw_message: '',
      font: 14,
      sender: { user_id: id(user), nickname: name, card: name, role: 'member' },
    });
    return this.lastId;
  }
}

const seconds = (): number => Math.floor(Date.now() / 1000);

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('[', '&#91;').replaceAll(']', '&#93;');

const toCq = (segments: SentMessage['segments']): string =>
  segments
    .map(({ type, data }) =>
      type === 'text'
        ? escape(data['text'] ?? '')
        : `[CQ:${type}${Object.entries(data)
            .map(([key, value]) => `,${key}=${escape(String(value)).replaceAll(',', '&#44;')}`)
            .join('')}]`,
    )
    .join('');
