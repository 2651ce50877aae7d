/** Before each file: what a play has made on one database is not made again on the other, for the same gives the same bytes. */
import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { afterAll, expect, vi } from 'vitest';
import type { make } from '../../reports/press.ts';

/** By kind and input; null outside plays, where the press itself may be what is tested. */
const shelf = ((globalThis as { madeByPress?: { files: Map<string, Promise<Uint8Array[]>> | null } }).madeByPress ??= {
  files: null,
});

vi.mock('../../reports/press.ts', async (original) => {
  const real = await original<typeof import('../../reports/press.ts')>();
  const once: typeof make = (kind, input) => {
    if (shelf.files === null) return real.make(kind, input);
    const key = createHash('sha256')
      .update(serialize([kind, input]))
      .digest('base64');
    let made = shelf.files.get(key);
    if (made === undefined) shelf.files.set(key, (made = real.make(kind, input)));
    return made;
  };
  return { ...real, make: once };
});

if ((expect.getState().testPath ?? '').includes('/test/plays/')) shelf.files = new Map();
afterAll(() => {
  shelf.files = null;
});
