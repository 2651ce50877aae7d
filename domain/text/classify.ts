/** Proposes a category: the one most of whose keywords a text speaks of. */
import { createMatcher } from './matcher.ts';

export interface ClassifiedCategory {
  id: number;
  keywords: readonly string[];
}

export interface Classification {
  category: number | null;
  /** Keywords of that category found, each counted once. */
  hits: number;
}

export type Classifier = (text: string) => Classification;

/** Distinct keywords count; on a tie the longer ones win, then the one that stands first in the text. */
export function createClassifier(categories: readonly ClassifiedCategory[]): Classifier {
  const words: string[] = [];
  const owner: number[] = [];
  for (const { id, keywords } of categories) {
    for (const keyword of keywords) {
      words.push(keyword);
      owner.push(id);
    }
  }
  const match = createMatcher(words);
  return (text) => {
    const scores = new Map<number, { words: Set<number>; letters: number; first: number }>();
    for (const { word, start } of match(text)) {
      const id = owner[word] as number;
      let score = scores.get(id);
      if (score === undefined) scores.set(id, (score = { words: new Set(), letters: 0, first: start }));
      if (score.words.has(word)) continue;
      score.words.add(word);
      score.letters += (words[word] as string).length;
      score.first = Math.min(score.first, start);
    }
    let best: { id: number; hits: number; letters: number; first: number } | null = null;
    for (const [id, score] of scores) {
      const one = { id, hits: score.words.size, letters: score.letters, first: score.first };
      if (
        best === null ||
        one.hits > best.hits ||
        (one.hits === best.hits &&
          (one.letters > best.letters || (one.letters === best.letters && one.first < best.first)))
      )
        best = one;
    }
    return best === null ? { category: null, hits: 0 } : { category: best.id, hits: best.hits };
  };
}
