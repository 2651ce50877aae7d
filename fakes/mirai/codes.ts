/** The state codes of mirai-api-http 2.10 and the words it gives them. */

const words = {
  0: 'success',
  1: 'Auth Key错误',
  2: '指定Bot不存在',
  3: 'Session失效或不存在',
  4: 'Session未认证',
  5: '指定对象不存在',
  6: '指定操作不支持',
  10: '无操作权限',
  20: 'Bot被禁言',
  30: '消息过长',
  400: '无效参数',
  500: 'Internal error',
} as const;

export type StateCode = keyof typeof words;

export const answer = (code: StateCode, msg: string = words[code]): { code: number; msg: string } => ({ code, msg });

/** What an action throws to be answered with a code. */
export class Refused extends Error {
  readonly code: StateCode;

  constructor(code: StateCode, msg?: string) {
    super(msg ?? words[code]);
    this.code = code;
  }
}

/** Anything else that is thrown is code 500, as there. */
export const answerTo = (error: unknown): { code: number; msg: string } =>
  error instanceof Refused ? answer(error.code, error.message) : answer(500, String(error));

export type Params = Record<string, unknown>;

/** A number the action cannot do without; 400 with the field's name when it is missing, as the real server does. */
export function long(params: Params, field: string): number {
  const value = params[field];
  if (value === undefined || value === null || value === '') throw new Refused(400, `参数错误，缺少字段: ${field}`);
  const number = Number(value);
  if (!Number.isInteger(number)) throw new Refused(400, `${field} is not a number`);
  return number;
}

/** Null and missing are the same, where a field may be left out. */
export const optionalLong = (params: Params, field: string): number | null =>
  params[field] === undefined || params[field] === null ? null : long(params, field);
