/** Requests with their answers over one open WebSocket, and a watchdog that notices when nobody is there any more. */
import { WebSocket, type RawData } from 'ws';
import type { Answer } from './wire.ts';

export interface ChannelOptions {
  /** Longest wait for an answer. */
  requestTimeoutMs: number;
  /** Between two pings; a server silent for two of them is gone. */
  pingMs: number;
  log: { warn(about: object, text: string): void };
}

export interface ChannelEvents {
  /** Every frame that answers no request. */
  onFrame(frame: unknown): void;
  onClose(reason: string): void;
}

interface Waiting {
  resolve(answer: Answer): void;
  timer: NodeJS.Timeout;
}

/** The largest frame taken: pages of history with forwarded messages are large, pictures come as addresses. */
export const MAX_FRAME = 32 * 1024 * 1024;
/** The code NapCat and LLBot send before they close on a bad token. */
const BAD_TOKEN = 1403;
export const badTokenWords = '令牌不对（ONEBOT_TOKEN）';

export class Channel {
  private readonly socket: WebSocket;
  private readonly options: ChannelOptions;
  private readonly events: ChannelEvents;
  private readonly waiting = new Map<string, Waiting>();
  private readonly watchdog: NodeJS.Timeout;
  private lastEcho = 0;
  private alive = true;
  private reason = '';
  private malformed = false;

  /** Listens from this moment on: to be made as soon as the socket is open, or frames are missed. */
  constructor(socket: WebSocket, options: ChannelOptions, events: ChannelEvents) {
    this.socket = socket;
    this.options = options;
    this.events = events;
    socket.on('message', (data) => this.receive(data));
    socket.on('ping', () => (this.alive = true));
    socket.on('pong', () => (this.alive = true));
    socket.on('error', (error) => (this.reason ||= error.message));
    socket.on('close', (code) => this.closed(code));
    this.watchdog = setInterval(() => this.watch(), options.pingMs);
  }

  /** Never rejects. */
  request(action: string, params: object, timeoutMs = this.options.requestTimeoutMs): Promise<Answer> {
    const { socket } = this;
    if (socket.readyState !== WebSocket.OPEN) return Promise.resolve({ kind: 'offline' });
    this.lastEcho += 1;
    const echo = `huiyin-${this.lastEcho}`;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answer(echo, { kind: 'lost', reason: '超时' }), timeoutMs);
      this.waiting.set(echo, { resolve, timer });
      socket.send(JSON.stringify({ action, params, echo }), (error) => {
        if (error) this.answer(echo, { kind: 'lost', reason: error.message });
      });
    });
  }

  close(reason: string): void {
    this.reason ||= reason;
    this.socket.terminate();
  }

  private answer(echo: string, answer: Answer): void {
    const waiting = this.waiting.get(echo);
    if (waiting === undefined) return;
    this.waiting.delete(echo);
    clearTimeout(waiting.timer);
    waiting.resolve(answer);
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
    else this.events.onFrame(frame);
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
    } else if (retcode === BAD_TOKEN) this.reason = badTokenWords;
  }

  private watch(): void {
    if (!this.alive) return this.close('服务器没有回应');
    this.alive = false;
    if (this.socket.readyState === WebSocket.OPEN) this.socket.ping();
  }

  private closed(code: number): void {
    clearInterval(this.watchdog);
    const reason = this.reason || `连接断开（${code}）`;
    for (const echo of this.waiting.keys()) this.answer(echo, { kind: 'lost', reason });
    this.events.onClose(reason);
  }
}
