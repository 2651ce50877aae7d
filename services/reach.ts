/** Where people are reached: which of a person's accounts, on a platform this process speaks on. */
import type { Connection } from '../domain/channel.ts';
import type { Person } from '../domain/directory.ts';
import type { RoomAddress } from '../domain/message.ts';

export class Reach {
  private readonly connections: () => readonly Connection[];
  /** The platform each person spoke on last. Forgotten by a restart, which costs nothing but the habit. */
  private readonly lastHeard = new Map<number, string>();

  constructor(connections: () => readonly Connection[]) {
    this.connections = connections;
  }

  heard(person: number, platform: string): void {
    this.lastHeard.set(person, platform);
  }

  /** Whether what is queued for a platform goes out from here, be it later. */
  serves(platform: string): boolean {
    return this.connections().some((connection) => connection.platform === platform);
  }

  /**
   * The one private address of a person: on the platform they spoke on last, else their first account, and rather on a
   * platform that is online. Null where none of their accounts is on a platform of this process.
   *
   * @param platforms only on these, where given
   */
  privately(person: Person, platforms?: ReadonlySet<string>): RoomAddress | null {
    const last = this.lastHeard.get(person.id);
    const connections = new Map(this.connections().map(({ platform, online }) => [platform, online]));
    const [best] = person.accounts
      .filter(({ platform }) => connections.has(platform) && (platforms?.has(platform) ?? true))
      .map(({ platform, account }) => ({
        address: { platform, kind: 'private' as const, id: account },
        worth: (connections.get(platform) === true ? 2 : 0) + (platform === last ? 1 : 0),
      }))
      // Stable: among equals the account bound first.
      .sort((a, b) => b.worth - a.worth);
    return best?.address ?? null;
  }
}
