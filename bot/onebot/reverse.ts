/** Reverse WebSocket: a server the accounts come to, each with its number, its role and the token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_FRAME } from './channel.ts';

/** `Universal` carries both; otherwise requests and events come over a connection each. */
export type Role = 'Universal' | 'API' | 'Event';

export interface ReverseOptions {
  host: string;
  port: number;
  token: string;
  /** Wait before the port is tried again when it is taken. */
  retryMs: number;
  log: { warn(about: object, text: string): void };
  onSocket(account: string, role: Role, socket: WebSocket): void;
  /** What stands in the way of the next connection changed; see `trouble`. */
  onTrouble(): void;
}

export class ReverseServer {
  /** Why nobody could come lately; null when nothing is known to be wrong. */
  trouble: string | null = null;
  private readonly options: ReverseOptions;
  private readonly upgrades = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });
  private server: Server | null = null;
  private retry: NodeJS.Timeout | null = null;

  constructor(options: ReverseOptions) {
    this.options = options;
  }

  /** The port listened on: where 0 was asked for, the one that was given. */
  get port(): number {
    const address = this.server?.address() ?? null;
    return address === null || typeof address === 'string' ? this.options.port : address.port;
  }

  /** Resolves when it listens, or knows that the port is taken and will try again. */
  start(): Promise<void> {
    const { host, port, retryMs, log } = this.options;
    const server = createServer((_request, response) => response.writeHead(426).end());
    this.server = server;
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    return new Promise((resolve) => {
      server.once('listening', () => {
        this.say(null);
        resolve();
      });
      server.on('error', (error: NodeJS.ErrnoException) => {
        this.say(error.code === 'EADDRINUSE' ? `端口 ${port} 已被占用` : `端口 ${port} 不能监听：${error.message}`);
        log.warn({ err: error, port }, 'the OneBot reverse port cannot be listened on; trying again');
        this.retry = setTimeout(() => void this.start(), retryMs);
        resolve();
      });
      server.listen(port, host);
    });
  }

  async stop(): Promise<void> {
    if (this.retry !== null) clearTimeout(this.retry);
    const { server } = this;
    if (server === null || !server.listening) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A peer that hangs up while it is refused must not end the process.
    socket.on('error', () => undefined);
    const account = String(request.headers['x-self-id'] ?? '');
    const role = roleOf(request);
    const given = tokenOf(request);
    // Every server of the kind names its account; a web page, which cannot, is kept out by it even without a token.
    if (!/^[1-9]\d{4,11}$/.test(account)) return this.refuse(socket, 400, '来连的程序没有报 QQ 号（X-Self-ID）');
    if (role === null) return this.refuse(socket, 400, `账号 ${account} 来连，连接类型（X-Client-Role）看不懂`);
    if (given === null && this.options.token !== '')
      return this.refuse(socket, 401, `账号 ${account} 来连，没有带令牌（应与 ONEBOT_TOKEN 相同）`);
    if (!same(given ?? '', this.options.token) && this.options.token !== '')
      return this.refuse(socket, 403, `账号 ${account} 来连，令牌与 ONEBOT_TOKEN 不同`);
    this.upgrades.handleUpgrade(request, socket, head, (client) => {
      this.say(null);
      this.options.onSocket(account, role, client);
    });
  }

  private refuse(socket: Duplex, status: number, trouble: string): void {
    socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n`);
    this.say(trouble);
  }

  private say(trouble: string | null): void {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    this.options.onTrouble();
  }
}

/** Said in a header; some say it by the path alone. */
function roleOf(request: IncomingMessage): Role | null {
  const said = request.headers['x-client-role'];
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const word = String(said ?? /\/(api|event)\/?$/i.exec(path)?.[1] ?? 'universal').toLowerCase();
  return word === 'universal' ? 'Universal' : word === 'api' ? 'API' : word === 'event' ? 'Event' : null;
}

/** `Bearer` or, as the norm also has it, `Token`, or in the address. */
function tokenOf(request: IncomingMessage): string | null {
  const header = /^(?:Bearer|Token)\s+(.*)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim();
  return header ?? new URLSearchParams(request.url?.split('?')[1] ?? '').get('access_token');
}

/** In a time that tells nothing of how much was right. */
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
