/** Databases for benchmarks: a durable server of their own, or an embedded one in a folder; gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { connect, type Database } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { startPostgres } from '../../test/support/start-postgres.ts';
import { cpuOfServer } from './server-cpu.ts';

export interface BenchServer {
  /** Makes an empty database; its URL. */
  create(name: string): Promise<string>;
  /** Microseconds of processor time its processes have used. */
  cpu(): number;
  stop(): Promise<void>;
}

/** PostgreSQL with its commits on disk, as a district would run it, or `hasty` for filling tables. */
export async function openServer({ durable }: { durable: boolean }): Promise<BenchServer> {
  const server = await startPostgres({ durable });
  const admin = postgres(server.url, { max: 1, onnotice: () => undefined });
  const [session] = await admin<{ backend: number }[]>`select pg_backend_pid() as backend`;
  return {
    async create(name) {
      await admin.unsafe(`create database ${name} template template0 encoding 'UTF8'`);
      const url = new URL(server.url);
      url.pathname = name;
      return url.href;
    },
    cpu: () => cpuOfServer(session?.backend ?? 0),
    async stop() {
      await admin.end();
      await server.stop();
    },
  };
}

/** A folder for an embedded database. */
export function temporaryFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-'));
  return { path: join(folder, 'db'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Migrates a database, fills it and lets go of it. */
export async function prepare(
  where: { url: string } | { dataDir: string },
  fill: (db: Database) => Promise<void>,
): Promise<void> {
  const db = await connect(where);
  try {
    await migrate(db);
    await fill(db);
  } finally {
    await db.close();
  }
}
