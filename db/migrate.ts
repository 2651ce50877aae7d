/** Brings a database's schema up to date, in one transaction, one process at a time. */
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { databaseRefusals } from '../wording/refusals/database.ts';
import type { Database } from './database.ts';
import { DatabaseUnavailable } from './unavailable.ts';

const folder = fileURLToPath(new URL('./migrations', import.meta.url)); // beside this module in the source and in dist
const lockKey = 0x687579; // "huy": any number will do that nothing else in the database locks

/**
 * Applies the migrations that are missing, with drizzle's own bookkeeping (`drizzle.__drizzle_migrations`).
 *
 * All or nothing. Of two processes that start at once the second waits for the first and then finds nothing to do:
 * drizzle's own migrators read what was applied before they begin, and would apply it twice.
 *
 * @param migrations folder of drizzle-kit, the project's own by default
 * @throws {DatabaseUnavailable} `schema-newer` when a later version of the program has been here
 */
export const migrate = async (db: Database, migrations = folder): Promise<void> => {
  const files = readMigrationFiles({ migrationsFolder: migrations });
  const newest = Math.max(0, ...files.map((file) => file.folderMillis));
  await db.orm.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`); // waiting for the other process may take a while
    await tx.execute(sql`set local client_min_messages = warning`);
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(lockKey))})`);
    await tx.execute(sql`create schema if not exists drizzle`);
    await tx.execute(
      sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
    );
    const applied = await tx
      .select({ at: sql<number>`coalesce(max(created_at), 0)`.mapWith(Number) })
      .from(sql`drizzle.__drizzle_migrations`);
    const last = applied[0]?.at ?? 0;
    if (last > newest) {
      throw new DatabaseUnavailable('schema-newer', databaseRefusals.newerTables());
    }
    for (const file of files.filter(({ folderMillis }) => folderMillis > last)) {
      for (const statement of file.sql) await tx.execute(sql.raw(statement));
      await tx.execute(
        sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${file.hash}, ${file.folderMillis})`,
      );
    }
  });
};
