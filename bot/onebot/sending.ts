/** Sends one part as an account, and makes of the server's answer what can be known of its fate. */
import type { RoomAddress } from '../../domain/message.ts';
import type { SendableSegment, SendOutcome } from '../port.ts';
import { idOf } from '../ids.ts';
import type { Found } from './history.ts';
import type { Link } from './link.ts';
import { fileName, render } from './render.ts';
import { numeric, recordOf, troubleOf, type Answer } from './wire.ts';

/** NapCat and LLBot: any failure, and sometimes a message that was sent. */
const UNCERTAIN = 1200;
/** 1400–1499: what was asked for is wrong or not allowed, and will be the next time. */
const isFinal = (retcode: number): boolean => retcode >= 1400 && retcode < 1500;
/** Bytes a second that a picture or a file goes at the worst, from here to the server and from there to QQ. */
const SLOWEST_UPLOAD = 100_000;

/**
 * Never throws.
 * @param look whether the part is in the room's history: asked where the server's answer leaves that open
 */
export async function sendPart(
  link: Link,
  room: RoomAddress,
  part: readonly SendableSegment[],
  look: () => Promise<Found>,
): Promise<SendOutcome> {
  const file = part.find((segment) => segment.type === 'file');
  const answer = file === undefined ? await say(link, room, part) : await upload(link, room, file);
  const outcome = outcomeOf(answer, file !== undefined);
  const settled = outcome.kind === 'unknown' && answer.kind === 'answered' ? settle(outcome, await look()) : outcome;
  if (settled.kind === 'delivered' && settled.messageId !== null) link.confirmed(settled.messageId);
  return settled;
}

async function say(link: Link, room: RoomAddress, part: readonly SendableSegment[]): Promise<Answer> {
  const patience = link.patience + patienceFor(part.map((segment) => (segment.type === 'image' ? segment.data : '')));
  if (room.kind === 'private')
    // There is nobody to mention in private: servers leave an @ out, name and all.
    return link.request('send_private_msg', { user_id: numeric(room.id), message: render(part, nobody) }, patience);
  const mentions = part.some(({ type }) => type === 'at');
  const present = mentions ? await link.whereabouts.membersOf(room.id, link.request) : null;
  return link.request('send_group_msg', { group_id: numeric(room.id), message: render(part, present) }, patience);
}

function upload(link: Link, room: RoomAddress, file: { name: string; data: string }): Promise<Answer> {
  const patience = link.patience + patienceFor([file.data]);
  const what = { file: `base64://${file.data}`, name: fileName(file.name) };
  return room.kind === 'private'
    ? link.request('upload_private_file', { user_id: numeric(room.id), ...what }, patience)
    : link.request('upload_group_file', { group_id: numeric(room.id), ...what }, patience);
}

/** Milliseconds more than usual. */
const patienceFor = (loads: readonly string[]): number =>
  (loads.reduce((sum, { length }) => sum + length, 0) / SLOWEST_UPLOAD) * 1000;

const nobody: ReadonlySet<string> = new Set();

function outcomeOf(answer: Answer, isFile: boolean): SendOutcome {
  if (answer.kind === 'offline') return { kind: 'rejected', reason: '没有连接', retryable: true };
  const reason = troubleOf(answer);
  if (answer.kind === 'lost') return { kind: 'unknown', reason };
  const { retcode, status } = answer;
  if (retcode === UNCERTAIN || status === 'async') return { kind: 'unknown', reason };
  if (retcode !== 0) return { kind: 'rejected', reason, retryable: !isFinal(retcode) };
  // An upload is answered with the file's id, which is no message's.
  if (isFile) return { kind: 'delivered', messageId: null };
  const id = idOf(recordOf(answer)['message_id']);
  // Accepted without an id, or with 0 or −1: swallowed by risk control.
  return id === null || id === '0' || id === '-1'
    ? { kind: 'suppressed', reason: answer.words || '平台没有给出消息编号' }
    : { kind: 'delivered', messageId: id };
}

/** What the history says of an answer that means anything. */
function settle(outcome: SendOutcome & { kind: 'unknown' }, { is, messageId }: Found): SendOutcome {
  switch (is) {
    case 'yes':
      return { kind: 'delivered', messageId };
    case 'no':
      return { kind: 'rejected', reason: outcome.reason, retryable: true };
    case 'cannotTell':
      return outcome;
  }
}
