/** Starts the PostgreSQL of tests and benchmarks in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Resolves to its URL. */
export const startServer = async (): Promise<{ url: string; stop: () => Promise<void> }> => {
  const script = fileURLToPath(new URL('./postgres-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
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
