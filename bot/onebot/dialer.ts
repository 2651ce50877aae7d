/** Forward WebSocket: goes to a OneBot server, and goes again whenever the connection ends. */
import { WebSocket } from 'ws';
import { badTokenWords, MAX_FRAME } from './channel.ts';

export interface DialerOptions {
  url: string;
  token: string;
  handshakeMs: number;
  /** Wait before the first new attempt; doubles up to the longest. */
  reconnectMs: { first: number; longest: number };
  onOpen(socket: WebSocket): void;
  /** No connection came about; why. */
  onFail(reason: string): void;
}

export class Dialer {
  private readonly options: DialerOptions;
  private socket: WebSocket | null = null;
  private failures = 0;
  private retry: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(options: DialerOptions) {
    this.options = options;
  }

  start(): void {
    if (this.stopped) return;
    const { url, token, handshakeMs, onOpen, onFail } = this.options;
    const socket = new WebSocket(url, {
      handshakeTimeout: handshakeMs,
      perMessageDeflate: false,
      maxPayload: MAX_FRAME,
      ...(token === '' ? {} : { headers: { Authorization: `Bearer ${token}` } }),
    });
    this.socket = socket;
    let failure: string | null = null;
    // Without this listener a refused upgrade would end the process.
    socket.on('error', (error) => (failure ??= wordsFor(error)));
    socket.on('unexpected-response', (request, response) => {
      failure = refusalWords(response.statusCode);
      request.destroy();
      socket.terminate();
    });
    let opened = false;
    socket.on('open', () => {
      opened = true;
      onOpen(socket);
    });
    socket.on('close', (code) => {
      if (!opened) onFail(failure ?? `连接断开（${code}）`);
      this.again();
    });
  }

  /** The connection has proved itself: the next loss is retried soon. */
  settled(): void {
    this.failures = 0;
  }

  stop(): void {
    this.stopped = true;
    if (this.retry !== null) clearTimeout(this.retry);
    this.socket?.terminate();
  }

  private again(): void {
    if (this.stopped) return;
    const { first, longest } = this.options.reconnectMs;
    const wait = Math.min(first * 2 ** this.failures, longest);
    this.failures += 1;
    // Jitter, so that many bots do not come back to a restarted server in one moment.
    this.retry = setTimeout(() => this.start(), wait * (0.75 + Math.random() / 2));
  }
}

const refusalWords = (status: number | undefined): string =>
  status === 401 || status === 403 ? badTokenWords : `服务器拒绝连接（HTTP ${status ?? '?'}）`;

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: '那里没有服务在监听',
  ENOTFOUND: '找不到这台主机',
  EAI_AGAIN: '域名解析不了',
  ETIMEDOUT: '连接超时',
  EHOSTUNREACH: '到不了这台主机',
  ECONNRESET: '连接被对方中断',
};

function wordsFor(error: Error & { code?: string }): string {
  const known = causes[error.code ?? ''];
  if (known !== undefined) return known;
  // A host with several addresses fails with all of their errors at once.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : null;
  if (first instanceof Error) return wordsFor(first);
  return error.message.includes('handshake has timed out') ? '连接超时' : error.message;
}
