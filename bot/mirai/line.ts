/** One WebSocket to mirai-api-http, from dialling to its end: whether we are let in, what is pushed, a watchdog. */
import { WebSocket, type RawData } from 'ws';
import { reasonFor } from './codes.ts';

/** As encrypted as the server's own address; a key may hold characters that mean something in a URL. */
export function socketUrl(baseUrl: string, keys: { sessionKey: string; verifyKey: string }): string {
  const url = new URL('/all', baseUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.search = new URLSearchParams(keys).toString();
  return url.href;
}

export interface LineOptions {
  handshakeTimeoutMs: number;
  /** Between two pings; a server silent for two of them is gone. */
  pingMs: number;
  /** The first frame says that the session is ours. */
  onOpen(): void;
  /** What is pushed, event or message. */
  onData(data: unknown): void;
  /** Once; the server closes a refused session as politely as any other. */
  onEnd(reason: string): void;
}

export class Line {
  private readonly options: LineOptions;
  private socket: WebSocket | null = null;
  private watchdog: NodeJS.Timeout | null = null;
  private alive = true;
  private letIn = false;
  private ended = false;
  private reason = '';

  constructor(options: LineOptions) {
    this.options = options;
  }

  /** Undefined when the line was ended before. */
  dial(url: string): WebSocket | undefined {
    if (this.ended) return undefined;
    const socket = new WebSocket(url, { handshakeTimeout: this.options.handshakeTimeoutMs });
    this.socket = socket;
    // Without this listener a refused upgrade would end the process.
    socket.on('error', (error) => (this.reason ||= error.message));
    socket.on('unexpected-response', (request, response) => {
      this.reason = `服务器拒绝 WebSocket（HTTP ${response.statusCode ?? '?'}）：请在 mirai-api-http 的 adapters 里启用 ws，并与 http 用同一个端口`;
      request.destroy();
      socket.terminate();
    });
    socket.on('open', () => this.watch(socket));
    socket.on('pong', () => (this.alive = true));
    socket.on('message', (data) => this.receive(data));
    socket.on('close', (code) => this.end(this.reason || `连接断开（${code}）`));
    return socket;
  }

  /** Ends the line for a reason of ours, whether it was dialled or not. */
  end(reason: string): void {
    if (this.ended) return;
    this.ended = true;
    if (this.watchdog !== null) clearInterval(this.watchdog);
    this.socket?.terminate();
    this.options.onEnd(reason);
  }

  private receive(raw: RawData): void {
    this.alive = true;
    if (this.ended) return;
    const data = dataOf(raw);
    if (data === null) return;
    if (this.letIn) this.options.onData(data);
    else if (data['code'] === 0) {
      this.letIn = true;
      this.options.onOpen();
    } else this.reason = reasonFor(Number(data['code']), String(data['msg'] ?? ''));
  }

  private watch(socket: WebSocket): void {
    this.watchdog = setInterval(() => {
      if (!this.alive) return this.end('服务器没有回应');
      this.alive = false;
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    }, this.options.pingMs);
  }
}

/** Null for what is no frame of the server. */
function dataOf(raw: RawData): Record<string, unknown> | null {
  try {
    // ws gives one Buffer a message unless told otherwise.
    const frame: unknown = JSON.parse((raw as Buffer).toString('utf8'));
    const data = (frame as { data?: unknown } | null)?.data;
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
