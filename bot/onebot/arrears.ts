/** Groups of which something may have been said that no account heard, and since when. */
import type { Gap } from '../../domain/channel.ts';
import type { RoomAddress } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';

export class Arrears {
  private readonly rooms = new Map<string, Gap>();

  owe(room: RoomAddress, since: Instant): void {
    const known = this.rooms.get(room.id);
    if (known === undefined || since < known.since) this.rooms.set(room.id, { room, since });
  }

  /** Those of rooms that can be asked after now; they are owed no longer. */
  take(canAsk: (room: RoomAddress) => boolean): Gap[] {
    const taken = [...this.rooms.values()].filter(({ room }) => canAsk(room));
    for (const { room } of taken) this.rooms.delete(room.id);
    return taken;
  }
}
