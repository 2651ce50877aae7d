/** What a process has used so far. */

export interface Usage {
  /** Of the whole process, its own and the system's on its behalf, in microseconds. */
  cpu: number;
  /** Bytes of JavaScript objects, and of memory resident in all. */
  heap: number;
  rss: number;
}

/** @param collect gathers garbage first (needs `--expose-gc`), so that only what is kept counts */
export function usageOfThisProcess({ collect }: { collect: boolean }): Usage {
  const { user, system } = process.cpuUsage();
  if (collect) globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { cpu: user + system, heap: heapUsed, rss };
}
