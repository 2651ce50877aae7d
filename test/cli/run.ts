/** The command line as an operator types it: what it prints, and how it ends. */
import { vi } from 'vitest';
import { run } from '../../cli/program.ts';
import { sent } from '../support/touched.ts';

/**
 * @param args as they are typed, parted by blanks
 * @returns all that is printed, whether as an answer or as an error
 */
export async function runCli(args: string, env: NodeJS.ProcessEnv): Promise<{ said: string; code: number }> {
  let said = '';
  const writes = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    }),
  );
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await run(args.split(' '), { LOG_LEVEL: 'silent', ...env });
    sent(said);
    return { said, code: Number(process.exitCode) };
  } finally {
    for (const write of writes) write.mockRestore();
    process.exitCode = before;
  }
}
