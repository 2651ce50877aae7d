/** Repeatable chance: the same seed gives the same rehearsal. */

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** One of a list. */
  pick<T>(list: readonly T[]): T;
  /** Log-normal with the given median; `spread` is σ of the logarithm. */
  logNormal(median: number, spread: number): number;
}

/** Mulberry32: small, fast, good enough to play with. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    pick: (list) => {
      const one = list[Math.floor(next() * list.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
    logNormal(median, spread) {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(spread * normal);
    },
  };
}
