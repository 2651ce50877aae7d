/** What mirai-api-http remembers of a room, where its core can read history (most cannot, and say so with a code). */
import type { IncomingMessage, RoomAddress } from '../../domain/message.ts';
import { MINUTE, type Instant } from '../../domain/time.ts';
import type { SendableSegment } from '../port.ts';
import { readChain, readPushed } from './frames.ts';
import type { MahHttp } from './http.ts';
import { fileName } from './render.ts';

/** A server's clock may be off by so much against ours. */
const CLOCK_SKEW = MINUTE;

interface Packet {
  type: string;
  sender?: { id?: unknown };
  messageChain?: unknown;
}

/** Null when the server keeps none or does not answer. */
async function history(http: MahHttp, room: RoomAddress, from: Instant, until: Instant): Promise<Packet[] | null> {
  const answer = await http.post('/roamingMessages', {
    timeStart: Math.max(0, Math.floor(from / 1000)),
    timeEnd: Math.ceil(until / 1000),
    target: Number(room.id),
    // Must be there, though the documentation names only the target.
    qq: null,
    group: null,
  });
  return answer.kind === 'answered' && answer.code === 0 && Array.isArray(answer.data)
    ? (answer.data as Packet[])
    : null;
}

/** What others said in a group, oldest first. Of a private chat one cannot tell who said what: both sides bear one name. */
export async function missed(
  http: MahHttp,
  room: RoomAddress,
  self: string,
  since: Instant,
  now: Instant,
): Promise<readonly IncomingMessage[] | null> {
  if (room.kind !== 'group') return null;
  const packets = await history(http, room, since, now + CLOCK_SKEW);
  if (packets === null) return null;
  return packets
    .flatMap((packet) => {
      const pushed = readPushed(packet, self, now);
      return pushed?.kind === 'message' ? pushed.message : [];
    })
    .toSorted((a, b) => a.at - b.at);
}

/** Whether the bot's own message is there. */
export async function wasSent(
  http: MahHttp,
  room: RoomAddress,
  self: string,
  part: readonly SendableSegment[],
  since: Instant,
  now: Instant,
): Promise<'yes' | 'no' | 'cannotTell'> {
  const packets = await history(http, room, since - CLOCK_SKEW, now + CLOCK_SKEW);
  if (packets === null) return 'cannotTell';
  const wanted = fingerprint(part);
  const found = packets.some(
    ({ sender, messageChain }) =>
      (room.kind === 'private' || String(sender?.id) === self) && fingerprint(readChain(messageChain)) === wanted,
  );
  return found ? 'yes' : 'no';
}

/** What a message says, to know it again: words, pictures and files; blanks and @s aside, which may have been left out. */
const fingerprint = (segments: readonly { type: string; text?: string | null; name?: string }[]): string =>
  segments
    .map(({ type, text, name }) => {
      if (type === 'text') return (text ?? '').replace(/@\S+\s?/g, '').replace(/\s+/g, '');
      if (type === 'file') return `\n${fileName(name ?? '')}`;
      return type === 'image' ? '\n' : '';
    })
    .join('');
