/** `huiyin migrate` */
import type { Config } from '../config.ts';
import { print, withDatabase } from './open.ts';

export const migrateDatabase = (config: Config): Promise<void> =>
  withDatabase(config, async ({ db }) =>
    print(`数据库已是最新（${db.kind === 'pglite' ? `内置，${config.dataDir}` : 'PostgreSQL'}）`),
  );
