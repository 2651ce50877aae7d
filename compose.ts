/** Wires database, roster, commands, jobs and delivery to one running house; main, rehearsal and tests all build it here. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { Delivery } from './bot/delivery.ts';
import type { AccountStanding, ChatAdapter, ConnectionState } from './bot/port.ts';
import { Dispatcher, type Dispatched } from './commands/dispatch.ts';
import type { Database } from './db/connect.ts';
import { leaseDue, renewLeases, writeEntries } from './db/outbox.ts';
import type { Connection } from './domain/channel.ts';
import { addressKey, say, type IncomingMessage } from './domain/message.ts';
import { mayRemind } from './domain/quiet.ts';
import { MINUTE, type Instant } from './domain/time.ts';
import { jobs } from './jobs/all.ts';
import { JobRunner } from './jobs/runner.ts';
import { CAUGHT_UP } from './services/answer.ts';
import { catchUp, type CatchUpTools } from './services/channels/catch-up.ts';
import { ChannelKeeper } from './services/channels/keeper.ts';
import type { Core } from './services/core.ts';
import { OpenPages } from './services/open-pages.ts';
import { OpenPrompts } from './services/open-prompts.ts';
import { Reach } from './services/reach.ts';
import { RosterMemory } from './services/roster-memory.ts';
import type { Vault } from './services/vault.ts';
import { caughtUpHead } from './wording/channels.ts';

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
  channels: ChannelKeeper;
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
  const roster = await RosterMemory.open(db, clock);
  const prompts = new OpenPrompts();
  await prompts.restore(db, clock());

  const delivery = new Delivery({
    store: {
      leaseDue: (now, ...about) => {
        const { calendar, settings } = roster.current().rules;
        return leaseDue(db, now, ...about, !mayRemind(now, calendar, settings));
      },
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
        vanishedAttempts: settings['delivery.vanishedAttempts'],
        mergeAbove: settings['delivery.mergeAbove'],
        putOffMs: settings['delivery.swallowedMinutes'] * MINUTE,
      };
    },
    onGivenUp: (messages) => channels.gaveUp(messages),
    open: (sealed) => vault.open(sealed),
    headOf: (batch, count) => (batch === CAUGHT_UP ? caughtUpHead(count) : null),
  });
  const connections = (): Connection[] => [...adapters.values()].map(connectionOf);
  const core: Core = {
    db,
    readers: () => roster.current(),
    renewReaders: () => roster.renew(),
    prompts,
    pages: new OpenPages(),
    vault,
    courier: {
      lease: (messages, now) => delivery.lease(messages, now),
      offer: (messages) => delivery.offer(messages),
      wake: () => void delivery.wake(),
    },
    connections,
    reach: new Reach(connections),
    recall: async (room, messageId) => {
      try {
        return (await adapters.get(room.platform)?.recall?.(room, messageId)) ?? false;
      } catch (error) {
        log.warn({ err: error, room: addressKey(room) }, 'a message could not be taken back');
        return false;
      }
    },
    clock,
    log,
  };
  const dispatcher = new Dispatcher({
    core,
    issuesOf: (room, messageId) => delivery.issuesOf(room, messageId),
    sayNow: (message, text) =>
      void adapters.get(message.room.platform)?.send(message.room, sayable(text), randomUUID()),
  });
  const runner = new JobRunner({ core, jobs, wrote: () => void delivery.wake() });
  const receive = (message: IncomingMessage) => dispatcher.receive(message);
  const channels = await ChannelKeeper.open({
    core,
    catchUp: async (platform, since, gaps) => {
      const adapter = adapters.get(platform);
      if (adapter?.missed === undefined) return;
      const tools: CatchUpTools = {
        core,
        missed: async (room, from) => (await adapter.missed?.(room, from)) ?? null,
        receive: async (message) => dispatcher.receive(message, true),
      };
      await catchUp(tools, platform, since, gaps);
    },
  });

  return {
    core,
    delivery,
    runner,
    roster,
    channels,
    receive,
    async start() {
      for (const adapter of adapters.values()) {
        await adapter.start({
          onMessage: (message) => void receive(message),
          onState: (state) => {
            options.onState?.(adapter.platform, state);
            channels.changed(adapter.platform, state.kind === 'online');
            if (state.kind === 'online') void delivery.wake();
          },
          onGaps: (gaps, since) => channels.missed(adapter.platform, gaps, since),
        });
      }
      channels.start();
      delivery.start();
    },
    async quiet() {
      // What could not be delivered is told by a message of its own.
      for (let round = 0; round < 2; round += 1) {
        await channels.quiet();
        await dispatcher.quiet();
        if (!(await delivery.drain()) && channels.isQuiet) return;
      }
    },
    async stop() {
      await runner.stop();
      await channels.stop();
      await dispatcher.quiet();
      await delivery.stop();
      for (const adapter of adapters.values()) await adapter.stop();
    },
  };
}

const connectionOf = (adapter: ChatAdapter): Connection => {
  const state = adapter.state();
  return {
    platform: adapter.platform,
    online: state.kind === 'online',
    since: state.since,
    reason: state.kind === 'offline' ? state.reason : null,
    accounts: accountsOf(adapter).map(({ key, name, state: each }) => ({
      key,
      name,
      online: each.kind === 'online',
      reason: each.kind === 'offline' ? each.reason : null,
    })),
  };
};

/** Each of several accounts; none where there is but one. One that is connected twice counts while either is there. */
export function accountsOf(adapter: ChatAdapter): readonly AccountStanding[] {
  const all = adapter.accounts?.() ?? [];
  if (all.length < 2) return [];
  const online = new Set(all.flatMap(({ name, state }) => (state.kind === 'online' ? [name] : [])));
  return all.filter(({ name, state }) => state.kind === 'online' || !online.has(name));
}

const sayable = (text: string) => say(text).filter((segment) => segment.type !== 'number' && segment.type !== 'sealed');
