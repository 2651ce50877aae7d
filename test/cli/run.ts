/** The command line as an operator types it: what it prints, and how it ends. */
import { vi } from 'vitest';
import { program } from '../../cli/program.ts';
import { sent } from '../support/touched.ts';

/** @param args as they are typed, parted by blanks */
export async function runCli(args: string, env: NodeJS.ProcessEnv): Promise<{ said: string; code: number }> {
  let said = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await program({ LOG_LEVEL: 'silent', ...env }).parseAsync(args.split(' '), { from: 'user' });
    sent(said);
    return { said, code: Number(process.exitCode) };
  } finally {
    write.mockRestore();
    process.exitCode = before;
  }
}
