/** Finds places and units by name in a text, and the unit a misspelt or shortened name means. */
import { createMatcher } from './matcher.ts';

export interface GazetteerEntry {
  id: number;
  kind: 'place' | 'unit';
  /** Full name, short names and forms people use. */
  names: readonly string[];
}

export interface Match {
  kind: 'place' | 'unit';
  /** Several where the name is that of several. */
  ids: number[];
  text: string;
  start: number;
  end: number;
}

export interface Gazetteer {
  /** Leftmost longest matches, not overlapping within a kind. */
  find(text: string): Match[];
  /** Units by exact name. */
  unitsNamed(name: string): readonly number[];
  readonly unitNames: readonly { id: number; name: string }[];
}

/** Names of one character match everywhere and mean nothing. */
const SHORTEST = 2;

export function buildGazetteer(entries: readonly GazetteerEntry[]): Gazetteer {
  const owners = new Map<string, { kind: 'place' | 'unit'; name: string; ids: number[] }>();
  for (const { id, kind, names } of entries) {
    for (const name of names) {
      if (name.length < SHORTEST) continue;
      const key = `${kind}:${name}`;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, { kind, name, ids: [id] });
      else if (!owner.ids.includes(id)) owner.ids.push(id);
    }
  }
  const list = [...owners.values()];
  const match = createMatcher(list.map((owner) => owner.name));
  return {
    find(text) {
      const hits = match(text).sort((a, b) => a.start - b.start || b.end - a.end);
      const endOf = { place: 0, unit: 0 };
      const found: Match[] = [];
      for (const { word, start, end } of hits) {
        const { kind, ids } = list[word] as (typeof list)[number];
        if (start < endOf[kind]) continue;
        endOf[kind] = end;
        found.push({ kind, ids, text: text.slice(start, end), start, end });
      }
      return found;
    },
    unitsNamed: (name) => owners.get(`unit:${name}`)?.ids ?? [],
    unitNames: list.flatMap(({ kind, name, ids }) => (kind === 'unit' ? ids.map((id) => ({ id, name })) : [])),
  };
}

/** How people shorten a name: 紫霞村委会 → 紫霞村, 紫霞; 拱秀社区居委会 → 拱秀社区, 拱秀; 某区城管局 → 城管局. */
export function derivedNames(name: string, kind: 'place' | 'unit'): string[] {
  const names = new Set<string>();
  const add = (form: string): void => {
    if (form.length >= SHORTEST && form !== name) names.add(form);
  };
  if (kind === 'place') {
    const village = /^(.+?村)(?:村民委员会|民委员会|村委会|委会)$/.exec(name)?.[1];
    const community = /^(.+?社区)(?:居民委员会|居委会)?$/.exec(name)?.[1];
    const short = village ?? community;
    if (short !== undefined) {
      add(short);
      // Two characters alone (紫霞) are still a name; one (东村 → 东) is not.
      const bare = short.replace(/(?:村|社区)$/, '');
      if (bare.length >= SHORTEST) add(bare);
    }
    add(name.replace(/(?:街道办事处|镇人民政府|街道|镇|乡)$/, ''));
    add(name.replace(/(?:办事处|人民政府)$/, ''));
  } else {
    const local = /^.{1,4}?(?:区|县|市)(.{3,})$/.exec(name)?.[1];
    if (local !== undefined) add(local);
  }
  return [...names];
}

const pairs = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));

/** Sørensen–Dice similarity of neighbouring pairs of characters, 0–1; equal texts of one character are 1. */
function diceSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const left = pairs(a);
  const right = pairs(b);
  if (left.length + right.length === 0) return 0;
  const rest = [...right];
  let shared = 0;
  for (const pair of left) {
    const index = rest.indexOf(pair);
    if (index >= 0) {
      shared += 1;
      rest.splice(index, 1);
    }
  }
  return (2 * shared) / (left.length + right.length);
}

/** Whether the characters of `short` stand in `long` in that order: 住建 in 住房和城乡建设局. */
function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const character of short) {
    at = long.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

export type ResolvedUnit = { best: number } | { ambiguous: number[] } | { none: true };

export interface Resolving {
  /** Least similarity that is taken for a name at all. */
  least: number;
  /** Two candidates nearer than this are asked about. */
  margin: number;
}

/** Found by trying on misspelt and shortened names of district units: below 0.5 strangers match. */
const resolving: Resolving = { least: 0.5, margin: 0.08 };

/** The unit a person means: exactly named, else the one whose name contains the letters in order or is most alike. */
export function resolveUnit(
  query: string,
  gazetteer: Gazetteer,
  { least, margin }: Resolving = resolving,
): ResolvedUnit {
  const name = query.trim().replace(/^.{1,4}?(?:区|县)(?=.{2,}(?:局|办|委|中心)$)/, '');
  for (const exact of [query.trim(), name]) {
    const ids = gazetteer.unitsNamed(exact);
    if (ids.length === 1) return { best: ids[0] as number };
    if (ids.length > 1) return { ambiguous: [...ids] };
  }
  if (name.length < SHORTEST) return { none: true };
  const scores = new Map<number, number>();
  for (const { id, name: known } of gazetteer.unitNames) {
    // Letters in order and the same ending (局, 办, 中心) are nearly the name itself.
    const inOrder = isSubsequence(name, known)
      ? 0.6 + 0.3 * (name.length / known.length) + (name.at(-1) === known.at(-1) ? 0.1 : 0)
      : 0;
    const score = Math.max(inOrder, diceSimilarity(name, known));
    if (score >= least && score > (scores.get(id) ?? 0)) scores.set(id, score);
  }
  const ranked = [...scores].sort((a, b) => b[1] - a[1]);
  const [first] = ranked;
  if (first === undefined) return { none: true };
  const close = ranked.filter(([, score]) => first[1] - score < margin).map(([id]) => id);
  return close.length === 1 ? { best: first[0] } : { ambiguous: close };
}
