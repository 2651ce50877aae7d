/** When the next message may go out: a gap for each room, a number a minute for each account. */
import { MINUTE, type Instant } from '../domain/time.ts';

export interface RateLimits {
  /** Seconds between two messages to one room. */
  roomSeconds: number;
  /** Messages a minute over all rooms of a platform. */
  accountPerMinute: number;
}

/** Gaps are up to so much longer than they must be: a beat like a machine's draws attention. */
const JITTER = 0.3;

/** Reserves a moment for each message in turn, so that waiting senders do not all wake at once. */
export class RateLimit {
  private readonly limits: () => RateLimits;
  private readonly random: () => number;
  private readonly nextInRoom = new Map<string, Instant>();
  private readonly nextOfPlatform = new Map<string, Instant>();
  private readonly lastOfPlatform = new Map<string, readonly Instant[]>();

  constructor(limits: () => RateLimits, random: () => number = Math.random) {
    this.limits = limits;
    this.random = random;
  }

  /**
   * Milliseconds to wait before sending to a room; the moment is taken.
   *
   * @param perMinute what the platform itself allows, where that is known
   */
  reserve(platform: string, room: string, now: Instant, perMinute: number | null): number {
    const { roomSeconds, accountPerMinute } = this.limits();
    // A burst of a full minute's worth may go at once; after that messages are spread evenly.
    const spacing = MINUTE / accountPerMinute;
    const platformFrom = Math.max(this.nextOfPlatform.get(platform) ?? 0, now - MINUTE + spacing);
    const at = Math.max(now, this.nextInRoom.get(room) ?? 0, platformFrom, this.allowedAt(platform, perMinute));
    if (perMinute !== null) this.taken(platform, at, perMinute);
    this.nextInRoom.set(room, at + roomSeconds * 1000 * (1 + JITTER * this.random()));
    this.nextOfPlatform.set(platform, platformFrom + spacing);
    if (this.nextInRoom.size > 1000) this.forget(now);
    return at - now;
  }

  /** A limit of the platform itself is kept in every minute, bursts or not: one more is refused. */
  private allowedAt(platform: string, perMinute: number | null): Instant {
    const earlier = this.lastOfPlatform.get(platform) ?? [];
    const first = perMinute === null ? undefined : earlier.at(-perMinute);
    return first === undefined ? 0 : first + MINUTE;
  }

  private taken(platform: string, at: Instant, perMinute: number): void {
    const earlier = this.lastOfPlatform.get(platform) ?? [];
    // Rooms wait for different moments: the latest are looked at, in order of time.
    this.lastOfPlatform.set(platform, [...earlier, at].sort((a, b) => a - b).slice(-perMinute));
  }

  private forget(now: Instant): void {
    for (const [room, next] of this.nextInRoom) if (next < now) this.nextInRoom.delete(room);
  }
}
