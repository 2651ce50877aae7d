/** Before each file: whatever command, job or refusal a play comes to is written down, for the account at the end. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, inject, vi } from 'vitest';
import { commands } from '../../commands/all.ts';
import { jobs } from '../../jobs/all.ts';

interface Recorder {
  isPlay: boolean;
  touched: Set<string>;
  wrapped: boolean;
}
const recorder = ((globalThis as { touchedByPlays?: Recorder }).touchedByPlays ??= {
  isPlay: false,
  touched: new Set(),
  wrapped: false,
});
const touch = (what: string): void => {
  if (recorder.isPlay) recorder.touched.add(what);
};

// Modules are loaded once a worker: what is wrapped stays wrapped.
vi.mock('../../wording/refusals.ts', async (original) => {
  const real = await original<typeof import('../../wording/refusals.ts')>();
  const refusalWords: typeof real.refusalWords = (refusal, directory) => {
    touch(`refusal ${refusal.code}`);
    return real.refusalWords(refusal, directory);
  };
  return { ...real, refusalWords };
});
vi.mock('../../wording/undo.ts', async (original) => {
  const real = await original<typeof import('../../wording/undo.ts')>();
  const undoRefusalWords: typeof real.undoRefusalWords = (refusal, directory) => {
    touch(`refusal ${refusal.code}`);
    return real.undoRefusalWords(refusal, directory);
  };
  return { ...real, undoRefusalWords };
});

if (!recorder.wrapped) {
  recorder.wrapped = true;
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
}

/** Refusals are types: their codes stand in the text alone. */
const codes = ['commands', 'undo'].flatMap((file) => {
  const source = readFileSync(new URL(`../../domain/issue/${file}.ts`, import.meta.url), 'utf8');
  return [...source.matchAll(/^ +\| \{ code: ([^;]+);/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/'(\w+)'/g)].map(([, name = '']) => `refusal ${name}`),
  );
});
const all = [...commands.map(({ name }) => `command ${name}`), ...jobs.map(({ name }) => `job ${name}`), ...codes];

recorder.isPlay = (expect.getState().testPath ?? '').includes('/test/plays/');
afterAll(() => {
  if (!recorder.isPlay) return;
  const line = JSON.stringify({ touched: [...recorder.touched], all });
  appendFileSync(join(inject('touchedFolder'), `${process.pid}.jsonl`), `${line}\n`);
  recorder.isPlay = false;
});
