/** Rooms whose own account is gone while others of the platform are online: what they are owed stays in the outbox. */
export class Deserted {
  private readonly platforms = new Map<string, string>();
  private readonly isOnline: (platform: string, room: string) => boolean;

  constructor(isOnline: (platform: string, room: string) => boolean) {
    this.isOnline = isOnline;
  }

  add(platform: string, room: string): void {
    this.platforms.set(room, platform);
  }

  has(room: string): boolean {
    return this.platforms.has(room);
  }

  /**
   * Call before a look: rooms that are still deserted, and what to call once everything of the others was taken. Only
   * then is there nothing left that what is queued for them next could overtake.
   */
  look(): { except: string[]; taken(): void } {
    const back = [...this.platforms].flatMap(([room, platform]) => (this.isOnline(platform, room) ? [room] : []));
    const isBack = new Set(back);
    return {
      except: [...this.platforms.keys()].filter((room) => !isBack.has(room)),
      taken: () => back.forEach((room) => this.platforms.delete(room)),
    };
  }
}
