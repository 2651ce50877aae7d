/** Makes what database tests begin from, once per run and only when the first one asks, so that other tests start at once. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a worker asks: GET /pglite gives the path of a snapshot, GET /postgres a server and its template. */
    databaseBroker: string;
    /** Where plays write down what they came to. */
    touchedFolder: string;
  }
}

const onlyOnce = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
};

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stops: (() => Promise<void> | void)[] = [];
  const files = onlyOnce(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-test-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true })); // also when a signal ends the run
    return folder;
  });

  const makers = {
    '/pglite': onlyOnce(async () => {
      const db = await connect({ inMemory: true });
      await migrate(db);
      await db.query('vacuum analyze', []); // once, not in the first play of each worker that comes to a Monday
      const { $client } = db.orm as unknown as { $client: PGlite };
      const data = await $client.dumpDataDir('none');
      await db.close();
      const snapshot = join(await files(), 'pglite.tar');
      writeFileSync(snapshot, Buffer.from(await data.arrayBuffer()));
      return { snapshot };
    }),
    '/postgres': onlyOnce(async () => {
      const given = process.env['DATABASE_URL_TEST'];
      const server = given ? { url: given, stop: async () => {} } : await startPostgres();
      stops.push(server.stop);
      const template = `huiyin_template_${process.pid}`;
      const url = new URL(server.url);
      url.pathname = template;
      const admin = postgres(server.url, { max: 1, onnotice: () => {} });
      await admin.unsafe(`drop database if exists ${template} with (force)`);
      await admin.unsafe(`create database ${template} template template0 encoding 'UTF8'`);
      stops.push(async () => {
        // Those of the workers are named after the template; they are kept from test to test.
        const left = await admin<{ name: string }[]>`
          select datname as name from pg_database where datname ^@ ${`${template}_`} or datname = ${template}`;
        for (const { name } of left) await admin.unsafe(`drop database if exists ${name} with (force)`);
        await admin.end();
      });
      const db = await connect({ url: url.href });
      await migrate(db);
      await db.close();
      return { url: server.url, template };
    }),
  };

  const touched = mkdtempSync(join(tmpdir(), 'huiyin-touched-'));
  process.once('exit', () => rmSync(touched, { recursive: true, force: true }));
  process.env['HUIYIN_TOUCHED'] = touched;
  project.provide('touchedFolder', touched);

  const broker = createServer((request, response) => {
    const make = makers[request.url as keyof typeof makers];
    make().then(
      (made) => response.end(JSON.stringify(made)),
      (error: unknown) => response.writeHead(500).end(String(error instanceof Error ? (error.stack ?? error) : error)),
    );
  });
  // A busy worker would otherwise write to a connection that was closed for idleness a moment before.
  broker.keepAliveTimeout = 0;
  broker.listen(0, '127.0.0.1');
  await once(broker, 'listening');
  project.provide('databaseBroker', `http://127.0.0.1:${(broker.address() as AddressInfo).port}`);
  return async () => {
    broker.closeAllConnections();
    broker.close();
    for (const stop of stops.reverse()) await stop();
  };
}
