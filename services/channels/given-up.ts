/** Tells the operators what did not arrive, so that somebody passes it on. */
import type { GivenUp } from '../../domain/parcel.ts';
import { addressFrom, type RoomAddress } from '../../domain/message.ts';
import { givenUpWords } from '../../wording/channels.ts';
import type { Core } from '../core.ts';
import { tellOperators } from './operators.ts';

/** Before the cause of such news: news that did not arrive is no news again. */
const NEWS = 'undelivered:';

export async function tellGivenUp(core: Core, messages: readonly GivenUp[]): Promise<void> {
  const news = messages.filter(({ parcel }) => !parcel.dedupeKey.startsWith(NEWS));
  const [first] = news;
  if (first === undefined) return;
  const lines = news.map(({ parcel, state, reason }) => ({
    where: nameOf(core, addressFrom(parcel.room)),
    issue: parcel.issue,
    state,
    reason,
  }));
  await tellOperators(core, givenUpWords(lines), `${NEWS}${first.parcel.id}`, core.clock(), null);
}

/** As operators know it; the platform's own number where the roster has none. */
function nameOf({ readers }: Core, address: RoomAddress): string {
  const { directory } = readers();
  if (address.kind === 'group') return directory.room(address)?.name ?? `群 ${address.id}`;
  const person = directory.personByAccount(address.platform, address.id);
  return `${person?.name ?? address.id}（私聊）`;
}
