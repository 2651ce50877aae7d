/** Another process that opens or locks a data folder, for tests of what happens between two of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Holder {
  readonly pid: number;
  /** Lets it go ahead. */
  go(): void;
  /** What came of it. */
  readonly outcome: Promise<{ held?: true; problem?: string }>;
  /** Lets it close the folder and end. */
  leave(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts the process; resolves when it is about to open (or only lock) the folder and waits for `go`. */
export const startHolder = async (how: 'open' | 'lock', folder: string): Promise<Holder> => {
  const script = fileURLToPath(new URL('./hold-folder.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, how, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  child.stdin.on('error', () => {}); // it may have been killed
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<{ held?: true; problem?: string }> => {
    const { value, done } = await lines.next();
    return done ? { problem: 'ended' } : (JSON.parse(value) as { held?: true; problem?: string });
  };
  await next();
  return {
    pid: child.pid ?? 0,
    go: () => child.stdin.write('go\n'),
    outcome: next(),
    leave: async () => {
      child.stdin.end();
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
