/** Wires database, roster, commands, jobs and delivery to one running house; main, rehearsal and tests all build it here. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { Delivery } from './bot/delivery.ts';
import type { ChatAdapter, ConnectionState } from './bot/port.ts';
import { Dispatcher, type Dispatched } from './commands/dispatch.ts';
import type { Database } from './db/connect.ts';
import { leaseDue, renewLeases, writeEntries } from './db/outbox.ts';
import { say, type IncomingMessage } from './domain/message.ts';
import { MINUTE, type Instant } from './domain/time.ts';
import { jobs } from './jobs/all.ts';
import { JobRunner } from './jobs/runner.ts';
import type { Core } from './services/core.ts';
import { OpenPrompts } from './services/open-prompts.ts';
import { RosterMemory } from './services/roster-memory.ts';
import type { Vault } from './services/vault.ts';

export interface HouseOptions {
  db: Database;
  adapters: readonly ChatAdapter[];
  vault: Vault;
  clock: () => Instant;
  log: Logger;
  onState?: (platform: string, state: ConnectionState) => void;
}

export interface House {
  core: Core;
  delivery: Delivery;
  runner: JobRunner;
  roster: RosterMemory;
  receive(message: IncomingMessage): Promise<Dispatched> | 'chatter';
  /** Connects the adapters and begins to deliver; the jobs are woken by `runner.start` or by hand. */
  start(): Promise<void>;
  /** Until every message received is answered and every answer delivered. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

/** The database must be migrated. */
export async function compose(options: HouseOptions): Promise<House> {
  const { db, vault, clock, log } = options;
  const adapters = new Map(options.adapters.map((adapter) => [adapter.platform, adapter]));
  const roster = await RosterMemory.open(db);
  const prompts = new OpenPrompts();
  await prompts.restore(db, clock());

  const delivery = new Delivery({
    store: {
      leaseDue: (now, owner, until, limit, platforms) => leaseDue(db, now, owner, until, limit, platforms),
      write: (entries, owner, now) => writeEntries(db, entries, owner, now),
      renewLeases: (owner, until) => renewLeases(db, owner, until),
    },
    adapters,
    owner: randomUUID(),
    clock,
    log,
    limits: () => {
      const { settings } = roster.current().rules;
      return {
        roomSeconds: settings['delivery.roomSeconds'],
        accountPerMinute: settings['delivery.accountPerMinute'],
        attempts: settings['delivery.attempts'],
        mergeAbove: settings['delivery.mergeAbove'],
        putOffMs: settings['delivery.swallowedMinutes'] * MINUTE,
      };
    },
    headOf: () => null,
  });
  const core: Core = { db, readers: () => roster.current(), prompts, vault, courier: delivery, clock, log };
  const dispatcher = new Dispatcher({
    core,
    issuesOf: (room, messageId) => delivery.issuesOf(room, messageId),
    sayNow: (message, text) =>
      void adapters.get(message.room.platform)?.send(message.room, sayable(text), randomUUID()),
  });
  const runner = new JobRunner({ core, jobs, wrote: () => void delivery.wake() });
  const receive = (message: IncomingMessage) => dispatcher.receive(message);

  return {
    core,
    delivery,
    runner,
    roster,
    receive,
    async start() {
      for (const adapter of adapters.values()) {
        await adapter.start({
          onMessage: (message) => void receive(message),
          onState: (state) => options.onState?.(adapter.platform, state),
        });
      }
      delivery.start();
    },
    async quiet() {
      await dispatcher.quiet();
      await delivery.drain();
    },
    async stop() {
      await runner.stop();
      await dispatcher.quiet();
      await delivery.stop();
      for (const adapter of adapters.values()) await adapter.stop();
    },
  };
}

const sayable = (text: string) => say(text).filter((segment) => segment.type !== 'number');
