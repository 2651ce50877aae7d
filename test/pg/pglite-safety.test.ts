/** A PGlite folder is opened by one process at a time, survives a kill at any moment, and says clearly what is wrong. */
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect.ts';
import { lockFolder } from '../../db/lock-file.ts';
import { startHolder } from '../support/folder-holder.ts';

let home: string;
let made: string; // a database folder that exists, with one row in it

const inside = (name: string): string => join(home, name);
const lockOf = (folder: string): string => `${folder}.lock`;
const opening = async (folder: string): Promise<unknown> => (await connect({ dataDir: folder })).close();
const leftovers = async (name: string): Promise<string[]> =>
  (await readdir(home)).filter((entry) => entry.startsWith(`${name}.`));

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'huiyin-folders-'));
  await chmod(home, 0o755);
  made = inside('made');
  await mkdir(made); // one that is empty is used as one that is not there
  const db = await connect({ dataDir: made });
  await db.query('create table kept (n int)', []);
  await db.query('insert into kept values ($1)', [1]);
  await db.close();
});

afterAll(() => rm(home, { recursive: true, force: true }));

describe('a folder', () => {
  it('is made in an empty one on first use, keeps what was written, and leaves no lock and nothing half-made behind', async () => {
    expect(await leftovers('made')).toEqual([]);
    const db = await connect({ dataDir: made });
    expect(JSON.parse(await readFile(lockOf(made), 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
    expect(await db.query('select n from kept', [])).toEqual([{ n: 1 }]);
    await db.close();
    await db.close();
    expect(existsSync(lockOf(made))).toBe(false);
    await expect(db.ping()).rejects.toMatchObject({ problem: 'closed' });
  });

  it('is refused to a second opener, in this process or another, and the first keeps working', async () => {
    const holder = await startHolder('open', made);
    holder.go();
    expect(await holder.outcome).toEqual({ held: true });
    await expect(opening(made)).rejects.toMatchObject({
      problem: 'folder-in-use',
      message: expect.stringContaining(`进程 ${holder.pid} 正在使用它`),
    });
    await holder.leave();

    const db = await connect({ dataDir: made });
    await expect(opening(made)).rejects.toThrow(/本进程（\d+）已经打开了它/);
    const other = await startHolder('open', made);
    other.go();
    expect(await other.outcome).toEqual({ problem: 'folder-in-use' });
    await other.leave();
    await db.ping();
    await db.close();
  });

  it('opens again after its process was killed', async () => {
    const holder = await startHolder('open', made);
    holder.go();
    await holder.outcome;
    await holder.kill();
    expect(existsSync(lockOf(made))).toBe(true);
    const warnings: string[] = [];
    const db = await connect({ dataDir: made, log: { warn: (_, message) => warnings.push(message) } });
    expect(await db.query('select n from kept', [])).toEqual([{ n: 1 }]);
    await db.close();
    expect(warnings).toEqual([expect.stringContaining('taken over')]);
  });

  it('opens after a kill in the middle of its first initialisation', { timeout: 60_000 }, async () => {
    const folder = inside('young');
    for (const grown of ['', 'PG_VERSION', 'global']) {
      const holder = await startHolder('open', folder);
      holder.go();
      for (;;) {
        const aside = (await leftovers('young')).find((name) => name.includes('.init-'));
        if (aside && existsSync(join(home, aside, grown))) break;
        await sleep(5);
      }
      await holder.kill();
      expect(existsSync(folder)).toBe(false);
    }
    expect((await leftovers('young')).length).toBeGreaterThan(1);
    await opening(folder); // made where there was none
    expect(await readdir(folder)).toContain('PG_VERSION');
    expect(await leftovers('young')).toEqual([]);
  });

  it('of another PostgreSQL version is refused and left alone', async () => {
    const folder = inside('older');
    await cp(made, folder, { recursive: true });
    await writeFile(join(folder, 'PG_VERSION'), '16\n');
    await expect(opening(folder)).rejects.toMatchObject({
      problem: 'folder-other-version',
      message: expect.stringContaining('PostgreSQL 16'),
    });
    expect(await readFile(join(folder, 'PG_VERSION'), 'utf8')).toBe('16\n');
    expect(await leftovers('older')).toEqual([]);
  });

  it('that holds something else is refused and left alone', async () => {
    const folder = inside('photos');
    await mkdir(folder);
    await writeFile(join(folder, 'one.jpg'), '');
    await expect(opening(folder)).rejects.toMatchObject({ problem: 'folder-not-a-database' });
    expect(await readdir(folder)).toEqual(['one.jpg']);
    await expect(opening(join(folder, 'one.jpg'))).rejects.toMatchObject({ problem: 'folder-not-a-database' });
  });

  it('that is damaged is refused with the cause, and its lock given back', async () => {
    const folder = inside('damaged');
    await cp(made, folder, { recursive: true });
    await rm(join(folder, 'global', 'pg_control'));
    await expect(opening(folder)).rejects.toMatchObject({ problem: 'folder-damaged', cause: expect.anything() });
    expect(existsSync(lockOf(folder))).toBe(false);
  });

  it('that may not be written is refused with what to do', async () => {
    const parent = inside('read-only');
    await mkdir(parent);
    await cp(made, join(parent, 'db'), { recursive: true });
    await chmod(join(parent, 'db'), 0o555);
    await chmod(parent, 0o555);
    const asRoot = process.geteuid?.() === 0;
    if (asRoot) process.seteuid?.(65_534); // root may write anywhere; nobody may not
    try {
      for (const folder of [join(parent, 'db'), join(parent, 'new'), join(parent, 'new', 'deeper')]) {
        await expect(opening(folder)).rejects.toMatchObject({
          problem: 'folder-not-writable',
          message: expect.stringContaining('EACCES'),
        });
      }
    } finally {
      if (asRoot) process.seteuid?.(0);
      await chmod(parent, 0o755);
      await chmod(join(parent, 'db'), 0o755);
    }
    await expect(opening(join(made, 'PG_VERSION', 'below'))).rejects.toMatchObject({ problem: 'folder-not-writable' });
  });
});

describe('the lock', () => {
  const written = async (name: string, holder: object | string): Promise<string> => {
    await writeFile(lockOf(inside(name)), typeof holder === 'string' ? holder : JSON.stringify(holder));
    return inside(name);
  };

  it('is never taken from a process that runs', async () => {
    const folder = await written('alive', { pid: process.ppid, host: hostname(), started: null });
    await expect(lockFolder(folder)).rejects.toMatchObject({ problem: 'folder-in-use' });
    expect(existsSync(lockOf(folder))).toBe(true);
  });

  it('is not trusted to a process that merely has the same number', async () => {
    const folder = await written('recycled', { pid: process.ppid, host: hostname(), started: 'another boot/1' });
    const release = await lockFolder(folder);
    expect(JSON.parse(await readFile(lockOf(folder), 'utf8'))).toMatchObject({ pid: process.pid });
    release();
    expect(existsSync(lockOf(folder))).toBe(false);
  });

  it('of another machine stays, for nobody here can tell whether that process lives', async () => {
    const folder = await written('elsewhere', { pid: 1, host: 'another-machine', started: null });
    await expect(lockFolder(folder)).rejects.toThrow(/another-machine/);
  });

  it('that was never filled in is taken over, after leaving its maker time to do so', async () => {
    const folder = await written('blank', '');
    (await lockFolder(folder))();
    expect(await leftovers('blank')).toEqual([]);
  });

  it('is not removed by a process that no longer holds it', async () => {
    const release = await lockFolder(inside('lost'));
    await written('lost', { pid: process.ppid, host: hostname(), started: null });
    release();
    expect(existsSync(lockOf(inside('lost')))).toBe(true);
  });

  it('left by a dead process goes to exactly one of several that want it at once', async () => {
    const folder = await written('contested', { pid: process.ppid, host: hostname(), started: 'another boot/1' });
    const all = await Promise.all([1, 2, 3, 4].map(() => startHolder('lock', folder)));
    for (const holder of all) holder.go();
    const outcomes = await Promise.all(all.map(({ outcome }) => outcome));
    expect(outcomes.filter(({ held }) => held)).toHaveLength(1);
    expect(outcomes.filter(({ problem }) => problem === 'folder-in-use')).toHaveLength(3);
    await Promise.all(all.map((holder) => holder.leave()));
    expect(await leftovers('contested')).toEqual([]);
  });
});
