/** Waiting for what comes about over a real wire. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Until then it must have come about, however busy the machine is: below the timeout of a test, which says less. */
const PATIENCE_MS = 20_000;

/** Looks every few milliseconds. @throws when it does not come about */
export async function until(what: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!what()) {
    if (performance.now() > end) throw new Error('it did not come about');
    await sleep(10);
  }
}
