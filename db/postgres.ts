/** PostgreSQL through postgres.js: a pool, prepared statements, and errors that come within seconds. */
import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql, TransactionSql } from 'postgres';
import { databaseRefusals, serverWords } from '../wording/refusals/database.ts';
import { channelName, type Database, type Parameter } from './database.ts';
import { openPool, type Pool, type ServerOptions } from './postgres-pool.ts';
import * as schema from './schema/index.ts';
import { DatabaseUnavailable, unavailability } from './unavailable.ts';
import { readers, writeParameters, writers } from './values.ts';

const oldestMajor = 15;
const watchEveryMs = 1000;
const relistenMs = 250; // between attempts to listen again
const closePatienceSeconds = 5;

/** With which postgres.js rejects what still waits for a connection when its pool ends. */
const neverSentCodes: ReadonlySet<string> = new Set(['CONNECTION_DESTROYED', 'CONNECTION_ENDED']);

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** `主机:端口/库名`, never the password. */
const nameOf = (url: string): string => {
  try {
    const { protocol, hostname, port, pathname } = new URL(url);
    if (/^postgres(ql)?:$/.test(protocol) && !hostname.includes(',')) {
      return serverWords(`${hostname || 'localhost'}:${port || 5432}${pathname === '/' ? '' : pathname}`);
    }
  } catch {
    // Said below.
  }
  throw new DatabaseUnavailable('server-address', databaseRefusals.address());
};

/** Calls `bark` when the oldest question has waited too long: one timer for all, and per question no more than a map entry. */
const watchdog = (answerTimeoutMs: number, bark: () => void) => {
  const asked = new Map<symbol, number>(); // in order of asking, so that the first is the oldest
  const timer = setInterval(() => {
    const oldest = asked.values().next();
    if (!oldest.done && performance.now() - oldest.value > answerTimeoutMs) bark();
  }, watchEveryMs).unref();
  return {
    watch: async <T>(answer: PromiseLike<T>): Promise<T> => {
      const key = Symbol('question');
      asked.set(key, performance.now());
      try {
        return await answer;
      } finally {
        asked.delete(key);
      }
    },
    stop: () => clearInterval(timer),
  };
};

const check = (where: string, version: string, encoding: string): void => {
  if (Number.parseInt(version, 10) < oldestMajor) {
    throw new DatabaseUnavailable('server-too-old', databaseRefusals.tooOld(where, version, oldestMajor));
  }
  if (encoding !== 'UTF8') {
    throw new DatabaseUnavailable('server-encoding', databaseRefusals.encoding(where, encoding));
  }
};

const never = new Promise<never>(() => {});

/**
 * A transaction of drizzle's on one pool, which sends nothing once the pool is lost: postgres.js would send it to a
 * socket that is gone, or to a connection that was opened again and knows of no transaction. Where it would commit or
 * roll back by itself it is kept waiting instead; what it returned has been rejected by then.
 */
const guarded = (tx: TransactionSql, pool: Pool): TransactionSql => {
  const check = (): void => {
    const reason = pool.lost();
    if (reason) throw reason;
  };
  const { unsafe, savepoint } = tx;
  const guards = {
    unsafe: (...args: Parameters<typeof unsafe>) => {
      check();
      return unsafe(...args);
    },
    savepoint: async (work: (inner: TransactionSql) => unknown) => {
      check();
      return savepoint((inner) => unlessLost(pool, work, inner as unknown as TransactionSql));
    },
  };
  return Object.assign(tx, guards);
};

const unlessLost = async (pool: Pool, work: (tx: TransactionSql) => unknown, tx: TransactionSql): Promise<unknown> => {
  try {
    const result = await work(guarded(tx, pool));
    return pool.lost() ? never : result;
  } catch (error) {
    return pool.lost() ? never : Promise.reject(error);
  }
};

/**
 * Opens a pool on a server and checks that it can be used.
 *
 * @throws {DatabaseUnavailable} `server-…`
 */
export const openServer = async (url: string, options: ServerOptions = {}): Promise<Database> => {
  const where = nameOf(url);
  const { answerTimeoutMs = 20_000 } = options;
  let current = openPool(url, options);
  let closing: Promise<void> | null = null;
  const pool = (): Pool => {
    if (current.lost() && !closing) current = openPool(url, options);
    return current;
  };

  const { watch, stop } = watchdog(answerTimeoutMs, () => {
    const seconds = Math.round(answerTimeoutMs / 1000);
    current.giveUp(new DatabaseUnavailable('server-silent', databaseRefusals.silent(where, seconds)));
  });
  /** The server's own words where there are any; of what was never sent why the pool was lost, rather than that it was. */
  const explained = (error: unknown, from: Pool): unknown => {
    const neverSent = !closing && neverSentCodes.has(codeOf(error));
    return (neverSent ? unavailability(from.lost(), where) : null) ?? unavailability(error, where) ?? error;
  };
  const query = async <Row extends object>(text: string, params: readonly Parameter[]): Promise<Row[]> => {
    const from = pool();
    const prepared = { prepare: true, simple: false }; // `simple` is missing from the types: without it no parameters, no preparation
    try {
      return [...(await watch(from.client.unsafe<Row[]>(text, writeParameters(params), prepared)))];
    } catch (error) {
      throw explained(error, from);
    }
  };

  // drizzle keeps the client it is given, and pools are replaced: so it is given what it uses of one.
  const facade = {
    options: { parsers: { ...readers }, serializers: { ...writers } },
    unsafe: (...args: Parameters<Sql['unsafe']>) => pool().client.unsafe(...args),
    begin: async (work: (tx: TransactionSql) => unknown) => {
      const from = pool();
      return from.client.begin((tx) => unlessLost(from, work, tx));
    },
  };

  let listener: Pool | null = null;
  let keeping = false;
  let turn: Promise<unknown> = Promise.resolve();
  const channels = new Map<string, Set<(payload: string) => void>>();
  /** One at a time: two that find no listening connection would each open one. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };
  const tuneIn = async (): Promise<Pool> => {
    const next = openPool(url, { ...options, maxConnections: 1 }, (channel, payload) => {
      for (const heard of channels.get(channel) ?? []) queueMicrotask(() => heard(payload));
    });
    for (const channel of channels.keys()) await next.client.unsafe(`listen ${channel}`);
    return next;
  };
  /** Looks after the listening connection for as long as anyone listens. */
  const keepListening = async (): Promise<void> => {
    if (keeping) return;
    keeping = true;
    for (;;) {
      await sleep(relistenMs, undefined, { ref: false });
      if (closing || channels.size === 0) break;
      if (listener?.lost()) listener = await inTurn(tuneIn).catch(() => listener);
    }
    keeping = false;
  };
  const listen = async (channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> => {
    const hearers = channels.get(channel) ?? new Set();
    channels.set(channel, hearers.add(heard));
    try {
      if (listener && !listener.lost()) await listener.client.unsafe(`listen ${channel}`);
      else listener = await tuneIn();
    } catch (error) {
      hearers.delete(heard);
      if (hearers.size === 0) channels.delete(channel);
      throw unavailability(error, where) ?? error;
    }
    void keepListening();
    return () =>
      inTurn(async () => {
        hearers.delete(heard);
        if (hearers.size > 0 || !channels.delete(channel) || closing || !listener || listener.lost()) return;
        await listener.client.unsafe(`unlisten ${channel}`);
      });
  };

  const close = async (): Promise<void> => {
    await Promise.all([current.close(closePatienceSeconds), inTurn(async () => listener?.close(0))]);
    stop();
  };

  try {
    const [server] = await query<{ encoding: string }>(`select current_setting('server_encoding') as encoding`, []);
    check(where, String(current.client.parameters['server_version'] ?? ''), server?.encoding ?? '');
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: 'postgres',
    orm: drizzle({ client: facade as unknown as Sql, schema }),
    query,
    listen: (channel, heard) => inTurn(() => listen(channelName(channel), heard)),
    ping: async () => {
      await query('select 1', []);
    },
    close: () => (closing ??= close()),
  };
};
