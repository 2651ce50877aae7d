/** Text that fits: characters the fonts have, lines no wider than their place. */
import { readFileSync } from 'node:fs';

/** Drawn in place of a character that no font of ours has. */
const MISSING = '□';
/** Of these nothing is missed: they are left out. */
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u;
const ELLIPSIS = '…';
/** What may not begin a line. */
const NEVER_FIRST = new Set('，。、；：！？）】》〉〕”’…%％,.;:!?)]}·—');

/** How much narrower lines are tried until they no longer fit. */
const EVEN_STEP = 0.94;

/** Width of a text in one style, pixels. */
export type Measure = (text: string) => number;

let runs: readonly (readonly [number, number])[] | null = null;

/** Whether the fonts have a character. */
function isCovered(code: number): boolean {
  runs ??= JSON.parse(readFileSync(new URL('../fonts/coverage.json', import.meta.url), 'utf8')) as [number, number][];
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const [first, last] = runs[middle] as readonly [number, number];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** Cells are measured several times before they are drawn: remembered until there are too many. */
const known = new Map<string, string>();
const MOST_KNOWN = 10_000;

/** The text with □ for what cannot be drawn; white space as one space, emoji and what has no shape left out. */
export function printable(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const drawn = drawable(text);
  known.set(text, drawn);
  return drawn;
}

function drawable(text: string): string {
  let drawn = '';
  for (const character of text.normalize('NFC').replace(/[^\S\u3000]+/gu, ' ')) {
    if (/[\p{Cc}\p{Cf}\p{Mn}\p{Me}]/u.test(character)) continue;
    if (isCovered(character.codePointAt(0) ?? 0)) drawn += character;
    else if (!EMOJI.test(character)) drawn += MISSING;
  }
  return drawn;
}

/** The text, cut with … where it is wider than `width`. */
export function fit(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (measure(characters.slice(0, middle).join('') + ELLIPSIS) <= width) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join('') + ELLIPSIS;
}

/** Pieces that are not broken: a number or a Latin word, any other character, with the signs that follow it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const piece of text.match(/[\w.#%+/-]+|./gsu) ?? []) {
    const last = pieces.length - 1;
    if (last >= 0 && NEVER_FIRST.has(piece)) pieces[last] += piece;
    else pieces.push(piece);
  }
  return pieces;
}

/** Lines of at most `width`; what is left after `most` lines is cut with …. `\n` begins a line. */
export function wrap(text: string, width: number, most: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const piece of piecesOf(printable(paragraph))) {
      if (line !== '' && measure(line + piece) > width) {
        lines.push(line.trimEnd());
        line = piece.trimStart();
      } else line += piece;
    }
    lines.push(line.trimEnd());
  }
  if (lines.length <= most) return lines.map((line) => fit(line, width, measure));
  const shown = lines.slice(0, most);
  const last = `${shown.at(-1) ?? ''}${ELLIPSIS}`;
  return [...shown.slice(0, -1), last].map((line) => fit(line, width, measure));
}

/** Lines as `wrap` gives them, of about the same length: no last character alone on a line. */
export function wrapEvenly(text: string, width: number, most: number, measure: Measure): string[] {
  const lines = wrap(text, width, most, measure);
  if (lines.length < 2 || lines.at(-1)?.endsWith(ELLIPSIS)) return lines;
  let even = lines;
  for (let narrower = width * EVEN_STEP; narrower > width / 2; narrower *= EVEN_STEP) {
    const tried = wrap(text, narrower, most + 1, measure);
    if (tried.length > lines.length) break;
    even = tried;
  }
  return even;
}
