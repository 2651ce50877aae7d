/** Waiting for what comes about over a real wire. */

/** Looks every few milliseconds; fails after five seconds. */
export async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what(); tries += 1) {
    if (tries > 500) throw new Error('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
