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

/**
 * False where there is no channel left: then it stands in the log.
 *
 * @param cause the same thing is told once
 * @param except a platform not to be told by; unless `orElse` it is the only one left
 */
export async function tellOperators(
  core: Core,
  words: string,
  cause: string,
  now: Instant,
  except: string | null,
  orElse = false,
): Promise<boolean> {
  const elsewhere = operators(core, except);
  const reached = elsewhere.length === 0 && orElse ? operators(core, null) : elsewhere;
  const addresses = new Map(reached.map((address) => [addressKey(address), address]));
  const outgoing = [...addresses.values()].map((address) => ({ address, segments: say(words) }));
  if (outgoing.length > 0) await tell(core, outgoing, cause, now);
  else core.log.error({ cause }, words);
  return outgoing.length > 0;
}
