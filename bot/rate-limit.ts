/** When the next message may go out: a gap for each room, a number a minute for each account. */
import { MINUTE, type Instant } from '../domain/time.ts';

export interface RateLimits {
  /** Seconds between two messages to one room. */
  roomSeconds: number;
  /** Messages a minute over all rooms of a platform. */
  accountPerMinute: number;
}

/** Reserves a moment for each message in turn, so that waiting senders do not all wake at once. */
export class RateLimit {
  private readonly limits: () => RateLimits;
  private readonly nextInRoom = new Map<string, Instant>();
  private readonly nextOfPlatform = new Map<string, Instant>();

  constructor(limits: () => RateLimits) {
    this.limits = limits;
  }

  /** Milliseconds to wait before sending to a room; the moment is taken. */
  reserve(platform: string, room: string, now: Instant): number {
    const { roomSeconds, accountPerMinute } = this.limits();
    // A burst of a full minute's worth may go at once; after that messages are spread evenly.
    const spacing = MINUTE / accountPerMinute;
    const platformFrom = Math.max(this.nextOfPlatform.get(platform) ?? 0, now - MINUTE + spacing);
    const at = Math.max(now, this.nextInRoom.get(room) ?? 0, platformFrom);
    this.nextInRoom.set(room, at + roomSeconds * 1000);
    this.nextOfPlatform.set(platform, platformFrom + spacing);
    if (this.nextInRoom.size > 1000) this.forget(now);
    return at - now;
  }

  private forget(now: Instant): void {
    for (const [room, next] of this.nextInRoom) if (next < now) this.nextInRoom.delete(room);
  }
}
