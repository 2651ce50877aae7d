/** Opens what every command needs: the migrated database and the key that seals contacts. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import type { Config } from '../config.ts';
import { connect, type Database } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { createVault, keyFrom, type Vault } from '../services/vault.ts';
import { commandLineRefusals } from '../wording/refusals/command-line.ts';
import { notWritten, Refused } from './say.ts';

export interface Opened {
  db: Database;
  vault: Vault;
  log: Logger;
}

/** Secrets and what people typed never reach a log: only ids, rooms and errors do. */
export const createLog = (level: string): Logger => pino({ level, redact: ['token', '*.token', 'url', '*.url'] });

/**
 * @throws DatabaseUnavailable in Chinese, with what to do
 * @throws Refused when the key is damaged or cannot be written
 */
export async function open(config: Config): Promise<Opened> {
  const log = createLog(config.logLevel);
  const key = keyIn(config.dataDir);
  const db = await connect({ url: config.databaseUrl, dataDir: join(config.dataDir, 'db'), log });
  await migrate(db);
  return { db, vault: createVault(key), log };
}

function keyIn(folder: string): Buffer {
  const path = join(folder, 'contacts.key');
  try {
    mkdirSync(folder, { recursive: true });
    const key = keyFrom(path);
    if (key === null) throw new Refused(commandLineRefusals.vaultDamaged(path));
    return key;
  } catch (error) {
    throw notWritten(path, error);
  }
}

/** Opens, works, closes, whatever happens. */
export async function withDatabase(config: Config, work: (opened: Opened) => Promise<void>): Promise<void> {
  const opened = await open(config);
  try {
    await work(opened);
  } finally {
    await opened.db.close();
  }
}
