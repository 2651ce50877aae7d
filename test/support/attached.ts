/** Pictures and files as a room gets them: a file is a message of its own, right behind what it belongs to. */
import type { HeardMessage } from '../../bot/memory.ts';
import { addressKey } from '../../domain/message.ts';
import type { Stage } from './stage.ts';

export type Attached = { name: string; data: string }[];

export const attachedTo = (message: HeardMessage): Attached =>
  message.segments.flatMap((segment) =>
    segment.type === 'image' || segment.type === 'file' ? [{ name: segment.name, data: segment.data }] : [],
  );

/** Pictures of a message and the files that were sent right behind it. */
export function attachments({ transcript }: Stage, message: HeardMessage | undefined): Attached {
  if (message === undefined) return [];
  const here = transcript.filter((one) => addressKey(one.room) === addressKey(message.room));
  const at = here.indexOf(message);
  const end = here.findIndex((one, index) => index > at && one.segments.some(({ type }) => type !== 'file'));
  return here.slice(at, end < 0 ? undefined : end).flatMap(attachedTo);
}
