/** Opens the database the configuration names, loading only the driver it needs. */
import type { Database, DatabaseLog } from './database.ts';
import type { ServerOptions } from './postgres-pool.ts';

export type { Database } from './database.ts';

/** Which database to open: a server when there is a `url`, else memory when asked for, else the folder. */
export interface ConnectOptions extends ServerOptions {
  /** `postgres://…`; empty counts as absent. */
  readonly url?: string | undefined;
  /** Folder of the embedded database; its lock and its first initialisation live beside it. */
  readonly dataDir?: string | undefined;
  readonly inMemory?: boolean | undefined;
  /** With `inMemory`: the data directory to begin from, as `PGlite.dumpDataDir` gives it. */
  readonly snapshot?: Blob | undefined;
  readonly log?: DatabaseLog | undefined;
}

/**
 * Opens PGlite or PostgreSQL. Migrations are not applied: see `migrate`.
 *
 * @throws {DatabaseUnavailable} with a `problem` and a Chinese message that says what to do
 */
export const connect = async (options: ConnectOptions): Promise<Database> => {
  if (options.url) return (await import('./postgres.ts')).openServer(options.url, options);
  const { openFolder, openInMemory } = await import('./pglite.ts');
  if (options.inMemory) return openInMemory(options.snapshot);
  if (options.dataDir) return openFolder(options.dataDir, options.log);
  throw new TypeError('connect needs a url, a dataDir, or inMemory');
};
