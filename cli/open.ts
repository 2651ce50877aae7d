/** Opens what every command needs: the migrated database and the key that seals contacts. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import type { Config } from '../config.ts';
import { connect, type Database } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { createVault, keyFrom, type Vault } from '../services/vault.ts';

export interface Opened {
  db: Database;
  vault: Vault;
  log: Logger;
}

/** Secrets and what people typed never reach a log: only ids, rooms and errors do. */
export const createLog = (level: string): Logger => pino({ level, redact: ['token', '*.token', 'url', '*.url'] });

/** @throws DatabaseUnavailable in Chinese, with what to do */
export async function open(config: Config): Promise<Opened> {
  const log = createLog(config.logLevel);
  mkdirSync(config.dataDir, { recursive: true });
  const db = await connect({ url: config.databaseUrl, dataDir: join(config.dataDir, 'db'), log });
  await migrate(db);
  return { db, vault: createVault(keyFrom(join(config.dataDir, 'contacts.key'))), log };
}

/** Opens, works, closes, whatever happens. */
export async function withDatabase<T>(config: Config, work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await open(config);
  try {
    return await work(opened);
  } finally {
    await opened.db.close();
  }
}

/** A line for the person at the terminal. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** The name of a page after the first: out.png, out-2.png. */
export const numbered = (path: string, page: number): string =>
  path.replace(/(\.[^./\\]*)?$/, (ending) => `-${page}${ending}`);
