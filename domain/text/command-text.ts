/** Tells a command from chatter. It runs for every message of every group: chatter is told by its first character. */

export interface ReadCommandOptions {
  commandNames: ReadonlySet<string>;
  /** Names that count without a prefix when a space, a colon or a line break follows. */
  bareNames: ReadonlySet<string>;
  /** @ed, quoted or in private: a prefix is not needed. */
  addressed: boolean;
  /** A question is open: what is glued to a name makes it the beginning of an answer (收到材料后…). */
  asked?: boolean;
}

export interface CommandText {
  name: string;
  rest: string;
}

const PREFIXES = '/／!！';
const firstCharacters = new WeakMap<ReadonlySet<string>, { first: ReadonlySet<string>; longest: number }>();

function shapeOf(names: ReadonlySet<string>): { first: ReadonlySet<string>; longest: number } {
  let shape = firstCharacters.get(names);
  if (shape === undefined) {
    shape = {
      first: new Set([...names].map((name) => name.charAt(0))),
      longest: Math.max(...[...names].map((name) => name.length)),
    };
    firstCharacters.set(names, shape);
  }
  return shape;
}

/** The longest command name at `start`, or null. */
function nameAt(text: string, start: number, names: ReadonlySet<string>): string | null {
  const { first, longest } = shapeOf(names);
  if (!first.has(text.charAt(start))) return null;
  for (let length = Math.min(longest, text.length - start); length > 0; length -= 1) {
    const name = text.slice(start, start + length);
    if (names.has(name)) return name;
  }
  return null;
}

const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x3000 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xa0;

/** Whether a name at the start of unprefixed words is meant as a command, and not the beginning of a sentence. */
const ends = (text: string, end: number): boolean =>
  end >= text.length || /[\s:：#＃\d０-９，,。.！!?？]/.test(text.charAt(end));

/** The command a text asks for and what follows it; null for chatter. A name need not be followed by a space. */
export function readCommand(
  text: string,
  { commandNames, bareNames, addressed, asked = false }: ReadCommandOptions,
): CommandText | null {
  let start = 0;
  while (start < text.length && isSpace(text.charCodeAt(start))) start += 1;
  if (start >= text.length) return null;
  if (PREFIXES.includes(text.charAt(start))) {
    let at = start + 1;
    while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
    const name = nameAt(text, at, commandNames);
    return name === null ? null : { name, rest: restOf(text, at + name.length) };
  }
  if (addressed) {
    const name = nameAt(text, start, commandNames);
    return name === null || ((asked || name.length < 2) && !ends(text, start + name.length))
      ? null
      : { name, rest: restOf(text, start + name.length) };
  }
  const bare = nameAt(text, start, bareNames);
  if (bare === null || !/[\s:：]/.test(text.charAt(start + bare.length))) return null;
  return { name: bare, rest: restOf(text, start + bare.length) };
}

const restOf = (text: string, at: number): string => text.slice(at).replace(/^[\s:：，,]+/, '');
