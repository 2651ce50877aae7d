/** What can be said of a request that got no answer: whether it may have arrived. */

export class TimedOut extends Error {
  constructor() {
    super('服务器没有回应（超时）');
  }
}

/** @throws TimedOut; what comes later is dropped, an error too */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TimedOut()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Codes and words of a connection that never came about. */
const NEVER_LEFT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|CERT|certificate/;
/** Of one that went away, or of an answer nobody can read. */
const CUT_SHORT =
  /ECONN|EPIPE|ETIMEDOUT|ERR_|socket|network|timeout|abort|stream|Parse Error|status code 5|请求返回格式/i;

/** @param words of a network error */
export const neverLeft = (words: string): boolean => NEVER_LEFT.test(words);

/** @param words of any error: true for those of the network that leave open what became of the request */
export const mayHaveArrived = (words: string): boolean => !neverLeft(words) && CUT_SHORT.test(words);

/** What an error says. Several addresses that all refused make one without words: then its code. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'CanceledError') return new TimedOut().message;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error.message || code;
}
