/** Sends one part: text with mentions, pictures and a quote in one message, a file by itself. */
import type { RoomAddress } from '../../domain/message.ts';
import { isAccount } from '../ids.ts';
import type { SendableSegment, SendOutcome } from '../port.ts';
import { failedWith, NOT_FOUND, refused, sentAs, UNKNOWN_WORDS, type Sent } from './codes.ts';
import type { Groups, Session } from './groups.ts';
import type { MahHttp } from './http.ts';
import { within } from './network.ts';
import { fileName, render, type Rendered } from './render.ts';

export interface Sender {
  session: Session & { uploads: MahHttp };
  groups: Groups;
  requestTimeoutMs: number;
  /** For messages with pictures, which the server passes on before it answers. */
  uploadTimeoutMs: number;
}

const rejected = (reason: string): Sent => ({ outcome: { kind: 'rejected', reason, retryable: false }, code: null });

export async function sendPart(sender: Sender, room: RoomAddress, part: readonly SendableSegment[]): Promise<Sent> {
  if (!isAccount(room.id)) return rejected(`“${room.id}”不是群号或 QQ 号`);
  const file = part.find((segment) => segment.type === 'file');
  if (file !== undefined) return sendFile(sender, room, file);
  return room.kind === 'group' ? sendToGroup(sender, room, part) : sendToPerson(sender, room, part);
}

/** A member who left, or a quote of a forgotten message, fails the whole message: it goes out once more without them. */
async function sendToGroup(sender: Sender, room: RoomAddress, part: readonly SendableSegment[]): Promise<Sent> {
  const { session, groups } = sender;
  const target = { group: Number(room.id) };
  const mentions = part.some((segment) => segment.type === 'at' && isAccount(segment.account));
  const known = mentions ? await groups.members(session, room.id) : null;
  const first = render(part, room, known);
  const sent = await say(sender, target, first);
  if (!mayBeAbsent(sent)) return sent;
  const second = render(part, room, mentions ? ((await groups.membersAfresh(session, room.id)) ?? known) : null);
  if (!(await quoteIsKnown(sender, room, second))) second.quote = null;
  const unchanged = second.quote === first.quote && JSON.stringify(second.chain) === JSON.stringify(first.chain);
  return unchanged ? sent : say(sender, target, second);
}

/** The way the person wrote last, else as a friend, else as a member of a group both are in. */
async function sendToPerson(sender: Sender, room: RoomAddress, part: readonly SendableSegment[]): Promise<Sent> {
  const { session, groups } = sender;
  const message = render(part, room, null);
  const through = (group: string | null) =>
    group === null ? null : { friend: Number(room.id), temp: true, group: Number(group) };
  const ways = [
    async () => through(groups.routeTo(room.id)),
    async () => ({ friend: Number(room.id) }),
    async () => through(await groups.findRoute(session, room.id)),
  ];
  let sent = rejected('没有可用的私聊途径');
  for (const way of ways) {
    const target = await way();
    if (target === null) continue;
    sent = await say(sender, target, message);
    if (mayBeAbsent(sent) && message.quote !== null) sent = await say(sender, target, { ...message, quote: null });
    if (!mayBeAbsent(sent)) return sent;
  }
  return sent;
}

/** Refused because something was not found, or with words nobody knows: nothing was sent. */
const mayBeAbsent = ({ code }: Sent): boolean => code === NOT_FOUND || code === UNKNOWN_WORDS;

async function quoteIsKnown({ session, requestTimeoutMs }: Sender, room: RoomAddress, { quote }: Rendered) {
  if (quote === null) return true;
  const asked = session.bot.getMessageById({ messageId: quote, target: Number(room.id) });
  return within(requestTimeoutMs, asked).then(
    (found) => found !== undefined && found !== null,
    () => false,
  );
}

async function say(
  { session, requestTimeoutMs, uploadTimeoutMs }: Sender,
  target: { group?: number; friend?: number; temp?: boolean },
  { chain, quote }: Rendered,
): Promise<Sent> {
  if (chain.length === 0) return rejected('空消息');
  const ms = chain.some((element) => element.type === 'Image') ? uploadTimeoutMs : requestTimeoutMs;
  try {
    const message = { ...target, message: chain, ...(quote === null ? {} : { quote }) };
    return sentAs(await within(ms, session.bot.sendMessage(message)));
  } catch (error) {
    return failedWith(error);
  }
}

/** Into the group's files, which shows it in the group; a file has no message id. */
async function sendFile({ session }: Sender, room: RoomAddress, file: { name: string; data: string }): Promise<Sent> {
  if (room.kind !== 'group') return rejected('mirai-api-http 不能向个人发送文件');
  const answer = await session.uploads.upload(
    '/file/upload',
    { type: 'group', target: room.id, path: '' },
    fileName(file.name),
    Buffer.from(file.data, 'base64'),
  );
  if (answer.kind === 'answered')
    return answer.code === 0
      ? { outcome: { kind: 'delivered', messageId: null }, code: 0 }
      : refused(answer.code, answer.words);
  const outcome: SendOutcome =
    answer.kind === 'lost'
      ? { kind: 'unknown', reason: answer.reason }
      : { kind: 'rejected', reason: answer.reason, retryable: true };
  return { outcome, code: null };
}
