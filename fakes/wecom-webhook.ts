/** WeCom's webhook API for groups: keys, limits, uploads, and everything that goes wrong in life. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What befalls the next request of an action (`send`, `upload_media`). */
export type WebhookFault =
  | 'drop' // carried out never, answered never
  | 'hang' // carried out, answered never
  | 'close' // carried out, and the connection goes
  | 'gateway' // a gateway's page in place of an answer
  | { errcode: number; errmsg?: string }; // refused

export interface FakeWecomWebhookOptions {
  keys?: readonly string[];
  /** Messages a minute for one key. */
  perMinute?: number;
  port?: number;
}

export interface WebhookSent {
  key: string;
  msgtype: string;
  /** As a reader sees it. */
  text: string;
  mentioned: readonly string[];
  media: { filename: string; bytes: Buffer } | null;
}

type Fields = Record<string, unknown>;
type Result = Fields & { errcode: number; errmsg: string };

const TEXT_BYTES = 2048;
const IMAGE_BYTES = 2 * 1024 * 1024;
const FILE_BYTES = 20 * 1024 * 1024;
const SMALLEST_FILE = 5;
const MINUTE_MS = 60_000;
const OK: Result = { errcode: 0, errmsg: 'ok' };

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const refused = (errcode: number, errmsg: string): Result => ({ errcode, errmsg });

/** @example const fake = await startFakeWecomWebhook({ keys: ['key-1'] }) */
export const startFakeWecomWebhook = (options: FakeWecomWebhookOptions = {}): Promise<FakeWecomWebhook> =>
  FakeWecomWebhook.start(options);

export class FakeWecomWebhook {
  readonly sent: WebhookSent[] = [];
  /** Connections taken so far. */
  connections = 0;
  private readonly options: Required<FakeWecomWebhookOptions>;
  private readonly faults = new Map<string, WebhookFault[]>();
  private readonly listeners = new Set<(message: WebhookSent) => void>();
  private readonly recent = new Map<string, number[]>();
  private readonly media = new Map<string, { filename: string; bytes: Buffer }>();
  private server: Server | null = null;
  private port: number;
  private lastId = 0;

  private constructor(options: FakeWecomWebhookOptions) {
    this.options = { keys: ['key-1'], perMinute: 20, port: 0, ...options };
    this.port = this.options.port;
  }

  static async start(options: FakeWecomWebhookOptions): Promise<FakeWecomWebhook> {
    const fake = new FakeWecomWebhook(options);
    await fake.listen();
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/cgi-bin/webhook`;
  }

  /** The next request of the action meets this; several wait in line. */
  next(action: string, fault: WebhookFault): void {
    this.faults.set(action, [...(this.faults.get(action) ?? []), fault]);
  }

  /** Calls back for everything the bot says, from now on. */
  onSent(listener: (message: WebhookSent) => void): void {
    this.listeners.add(listener);
  }

  async waitForSent(matches: (message: WebhookSent) => boolean, ms = 5000): Promise<WebhookSent> {
    const earlier = this.sent.find(matches);
    if (earlier !== undefined) return earlier;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the bot did not say it; it said:\n${this.sent.map((one) => one.text).join('\n')}`)),
        ms,
      );
      this.listeners.add((message) => {
        if (!matches(message)) return;
        clearTimeout(timer);
        resolve(message);
      });
    });
  }

  /** Cuts every client and comes back on the same port. */
  async restart(): Promise<void> {
    await this.stop();
    await this.listen();
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    server?.closeAllConnections();
    if (server !== null) await new Promise((resolve) => server.close(resolve));
  }

  private async listen(): Promise<void> {
    const server = createServer((request, response) => void this.serve(request, response));
    server.on('connection', () => (this.connections += 1));
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://127.0.0.1');
    const action = address.pathname.replace('/cgi-bin/webhook/', '');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = (status: number, type: string, text: string): void => {
      response.writeHead(status, { 'content-type': type });
      response.end(text);
    };
    const fault = this.faults.get(action)?.shift();
    if (fault === 'drop') return;
    if (fault === 'gateway') return answer(502, 'text/html', '<html>502 Bad Gateway</html>');
    if (typeof fault === 'object')
      return answer(200, 'application/json', JSON.stringify({ errmsg: 'refused', ...fault }));
    const result = await this.carryOut(action, address.searchParams, Buffer.concat(chunks), request.headers);
    if (fault === 'hang') return;
    if (fault === 'close') return void response.destroy();
    if (result === null) return answer(404, 'text/plain', 'not found');
    answer(200, 'application/json', JSON.stringify(result));
  }

  private async carryOut(
    action: string,
    query: URLSearchParams,
    body: Buffer,
    headers: IncomingMessage['headers'],
  ): Promise<Result | null> {
    const key = query.get('key') ?? '';
    if (action !== 'send' && action !== 'upload_media') return null;
    if (!this.options.keys.includes(key)) return refused(93_000, 'invalid webhook url, hint: [1], from ip: 127.0.0.1');
    if (action === 'upload_media') return this.store(query.get('type'), body, headers['content-type'] ?? '');
    return this.hear(key, fieldsOf(JSON.parse(body.toString('utf8'))));
  }

  private async store(type: string | null, body: Buffer, contentType: string): Promise<Result> {
    if (type !== 'file') return refused(40_004, 'invalid media type');
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    const media = form.get('media');
    if (media === null || typeof media === 'string') return refused(41_005, 'media data missing');
    const bytes = Buffer.from(await media.arrayBuffer());
    if (bytes.length < SMALLEST_FILE || bytes.length > FILE_BYTES) return refused(40_006, 'invalid file size');
    this.lastId += 1;
    this.media.set(`media-${this.lastId}`, { filename: media.name, bytes });
    return { ...OK, type: 'file', media_id: `media-${this.lastId}`, created_at: String(Math.floor(Date.now() / 1000)) };
  }

  private hear(key: string, message: Fields): Result {
    const msgtype = String(message['msgtype']);
    const read = this.read(msgtype, fieldsOf(message[msgtype]));
    if ('errcode' in read) return read;
    const now = Date.now();
    const recent = (this.recent.get(key) ?? []).filter((at) => at > now - MINUTE_MS);
    if (recent.length >= this.options.perMinute) return refused(45_009, 'api freq out of limit');
    this.recent.set(key, [...recent, now]);
    const sent = { key, msgtype, ...read };
    this.sent.push(sent);
    for (const listener of this.listeners) listener(sent);
    return OK;
  }

  private read(msgtype: string, message: Fields): Omit<WebhookSent, 'key' | 'msgtype'> | Result {
    if (msgtype === 'text') {
      const content = String(message['content'] ?? '');
      const list = message['mentioned_list'];
      if (content === '') return refused(44_004, 'empty content');
      if (Buffer.byteLength(content) > TEXT_BYTES)
        return refused(40_058, `text.content exceed max length ${TEXT_BYTES}`);
      return { text: content, mentioned: Array.isArray(list) ? list.map(String) : [], media: null };
    }
    if (msgtype === 'image') {
      const bytes = Buffer.from(String(message['base64']), 'base64');
      if (bytes.length === 0 || bytes.length > IMAGE_BYTES) return refused(40_009, 'invalid image size');
      if (createHash('md5').update(bytes).digest('hex') !== message['md5'])
        return refused(301_019, 'md5 does not match');
      return { text: '[图片]', mentioned: [], media: { filename: '', bytes } };
    }
    if (msgtype !== 'file') return refused(40_008, 'invalid message type');
    const media = this.media.get(String(message['media_id']));
    if (media === undefined) return refused(40_007, 'invalid media_id');
    return { text: `[文件：${media.filename}]`, mentioned: [], media };
  }
}
