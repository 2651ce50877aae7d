/** What the parts of an issue have to do with what happens to the whole, in words. */
import type { Directory } from '../domain/directory.ts';
import type { WholeMoved } from '../domain/issue/parts.ts';
import type { IssueState } from '../domain/issue/state.ts';
import { dueWords } from './format.ts';
import { toNamedUnit, type Notice } from './notice.ts';

/** Behind the new deadline of the whole. */
export const partsAlong = (parts: readonly number[] = []): string =>
  parts.length === 0 ? '' : `，拆分的 ${parts.map((part) => `#${part}`).join('、')} 同步顺延`;

export const partsGoOn = '拆分出的部分不随之挂账，未办结的照原期限办理；恢复时还没有过期的随之顺延';

/** Kept with the deadline of each part. */
export function alongReason({ before, event }: WholeMoved): string {
  const [how, reason] =
    event.type === 'extensionApproved'
      ? ['延期', before.pendingExtension?.reason ?? '']
      : [event.type === 'resumed' ? '恢复办理' : '期限顺延', event.data.reason];
  return `随 #${before.number} ${how}：${reason}`;
}

/** Behind the new deadline of a whole that goes on: parts that keep theirs, which has passed. */
export const partsLate = (parts: readonly number[]): string =>
  parts.length === 0 ? '' : `；${parts.map((part) => `#${part}`).join('、')} 已过期限，不随之顺延`;

/** To the unit of a part, and the one above it: its deadline has moved with the whole's. */
export function partMoved(part: IssueState, reason: string, directory: Directory): Notice[] {
  const words =
    part.due === null ? ` ${reason}。恢复办理后的期限相应顺延` : ` 期限改为 ${dueWords(part.due)}（${reason}）`;
  return [part.handler, part.unit].flatMap((unit) =>
    unit === null ? [] : [toNamedUnit(part, directory, unit, () => words)],
  );
}
