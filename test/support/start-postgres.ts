/** Starts a real PostgreSQL in a process of its own: for tests and benchmarks. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface StartedServer {
  /** Of the database `postgres`, with the rights to create others. */
  url: string;
  /** Ends the server and removes its files. They go too when this process ends in any other way. */
  stop(): Promise<void>;
}

/** @param options.durable commits wait for the disk, as a district's server has it; without it they are several times as quick */
export const startPostgres = async (options: { durable?: boolean } = {}): Promise<StartedServer> => {
  const script = fileURLToPath(new URL('./postgres-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...(options.durable ? ['--durable'] : [])], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true, // Ctrl-C is for us; the child notices when our end of the pipe closes
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([once(lines, 'line'), exited.then(() => ['{}'])]);
  const said = JSON.parse(String(line[0])) as { url?: string; error?: string };
  if (!said.url) throw new Error(said.error ?? 'the process that should run PostgreSQL ended');
  return {
    url: said.url,
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
};
