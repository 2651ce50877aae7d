/** One WebSocket to a OneBot server that is kept open: requests with answers, events, reconnecting, a watchdog. */
import { WebSocket, type RawData } from 'ws';

/** How a request ended. `lost`: the connection or the time ran out, and nobody knows what became of it. */
export type Answer =
  | { kind: 'answered'; status: string; retcode: number; data: unknown; words: string }
  | { kind: 'offline' }
  | { kind: 'lost'; reason: string };

export interface ConnectionOptions {
  url: string;
  token: string;
  requestTimeoutMs: number;
  reconnectMs: { first: number; longest: number };
  /** Between two pings; a server silent for two of them is gone. */
  pingMs: number;
  log: { warn(about: object, text: string): void };
  onOpen(): void;
  onClose(reason: string): void;
  /** Every frame that answers no request. */
  onFrame(frame: unknown): void;
}

interface Waiting {
  resolve(answer: Answer): void;
  timer: NodeJS.Timeout;
}

/** The code NapCat sends before it closes on a bad token. */
const BAD_TOKEN = 1403;

export class Connection {
  private readonly options: ConnectionOptions;
  private socket: WebSocket | null = null;
  private readonly waiting = new Map<string, Waiting>();
  private lastEcho = 0;
  private failures = 0;
  private stopped = false;
  private retry: NodeJS.Timeout | null = null;
  private watchdog: NodeJS.Timeout | null = null;
  private alive = true;
  private reason = '';
  private malformed = false;

  constructor(options: ConnectionOptions) {
    this.options = options;
  }

  open(): void {
    if (this.stopped) return;
    const { url, token, onOpen } = this.options;
    const socket = new WebSocket(url, {
      handshakeTimeout: this.options.requestTimeoutMs,
      ...(token === '' ? {} : { headers: { Authorization: `Bearer ${token}` } }),
    });
    this.socket = socket;
    this.reason = '';
    // Without this listener a refused upgrade would end the process.
    socket.on('error', (error) => (this.reason ||= error.message));
    socket.on('unexpected-response', (request, response) => {
      this.reason =
        response.statusCode === 401 || response.statusCode === 403
          ? '令牌不对（ONEBOT_TOKEN）'
          : `服务器拒绝连接（HTTP ${response.statusCode ?? '?'}）`;
      request.destroy();
      socket.terminate();
    });
    socket.on('open', () => {
      this.alive = true;
      this.watch(socket);
      onOpen();
    });
    socket.on('pong', () => (this.alive = true));
    socket.on('message', (data) => this.receive(data));
    socket.on('close', (code) => this.closed(socket, code));
  }

  /** The connection has proved itself: the next loss is retried soon. */
  settled(): void {
    this.failures = 0;
  }

  stop(): void {
    this.stopped = true;
    if (this.retry !== null) clearTimeout(this.retry);
    if (this.watchdog !== null) clearInterval(this.watchdog);
    this.socket?.terminate();
    this.giveUp('正在停止');
  }

  request(action: string, params: object): Promise<Answer> {
    const { socket } = this;
    if (socket === null || socket.readyState !== WebSocket.OPEN) return Promise.resolve({ kind: 'offline' });
    this.lastEcho += 1;
    const echo = `huiyin-${this.lastEcho}`;
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.answer(echo, { kind: 'lost', reason: '超时' }),
        this.options.requestTimeoutMs,
      );
      this.waiting.set(echo, { resolve, timer });
      socket.send(JSON.stringify({ action, params, echo }), (error) => {
        if (error) this.answer(echo, { kind: 'lost', reason: error.message });
      });
    });
  }

  private answer(echo: string, answer: Answer): void {
    const waiting = this.waiting.get(echo);
    if (waiting === undefined) return;
    this.waiting.delete(echo);
    clearTimeout(waiting.timer);
    waiting.resolve(answer);
  }

  private giveUp(reason: string): void {
    for (const echo of this.waiting.keys()) this.answer(echo, { kind: 'lost', reason });
  }

  private receive(data: RawData): void {
    this.alive = true;
    let frame: unknown;
    try {
      // ws gives one Buffer a message unless told otherwise.
      frame = JSON.parse((data as Buffer).toString('utf8'));
    } catch {
      if (!this.malformed)
        this.options.log.warn({}, 'OneBot sent a frame that is no JSON; further ones are not reported');
      this.malformed = true;
      return;
    }
    if (typeof frame === 'object' && frame !== null && 'retcode' in frame)
      this.answered(frame as Record<string, unknown>);
    else this.options.onFrame(frame);
  }

  private answered(frame: Record<string, unknown>): void {
    const retcode = Number(frame['retcode']);
    const echo = frame['echo'];
    if (typeof echo === 'string') {
      const words = String(frame['wording'] ?? frame['message'] ?? frame['msg'] ?? '');
      this.answer(echo, {
        kind: 'answered',
        status: String(frame['status']),
        retcode,
        data: frame['data'] ?? null,
        words,
      });
    } else if (retcode === BAD_TOKEN) this.reason = '令牌不对（ONEBOT_TOKEN）';
  }

  private watch(socket: WebSocket): void {
    if (this.watchdog !== null) clearInterval(this.watchdog);
    this.watchdog = setInterval(() => {
      if (!this.alive) {
        this.reason = '服务器没有回应';
        socket.terminate();
        return;
      }
      this.alive = false;
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    }, this.options.pingMs);
  }

  private closed(socket: WebSocket, code: number): void {
    if (this.socket !== socket) return;
    this.socket = null;
    if (this.watchdog !== null) clearInterval(this.watchdog);
    const reason = this.reason || `连接断开（${code}）`;
    this.giveUp(reason);
    this.options.onClose(reason);
    if (this.stopped) return;
    const { first, longest } = this.options.reconnectMs;
    const wait = Math.min(first * 2 ** this.failures, longest);
    this.failures += 1;
    // Jitter, so that many bots do not come back to a restarted server in one moment.
    this.retry = setTimeout(() => this.open(), wait * (0.75 + Math.random() / 2));
  }
}
