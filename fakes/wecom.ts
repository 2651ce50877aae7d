/** A WeCom server for one 智能机器人 to try the adapter against: chats, uploads, and everything that goes wrong in life. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { MediaStore, type MediaAnswer } from './wecom-media.ts';
import {
  fieldsOf,
  readMessage,
  type FakeWecomOptions,
  type Fields,
  type Frame,
  type WecomFault,
  type WecomSent,
} from './wecom-message.ts';

export type { FakeWecomOptions, WecomFault, WecomSent } from './wecom-message.ts';

const MINUTE_MS = 60_000;
const OK = { errcode: 0, errmsg: 'ok' };

/** @example const fake = await startFakeWecom({ open: ['group-1'] }); fake.say('group-1', 'ZhangSan', '受理 #1') */
export const startFakeWecom = (options: FakeWecomOptions = {}): Promise<FakeWecom> => FakeWecom.start(options);

export class FakeWecom {
  readonly sent: WecomSent[] = [];
  /** Frames as they came, for tests that look at the wire. */
  readonly requests: Frame[] = [];
  /** Pings answered so far. */
  pings = 0;
  /** When set, connections are refused with this HTTP status. */
  refusing: number | null = null;
  private readonly options: Required<FakeWecomOptions>;
  private readonly faults = new Map<string, WecomFault[]>();
  private readonly listeners = new Set<(message: WecomSent) => void>();
  private readonly opened: Set<string>;
  private readonly recent = new Map<string, number[]>();
  /** Requests that may be answered, and in which chat. */
  private readonly callbacks = new Map<string, string>();
  private readonly media = new MediaStore();
  private server: Server | null = null;
  private sockets: WebSocketServer | null = null;
  /** The one connection that is logged in. */
  private robot: WebSocket | null = null;
  private port: number;
  private lastId = 0;

  private constructor(options: FakeWecomOptions) {
    this.options = {
      botId: 'aib-huiyin',
      secret: 'secret',
      botName: '回音',
      open: [],
      perMinute: 30,
      port: 0,
      kept: 1000,
      ...options,
    };
    this.opened = new Set(this.options.open);
    this.port = this.options.port;
  }

  static async start(options: FakeWecomOptions): Promise<FakeWecom> {
    const fake = new FakeWecom(options);
    await fake.listen();
    return fake;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** The next request of the command meets this; several wait in line. */
  next(cmd: string, fault: WecomFault): void {
    this.faults.set(cmd, [...(this.faults.get(cmd) ?? []), fault]);
  }

  /** Somebody @s the robot in a group: nothing else of a group reaches it. Returns the message's id. */
  say(chat: string, user: string, text: string, quoted?: string): string {
    const { botName } = this.options;
    const content = text.includes(`@${botName}`) ? text : `@${botName} ${text}`;
    return this.callback({ chatid: chat, chattype: 'group', from: { userid: user } }, content, quoted);
  }

  sayPrivately(user: string, text: string, quoted?: string): string {
    return this.callback({ chattype: 'single', from: { userid: user } }, text, quoted);
  }

  /** Any message: what is given takes the place of what a text message has. */
  deliver(body: Fields): string {
    this.lastId += 1;
    const message: Fields = {
      msgid: `msg-${this.lastId}`,
      aibotid: this.options.botId,
      chattype: 'single',
      from: { userid: 'nobody' },
      create_time: Math.floor(Date.now() / 1000),
      msgtype: 'text',
      ...body,
    };
    const chat = String(message['chatid'] ?? fieldsOf(message['from'])['userid']);
    this.opened.add(chat);
    this.callbacks.set(`req-${this.lastId}`, chat);
    this.pushRaw({ cmd: 'aibot_msg_callback', headers: { req_id: `req-${this.lastId}` }, body: message });
    return String(message['msgid']);
  }

  /** `enter_chat`, `feedback_event` … */
  happen(eventtype: string, user = 'nobody'): void {
    this.lastId += 1;
    this.pushRaw(this.eventFrame(eventtype, { chattype: 'single', from: { userid: user } }));
  }

  /** Any frame at all, to the robot that is logged in. */
  pushRaw(frame: unknown): void {
    this.robot?.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Calls back for everything the robot says, from now on. */
  onSent(listener: (message: WecomSent) => void): void {
    this.listeners.add(listener);
  }

  async waitForSent(matches: (message: WecomSent) => boolean, ms = 5000): Promise<WecomSent> {
    const earlier = this.sent.find(matches);
    if (earlier !== undefined) return earlier;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the robot did not say it; it said:\n${this.sent.map((one) => one.text).join('\n')}`)),
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

  /** The robot is no longer logged in, and is not told. */
  forgetLogin(): void {
    this.robot = null;
  }

  /** Clients stay connected and hear nothing more. */
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
    this.robot = null;
    const { server } = this;
    this.server = null;
    if (server !== null) await new Promise((resolve) => server.close(resolve));
  }

  private async listen(): Promise<void> {
    const server = createServer();
    const sockets = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => {
      if (this.refusing !== null) {
        socket.end(`HTTP/1.1 ${this.refusing} Refused\r\nConnection: close\r\n\r\n`);
        return;
      }
      sockets.handleUpgrade(request, socket, head, (client) => this.serve(client));
    });
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
    this.sockets = sockets;
  }

  private serve(client: WebSocket): void {
    client.on('error', () => undefined);
    client.on('close', () => {
      if (this.robot === client) this.robot = null;
    });
    client.on('message', (data) => {
      // ws gives one Buffer a message unless told otherwise.
      const frame = JSON.parse((data as Buffer).toString('utf8')) as Frame;
      this.requests.push(frame);
      if (this.requests.length > this.options.kept) this.requests.shift();
      const answer = (result: MediaAnswer): void =>
        client.send(
          JSON.stringify({ headers: { req_id: frame.headers.req_id }, ...('body' in result ? OK : {}), ...result }),
        );
      const fault = this.faults.get(frame.cmd)?.shift();
      if (fault === 'drop') return;
      if (typeof fault === 'object') return answer({ errmsg: 'refused', ...fault });
      const result = this.carryOut(client, frame);
      if (fault === 'hang') return;
      if (fault === 'close') return client.terminate();
      answer(result);
    });
  }

  private carryOut(client: WebSocket, { cmd, headers, body = {} }: Frame): MediaAnswer {
    if (cmd === 'aibot_subscribe') return this.logIn(client, body);
    if (this.robot !== client) return { errcode: 846_609, errmsg: 'aibot websocket not subscribed' };
    switch (cmd) {
      case 'ping':
        this.pings += 1;
        return { body: {} };
      case 'aibot_send_msg':
        return this.hear(String(body['chatid']), body);
      case 'aibot_respond_msg': {
        const chat = this.callbacks.get(headers.req_id);
        return chat === undefined ? { errcode: 846_605, errmsg: 'invalid req_id' } : this.hear(chat, body);
      }
      case 'aibot_upload_media_init':
        return this.media.begin(body);
      case 'aibot_upload_media_chunk':
        return this.media.add(body);
      case 'aibot_upload_media_finish':
        return this.media.finish(body);
      default:
        return { errcode: 40_008, errmsg: 'invalid cmd' };
    }
  }

  /** A robot has one connection: the newest. The one before is told, then cut. */
  private logIn(client: WebSocket, { bot_id, secret }: Fields): MediaAnswer {
    if (bot_id !== this.options.botId || secret !== this.options.secret)
      return { errcode: 853_000, errmsg: 'invalid bot_id or secret' };
    const before = this.robot;
    this.robot = client;
    if (before !== null && before !== client) {
      this.lastId += 1;
      before.send(JSON.stringify(this.eventFrame('disconnected_event', {})));
      before.close();
    }
    return { body: {} };
  }

  private hear(chatid: string, message: Fields): MediaAnswer {
    const msgtype = String(message['msgtype']);
    const read = readMessage(msgtype, fieldsOf(message[msgtype]), this.media);
    if ('errcode' in read) return read;
    if (!this.opened.has(chatid)) return { errcode: 93_006, errmsg: 'invalid chatid, hint: [1], from ip: 127.0.0.1' };
    const now = Date.now();
    const recent = (this.recent.get(chatid) ?? []).filter((at) => at > now - MINUTE_MS);
    if (recent.length >= this.options.perMinute) return { errcode: 846_607, errmsg: 'api freq out of limit' };
    this.recent.set(chatid, [...recent, now]);
    const sent = { chatid, msgtype, ...read };
    this.sent.push(sent);
    if (this.sent.length > this.options.kept) this.sent.shift();
    for (const listener of this.listeners) listener(sent);
    return { body: {} };
  }

  private callback(about: Fields, content: string, quoted: string | undefined): string {
    return this.deliver({
      ...about,
      text: { content },
      ...(quoted === undefined ? {} : { quote: { msgtype: 'text', text: { content: quoted } } }),
    });
  }

  private eventFrame(eventtype: string, about: Fields): object {
    return {
      cmd: 'aibot_event_callback',
      headers: { req_id: `req-${this.lastId}` },
      body: {
        msgid: `event-${this.lastId}`,
        aibotid: this.options.botId,
        create_time: Math.floor(Date.now() / 1000),
        msgtype: 'event',
        event: { eventtype },
        ...about,
      },
    };
  }
}
