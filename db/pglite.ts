/** PGlite, the embedded PostgreSQL: opened safely in a folder, or in memory. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { databaseRefusals } from '../wording/refusals/database.ts';
import { channelName, randomPageCost, type Database, type DatabaseLog, type Parameter } from './database.ts';
import { lockFolder } from './lock-file.ts';
import * as schema from './schema/index.ts';
import { DatabaseUnavailable } from './unavailable.ts';
import { createPreparedStatements } from './pglite-prepared.ts';
import { readers, writeParameters, writers } from './values.ts';

const pgliteMajor = '18'; // the PostgreSQL inside the pinned PGlite; a folder of another major version does not open

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

const notWritable = (folder: string, cause: unknown): DatabaseUnavailable =>
  new DatabaseUnavailable('folder-not-writable', databaseRefusals.folderNotWritable(folder, codeOf(cause)), { cause });

/** What is at the path. @throws {DatabaseUnavailable} when it is there and cannot be opened as a database */
const inspect = async (folder: string): Promise<'nothing' | 'database'> => {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    if (codeOf(error) !== 'ENOTDIR') throw notWritable(folder, error);
    return ['a file'];
  });
  if (names.length === 0) return 'nothing';
  if (!names.includes('PG_VERSION')) {
    throw new DatabaseUnavailable('folder-not-a-database', databaseRefusals.folderIsOther(folder));
  }
  const major = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (major !== pgliteMajor) {
    throw new DatabaseUnavailable(
      'folder-other-version',
      databaseRefusals.folderOfOtherVersion(folder, major, pgliteMajor),
    );
  }
  await access(join(folder, 'PG_VERSION'), constants.R_OK | constants.W_OK)
    .then(() => access(folder, constants.R_OK | constants.W_OK | constants.X_OK))
    .catch((error: unknown) => {
      throw notWritable(folder, error);
    });
  return 'database';
};

/** A kill during the first initialisation leaves a folder that never opens: it happens aside, and the result is moved into place. */
const initialise = async (folder: string): Promise<void> => {
  const aside = `${folder}.init-${randomUUID()}`;
  const fresh = await PGlite.create({ dataDir: aside });
  await fresh.close();
  await rmdir(folder).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw notWritable(folder, error);
  });
  await rename(aside, folder);
};

/** Leftovers of initialisations that were killed; whoever holds the lock knows that no other is going on. */
const sweep = async (folder: string): Promise<void> => {
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    if (name.startsWith(`${basename(folder)}.init-`)) await rm(join(parent, name), { recursive: true, force: true });
  }
};

const USE_TX = 'inside a transaction use its tx, not the outer database handle';

/**
 * Makes the outer handle refuse inside a transaction of its own instead of waiting for itself for ever.
 * Work that merely outlives the transaction it was started in is let through.
 */
const refuseInsideTransaction = (client: PGlite): (() => boolean) => {
  const transactions = new AsyncLocalStorage<{ open: boolean }>();
  const check = (): void => {
    if (transactions.getStore()?.open) throw new Error(USE_TX);
  };
  const query = client.query.bind(client);
  const transaction = client.transaction.bind(client);
  client.query = async (text, params, options) => {
    check();
    return query(text, params, options);
  };
  client.transaction = async (work) => {
    check();
    return transaction((tx) => {
      const scope = { open: true };
      return transactions.run(scope, () =>
        work(tx).finally(() => {
          scope.open = false;
        }),
      );
    });
  };
  return () => transactions.getStore()?.open === true;
};

const handle = async (client: PGlite, release: () => void): Promise<Database> => {
  Object.assign(client.parsers, readers);
  Object.assign(client.serializers, writers);
  await client.exec(`set timezone to 'UTC'; set datestyle to 'ISO, MDY'; set random_page_cost to ${randomPageCost}`);
  const insideTransaction = refuseInsideTransaction(client);
  const runPrepared = createPreparedStatements(client);
  const closed = (): DatabaseUnavailable => new DatabaseUnavailable('closed', databaseRefusals.closed());
  let closing: Promise<void> | null = null;
  const query = async <Row extends object>(text: string, params: readonly Parameter[]): Promise<Row[]> => {
    if (closing) throw closed();
    if (insideTransaction()) throw new Error(USE_TX);
    return runPrepared<Row>(text, writeParameters(params));
  };
  return {
    kind: 'pglite',
    orm: drizzle({ client, schema }),
    query,
    listen: async (channel, heard) => {
      if (closing) throw closed();
      const stop = await client.listen(channelName(channel), (payload) => queueMicrotask(() => heard(payload)));
      return async () => {
        if (!closing) await stop();
      };
    },
    ping: async () => {
      await query('select 1', []);
    },
    close: () => (closing ??= client.close().finally(release)),
  };
};

/**
 * Opens an empty database that lives in memory only.
 *
 * @param snapshot what `dumpDataDir` of another PGlite gave, to begin from
 */
export const openInMemory = async (snapshot?: Blob): Promise<Database> =>
  handle(await PGlite.create(snapshot ? { loadDataDir: snapshot } : {}), () => {});

/**
 * Opens the database in a folder, made on first use, and holds `<folder>.lock` while it is open.
 *
 * Survives a kill of the process at any moment; after a power loss the last writes may be missing, for PGlite never
 * waits for the disk.
 *
 * @throws {DatabaseUnavailable} `folder-…`
 */
export const openFolder = async (path: string, log?: DatabaseLog): Promise<Database> => {
  const folder = resolve(path);
  const refuse = (error: unknown): never => {
    throw error instanceof DatabaseUnavailable ? error : notWritable(folder, error);
  };
  await mkdir(dirname(folder), { recursive: true }).catch(refuse);
  const release = await lockFolder(folder, log).catch(refuse);
  try {
    if ((await inspect(folder)) === 'nothing') {
      await sweep(folder).catch(refuse);
      await initialise(folder);
    }
    const client = await PGlite.create({ dataDir: folder }).catch((cause: unknown) => {
      throw new DatabaseUnavailable('folder-damaged', databaseRefusals.folderDamaged(folder), { cause });
    });
    return await handle(client, release);
  } catch (error) {
    release();
    throw error;
  }
};
