/** An outbox with a scripted platform, and clerks (processes) that deliver from it and may die at any moment. */
import { randomUUID } from 'node:crypto';
import { Delivery } from '../../bot/delivery.ts';
import type { DeliveryLimits } from '../../bot/delivery-options.ts';
import type { ChatAdapter, ChatLimits } from '../../bot/port.ts';
import { commit } from '../../db/commit.ts';
import type { Database } from '../../db/database.ts';
import { leaseDue, renewLeases, writeEntries } from '../../db/outbox.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { MINUTE, type Instant } from '../../domain/time.ts';
import { ScriptedChat } from './scripted-chat.ts';

let offices = 0;
const LEASE_MS = 30_000;

/** What a process does to the outside. */
type Doing = 'sent' | 'written' | 'looked';

interface Clerk {
  delivery: Delivery;
  /** Resolves when it has died and nothing it asked of the database is under way any more. */
  dead: Promise<void>;
}

export class PostOffice {
  readonly db: Database;
  readonly chat: ScriptedChat;
  now: Instant = Date.parse('2026-10-12T01:00:00Z');
  readonly limits: DeliveryLimits = {
    roomSeconds: 0,
    accountPerMinute: 1e6,
    attempts: 3,
    vanishedAttempts: 4,
    mergeAbove: 100,
    putOffMs: 10 * MINUTE,
  };

  /** On a platform of its own, so that offices can share a database. */
  constructor(db: Database, limits: Partial<ChatLimits> = {}) {
    offices += 1;
    this.db = db;
    this.chat = new ScriptedChat(`p${offices}`, limits);
  }

  /** Puts a message into the outbox, as a job does. */
  async queue(
    room: string,
    segments: readonly OutgoingSegment[] | string,
    issue: number | null = null,
  ): Promise<string> {
    const dedupeKey = randomUUID();
    await commit(this.db, { ...this.change(dedupeKey, room, segments, issue), lease: null });
    return dedupeKey;
  }

  /** Says something at once, as the answer to a command. */
  async answer({ delivery }: Clerk, room: string, segments: readonly OutgoingSegment[] | string): Promise<void> {
    const change = this.change(randomUUID(), room, segments, null);
    const lease = delivery.lease(change.outbox, this.now);
    const result = await commit(this.db, { ...change, lease });
    if (result.kind !== 'done') throw new Error(result.kind);
    const [[message], [hand], [queued]] = [change.outbox, lease.hands, result.queued];
    if (message === undefined || queued === undefined || hand === undefined || hand === null) return;
    delivery.offer([{ ...message, ...queued, begun: hand === 'begun', createdAt: this.now }]);
  }

  /** @param dies called after each thing done to the outside, with how many there were of it; true ends the process there */
  clerk(dies: (what: Doing, count: number) => boolean = () => false): Clerk {
    const { db, chat } = this;
    const counts = { sent: 0, written: 0, looked: 0 };
    let dead = false;
    let buried = (): void => undefined;
    const death = new Promise<void>((resolve) => (buried = resolve));
    const underWay = new Set<Promise<unknown>>();
    const forEver = new Promise<never>(() => undefined);
    // Once it is dead nothing is begun, and what was begun is never heard of again.
    const ask = <T>(begin: () => Promise<T>): Promise<T> => {
      if (dead) return forEver;
      const asked = begin();
      underWay.add(asked);
      return asked
        .finally(() => {
          underWay.delete(asked);
          if (dead && underWay.size === 0) buried();
        })
        .then((result) => (dead ? forEver : result));
    };
    const after = async <T>(what: Doing, done: Promise<T>): Promise<T> => {
      const result = await done;
      counts[what] += 1;
      dead ||= dies(what, counts[what]);
      return result;
    };
    const adapter: ChatAdapter = {
      platform: chat.platform,
      limits: chat.limits,
      start: async () => undefined,
      stop: async () => undefined,
      state: (room) => chat.state(room),
      send: (room, part, key) => ask(() => after('sent', chat.send(room, part, key))),
      wasSent: (room, part) => ask(() => chat.wasSent(room, part)),
    };
    const delivery = new Delivery({
      owner: randomUUID(),
      adapters: new Map([[chat.platform, adapter]]),
      store: {
        leaseDue: (...about) => ask(() => after('looked', leaseDue(db, ...about))),
        write: (...about) => ask(() => after('written', writeEntries(db, ...about))),
        renewLeases: (...about) => ask(() => renewLeases(db, ...about)),
      },
      clock: () => this.now,
      limits: () => this.limits,
      open: () => null,
      headOf: (batch, count) => (batch === 'digest' ? `共 ${count} 条：` : null),
      log: { warn: () => undefined, error: () => undefined },
      backoffMs: 1,
      leaseMs: LEASE_MS,
    });
    return { delivery, dead: death };
  }

  /** A clerk delivers all that can be, and goes home. */
  async deliver(): Promise<void> {
    const { delivery } = this.clerk();
    await delivery.drain();
    await delivery.stop();
  }

  /** A clerk dies at its work, and its leases run out. */
  async deliverUntil(dies: (what: Doing, count: number) => boolean): Promise<void> {
    const { delivery, dead } = this.clerk(dies);
    void delivery.wake();
    await dead;
    this.later();
  }

  /** Lets the leases of the dead run out. */
  later(ms = LEASE_MS + 1): void {
    this.now += ms;
  }

  /** What a room shows. */
  texts(room = 'r'): string[] {
    const key = `${this.chat.platform}:group:${room}`;
    return this.chat.shown.filter((one) => one.room === key).map(({ text }) => text);
  }

  async row(dedupeKey: string): Promise<{ state: string; partsOut: number; error: string | null }> {
    const [row] = await this.db.query<{ state: string; partsOut: number; error: string | null }>(
      `select state, parts_out as "partsOut", last_error as error from outbox where dedupe_key = $1`,
      [dedupeKey],
    );
    if (row === undefined) throw new Error(`no message ${dedupeKey}`);
    return row;
  }

  private change(dedupeKey: string, room: string, content: readonly OutgoingSegment[] | string, issue: number | null) {
    const { platform } = this.chat;
    const segments = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
    const message = {
      dedupeKey,
      platform,
      room: `${platform}:group:${room}`,
      segments,
      runAt: this.now,
      issue,
      batch: null as string | null,
    };
    return { at: this.now, message: null, issue: null, contact: null, prompt: null, outbox: [message] };
  }
}
