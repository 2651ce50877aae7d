/** A database that cannot be used: whichever command meets it says so, and what is to be done. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answered } from '../../cli/program.ts';
import { connect, type ConnectOptions, type Database } from '../../db/connect.ts';
import { lockFolder } from '../../db/lock-file.ts';
import { createServerDatabase } from '../support/database.ts';
import { openProxy } from '../support/proxy.ts';
import { sent } from '../support/touched.ts';
import { runCli } from './run.ts';

let server: Awaited<ReturnType<typeof createServerDatabase>>;
const home = mkdtempSync(join(tmpdir(), 'huiyin-database-'));
beforeAll(async () => void (server = await createServerDatabase()));
afterAll(async () => {
  await server.drop();
  rmSync(home, { recursive: true, force: true });
});

const refused = async (env: NodeJS.ProcessEnv, words: RegExp): Promise<void> =>
  expect(await runCli('migrate', { DATA_DIR: home, ...env })).toMatchObject({
    code: 1,
    said: expect.stringMatching(words),
  });
const changed = (change: (url: URL) => void): NodeJS.ProcessEnv => {
  const url = new URL(server.url);
  change(url);
  return { DATABASE_URL: url.href };
};

/** What a command prints that meets this on the way. */
async function saidOf(options: ConnectOptions, meets: (db: Database) => Promise<unknown>): Promise<string> {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const before = process.exitCode;
  const db = await connect(options);
  await answered(() => meets(db));
  const said = write.mock.calls.map(([text]) => text).join('');
  write.mockRestore();
  process.exitCode = before;
  await db.close();
  sent(said);
  return said;
}

describe('a server', () => {
  it('is refused that has no such address, is not there, or does not let the bot in', async () => {
    await refused({ DATABASE_URL: 'postgres://one,two/x' }, /^DATABASE_URL 写法不对，应为 postgres:/);
    await refused({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' }, /^连不上数据库服务器 127\.0\.0\.1:1\/x。请确认/);
    await refused(
      changed((url) => (url.password = '错了')),
      /^数据库服务器 [^ ]*拒绝了登录：用户名或密码不对/,
    );
    await refused(
      changed((url) => (url.pathname = 'no_such_database')),
      /上没有这个库。请先建库：createdb/,
    );
  });

  it('is refused that is too old, cannot hold Chinese text, is full, or was upgraded by a newer program', async () => {
    const old = await openProxy(server.url, '14');
    await refused({ DATABASE_URL: old.url }, /是 PostgreSQL 14\.\d+，太旧了，需要 15 或更新的版本。请升级服务器/);
    await old.close();
    const db = await connect({ url: server.url });
    const name = new URL(server.url).pathname.slice(1);
    await db.query(`create database ${name}_ascii template template0 encoding 'SQL_ASCII' locale 'C'`, []);
    await db.query(`create role ${name}_full login password 'x' connection limit 0`, []);
    await db.query(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9000000000000)`, []);
    await refused(
      changed((url) => (url.pathname = `${name}_ascii`)),
      /的编码是 SQL_ASCII，存不下全部汉字。请重新建库/,
    );
    await refused(
      changed((url) => Object.assign(url, { username: `${name}_full`, password: 'x' })),
      /的连接已满。请关掉多余的程序，或调大/,
    );
    await refused({ DATABASE_URL: server.url }, /^这个数据库已被更新版本的程序升级过，当前程序较旧/);
    await db.query(`delete from drizzle.__drizzle_migrations where hash = 'later'`, []);
    await db.query(`drop database ${name}_ascii`, []);
    await db.query(`drop role ${name}_full`, []);
    await db.close();
  });

  it('is owned up to that falls silent, goes away in the middle of a statement, or is closed already', async () => {
    const dumb = await openProxy(server.url);
    const silent = { url: dumb.url, answerTimeoutMs: 100, connectTimeoutMs: 300 };
    expect(
      await saidOf(silent, async (db) => {
        dumb.freeze();
        return db.ping().finally(() => dumb.cut());
      }),
    ).toMatch(/超过 0 秒没有答复，已断开重连。请检查服务器负载和网络/);
    await dumb.close();
    const door = await openProxy(server.url);
    const cutOff = async (db: Database): Promise<unknown> => {
      const underWay = db.query('select pg_sleep(22)', []);
      const beside = await connect({ url: server.url });
      const asleep = `select 1 from pg_stat_activity where wait_event = 'PgSleep' and query = 'select pg_sleep(22)'`;
      await expect.poll(() => beside.query(asleep, []), { timeout: 10_000 }).toHaveLength(1);
      await beside.close();
      await door.cut();
      return underWay;
    };
    expect(await saidOf({ url: door.url }, cutOff)).toMatch(/的连接中断，这一次操作没有得到答复/);
    await door.close();
    const closed = (db: Database): Promise<unknown> => db.close().then(() => db.ping());
    expect(await saidOf({ url: server.url }, closed)).toBe('数据库已关闭，程序正在退出。\n');
  });
});

describe('a folder', () => {
  /** A place for data whose database folder is as `make` leaves it. */
  const place = (name: string, make: (folder: string) => void): NodeJS.ProcessEnv => {
    const folder = join(home, name, 'db');
    mkdirSync(folder, { recursive: true });
    make(folder);
    return { DATA_DIR: join(home, name) };
  };

  it('is refused that holds something else, is of another version, damaged, or cannot be written', async () => {
    const version = (words: string) => (folder: string) => writeFileSync(join(folder, 'PG_VERSION'), words);
    await refused(
      place('photos', (folder) => writeFileSync(join(folder, 'one.jpg'), '')),
      /不是数据库文件夹（里面没有 PG_VERSION）[^]*请把 DATA_DIR 指向一个空的或新的文件夹/,
    );
    await refused(place('older', version('16\n')), /是 PostgreSQL 16 的格式，本程序内置的是 18，不能直接打开/);
    await refused(place('damaged', version('18\n')), /打不开，可能已损坏[^]*请从备份恢复/);
    await refused(
      place('blocked', (folder) => mkdirSync(`${folder}.lock`)),
      /无法写入（\w+）。请检查它和上级文件夹的属主、权限和剩余空间/,
    );
  });

  it('is refused that another has, by the one who has it', async () => {
    const mine = place('mine', () => undefined);
    const release = await lockFolder(join(home, 'mine', 'db'));
    await refused(mine, /已被占用：本进程（\d+）已经打开了它。同一个文件夹只能由一个进程打开/);
    release();
    const held = (holder: object) => (folder: string) => writeFileSync(`${folder}.lock`, JSON.stringify(holder));
    const parent = { pid: process.ppid, host: hostname(), started: null };
    await refused(place('held', held(parent)), new RegExp(`进程 ${process.ppid} 正在使用它`));
    await refused(
      place('elsewhere', held({ ...parent, host: 'another-machine' })),
      /另一台机器或容器 another-machine 上的进程 \d+ 正在使用它，或者它没有正常退出/,
    );
    const takenOver = place('taken-over', (folder) => {
      held({ ...parent, started: 'another boot/1' })(folder);
      writeFileSync(`${folder}.lock.takeover`, '');
    });
    await refused(takenOver, /锁文件 .*\.takeover 正被另一个进程改写/);
  });
});
