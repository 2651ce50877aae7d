/** Databases for tests: migrated, empty, nobody else's, on PGlite and on a real PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connect } from '../../db/connect.ts';
import type { Database } from '../../db/database.ts';
import { lend } from './lent.ts';
import { washerOf } from './washed.ts';

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

/**
 * A new database on the real server and its URL. `migrated: false` leaves it without tables. Drop it when done; what is
 * not dropped is removed when the run ends.
 */
export const createServerDatabase = async (
  options: { migrated?: boolean } = {},
): Promise<{ url: string; drop: () => Promise<void> }> => {
  const server = await ask<{ url: string; template: string }>('postgres');
  const name = `${server.template}_${randomUUID().replaceAll('-', '')}`;
  const from = options.migrated === false ? `template0 encoding 'UTF8'` : server.template;
  await onServer(server.url, `create database ${name} template ${from}`, `alter database ${name} set ${plannedOnce}`);
  const url = new URL(server.url);
  url.pathname = name;
  return { url: url.href, drop: () => onServer(server.url, `drop database if exists ${name} with (force)`) };
};

/** A statement is planned once, not five times before its plan is kept: tests run each but a few times. */
const plannedOnce = 'plan_cache_mode = force_generic_plan';

/** Opens a new database of the kind, migrated and empty. Its `close` also removes it. */
export const openOwnDatabase = async (kind: Database['kind']): Promise<Database> => {
  if (kind === 'pglite') {
    const { snapshot } = await ask<{ snapshot: string }>('pglite');
    const db = await connect({ inMemory: true, snapshot: await openAsBlob(snapshot) });
    await db.query(`set ${plannedOnce}`, []);
    return db;
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

interface Kept {
  db: Database;
  wash(): Promise<boolean>;
}
/** Of this worker, whichever file of tests it runs: washed, and nobody's. */
const spare = ((globalThis as { spareDatabases?: Record<Database['kind'], Kept[]> }).spareDatabases ??= {
  pglite: [],
  postgres: [],
});

/** Opens a migrated, empty database of the kind: a new one, or one that was washed. Its `close` gives it back. */
export const openTestDatabase = async (kind: Database['kind']): Promise<Database> => {
  let kept = spare[kind].pop();
  if (kept === undefined) {
    const db = await openOwnDatabase(kind);
    kept = { db, wash: await washerOf(db) };
  }
  const { db, wash } = kept;
  return lend(db, async () => {
    if (await wash()) spare[kind].push({ db, wash });
    else await db.close();
  });
};
