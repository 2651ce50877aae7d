/** Writes down how sendings begin, go on and end: what comes while a statement runs goes into the next one. */
import type { ParcelEntry } from '../domain/parcel.ts';

export interface LedgerOptions {
  write(entries: readonly ParcelEntry[]): Promise<ReadonlySet<number>>;
  /** Waits before another try; false when the process is stopping. */
  pause(): Promise<boolean>;
  log: { error(about: object, text: string): void };
}

/** Entries in one statement at most. */
const BATCH = 500;

interface Waiting {
  entry: ParcelEntry;
  done(written: boolean): void;
}

export class Ledger {
  private readonly options: LedgerOptions;
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(options: LedgerOptions) {
    this.options = options;
  }

  get isIdle(): boolean {
    return !this.writing;
  }

  /**
   * Resolves when all are in the database; false when one is not: another process has taken the message over, or this
   * one stops before the database answers.
   */
  async write(entries: readonly ParcelEntry[]): Promise<boolean> {
    if (entries.length === 0) return true;
    const written = entries.map((entry) => new Promise<boolean>((done) => this.waiting.push({ entry, done })));
    if (!this.writing) void this.writeAll();
    return (await Promise.all(written)).every(Boolean);
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    // Whatever is said in the same turn of the event loop goes together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, BATCH);
      const ids = await this.tryToWrite(batch.map(({ entry }) => entry));
      for (const { entry, done } of batch) done(ids?.has(entry.id) ?? false);
    }
    this.writing = false;
  }

  private async tryToWrite(entries: readonly ParcelEntry[]): Promise<ReadonlySet<number> | null> {
    for (;;) {
      try {
        return await this.options.write(entries);
      } catch (error) {
        this.options.log.error({ err: error }, 'the outbox cannot be written; trying again');
        if (!(await this.options.pause())) return null;
      }
    }
  }
}
