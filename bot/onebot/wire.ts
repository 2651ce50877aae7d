/** What comes over the wire, taken apart without trust: answers, records, ids. */

/** How a request ended. `lost`: the connection or the time ran out, and nobody knows what became of it. */
export type Answer =
  | { kind: 'answered'; status: string; retcode: number; data: unknown; words: string }
  | { kind: 'offline' }
  | { kind: 'lost'; reason: string };

export type Frame = Record<string, unknown>;

export const isFrame = (value: unknown): value is Frame =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was asked for; null when it did not come. */
export const dataOf = (answer: Answer): unknown =>
  answer.kind === 'answered' && answer.retcode === 0 ? answer.data : null;

/** The record that was asked for, empty when none came. */
export const recordOf = (answer: Answer): Frame => {
  const data = dataOf(answer);
  return isFrame(data) ? data : {};
};

/** The records of a list; null when no list came. */
export const recordsIn = (list: unknown): Frame[] | null => (Array.isArray(list) ? list.filter(isFrame) : null);

/** Why a request brought nothing, in a few words. */
export const troubleOf = (answer: Answer): string =>
  answer.kind === 'answered'
    ? answer.words || `返回码 ${answer.retcode}`
    : answer.kind === 'lost'
      ? answer.reason
      : '没有连接';

/** Group and account numbers go out as numbers where they are; NapCat and LLBot take both, others only these. */
export const numeric = (id: string): number | string => (/^-?\d{1,15}$/.test(id) ? Number(id) : id);
