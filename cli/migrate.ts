/** `huiyin migrate` */
import type { Config } from '../config.ts';
import { databaseReady } from '../wording/command-line.ts';
import { withDatabase } from './open.ts';
import { print } from './say.ts';

export const migrateDatabase = (config: Config): Promise<void> =>
  withDatabase(config, async ({ db }) => print(databaseReady(db.kind === 'pglite' ? config.dataDir : null)));
