/** Sentences that say no stand in tables: each has a name, so that a run of the plays can tell which nobody was told. */

/** For each code of a refusal the words for it: what is wrong, then what to do instead. */
export type WordsOf<R extends { code: string }, Rest extends unknown[] = []> = {
  [C in R['code']]: (refusal: R & { code: C }, ...rest: Rest) => string;
};

/** The words of a table for one refusal. */
export function wordsOf<R extends { code: string }, Rest extends unknown[]>(
  table: WordsOf<R, Rest>,
  refusal: R,
  ...rest: Rest
): string {
  const words: Record<string, (refusal: never, ...rest: Rest) => string> = table;
  const found = words[refusal.code];
  if (found === undefined) throw new Error(`no words for the refusal ${refusal.code}`);
  return found(refusal as never, ...rest);
}
