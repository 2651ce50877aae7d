/** What the person at the terminal is told. */
import { writeFileSync } from 'node:fs';
import { commandLineRefusals } from '../wording/refusals/command-line.ts';

/** A line for the person at the terminal. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** A command cannot be done; the message is a sentence that says why and what would do. */
export class Refused extends Error {}

/** What the system says of a path, and what is to be done about it. */
const whyNot: Partial<Record<string, () => string>> = {
  ENOENT: () => commandLineRefusals.noFolder(),
  ENOTDIR: () => commandLineRefusals.noFolder(),
  EISDIR: () => commandLineRefusals.isFolder(),
  EACCES: () => commandLineRefusals.noRight(),
  EPERM: () => commandLineRefusals.noRight(),
  EROFS: () => commandLineRefusals.noRight(),
  ENOSPC: () => commandLineRefusals.noSpace(),
};

/** An error of writing a file, as a refusal; any other as it is. */
export function notWritten(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const why = code === undefined ? undefined : whyNot[code];
  return why === undefined ? error : new Refused(commandLineRefusals.notWritten(path, why()));
}

/** @throws Refused where the file cannot be written there */
export function writeTo(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw notWritten(path, error);
  }
}
