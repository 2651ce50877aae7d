/** Finds many words in a text at once: an Aho–Corasick automaton, built once, one pass a text. */

export interface Hit {
  /** Index of the word among those the matcher was built from. */
  word: number;
  start: number;
  end: number;
}

interface Node {
  next: Map<number, Node>;
  fail: Node | null;
  /** Words that end here, those of shorter suffixes included through `output`. */
  words: number[];
  depth: number;
  output: Node | null;
}

const node = (depth: number): Node => ({ next: new Map(), fail: null, words: [], depth, output: null });

/** Every occurrence of every word, in order of where it ends. Empty words match nothing. */
export function createMatcher(words: readonly string[]): (text: string) => Hit[] {
  const root = node(0);
  words.forEach((word, index) => {
    if (word === '') return;
    let at = root;
    for (let position = 0; position < word.length; position += 1) {
      const code = word.charCodeAt(position);
      let next = at.next.get(code);
      if (next === undefined) at.next.set(code, (next = node(at.depth + 1)));
      at = next;
    }
    at.words.push(index);
  });
  const queue: Node[] = [];
  for (const child of root.next.values()) {
    child.fail = root;
    queue.push(child);
  }
  for (let index = 0; index < queue.length; index += 1) {
    const current = queue[index] as Node;
    for (const [code, child] of current.next) {
      let fail = current.fail;
      while (fail !== null && !fail.next.has(code)) fail = fail.fail;
      child.fail = fail?.next.get(code) ?? root;
      child.output = child.fail.words.length > 0 ? child.fail : child.fail.output;
      queue.push(child);
    }
  }
  return (text) => {
    const hits: Hit[] = [];
    let at = root;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      let next = at.next.get(code);
      while (next === undefined && at.fail !== null) {
        at = at.fail;
        next = at.next.get(code);
      }
      at = next ?? root;
      for (let found: Node | null = at.words.length > 0 ? at : at.output; found !== null; found = found.output) {
        for (const word of found.words) hits.push({ word, start: index + 1 - found.depth, end: index + 1 });
      }
    }
    return hits;
  };
}
