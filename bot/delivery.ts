/** Outbox → platform: each room in order, each message once, within the platform's rates, whatever goes wrong. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addressFrom } from '../domain/message.ts';
import { asWritten, type Parcel, type ParcelEntry } from '../domain/parcel.ts';
import type { Instant } from '../domain/time.ts';
import { Backlog } from './backlog.ts';
import type { Addressed, DeliveryOptions, Offered } from './delivery-options.ts';
import { Deserted } from './deserted.ts';
import { Ledger } from './ledger.ts';
import { nextLetter, type Letter } from './letter.ts';
import type { ChatAdapter } from './port.ts';
import { RateLimit } from './rate-limit.ts';
import { gaveUp, Sending, type Fate } from './sending.ts';
import { SentMessages } from './sent-messages.ts';

const fresh = { attempts: 0, repeats: 0, partsOut: 0, shape: asWritten, batch: null } as const;

type Hand = 'begun' | 'held';

/** Messages of one room held in memory at most: enough to merge, few enough for every room to have as many. */
const PER_ROOM = 100;

export class Delivery {
  readonly owner: string;
  private readonly options: Required<Omit<DeliveryOptions, 'onGivenUp'>> & Pick<DeliveryOptions, 'onGivenUp'>;
  private readonly rate: RateLimit;
  private readonly ledger: Ledger;
  /** What this process holds of each room, in order; the room is being worked on while it is here. */
  private readonly rooms = new Map<string, Parcel[]>();
  private readonly held = new Set<number>();
  private readonly backlog = new Backlog();
  private readonly deserted = new Deserted((platform, room) => this.isOnline(platform, room));
  private readonly stopping = new AbortController();
  private looking: Promise<number> | null = null;
  private ticker: NodeJS.Timeout | null = null;
  private lastRenewal = 0;
  private readonly sent = new SentMessages();

  constructor(options: DeliveryOptions) {
    this.options = { backoffMs: 1000, leaseMs: 30_000, pollMs: 1000, ...options };
    this.owner = options.owner;
    this.rate = new RateLimit(options.limits);
    const { store, clock, log } = options;
    this.ledger = new Ledger({
      write: (entries) => store.write(entries, this.owner, clock()),
      pause: () => this.pause(this.options.backoffMs),
      log,
    });
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
    await this.quiet();
  }

  /**
   * In whose hands messages will be that are about to be queued: this process takes those that nothing in the outbox
   * goes before. Two that are queued at the same moment for one room may both count as begun; after a crash both are
   * looked up, which costs nothing but a look.
   */
  lease(messages: readonly Addressed[], now: Instant): { by: string; until: Instant; hands: (Hand | null)[] } {
    const hands = messages.map(({ platform, room, runAt }): Hand | null => {
      if (!this.isOnline(platform)) this.backlog.leave(platform);
      if (runAt > now || this.deserted.has(room) || this.backlog.mayGoBefore(platform, room)) return null;
      return (this.rooms.get(room)?.length ?? 0) > 0 ? 'held' : 'begun';
    });
    return { by: this.owner, until: now + this.options.leaseMs, hands };
  }

  /** Messages this process has leased as it queued them, in that order. */
  offer(messages: readonly Offered[]): void {
    for (const { begun, ...message } of messages) this.take({ ...fresh, ...message, stage: begun ? 'begun' : 'held' });
  }

  /** Looks for what waits in the outbox, at most one look at a time; how many messages were taken. */
  wake(): Promise<number> {
    this.looking ??= this.look().finally(() => (this.looking = null));
    return this.looking;
  }

  /** Until nothing is held. */
  async quiet(): Promise<void> {
    while (this.rooms.size > 0 || !this.ledger.isIdle) await new Promise((resolve) => setImmediate(resolve));
  }

  /**
   * Until nothing is due that can be delivered: for tests, rehearsals and the console's clock.
   *
   * @returns whether there was anything to deliver
   */
  async drain(): Promise<boolean> {
    let worked = false;
    do {
      worked ||= this.rooms.size > 0;
      await this.quiet();
      // A look that is under way may have begun before what was queued last: only one after it has seen everything.
      await this.looking;
      worked ||= this.rooms.size > 0;
    } while ((await this.wake()) > 0);
    await this.quiet();
    return worked;
  }

  /** The issues a delivered message was about; undefined when it is not remembered. */
  issuesOf(room: string, platformMessage: string): readonly number[] | undefined {
    return this.sent.issuesOf(room, platformMessage);
  }

  private isOnline(platform: string, room?: string): boolean {
    const address = room === undefined ? undefined : addressFrom(room);
    return this.options.adapters.get(platform)?.state(address).kind === 'online';
  }

  private async look(): Promise<number> {
    const { store, adapters, clock, leaseMs, log } = this.options;
    let taken = 0;
    try {
      const realNow = performance.now();
      if (this.held.size > 0 && realNow - this.lastRenewal > leaseMs / 3) {
        this.lastRenewal = realNow;
        await store.renewLeases(this.owner, clock() + leaseMs);
      }
      for (;;) {
        const platforms = [...adapters.keys()].filter((platform) => this.isOnline(platform));
        if (platforms.length === 0 || this.stopping.signal.aborted) return taken;
        const now = clock();
        const foundAll = this.backlog.look();
        const deserted = this.deserted.look();
        const leased = await store.leaseDue(now, this.owner, now + leaseMs, platforms, PER_ROOM, deserted.except);
        const parcels = leased.filter(({ id }) => !this.held.has(id));
        for (const parcel of parcels) this.take(parcel);
        taken += parcels.length;
        // One statement takes only so many: look on while that brings more.
        if (parcels.length > 0) continue;
        deserted.taken();
        foundAll(
          platforms,
          [...this.rooms].flatMap(([room, queue]) => (queue.length < PER_ROOM ? [] : [room])),
        );
        return taken;
      }
    } catch (error) {
      log.error({ err: error }, 'the outbox cannot be read');
      return taken;
    }
  }

  private take(parcel: Parcel): void {
    if (this.held.has(parcel.id)) return;
    this.held.add(parcel.id);
    const queue = this.rooms.get(parcel.room);
    if (queue === undefined) {
      const begun = [parcel];
      this.rooms.set(parcel.room, begun);
      void this.work(parcel.room, begun);
    } else queue.push(parcel);
  }

  /** One message after the other; the next begins when the end of the one before is written. */
  private async work(room: string, queue: Parcel[]): Promise<void> {
    while (isFilled(queue)) {
      const [{ platform }] = queue;
      if (!this.stopping.signal.aborted && (await this.deliverNext(queue))) continue;
      this.backlog.leave(platform);
      if (!this.isOnline(platform, room) && this.isOnline(platform)) this.deserted.add(platform, room);
      // What waits behind a message that could not go is given back with it, so that the room's order is kept.
      const left = queue.splice(0);
      await this.ledger.write(left.map(givenBack));
      this.backlog.leave(platform);
      this.letGo(left);
    }
    this.rooms.delete(room);
  }

  /** False when the room is to be given up for now. */
  private async deliverNext(queue: [Parcel, ...Parcel[]]): Promise<boolean> {
    const { adapters, limits, headOf, open, log } = this.options;
    const [{ platform }] = queue;
    const adapter = adapters.get(platform);
    // What comes while the room's turn is waited for can still be merged.
    if (adapter === undefined || !(await this.turn(adapter, queue[0].room))) return false;
    const letter = nextLetter(queue, adapter.limits, { above: limits().mergeAbove, headOf, open });
    const fate = await this.send(letter, adapter).catch((error: unknown): Fate => {
      log.error({ err: error, ids: idsOf(letter.parcels) }, 'a delivery broke');
      return gaveUp('dead', String(error));
    });
    this.report(letter, fate);
    queue.splice(0, queue.length, ...queue.filter((parcel) => !letter.parcels.includes(parcel)));
    if (fate.kind !== 'lost') await this.ledger.write(idsOf(letter.parcels).map(fate.entry));
    this.letGo(letter.parcels);
    const end = fate.kind === 'ended' ? fate.gaveUp : null;
    if (end !== null) this.options.onGivenUp?.(letter.parcels.map((parcel) => ({ parcel, ...end })));
    return fate.kind === 'ended' || fate.kind === 'putOff';
  }

  private letGo(parcels: readonly Parcel[]): void {
    for (const { id } of parcels) this.held.delete(id);
  }

  private send(letter: Letter, adapter: ChatAdapter): Promise<Fate> {
    const { clock, limits, backoffMs } = this.options;
    const { attempts, vanishedAttempts, putOffMs } = limits();
    const [{ room }] = letter.parcels;
    let hasTurn = true;
    return new Sending(letter, {
      adapter,
      clock,
      attempts,
      vanishedAttempts,
      putOffMs,
      backoffMs,
      turn: async () => {
        const had = hasTurn;
        hasTurn = false;
        return had || this.turn(adapter, room);
      },
      pause: (ms) => this.pause(ms),
      write: (entry) => this.ledger.write(idsOf(letter.parcels).map(entry)),
      delivered: (platformMessage) => this.sent.remember(letter.parcels, platformMessage),
    }).run();
  }

  /** Waits until the next message may go to a room; false when the process is stopping. */
  private async turn({ platform, limits: { paced, perMinute } }: ChatAdapter, room: string): Promise<boolean> {
    const wait = paced ? this.rate.reserve(platform, room, this.options.clock(), perMinute) : 0;
    return wait === 0 ? !this.stopping.signal.aborted : this.pause(wait);
  }

  private report({ parcels }: Letter, fate: Fate): void {
    const { log } = this.options;
    const about = { ids: idsOf(parcels), room: parcels[0].room };
    if (fate.kind === 'ended' && fate.gaveUp !== null)
      log.error({ ...about, reason: fate.gaveUp.reason }, 'a message could not be delivered');
    else if (fate.kind === 'putOff')
      log.warn({ ...about, reason: fate.error }, 'a message was swallowed by the platform; it goes out again later');
    else if (fate.kind === 'lost') log.warn(about, 'a message is no longer in the hands of this process');
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
}

const isFilled = (queue: Parcel[]): queue is [Parcel, ...Parcel[]] => queue.length > 0;
const idsOf = (parcels: readonly Parcel[]): number[] => parcels.map(({ id }) => id);

/** Not begun: it waits where it stood. One of before a crash stays in doubt. */
function givenBack({ id, stage, batch, attempts, shape }: Parcel): ParcelEntry {
  if (stage === 'inDoubt') return { id, state: 'inDoubt', attempts };
  return { id, state: 'waiting', runAt: null, batch, attempts, shape, error: null };
}
