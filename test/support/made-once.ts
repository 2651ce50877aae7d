/** Before each file: what a play has made on one database is not made again on the other, for the same gives the same bytes. */
import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { afterAll, expect, vi } from 'vitest';
import type { make } from '../../reports/press.ts';

/** By kind and input; null outside plays, where the press itself may be what is tested. */
const shelf = ((globalThis as { madeByPress?: Shelf }).madeByPress ??= { files: null, broken: false });

interface Shelf {
  files: Map<string, Promise<Uint8Array[]>> | null;
  broken: boolean;
}

vi.mock('../../reports/press.ts', async (original) => {
  const real = await original<typeof import('../../reports/press.ts')>();
  const once: typeof make = (kind, input) => {
    if (shelf.broken) return Promise.reject(new Error('the press is broken'));
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

/** While this is done, nothing can be made. */
export async function withoutPress(work: () => Promise<unknown>): Promise<void> {
  shelf.broken = true;
  await work().finally(() => (shelf.broken = false));
}

if ((expect.getState().testPath ?? '').includes('/test/plays/')) shelf.files = new Map();
afterAll(() => {
  shelf.files = null;
});
