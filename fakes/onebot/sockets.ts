/** The fake's sockets: a server clients come to (forward), or one that goes to its client (reverse). */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';

export interface SocketOptions {
  self: number;
  token: string;
  host: string;
  port: number;
  /** What a wrong token meets. NapCat: a frame with 1403, then the end. The norm: HTTP 403. */
  badToken: 'frame' | 'http';
  /** Goes there in place of listening. */
  reverse: { url: string; pair: boolean; reconnectMs: number } | null;
  onOpen(socket: WebSocket): void;
  onRequest(socket: WebSocket, text: string): void;
}

type Role = 'Universal' | 'API' | 'Event';

export class Sockets {
  /** HTTP status every upgrade is refused with, while it is set. */
  refusal: number | null = null;
  private readonly options: SocketOptions;
  private readonly open = new Map<WebSocket, Role>();
  private server: Server | null = null;
  private upgrades: WebSocketServer | null = null;
  private readonly retries = new Set<NodeJS.Timeout>();
  private stopped = true;
  port: number;

  constructor(options: SocketOptions) {
    this.options = options;
    this.port = options.port;
  }

  get size(): number {
    return this.open.size;
  }

  async start(): Promise<void> {
    this.stopped = false;
    if (this.options.reverse === null) return this.listen();
    for (const role of this.options.reverse.pair ? (['API', 'Event'] as const) : (['Universal'] as const))
      this.dial(this.options.reverse, role);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const retry of this.retries) clearTimeout(retry);
    this.cut();
    this.upgrades?.close();
    const { server } = this;
    this.server = null;
    if (server !== null) await new Promise((resolve) => server.close(resolve));
  }

  /** Ends every connection; one that went out comes back by itself. */
  cut(): void {
    for (const socket of this.open.keys()) socket.terminate();
  }

  /** To everybody who hears events. */
  push(text: string): void {
    for (const [socket, role] of this.open) if (role !== 'API') socket.send(text);
  }

  /** Connections stay open and nothing more is read from them: not even pings are answered. */
  freeze(): void {
    for (const socket of this.open.keys()) (socket as unknown as { _socket: { pause(): void } })._socket.pause();
  }

  /** Until everybody has read what was sent so far: a ping is answered only after the frames before it. */
  async settled(): Promise<void> {
    await Promise.all(
      [...this.open.keys()].map(async (socket) => {
        const answered = new AbortController();
        const { signal } = answered;
        socket.ping();
        await Promise.race([once(socket, 'pong', { signal }), once(socket, 'close', { signal })]).finally(() =>
          answered.abort(),
        );
      }),
    );
  }

  private async listen(): Promise<void> {
    const server = createServer();
    this.upgrades = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    server.listen(this.port, this.options.host);
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { token, badToken } = this.options;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    const given = request.headers.authorization?.replace('Bearer ', '') ?? searchParams.get('access_token') ?? '';
    const refusal = this.refusal ?? (given !== token && badToken === 'http' ? 403 : null);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\nConnection: close\r\n\r\n`);
      return;
    }
    this.upgrades?.handleUpgrade(request, socket, head, (client) => {
      if (given === token) {
        this.serve(client, pathname === '/api' ? 'API' : pathname === '/event' ? 'Event' : 'Universal');
        return;
      }
      client.send(
        JSON.stringify({ status: 'failed', retcode: 1403, data: null, message: 'token验证失败', echo: null }),
      );
      client.close();
    });
  }

  private dial(reverse: NonNullable<SocketOptions['reverse']>, role: Role): void {
    if (this.stopped) return;
    const socket = new WebSocket(reverse.url, {
      perMessageDeflate: false,
      headers: {
        'X-Self-ID': String(this.options.self),
        'X-Client-Role': role,
        Authorization: `Bearer ${this.options.token}`,
        'User-Agent': 'OneBot/11',
      },
    });
    socket.on('error', () => undefined);
    socket.on('open', () => (this.stopped ? socket.terminate() : this.serve(socket, role)));
    socket.on('close', () => {
      if (this.stopped) return;
      const retry = setTimeout(() => {
        this.retries.delete(retry);
        this.dial(reverse, role);
      }, reverse.reconnectMs);
      this.retries.add(retry);
    });
  }

  private serve(socket: WebSocket, role: Role): void {
    this.open.set(socket, role);
    socket.on('error', () => undefined);
    socket.on('close', () => this.open.delete(socket));
    if (role !== 'Event')
      socket.on('message', (data) => this.options.onRequest(socket, (data as Buffer).toString('utf8')));
    if (role !== 'API') this.options.onOpen(socket);
  }
}
