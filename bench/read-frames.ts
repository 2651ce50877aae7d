/** Prints what each OneBot frame of a JSON file is read as: `npx tsx bench/read-frames.ts frames.json`. */
import { readFileSync } from 'node:fs';
import { readFrame } from '../bot/onebot/frames.ts';

const path = process.argv[2];
if (path === undefined) throw new Error('which file?');
const read = JSON.parse(readFileSync(path, 'utf8')) as unknown;
const frames = Array.isArray(read) ? read : Object.values(read as object);
for (const [index, entry] of frames.entries()) {
  const frame = typeof entry === 'object' && entry !== null && 'frame' in entry ? entry.frame : entry;
  const message = readFrame(frame, 0);
  process.stdout.write(
    `${index + 1} ${message === null ? '不是消息' : `${message.room.kind} ${message.segments.map((segment) => segment.type).join('+')}`}\n`,
  );
}
