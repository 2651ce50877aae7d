/** Prints what each frame of a JSON file is read as: `npx tsx bench/read-frames.ts frames.json [--mirai]`. */
import { readFileSync } from 'node:fs';
import { readChain, readPushed } from '../bot/mirai/frames.ts';
import { readFrame } from '../bot/onebot/frames.ts';
import type { IncomingMessage } from '../domain/message.ts';

const [path, dialect] = process.argv.slice(2);
if (path === undefined) throw new Error('which file?');

const said = ({ room, segments }: IncomingMessage): string =>
  `${room.kind} ${segments.map((segment) => segment.type).join('+') || '(empty)'}`;

const readings = {
  onebot(frame: unknown): string {
    const message = readFrame(frame, 0);
    return message === null ? '不是消息' : said(message);
  },
  /** Examples of single elements are read as a chain of one, those of messages without an id as if they had one. */
  mirai(example: unknown): string {
    const { type, messageChain, data } = example as Record<string, unknown>;
    if (typeof type !== 'string') return data === undefined ? '请求或应答' : readings.mirai(data ?? {});
    const frame = Array.isArray(messageChain)
      ? { ...(example as object), messageChain: [{ type: 'Source', id: 1, time: 1 }, ...(messageChain as object[])] }
      : example;
    const pushed = readPushed(frame, '123456', 0);
    if (pushed?.kind === 'message') return said(pushed.message);
    if (pushed !== null)
      return pushed.kind === 'account' ? `account ${pushed.online ? 'online' : 'offline'}` : pushed.kind;
    return (
      readChain([example])
        .map((segment) => segment.type)
        .join('+') || '与我们无关'
    );
  },
};

const read = JSON.parse(readFileSync(path, 'utf8')) as unknown;
const frames = Array.isArray(read) ? read : Object.values(read as object);
const counts = new Map<string, number>();
for (const [index, entry] of frames.entries()) {
  const frame = typeof entry === 'object' && entry !== null && 'frame' in entry ? entry.frame : entry;
  const reading = readings[dialect === '--mirai' ? 'mirai' : 'onebot'](frame);
  counts.set(reading, (counts.get(reading) ?? 0) + 1);
  process.stdout.write(`${index + 1} ${reading}\n`);
}
process.stdout.write(`\n${[...counts].map(([reading, count]) => `${reading}: ${count}`).join('\n')}\n`);
