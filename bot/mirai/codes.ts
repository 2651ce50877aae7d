/** What mirai-api-http answers when it refuses: its code, its words, what that means to us. */
import type { SendOutcome } from '../port.ts';
import { mayHaveArrived, neverLeft, TimedOut, wordsOf } from './network.ts';

interface Refusal {
  /** The server's words. mirai-js throws them and drops the code. */
  said: string;
  reason: string;
  /** Whether the same message may pass later. */
  retryable: boolean;
}

export const WRONG_KEY = 1;
const NO_SUCH_BOT = 2;
/** Of a message: the room, somebody mentioned, or the message quoted is not there. */
export const NOT_FOUND = 5;
export const UNSUPPORTED = 6;

const refusals: Readonly<Record<number, Refusal>> = {
  [WRONG_KEY]: { said: 'Auth Key错误', reason: '密钥不对（MIRAI_VERIFY_KEY）', retryable: true },
  [NO_SUCH_BOT]: { said: '指定Bot不存在', reason: '账号没有在 mirai 上登录（MIRAI_QQ）', retryable: true },
  3: { said: 'Session失效或不存在', reason: '会话失效', retryable: true },
  4: { said: 'Session未认证', reason: '会话没有绑定账号', retryable: true },
  [NOT_FOUND]: { said: '指定对象不存在', reason: '群、好友或被 @ 的人不存在', retryable: false },
  [UNSUPPORTED]: { said: '指定操作不支持', reason: '服务器不支持这个操作', retryable: false },
  10: { said: '无操作权限', reason: '机器人没有权限', retryable: false },
  20: { said: 'Bot被禁言', reason: '机器人在群里被禁言', retryable: true },
  30: { said: '消息过长', reason: '消息过长', retryable: false },
  400: { said: '无效参数', reason: '服务器说参数不对', retryable: false },
  500: { said: 'Internal error', reason: '服务器出错', retryable: true },
};

/** Codes after which the session is of no more use. */
export const endsSession = (code: number | null): boolean => code !== null && code >= WRONG_KEY && code <= 4;

/** Stands for a code when the server refused in words nobody knows: those of code 400, or of another program. */
export const UNKNOWN_WORDS = -1;

/** How one request for a message ended; the code is null when the server did not answer. */
export interface Sent {
  outcome: SendOutcome;
  code: number | null;
}

/** @param id what mirai-js resolved with */
export function sentAs(id: number | undefined): Sent {
  if (id === undefined) return refused(500);
  return id === -1 || id === 0
    ? { outcome: { kind: 'suppressed', reason: '消息被 QQ 拦下（没有消息编号）' }, code: 0 }
    : { outcome: { kind: 'delivered', messageId: String(id) }, code: 0 };
}

export function refused(code: number, words = ''): Sent {
  const known = refusals[code];
  const reason = known?.reason ?? (words || `返回码 ${code}`);
  return { outcome: { kind: 'rejected', reason, retryable: known?.retryable ?? true }, code };
}

/** @param error what mirai-js threw: the server's words, or those of the network */
export function failedWith(error: unknown): Sent {
  const words = wordsOf(error);
  const code = codeFrom(words);
  if (code !== null) return refused(code);
  if (error instanceof TimedOut || mayHaveArrived(words))
    return { outcome: { kind: 'unknown', reason: words }, code: null };
  const outcome: SendOutcome = { kind: 'rejected', reason: words || '服务器拒绝', retryable: true };
  return { outcome, code: neverLeft(words) ? null : UNKNOWN_WORDS };
}

/** Why no session came about, in words that say what to do. */
export function reasonOf(error: unknown): string {
  const words = wordsOf(error);
  const code = codeFrom(words);
  if (code === UNSUPPORTED) return 'mirai-api-http 开着 singleMode，请在它的 setting.yml 里改为 false';
  return (code === null ? null : refusals[code]?.reason) ?? `连不上 mirai-api-http：${words || '没有说明'}`;
}

export const reasonFor = (code: number, words: string): string => refusals[code]?.reason ?? (words || `返回码 ${code}`);

function codeFrom(words: string): number | null {
  for (const [code, { said }] of Object.entries(refusals)) if (words === said) return Number(code);
  return null;
}
