/** What the parts of an issue have to do with what happens to the whole, in words. */
import type { Directory } from '../domain/directory.ts';
import type { IssueState } from '../domain/issue/state.ts';
import { dueWords } from './format.ts';
import { toNamedUnit, type Notice } from './notice.ts';

/** Behind the new deadline of the whole. */
export const partsAlong = (parts: readonly number[] = []): string =>
  parts.length === 0 ? '' : `，拆分的 ${parts.map((part) => `#${part}`).join('、')} 同步顺延`;

export const partsGoOn = '拆分出的部分不随之挂账，未办结的照原期限办理';

/** Kept with the deadline of each part. */
export const alongReason = (whole: number, how: string, reason: string): string => `随 #${whole} ${how}：${reason}`;

/** To the unit of a part, and the one above it: its deadline has moved with the whole's. */
export function partMoved(part: IssueState, reason: string, directory: Directory): Notice[] {
  const words =
    part.due === null ? ` ${reason}。恢复办理后的期限相应顺延` : ` 期限改为 ${dueWords(part.due)}（${reason}）`;
  return [part.handler, part.unit].flatMap((unit) =>
    unit === null ? [] : [toNamedUnit(part, directory, unit, () => words)],
  );
}
