/** Around each file: what it comes to is written down, for the account at the end. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, inject } from 'vitest';
import { everything, recorder } from './touched.ts';
import { places } from './untouched.ts';

const path = expect.getState().testPath ?? '';
recorder.place = places.find((place) => path.includes(`/test/${place}/`)) ?? null;
afterAll(() => {
  if (recorder.place === null) return;
  const line = JSON.stringify({ touched: [...recorder.touched], all: everything() });
  appendFileSync(join(inject('touchedFolder'), `${process.pid}.jsonl`), `${line}\n`);
  recorder.place = null;
  recorder.worded.clear();
});
