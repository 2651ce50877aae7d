/** A lock file that says which process holds a folder; taken over only from a process that is certainly dead. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseLog } from './database.ts';
import { databaseRefusals, folderHolders } from '../wording/refusals/database.ts';
import { DatabaseUnavailable } from './unavailable.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in the system's own words: a pid is used again, pid and start together are not. */
  readonly started: string | null;
}

const emptyLockPatienceMs = 1000; // a holder writes its few bytes right after creating the file

/** When a process began, or null where it does not run (any more) or the system does not tell. */
const startOf = (pid: number): string | null => {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before may hold anything
      const [state, ticks] = [fields[0], fields[19]]; // proc(5): 3 state, 22 starttime in ticks since boot
      if (state === 'Z' || state === 'X') return null; // killed, and only its parent has not noticed
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
    }
    if (process.platform === 'win32') return null;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Dead for certain: same machine, and no process of that pid that began at that moment. */
const isDead = (holder: Holder): boolean => {
  if (holder.host !== hostname()) return false;
  if (!isRunning(holder.pid)) return true;
  return holder.started !== null && process.platform !== 'win32' && startOf(holder.pid) !== holder.started;
};

const create = (path: string, content: string): boolean => {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const contentOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const parse = (content: string): Holder | null => {
  try {
    const value = JSON.parse(content) as Partial<Holder>;
    return typeof value.pid === 'number' && typeof value.host === 'string'
      ? { pid: value.pid, host: value.host, started: value.started ?? null }
      : null;
  } catch {
    return null;
  }
};

const inUse = (folder: string, path: string, holder: Holder | null): DatabaseUnavailable => {
  const who =
    holder === null
      ? folderHolders.changing(path)
      : holder.host !== hostname()
        ? folderHolders.elsewhere(holder.host, holder.pid)
        : holder.pid === process.pid
          ? folderHolders.thisProcess(holder.pid)
          : folderHolders.process(holder.pid);
  return new DatabaseUnavailable('folder-in-use', databaseRefusals.folderInUse(folder, who, path));
};

/**
 * Takes the lock beside a folder (`<folder>.lock`) and returns the function that gives it back.
 *
 * @throws {DatabaseUnavailable} `folder-in-use` when a process that may be alive holds it
 */
export const lockFolder = async (folder: string, log?: DatabaseLog): Promise<() => void> => {
  const path = `${folder}.lock`;
  const guard = `${path}.takeover`;
  const mine = `${JSON.stringify({ pid: process.pid, host: hostname(), started: startOf(process.pid) })}\n`;
  const release = (): void => {
    if (contentOf(path) === mine) rmSync(path, { force: true });
  };
  for (const deadline = performance.now() + emptyLockPatienceMs; ; await sleep(20)) {
    if (create(path, mine)) {
      if (contentOf(path) === mine) return release;
      continue;
    }
    const content = contentOf(path);
    if (content === null) continue;
    const holder = parse(content);
    const late = performance.now() > deadline;
    if (holder === null ? !late : !isDead(holder)) {
      if (holder !== null) throw inUse(folder, path, holder);
      continue;
    }
    // Only who holds the guard removes a dead process's lock: of two who find it dead, the slower would otherwise
    // remove the lock the faster has just taken. A guard left behind (killed within this millisecond) needs a person.
    if (!create(guard, mine)) {
      if (late) throw inUse(folder, guard, parse(contentOf(guard) ?? ''));
      continue;
    }
    try {
      if (contentOf(path) === content) {
        rmSync(path);
        log?.warn({ lock: path, holder }, 'the last run did not end properly: its lock file is taken over');
      }
    } finally {
      rmSync(guard, { force: true });
    }
  }
};
