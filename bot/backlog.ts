/** What is known of messages that wait in the outbox and are in nobody's hands: whatever is queued now waits behind them. */
export class Backlog {
  /** Platforms of which everything due was taken at the last look … */
  private clear = new Set<string>();
  /** … but for these rooms, which have more than is taken at a time. */
  private deep = new Set<string>();
  /** Grows whenever something is left to the outbox: a look that was under way then may not have seen it. */
  private left = 0;

  /** Something of a platform has been left to the outbox, or is going to be. */
  leave(platform: string): void {
    this.left += 1;
    this.clear.delete(platform);
  }

  /** Whether something may go before a message that is queued for a room now. */
  mayGoBefore(platform: string, room: string): boolean {
    return !this.clear.has(platform) || this.deep.has(room);
  }

  /** Call before a look; what it gives is called with what the look has brought to light when it found no more. */
  look(): (platforms: readonly string[], deep: Iterable<string>) => void {
    const { left } = this;
    return (platforms, deep) => {
      this.clear = new Set(left === this.left ? platforms : []);
      this.deep = new Set(deep);
    };
  }
}
