/**
 * What plays come to: commands and jobs that ran, refusals that somebody was told; of the console and the command line
 * refusals alone. Kept per worker, for the file that runs.
 */
import { commands } from '../../commands/all.ts';
import { jobs } from '../../jobs/all.ts';
import { refusals } from '../../wording/refusals/all.ts';
import type { places } from './untouched.ts';

interface Recorder {
  /** Where the file that runs is kept; null where it counts for nothing. */
  place: (typeof places)[number] | null;
  touched: Set<string>;
  /** Refusals that were worded and are not known to be sent yet. */
  worded: Map<string, Set<string>>;
}
const key = Symbol.for('huiyin touched by plays');
const known = globalThis as { [key]?: Recorder };

/** Modules are loaded once a worker, the set-up before each file: what is wrapped stays wrapped. */
export const recorder: Recorder = (known[key] ??= wrapAll());

/** Something was sent: refusals it says are known to have reached somebody. */
export function sent(text: string): void {
  for (const [name, worded] of recorder.worded) {
    if (![...worded].some((words) => text.includes(words))) continue;
    recorder.touched.add(name);
    recorder.worded.delete(name);
  }
}

const refusalName = (family: string, name: string): string => `refusal ${family}: ${name}`;

/** All there is to come to. */
export const everything = (): string[] => [
  ...commands.map(({ name }) => `command ${name}`),
  ...jobs.map(({ name }) => `job ${name}`),
  ...Object.entries(refusals).flatMap(([family, table]) => Object.keys(table).map((name) => refusalName(family, name))),
];

function wrapAll(): Recorder {
  const made: Recorder = { place: null, touched: new Set(), worded: new Map() };
  const touch = (what: string): void => {
    if (made.place === 'plays') made.touched.add(what);
  };
  for (const command of commands) {
    const run = command.run.bind(command);
    command.run = (ctx, args) => {
      touch(`command ${command.name}`);
      return run(ctx, args);
    };
  }
  for (const job of jobs) {
    const run = job.run.bind(job);
    job.run = (context) => {
      touch(`job ${job.name}`);
      return run(context);
    };
  }
  for (const [family, table] of Object.entries(refusals)) {
    const sentences = table as Record<string, (...said: unknown[]) => string>;
    for (const [name, words] of Object.entries(sentences)) {
      sentences[name] = (...said) => {
        const text = words(...said);
        const full = refusalName(family, name);
        if (made.place !== null && !made.touched.has(full)) {
          const worded = made.worded.get(full) ?? new Set();
          made.worded.set(full, worded.add(text));
        }
        return text;
      };
    }
  }
  return made;
}
