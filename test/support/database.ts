/** Databases for tests: migrated, empty, nobody else's, on PGlite and on a real PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connect } from '../../db/connect.ts';
import type { Database } from '../../db/database.ts';

/** For `describe.each(databases)('… on $name', ({ kind }) => …)`. */
export const databases = [
  { name: 'PGlite', kind: 'pglite' },
  { name: 'PostgreSQL', kind: 'postgres' },
] as const satisfies readonly { name: string; kind: Database['kind'] }[];

const ask = async <T>(what: 'pglite' | 'postgres'): Promise<T> => {
  // A connection kept from an earlier test may be closed by the broker just as it is asked again.
  const answer = await fetch(`${inject('databaseBroker')}/${what}`, { headers: { connection: 'close' } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the tests cannot make a ${what} database: ${text}`);
  return JSON.parse(text) as T;
};

const onServer = async (url: string, ...statements: string[]): Promise<void> => {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    for (const statement of statements) await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
};

/** A new database on the real server and its URL. `migrated: false` leaves it without tables. Drop it when done. */
export const createServerDatabase = async (
  options: { migrated?: boolean } = {},
): Promise<{ url: string; drop: () => Promise<void> }> => {
  const server = await ask<{ url: string; template: string }>('postgres');
  const name = `huiyin_${randomUUID().replaceAll('-', '')}`;
  const from = options.migrated === false ? `template0 encoding 'UTF8'` : server.template;
  await onServer(server.url, `create database ${name} template ${from}`);
  const url = new URL(server.url);
  url.pathname = name;
  return { url: url.href, drop: () => onServer(server.url, `drop database if exists ${name} with (force)`) };
};

/** Opens a migrated, empty database of the kind. Its `close` also removes it. */
export const openTestDatabase = async (kind: Database['kind']): Promise<Database> => {
  if (kind === 'pglite') {
    const { snapshot } = await ask<{ snapshot: string }>('pglite');
    return connect({ inMemory: true, snapshot: await openAsBlob(snapshot) });
  }
  const { url, drop } = await createServerDatabase();
  const db = await connect({ url });
  return {
    ...db,
    close: async () => {
      await db.close();
      await drop();
    },
  };
};
