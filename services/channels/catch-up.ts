/** Hears afterwards what the groups said while the bot was away, once, in the order it was said. */
import { privateChats, releaseBatch, unanswered } from '../../db/channels.ts';
import type { Gap } from '../../domain/channel.ts';
import { addressFrom, addressKey, type IncomingMessage, type RoomAddress } from '../../domain/message.ts';
import { DAY, type Instant } from '../../domain/time.ts';
import { CAUGHT_UP } from '../answer.ts';
import type { Core } from '../core.ts';

export interface CatchUpTools {
  core: Core;
  /** What others said in a room since then; null where the platform keeps no history. */
  missed(room: RoomAddress, since: Instant): Promise<readonly IncomingMessage[] | null>;
  /** Deals with a message as one that was missed. */
  receive(message: IncomingMessage): Promise<unknown>;
}

/** So many private chats one after the other without a history: the server keeps none, and each costs a wait. */
const MOST_SILENT = 5;

/**
 * Only in groups the roster knows, and in private with who spoke or was spoken to lately. Rejects when the platform goes
 * away over it: then it is to be done again.
 *
 * @param gaps only in these groups, where given
 */
export async function catchUp(
  { core, missed, receive }: CatchUpTools,
  platform: string,
  since: Instant,
  gaps: readonly Gap[] | null,
): Promise<void> {
  const said: IncomingMessage[] = [];
  let silent = 0;
  for (const { room, since: from } of await unheard(core, platform, since, gaps)) {
    if (room.kind === 'private' && silent >= MOST_SILENT) break;
    const inRoom = await missed(room, from);
    if (room.kind === 'private') silent = inRoom === null ? silent + 1 : 0;
    if (!isOnline(core, platform)) throw new Error(`${platform} went away while its groups were read`);
    said.push(...(inRoom ?? []).filter(({ at }) => at >= from));
  }
  said.sort((a, b) => a.at - b.at);
  // Asked here and not only when an answer is written: some commands do something before that.
  for (const message of await unanswered(core.db, said)) await receive(message);
  await releaseBatch(core.db, platform, CAUGHT_UP, core.clock());
  core.courier.wake();
}

async function unheard(core: Core, platform: string, since: Instant, gaps: readonly Gap[] | null): Promise<Gap[]> {
  const { directory, rules } = core.readers();
  const { 'catchUp.privateDays': days, 'catchUp.privateChats': most } = rules.settings;
  const sinceOf = new Map(gaps?.map(({ room, since: from }) => [addressKey(room), from]));
  const groups = directory.data.rooms.flatMap(({ address }) => {
    if (address.platform !== platform) return [];
    const from = gaps === null ? since : sinceOf.get(addressKey(address));
    return from === undefined ? [] : { room: address, since: from };
  });
  const chats = await privateChats(core.db, platform, core.clock() - days * DAY, most);
  // Groups first: private chats may be many.
  return [...groups, ...chats.map((room) => ({ room: addressFrom(room), since }))];
}

const isOnline = ({ connections }: Core, platform: string): boolean =>
  connections().some((connection) => connection.platform === platform && connection.online);
