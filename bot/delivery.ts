/** Outbox → platform: each room in order, each message once, within the platform's rates, whatever goes wrong. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addressFrom, type OutgoingSegment } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import type { ChatAdapter, SendableSegment, SendOutcome } from './port.ts';
import { RateLimit, type RateLimits } from './rate-limit.ts';

/** A message this process holds. `uncertain`: a sending was begun and nobody knows how it ended. */
export interface Parcel {
  id: number;
  platform: string;
  room: string;
  segments: readonly OutgoingSegment[];
  issue: number | null;
  dedupeKey: string;
  attempts?: number;
  uncertain?: boolean;
  createdAt?: Instant;
}

export type Ending =
  | { id: number; state: 'delivered'; platformMessage: string | null; repeated: boolean }
  | { id: number; state: 'suppressed' | 'dead' | 'unknown'; error: string };

/** Where parcels come from and endings go. */
export interface ParcelStore {
  leaseDue(now: Instant, owner: string, until: Instant, limit: number): Promise<Parcel[]>;
  settle(endings: readonly Ending[], now: Instant): Promise<void>;
  renewLeases(owner: string, until: Instant): Promise<void>;
  releaseLeases(ids: readonly number[]): Promise<void>;
}

export interface DeliveryOptions {
  store: ParcelStore;
  adapters: ReadonlyMap<string, ChatAdapter>;
  owner: string;
  clock: () => Instant;
  limits: () => RateLimits & { attempts: number };
  log: { warn(about: object, text: string): void; error(about: object, text: string): void };
  /** First wait after a failed sending; doubles each time. */
  backoffMs?: number;
  /** How long a lease lasts; renewed three times within it. */
  leaseMs?: number;
  pollMs?: number;
}

/** Longest wait between two tries; a channel that is back should not idle longer. */
const LONGEST_BACKOFF_MS = 60_000;
const BATCH = 500;
/** Messages remembered for quotes; older ones are looked up in the database. */
const REMEMBERED = 10_000;

export class Delivery {
  readonly owner: string;
  private readonly options: Required<DeliveryOptions>;
  private readonly rate: RateLimit;
  private readonly rooms = new Map<string, Parcel[]>();
  private readonly held = new Set<number>();
  private endings: Ending[] = [];
  private settling: Promise<void> | null = null;
  private readonly stopping = new AbortController();
  private looking: Promise<void> | null = null;
  private ticker: NodeJS.Timeout | null = null;
  private lastRenewal = 0;
  private readonly issues = new Map<string, number | null>();

  constructor(options: DeliveryOptions) {
    this.options = { backoffMs: 1000, leaseMs: 30_000, pollMs: 1000, ...options };
    this.owner = options.owner;
    this.rate = new RateLimit(options.limits);
  }

  start(): void {
    this.ticker = setInterval(() => void this.wake(), this.options.pollMs);
    void this.wake();
  }

  /** Ends after the sendings under way; what was not begun is given back. */
  async stop(): Promise<void> {
    if (this.ticker !== null) clearInterval(this.ticker);
    this.stopping.abort();
    await this.looking;
    const waiting = [...this.rooms.values()].flatMap((queue) => queue.slice(1).map((parcel) => parcel.id));
    await this.quiet();
    await this.options.store.releaseLeases([...new Set([...waiting, ...this.held])]);
  }

  leaseUntil(now: Instant): Instant {
    return now + this.options.leaseMs;
  }

  /** Parcels this process has leased already, in the order they were queued. */
  offer(parcels: readonly Parcel[]): void {
    for (const parcel of parcels) this.take(parcel);
  }

  /** Looks for what waits in the outbox; at most one look at a time. */
  wake(): Promise<void> {
    this.looking ??= this.look().finally(() => (this.looking = null));
    return this.looking;
  }

  /** Until nothing is held: for tests, rehearsals and a clean stop. */
  async quiet(): Promise<void> {
    while (this.rooms.size > 0 || this.endings.length > 0 || this.settling !== null) {
      await (this.settling ?? new Promise((resolve) => setImmediate(resolve)));
      if (this.stopping.signal.aborted && this.rooms.size === 0 && this.settling === null && this.endings.length === 0)
        return;
    }
  }

  /** The issue a delivered message was about; undefined when it is not remembered. */
  issueOf(room: string, platformMessage: string): number | null | undefined {
    return this.issues.get(`${room}|${platformMessage}`);
  }

  private async look(): Promise<void> {
    const { store, clock, leaseMs, log } = this.options;
    const now = clock();
    try {
      const realNow = performance.now();
      if (this.held.size > 0 && realNow - this.lastRenewal > leaseMs / 3) {
        this.lastRenewal = realNow;
        await store.renewLeases(this.owner, now + leaseMs);
      }
      for (;;) {
        const parcels = (await store.leaseDue(now, this.owner, now + leaseMs, BATCH)).filter(
          ({ id }) => !this.held.has(id),
        );
        for (const parcel of parcels) this.take(parcel);
        // Only the oldest of each room is leased at a time: look on while that brings more.
        if (parcels.length === 0 || this.stopping.signal.aborted) return;
      }
    } catch (error) {
      log.error({ err: error }, 'the outbox cannot be read');
    }
  }

  private take(parcel: Parcel): void {
    if (this.held.has(parcel.id) || this.stopping.signal.aborted) return;
    this.held.add(parcel.id);
    const queue = this.rooms.get(parcel.room);
    if (queue === undefined) {
      const fresh = [parcel];
      this.rooms.set(parcel.room, fresh);
      void this.work(parcel.room, fresh);
    } else queue.push(parcel);
  }

  private async work(room: string, queue: Parcel[]): Promise<void> {
    for (let parcel = queue[0]; parcel !== undefined; parcel = queue[0]) {
      const ending = await this.deliver(parcel).catch((error: unknown): Ending => {
        this.options.log.error({ err: error, id: parcel?.id }, 'a delivery broke');
        return { id: parcel?.id ?? 0, state: 'dead', error: String(error) };
      });
      if (ending === null) break;
      this.held.delete(parcel.id);
      queue.shift();
      this.end(ending);
    }
    this.rooms.delete(room);
  }

  /** Null when the process is stopping and the parcel was not sent. */
  private async deliver(parcel: Parcel): Promise<Ending | null> {
    const { clock, limits, backoffMs, log } = this.options;
    const adapter = this.options.adapters.get(parcel.platform);
    if (adapter === undefined) return { id: parcel.id, state: 'dead', error: `no adapter for ${parcel.platform}` };
    const address = addressFrom(parcel.room);
    let segments = sendable(parcel);
    let uncertain = parcel.uncertain ?? false;
    let repeated = false;
    let failures = parcel.attempts ?? 0;
    for (;;) {
      if (uncertain) {
        const known = await this.lookBack(adapter, parcel, segments);
        if (known === 'yes') return { id: parcel.id, state: 'delivered', platformMessage: null, repeated: false };
        if (known === 'cannotTell') {
          if (repeated) return { id: parcel.id, state: 'unknown', error: 'sent twice, no answer either time' };
          repeated = true;
          segments = [{ type: 'text', text: '（补发，若已收到请忽略）' }, ...segments];
        }
        uncertain = false;
      }
      const wait =
        adapter.state().kind !== 'online'
          ? backoffMs
          : adapter.limits.paced
            ? this.rate.reserve(parcel.platform, parcel.room, clock())
            : 0;
      if (wait > 0 && !(await this.pause(wait))) return null;
      if (adapter.state().kind !== 'online') continue;
      if (this.stopping.signal.aborted) return null;

      const outcome: SendOutcome = await adapter.send(address, segments, parcel.dedupeKey);
      switch (outcome.kind) {
        case 'delivered':
          this.remember(parcel, outcome.messageId);
          return { id: parcel.id, state: 'delivered', platformMessage: outcome.messageId, repeated };
        case 'suppressed':
          log.warn(
            { id: parcel.id, room: parcel.room, reason: outcome.reason },
            'a message was swallowed by the platform',
          );
          return { id: parcel.id, state: 'suppressed', error: outcome.reason };
        case 'unknown':
          uncertain = true;
          break;
        case 'rejected':
          failures += 1;
          if (!outcome.retryable || failures >= limits().attempts) {
            log.error({ id: parcel.id, room: parcel.room, reason: outcome.reason }, 'a message could not be delivered');
            return { id: parcel.id, state: 'dead', error: outcome.reason };
          }
          if (!(await this.pause(Math.min(backoffMs * 2 ** (failures - 1), LONGEST_BACKOFF_MS)))) return null;
      }
    }
  }

  private async lookBack(
    adapter: ChatAdapter,
    parcel: Parcel,
    segments: readonly SendableSegment[],
  ): Promise<'yes' | 'no' | 'cannotTell'> {
    if (adapter.wasSent === undefined) return 'cannotTell';
    return adapter.wasSent(addressFrom(parcel.room), segments, parcel.createdAt ?? 0);
  }

  /** False when the wait was cut short because the process stops. */
  private async pause(ms: number): Promise<boolean> {
    try {
      await sleep(ms, undefined, { signal: this.stopping.signal });
      return true;
    } catch {
      return false;
    }
  }

  private end(ending: Ending): void {
    this.endings.push(ending);
    this.settling ??= this.settleAll().finally(() => (this.settling = null));
  }

  /** Endings that come while a statement runs go into the next one. */
  private async settleAll(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.endings.length > 0) {
      const batch = this.endings.splice(0, BATCH);
      try {
        await this.options.store.settle(batch, this.options.clock());
      } catch (error) {
        this.options.log.error({ err: error }, 'the outbox cannot be written; trying again');
        this.endings.unshift(...batch);
        if (!(await this.pause(this.options.backoffMs))) return;
      }
    }
  }

  private remember(parcel: Parcel, platformMessage: string | null): void {
    if (platformMessage === null) return;
    if (this.issues.size >= REMEMBERED) {
      const oldest = this.issues.keys().next();
      if (!oldest.done) this.issues.delete(oldest.value);
    }
    this.issues.set(`${parcel.room}|${platformMessage}`, parcel.issue);
  }
}

/** The issue's number in place of the segment that stands for it. */
const sendable = (parcel: Parcel): SendableSegment[] =>
  parcel.segments.map((segment) =>
    segment.type === 'number' ? { type: 'text', text: `#${parcel.issue ?? '?'}` } : segment,
  );
