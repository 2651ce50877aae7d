/** A platform's connection over time: when it is lost, when somebody has to be told, from where to catch up. Pure. */
import type { RoomAddress } from './message.ts';
import { HOUR, MINUTE, type Instant } from './time.ts';

/** Messages given up are shown to operators for so long: an alarm that never ends is looked at by nobody. */
export const FAILED_DAYS = 7;

/** How a connection stands now. */
export interface Connection {
  platform: string;
  online: boolean;
  /** Since when it is so. */
  since: Instant;
  /** Why it is not online; null when it is, or is only just connecting. */
  reason: string | null;
  /** Each of the accounts behind it, where they are several. */
  accounts: readonly AccountConnection[];
}

/** One of several accounts behind a platform: what only it could hear and say waits while it is away. */
export interface AccountConnection {
  /** The same across restarts. */
  key: string;
  name: string;
  online: boolean;
  reason: string | null;
}

/** A room in which something may have been said since then that was not heard. */
export interface Gap {
  room: RoomAddress;
  since: Instant;
}

/** What is known of a channel beyond this moment and this process. */
export interface Channel {
  /** A platform, or one of its accounts (`accountChannel`). */
  platform: string;
  /** Everything said in its groups until then was heard, or has been caught up; null before it was ever there. */
  heardUntil: Instant | null;
  /** Since when it is away; null while it is there. */
  awayAt: Instant | null;
  reason: string | null;
  /** When the operators were told of this outage. */
  toldAt: Instant | null;
  /** The last outage that was told and is over. */
  lastAwayAt: Instant | null;
  lastBackAt: Instant | null;
}

/** Under what an account's outages are kept. */
export const accountChannel = (platform: string, { key }: AccountConnection): string => `${platform}/${key}`;

export const unknownChannel = (platform: string): Channel => ({
  platform,
  heardUntil: null,
  awayAt: null,
  reason: null,
  toldAt: null,
  lastAwayAt: null,
  lastBackAt: null,
});

/** What the operators are to be told: that it is gone, or that it is back after they were told. */
export type ChannelNews = { kind: 'away'; since: Instant } | { kind: 'back'; since: Instant };

/** What a look at a connection makes of what is known; `known` itself when nothing has changed. */
export function lookAt(
  known: Channel,
  { online, reason }: Pick<Connection, 'online' | 'reason'>,
  now: Instant,
  alarmMs: number,
): { channel: Channel; news: ChannelNews | null } {
  const { awayAt, toldAt } = known;
  if (online) {
    if (awayAt === null) return { channel: known, news: null };
    const back = { ...known, awayAt: null, reason: null, toldAt: null };
    return toldAt === null
      ? { channel: back, news: null }
      : { channel: { ...back, lastAwayAt: awayAt, lastBackAt: now }, news: { kind: 'back', since: awayAt } };
  }
  if (awayAt === null) return { channel: { ...known, awayAt: now, reason }, news: null };
  const away = reason === known.reason ? known : { ...known, reason };
  return toldAt !== null || now - awayAt < alarmMs
    ? { channel: away, news: null }
    : { channel: { ...away, toldAt: now }, news: { kind: 'away', since: awayAt } };
}

/**
 * A connection that died silently is noticed after two unanswered pings at the latest; what was said meanwhile was not
 * heard. Clocks of platforms are a little off as well.
 */
export const UNNOTICED = 3 * MINUTE;

/** From when on a group's history is read again; `cut` when older messages are too old to be acted on. */
export function catchUpFrom(heardUntil: Instant, now: Instant, hours: number): { since: Instant; cut: boolean } {
  const since = heardUntil - UNNOTICED;
  const earliest = now - hours * HOUR;
  return { since: Math.max(since, earliest), cut: heardUntil < earliest };
}
