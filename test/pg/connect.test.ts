/** Both databases behave alike through the one handle, migrate safely, and say clearly when they cannot be used. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq, inArray, sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, numeric, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect.ts';
import type { Database, Parameter } from '../../db/database.ts';
import { migrate } from '../../db/migrate.ts';
import { unavailability, violatedConstraint } from '../../db/unavailable.ts';
import { createServerDatabase, databases, openOwnDatabase } from '../support/database.ts';
import { openProxy } from '../support/proxy.ts';

const things = pgTable('things', {
  id: integer().primaryKey(),
  name: text().unique(),
  big: bigint({ mode: 'number' }),
  yes: boolean(),
  money: numeric(),
  data: jsonb().$type<{ words: string[] }>(),
  at: timestamp({ withTimezone: true, precision: 3 }),
  tags: text().array(),
});

const at = new Date('2026-11-24T01:02:03.456Z');
const nasty = `引"号' \\ 反斜杠, {大括号} $1 换\n行 NULL 😀`;

/** statement, parameters, the one value it must give on both */
const cases: [string, Parameter[], unknown][] = [
  ['select $1::int as it', [42], 42],
  ['select $1::bigint as it', [9_007_199_254_740_991], 9_007_199_254_740_991],
  [`select 9007199254740993::bigint as it`, [], 9_007_199_254_740_993n],
  ['select count(*) as it from generate_series(1, $1::int)', [3], 3],
  ['select sum(n) as it from unnest($1::bigint[]) n', [[1, 2]], 3],
  ['select $1::numeric as it', ['12.5'], 12.5],
  ['select $1::float8 as it', [-1.5e-7], -1.5e-7],
  ['select $1::text as it', [nasty], nasty],
  ['select $1::text as it', [''], ''],
  ['select $1::bool as it', [true], true],
  ['select $1::bool as it', [false], false],
  ['select not $1::bool as it', ['true'], false],
  ['select $1::int as it', [null], null],
  ['select $1::timestamptz as it', [at.toISOString()], at],
  [`select timestamptz '2026-11-24 09:02:03.456+08' as it`, [], at],
  ['select $1::date as it', ['2026-02-28'], '2026-02-28'],
  [`select ($1::timestamptz at time zone 'Asia/Shanghai')::date as it`, ['2026-02-27T16:00:00Z'], '2026-02-28'],
  [`select current_setting('TimeZone') as it`, [], 'UTC'],
  ['select $1::text::jsonb as it', [JSON.stringify({ a: [1, nasty, null, true] })], { a: [1, nasty, null, true] }],
  ['select $1::jsonb as it', ['{"a": 1}'], { a: 1 }],
  [`select ($1::text::jsonb)->>'a' as it`, ['{"a": 1}'], '1'],
  [`select 'null'::jsonb as it`, [], null],
  ['select $1::int[] as it', [[3, 1, 2]], [3, 1, 2]],
  ['select $1::int[] as it', [[]], []],
  ['select $1::text[] as it', [[nasty, '', 'NULL']], [nasty, '', 'NULL']],
  [`select array['a', null, 'NULL'] as it`, [], ['a', null, 'NULL']],
  ['select array[[1, 2], [3, null]] as it', [], [[1, 2], [3, null]]], // prettier-ignore
  [`select '[0:1]={7,8}'::int[] as it`, [], [7, 8]],
  ['select array[true, false] as it', [], [true, false]],
  ['select array[$1::timestamptz] as it', [at.toISOString()], [at]],
  [`select array['{"a": "x,y"}'::jsonb] as it`, [], [{ a: 'x,y' }]],
  ['select array_agg(n) as it from generate_series(1, 3) n where n = any($1::int[])', [[1, 3]], [1, 3]],
  [`select '\\x00ff'::bytea as it`, [], Buffer.from([0, 255])],
];

describe.each(databases)('on $name', ({ kind }) => {
  let db: Database;
  beforeAll(async () => {
    db = await openOwnDatabase(kind);
    await db.query(
      `create table things (id int primary key, name text constraint things_name_unique unique, big bigint, yes boolean,
        money numeric, data jsonb, at timestamptz(3), tags text[])`,
      [],
    );
  });
  afterAll(() => db?.close());

  it.each(cases)('%s with %j', async (statement, params, expected) => {
    const first = await db.query(statement, params);
    expect(first).toStrictEqual([{ it: expected }]);
    expect(await db.query(statement, params)).toStrictEqual(first);
  });

  it('drizzle writes and reads every kind of column as it declares it', async () => {
    const thing = {
      id: 1,
      name: nasty,
      big: 2 ** 40,
      yes: true,
      money: '1.5',
      data: { words: [nasty] },
      at,
      tags: ['a', nasty],
    };
    await db.orm.insert(things).values(thing);
    expect(await db.orm.select().from(things).where(eq(things.yes, true))).toEqual([thing]);
    expect(
      await db.orm
        .select()
        .from(things)
        .where(inArray(things.id, [1, 2])),
    ).toHaveLength(1);
    const ids = sql.param([1, 2]);
    expect(
      await db.orm
        .select()
        .from(things)
        .where(sql`${things.id} = any(${ids}::int[])`),
    ).toHaveLength(1);
    expect(await db.query('select data, at, tags from things', [])).toStrictEqual([
      { data: thing.data, at, tags: thing.tags },
    ]);
    expect(
      await db.query<{ words: number }>(`select jsonb_array_length(data->'words') as words from things`, []),
    ).toEqual([{ words: 1 }]);
  });

  it('a transaction is kept as a whole or not at all', async () => {
    const before = await db.query('select id from things', []);
    const broken = db.orm.transaction(async (tx) => {
      await tx.insert(things).values({ id: 50 });
      await tx.transaction(async (inner) => inner.insert(things).values({ id: 51 }));
      throw new Error('想想还是算了');
    });
    await expect(broken).rejects.toThrow('想想还是算了');
    expect(await db.query('select id from things', [])).toEqual(before);
    await db.orm.transaction(async (tx) => tx.insert(things).values({ id: 52 }));
    expect(await db.query('select id from things where id >= 50', [])).toEqual([{ id: 52 }]);
  });

  it('an error names its code and constraint, and the handle works on', async () => {
    await db.query('insert into things (id, name) values (60, $1)', ['同名']);
    const twice = await db
      .query('insert into things (id, name) values (61, $1)', ['同名'])
      .catch((error: unknown) => error);
    expect(twice).toMatchObject({ code: '23505' });
    expect(violatedConstraint(twice)).toBe('things_name_unique');
    const wrapped = await db.orm.insert(things).values({ id: 60 }).catch((error: unknown) => error); // prettier-ignore
    expect(violatedConstraint(wrapped)).toBe('things_pkey');
    expect(unavailability(wrapped)).toBeNull();
    await expect(db.query('selekt', [])).rejects.toMatchObject({ code: '42601' });
    await expect(db.query('select $1::text', ['\0'])).rejects.toMatchObject({ code: '22021' });
    await db.ping();
  });

  it('statements survive a change of the table they read', async () => {
    await db.query('create table shape (a int)', []);
    await db.query('insert into shape values (1)', []);
    expect(await db.query('select * from shape', [])).toEqual([{ a: 1 }]);
    await db.query('alter table shape add b text', []);
    expect(await db.query('select * from shape', [])).toEqual([{ a: 1, b: null }]);
  });

  it('hears what is notified, until it stops listening', async () => {
    const heard: string[] = [];
    const stop = await db.listen('outbox_waiting', (payload) => heard.push(payload));
    const notify = (payload: string): Promise<object[]> =>
      db.query('select pg_notify($1, $2)', ['outbox_waiting', payload]);
    await notify('第一声');
    await db.orm.transaction(async (tx) => tx.execute(sql`select pg_notify('outbox_waiting', '第二声')`));
    await expect.poll(() => heard).toEqual(['第一声', '第二声']);
    const others = await Promise.all([1, 2].map(() => db.listen('outbox_waiting', (payload) => heard.push(payload))));
    await stop();
    await notify('第三声');
    await expect.poll(() => heard).toEqual(['第一声', '第二声', '第三声', '第三声']);
    await Promise.all(others.map((other) => other()));
    await notify('没人听');
    await db.ping();
    expect(heard).toHaveLength(4);
    await expect(async () => db.listen('Ä; drop', () => {})).rejects.toThrow('channel name');
  });

  it('answers many at once, each its own', async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    const rows = await Promise.all(numbers.map((n) => db.query<{ n: number }>('select $1::int as n', [n])));
    expect(rows.map((row) => row[0]?.n)).toEqual(numbers);
  });
});

it('PGlite refuses the outer handle inside a transaction, where it would wait for itself for ever', async () => {
  const db = await openOwnDatabase('pglite');
  const outer = (use: () => Promise<unknown>): Promise<unknown> => db.orm.transaction(async () => use());
  await expect(outer(() => db.query('select 1', []))).rejects.toThrow('its tx');
  await expect(outer(() => db.orm.transaction(async () => {}))).rejects.toThrow('its tx');
  await expect(outer(async () => db.orm.execute(sql`select 1`))).rejects.toThrow('Failed query');
  let later: Promise<void> = Promise.resolve();
  await db.orm.transaction(async () => {
    later = new Promise((resolve) => setTimeout(resolve, 20)).then(() => db.ping());
  });
  await later; // begun inside, but the transaction has ended
  await db.close();
});

describe('migrations', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'huiyin-migrations-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  const folderOf = async (name: string, ...files: string[]): Promise<string> => {
    const folder = join(home, name);
    await mkdir(join(folder, 'meta'), { recursive: true });
    const entries = files.map((_, idx) => ({
      idx,
      version: '7',
      when: 1000 + idx,
      tag: `000${idx}`,
      breakpoints: true,
    }));
    await writeFile(
      join(folder, 'meta', '_journal.json'),
      JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
    );
    for (const [idx, file] of files.entries()) await writeFile(join(folder, `000${idx}.sql`), file);
    return folder;
  };
  const one = 'create table one (n int);\n--> statement-breakpoint\ninsert into one values (1);';

  it('are applied once by two processes that start at once', async () => {
    const folder = await folderOf('together', one, 'create table two (n int)');
    const { url, drop } = await createServerDatabase({ migrated: false });
    const [first, second] = await Promise.all([connect({ url }), connect({ url })]);
    await Promise.all([migrate(first, folder), migrate(second, folder)]);
    expect(await first.query('select n from one', [])).toEqual([{ n: 1 }]);
    expect(await first.query('select count(*) as n from drizzle.__drizzle_migrations', [])).toEqual([{ n: 2 }]);
    await Promise.all([first.close(), second.close()]);
    await drop();
  });

  it.each(databases)(
    'are all applied or none, add what is new, and refuse an older program on $name',
    async ({ kind }) => {
      const server = kind === 'postgres' ? await createServerDatabase({ migrated: false }) : null;
      const db = await connect(server ? { url: server.url } : { inMemory: true });
      const broken = await folderOf(`broken-${kind}`, one, 'create table two (n no_such_type)');
      await expect(migrate(db, broken)).rejects.toThrow('no_such_type');
      expect(await db.query(`select to_regclass('one')::text as it`, [])).toEqual([{ it: null }]);
      await migrate(db, await folderOf(`short-${kind}`, one));
      const long = await folderOf(`long-${kind}`, one, '-- nothing to do', 'create table three (n int)');
      await migrate(db, long);
      await migrate(db, long);
      expect(await db.query('select n from one', [])).toEqual([{ n: 1 }]);
      expect(await db.query('select n from three', [])).toEqual([]);
      await expect(migrate(db, await folderOf(`old-${kind}`, one))).rejects.toMatchObject({ problem: 'schema-newer' });
      await db.close();
      await server?.drop();
    },
  );
});

describe('a server that cannot be used', () => {
  let server: { url: string; drop: () => Promise<void> };
  beforeAll(async () => {
    server = await createServerDatabase({ migrated: false });
  });
  afterAll(() => server?.drop());

  const changed = (change: (url: URL) => void): string => {
    const url = new URL(server.url);
    change(url);
    return url.href;
  };
  const closedPort = (): Promise<number> =>
    new Promise((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port } = probe.address() as AddressInfo;
        probe.close(() => resolve(port));
      });
    });

  it('says that the address is no address', async () => {
    for (const url of ['mysql://localhost/x', 'postgres://one,two/x', 'postgres://user:p#ss@host/db', '数据库']) {
      await expect(connect({ url })).rejects.toMatchObject({ problem: 'server-address' });
    }
  });

  it('says that nothing answers there, without showing the password', async () => {
    const port = await closedPort();
    const refused = connect({ url: changed((url) => (url.port = String(port))) });
    await expect(refused).rejects.toMatchObject({
      problem: 'server-unreachable',
      message: expect.stringMatching(
        new RegExp(`^连不上数据库服务器 127.0.0.1:${port}/huiyin_\\w+。请确认(?!.*:huiyin@)`),
      ),
    });
    await expect(connect({ url: 'postgres://a@no-such-host.invalid/x' })).rejects.toMatchObject({
      problem: 'server-unreachable',
    });
  });

  it('is not waited for when it hangs up or never answers', async () => {
    for (const mute of [true, false]) {
      const rude = createServer((socket) => {
        socket.on('error', () => {});
        if (mute) socket.resume();
        else socket.end();
      }).listen(0, '127.0.0.1');
      await new Promise((resolve) => rude.once('listening', resolve));
      const url = changed((to) => (to.port = String((rude.address() as AddressInfo).port)));
      await expect(connect({ url, connectTimeoutMs: 300 })).rejects.toMatchObject({ problem: 'server-unreachable' });
      rude.close();
    }
  });

  it('says that the password is wrong, or the database missing', async () => {
    await expect(connect({ url: changed((url) => (url.password = '错了')) })).rejects.toMatchObject({
      problem: 'server-password',
      message: expect.stringContaining('用户名或密码不对'),
    });
    await expect(connect({ url: changed((url) => (url.pathname = 'no_such_database')) })).rejects.toMatchObject({
      problem: 'server-database-missing',
      message: expect.stringContaining('createdb'),
    });
  });

  it('says that the server is older than 15', async () => {
    const proxy = await openProxy(server.url, '14');
    await expect(connect({ url: proxy.url })).rejects.toMatchObject({
      problem: 'server-too-old',
      message: expect.stringMatching(/PostgreSQL 14\.\d+，太旧了，需要 15/),
    });
    await proxy.close();
  });

  it('says that the database cannot hold Chinese text', async () => {
    const db = await connect({ url: server.url });
    await db.query(`create database huiyin_ascii template template0 encoding 'SQL_ASCII' locale 'C'`, []);
    const url = changed((to) => (to.pathname = 'huiyin_ascii'));
    await expect(connect({ url })).rejects.toMatchObject({ problem: 'server-encoding' });
    await db.query('drop database huiyin_ascii', []);
    await db.close();
  });

  /** Until this statement has been sent so many times, not only begun. */
  const untilAsleep = async (statement: string, n: number): Promise<void> => {
    const beside = await connect({ url: server.url });
    const asleep = `select count(*)::int as n from pg_stat_activity where wait_event = 'PgSleep' and query = $1`;
    await expect.poll(() => beside.query(asleep, [statement]), { timeout: 10_000 }).toEqual([{ n }]);
    await beside.close();
  };

  it('says of what was sent that its outcome is unknown, of what was not that nothing answers, when a further connection is refused', async () => {
    const proxy = await openProxy(server.url);
    const db = await connect({ url: proxy.url, maxConnections: 3 });
    const lost = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => 'done',
        (error: unknown) => unavailability(error)?.problem,
      );
    const sent = lost(db.query('select pg_sleep(21)', []));
    const inTransaction = lost(db.orm.transaction(async (tx) => tx.execute(sql`select pg_sleep(21)`)));
    await untilAsleep('select pg_sleep(21)', 2);
    proxy.shut();
    expect(await lost(db.ping())).toBe('server-unreachable');
    expect(await sent).toBe('connection-lost');
    expect(await inTransaction).toBe('connection-lost');
    await db.close();
    await proxy.close();
  });

  it('rejects at once when it goes away, and is used again when it is back', async () => {
    const proxy = await openProxy(server.url);
    const db = await connect({ url: proxy.url });
    const heard: string[] = [];
    await db.listen('back', (payload) => heard.push(payload));
    const underWay = db.query('select pg_sleep(20)', []).catch((error: unknown) => error);
    const inTransaction = db.orm.transaction(async (tx) => tx.execute(sql`select pg_sleep(20)`)).catch((error: unknown) => error); // prettier-ignore
    await untilAsleep('select pg_sleep(20)', 2);
    await proxy.cut();
    expect(await underWay).toMatchObject({ problem: 'connection-lost' });
    expect(unavailability(await inTransaction)).toMatchObject({ problem: 'connection-lost' });
    const many = await Promise.allSettled(Array.from({ length: 50 }, () => db.query('select 1', [])));
    expect(many.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    await expect(db.ping()).rejects.toMatchObject({ problem: 'server-unreachable' });
    await proxy.mend();
    await db.ping();
    await expect
      .poll(async () => (await db.query(`select pg_notify('back', '又通了')`, [])) && heard, { timeout: 10_000 })
      .toContain('又通了');
    await db.close();
    await expect(db.ping()).rejects.toMatchObject({ problem: 'closed' });
    await proxy.close();
  });

  it('loses nothing it acknowledged, and halves no transaction, while connections are cut again and again', async () => {
    const proxy = await openProxy(server.url);
    const db = await connect({ url: proxy.url });
    await db.query('create table written (id int primary key)', []);
    const acknowledged: number[] = [];
    const refusals = new Set<string>();
    let next = 1;
    const over = new AbortController();
    const write = async (id: number, inTransaction: boolean): Promise<void> => {
      if (!inTransaction) return void (await db.query('insert into written values ($1)', [id]));
      await db.orm.transaction(async (tx) => {
        await tx.execute(sql`insert into written values (${id})`);
        await tx.execute(sql`insert into written values (${-id})`);
      });
    };
    const writer = async (inTransaction: boolean): Promise<void> => {
      while (!over.signal.aborted) {
        const id = next++;
        try {
          await write(id, inTransaction);
          acknowledged.push(id);
        } catch (error) {
          refusals.add(unavailability(error)?.problem ?? String(error));
          await sleep(5);
        }
      }
    };
    const writers = Array.from({ length: 20 }, (_, index) => writer(index % 2 === 0));
    for (let round = 0; round < 10; round++) {
      const enough = acknowledged.length + 15 + round;
      while (acknowledged.length < enough) await sleep(1);
      await proxy.cut();
      await proxy.mend();
    }
    over.abort();
    await Promise.all(writers);
    const rows = await db.query<{ id: number }>('select id from written', []);
    const there = new Set(rows.map(({ id }) => id));
    expect(['connection-lost', 'server-unreachable']).toEqual(expect.arrayContaining([...refusals]));
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
    expect([...there].filter((id) => id < 0 && !there.has(-id))).toEqual([]);
    await db.close();
    await proxy.close();
  });

  it('is given up when it says nothing any more', async () => {
    const proxy = await openProxy(server.url);
    const db = await connect({ url: proxy.url, answerTimeoutMs: 100, connectTimeoutMs: 300 });
    proxy.freeze();
    await expect(db.ping()).rejects.toMatchObject({ problem: 'server-silent' });
    await proxy.cut();
    await db.close();
  });

  it('cuts a statement that takes too long, and only that', async () => {
    const db = await connect({ url: server.url, statementTimeoutMs: 100, maxConnections: 1 });
    await expect(db.query('select pg_sleep(20)', [])).rejects.toMatchObject({ code: '57014' });
    await db.ping();
    const who = `select pg_backend_pid() as pid, current_setting('application_name') as name`;
    const answers = await Promise.all([1, 2, 3].map(() => db.query<{ pid: number; name: string }>(who, [])));
    expect(new Set(answers.flat().map(({ pid }) => pid)).size).toBe(1);
    expect(answers[0]?.[0]?.name).toBe('huiyin');
    await db.close();
  });
});
