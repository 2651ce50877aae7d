/** Hears afterwards what the groups said while the bot was away, once, in the order it was said. */
import { releaseBatch, unanswered } from '../../db/channels.ts';
import type { IncomingMessage, RoomAddress } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { CAUGHT_UP } from '../answer.ts';
import type { Core } from '../core.ts';

export interface CatchUpTools {
  core: Core;
  /** What others said in a room since then; null where the platform keeps no history. */
  missed(room: RoomAddress, since: Instant): Promise<readonly IncomingMessage[] | null>;
  /** Deals with a message as one that was missed. */
  receive(message: IncomingMessage): Promise<unknown>;
}

/** Only in groups the roster knows. Rejects when the platform goes away over it: then it is to be done again. */
export async function catchUp(
  { core, missed, receive }: CatchUpTools,
  platform: string,
  since: Instant,
): Promise<void> {
  const rooms = core.readers().directory.data.rooms.filter(({ address }) => address.platform === platform);
  const said: IncomingMessage[] = [];
  for (const { address } of rooms) {
    const inRoom = await missed(address, since);
    if (!isOnline(core, platform)) throw new Error(`${platform} went away while its groups were read`);
    said.push(...(inRoom ?? []).filter(({ at }) => at >= since));
  }
  said.sort((a, b) => a.at - b.at);
  // Asked here and not only when an answer is written: some commands do something before that.
  for (const message of await unanswered(core.db, said)) await receive(message);
  await releaseBatch(core.db, platform, CAUGHT_UP, core.clock());
  core.courier.wake();
}

const isOnline = ({ connections }: Core, platform: string): boolean =>
  connections().some((connection) => connection.platform === platform && connection.online);
