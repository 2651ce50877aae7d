/** Tells those who keep the bot running, by a channel that works. */
import { addressKey, say, type RoomAddress } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { tell } from '../answer.ts';
import type { Core } from '../core.ts';

/**
 * Administrators in private, else the office, else the liaison groups; on platforms that are online, `except` aside.
 * Empty where nobody is reached so.
 */
function operators({ connections, readers, reach }: Core, except: string | null): RoomAddress[] {
  const working = new Set(
    connections().flatMap(({ platform, online }) => (online && platform !== except ? [platform] : [])),
  );
  const { directory } = readers();
  for (const role of ['admin', 'office'] as const) {
    const people = directory.everyHolderOf(role).flatMap((person) => reach.privately(person, working) ?? []);
    if (people.length > 0) return people;
  }
  return directory.liaisonRooms().flatMap(({ address }) => (working.has(address.platform) ? [address] : []));
}

/** @param cause the same thing is told once. False where there is no channel left: then it stands in the log. */
export async function tellOperators(
  core: Core,
  words: string,
  cause: string,
  now: Instant,
  except: string | null,
): Promise<boolean> {
  const addresses = new Map(operators(core, except).map((address) => [addressKey(address), address]));
  const outgoing = [...addresses.values()].map((address) => ({ address, segments: say(words) }));
  if (outgoing.length > 0) await tell(core, outgoing, cause, now);
  else core.log.error({ cause }, words);
  return outgoing.length > 0;
}
