/** Around each file: what a play comes to is written down, for the account at the end. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, inject } from 'vitest';
import { everything, recorder } from './touched.ts';

recorder.isPlay = (expect.getState().testPath ?? '').includes('/test/plays/');
afterAll(() => {
  if (!recorder.isPlay) return;
  const line = JSON.stringify({ touched: [...recorder.touched], all: everything() });
  appendFileSync(join(inject('touchedFolder'), `${process.pid}.jsonl`), `${line}\n`);
  recorder.isPlay = false;
  recorder.worded.clear();
});
