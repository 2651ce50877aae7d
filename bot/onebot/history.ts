/** What a server remembers of a room. An extension of NapCat, LLBot and go-cqhttp, each with ways of its own. */
import type { IncomingMessage, RoomAddress } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import type { SendableSegment } from '../port.ts';
import { idOf } from '../ids.ts';
import { readFrame, readMessage } from './frames.ts';
import type { Link } from './link.ts';
import { isLike } from './likeness.ts';
import { fileName } from './render.ts';
import { dataOf, isFrame, numeric, recordOf, recordsIn, type Frame } from './wire.ts';

/** Messages asked for at a time: what servers give without complaint. */
const PAGE = 50;
/** Pages looked through at most: a room in which more was said is not read to the bottom. */
const MOST_PAGES = 10;
/** How NapCat says that there is nothing: with the code of every failure. */
const NOTHING_THERE = /^消息.*不存在$/;

/** What others said in a room since a moment, oldest first; null where the server keeps no history. */
export async function missedIn(
  link: Link,
  room: RoomAddress,
  since: Instant,
  ours: ReadonlySet<string>,
): Promise<IncomingMessage[] | null> {
  // Times on the wire are whole seconds.
  const from = Math.floor(since / 1000) * 1000;
  const entries = await entriesSince(link, room, from);
  if (entries === null) return null;
  const messages = entries.flatMap((entry) => {
    const message = readFrame(frameOf(entry, link, room), 0);
    return message === null || message.at < from || ours.has(message.sender.account) ? [] : message;
  });
  return Promise.all(messages.map((message) => link.withQuotes(message)));
}

export interface Found {
  is: 'yes' | 'no' | 'cannotTell';
  messageId: string | null;
}

/** Whether a part is among what our accounts said in a room since a moment. */
export async function isIn(
  link: Link,
  room: RoomAddress,
  part: readonly SendableSegment[],
  from: Instant,
  ours: ReadonlySet<string>,
): Promise<Found> {
  const file = part.find((segment) => segment.type === 'file');
  const entries = await entriesSince(link, room, from);
  const own = (entries ?? []).filter(
    (entry) => ours.has(senderOf(entry) ?? '') && timeOf(entry) >= from && !link.arrived.has(idIn(entry) ?? ''),
  );
  const found = own.find((entry) => {
    const segments = readMessage(entry['message']);
    return file === undefined
      ? isLike(part, segments)
      : segments.some((segment) => segment.type === 'file' && segment.name === fileName(file.name));
  });
  if (found !== undefined) return { is: 'yes', messageId: idIn(found) };
  // Some servers show a file among the group's files alone.
  if (file !== undefined && room.kind === 'group')
    return { is: await isAmongFiles(link, room, file.name, from, ours), messageId: null };
  return { is: entries === null || file !== undefined ? 'cannotTell' : 'no', messageId: null };
}

async function isAmongFiles(
  link: Link,
  room: RoomAddress,
  name: string,
  from: Instant,
  ours: ReadonlySet<string>,
): Promise<'yes' | 'no' | 'cannotTell'> {
  const answer = await link.request('get_group_root_files', { group_id: numeric(room.id) });
  const files = recordsIn(recordOf(answer)['files']);
  if (files === null) return 'cannotTell';
  const wanted = fileName(name);
  return files.some(
    (file) =>
      file['file_name'] === wanted &&
      ours.has(idOf(file['uploader']) ?? '') &&
      Number(file['upload_time'] ?? 0) * 1000 >= from,
  )
    ? 'yes'
    : 'no';
}

/** Oldest first, reaching back to a moment where the server has so much; null where it does not say. */
async function entriesSince(link: Link, room: RoomAddress, from: Instant): Promise<Frame[] | null> {
  let known: Frame[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const oldest = known[0];
    const answered = await pageBefore(link, room, oldest ?? null);
    if (answered === null) return page === 0 ? null : known;
    const ids = new Set(known.map(idIn));
    const fresh = answered.filter((entry) => !ids.has(idIn(entry)));
    known = [...fresh, ...known];
    if (fresh[0] === undefined || timeOf(fresh[0]) < from) break;
  }
  return known;
}

/** Oldest first; null where the server does not say. */
async function pageBefore(link: Link, room: RoomAddress, oldest: Frame | null): Promise<Frame[] | null> {
  const target = room.kind === 'group' ? { group_id: numeric(room.id) } : { user_id: numeric(room.id) };
  const action = room.kind === 'group' ? 'get_group_msg_history' : 'get_friend_msg_history';
  // NapCat leads towards now unless told to reverse; LLBot leads back in any case, and then turns the list around.
  const before = oldest === null ? {} : { message_seq: oldest['message_seq'] ?? idIn(oldest), reverseOrder: true };
  const answer = await link.request(action, { ...target, ...before, count: PAGE });
  if (answer.kind === 'answered' && answer.retcode !== 0 && NOTHING_THERE.test(answer.words)) return [];
  const data = dataOf(answer);
  const entries = recordsIn(isFrame(data) ? data['messages'] : null);
  const [first, last] = [entries?.[0], entries?.at(-1)];
  if (first !== undefined && last !== undefined && timeOf(first) > timeOf(last)) entries?.reverse();
  return entries;
}

const timeOf = (entry: Frame): Instant => Number(entry['time'] ?? 0) * 1000;
const idIn = (entry: Frame): string | null => idOf(entry['message_id']);
const senderOf = (entry: Frame): string | null =>
  idOf(entry['user_id']) ?? (isFrame(entry['sender']) ? idOf(entry['sender']['user_id']) : null);

/** An entry as it would have been pushed; histories leave out what is the same for all of it. */
const frameOf = (entry: Frame, link: Link, room: RoomAddress): Frame => ({
  ...entry,
  post_type: entry['post_type'] ?? 'message',
  message_type: room.kind,
  group_id: room.id,
  user_id: senderOf(entry),
  self_id: entry['self_id'] ?? link.account,
});
