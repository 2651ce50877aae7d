/** Groups of which something may have been said that no account heard, and since when. */
import type { RoomAddress } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';

export interface Arrear {
  room: RoomAddress;
  since: Instant;
}

export class Arrears {
  private readonly rooms = new Map<string, Arrear>();

  owe(room: RoomAddress, since: Instant): void {
    const known = this.rooms.get(room.id);
    if (known === undefined || since < known.since) this.rooms.set(room.id, { room, since });
  }

  /** Those of rooms that can be asked after now; they are owed no longer. */
  take(canAsk: (room: RoomAddress) => boolean): Arrear[] {
    const taken = [...this.rooms.values()].filter(({ room }) => canAsk(room));
    for (const { room } of taken) this.rooms.delete(room.id);
    return taken;
  }
}
