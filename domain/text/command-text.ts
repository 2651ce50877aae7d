/** Tells a command from chatter. It runs for every message of every group: chatter is told by its first character. */

export interface ReadCommandOptions {
  commandNames: ReadonlySet<string>;
  /** Names that may count without a prefix when a space, a colon, a line break or nothing follows: whether they do, by what follows. */
  bareNames: ReadonlyMap<string, (rest: string) => boolean>;
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
type Names = ReadonlySet<string> | ReadonlyMap<string, unknown>;
const firstCharacters = new WeakMap<Names, { first: ReadonlySet<string>; longest: number }>();

function shapeOf(names: Names): { first: ReadonlySet<string>; longest: number } {
  let shape = firstCharacters.get(names);
  if (shape === undefined) {
    shape = {
      first: new Set([...names.keys()].map((name) => name.charAt(0))),
      longest: Math.max(...[...names.keys()].map((name) => name.length)),
    };
    firstCharacters.set(names, shape);
  }
  return shape;
}

/** The longest command name at `start`, or null. */
function nameAt(text: string, start: number, names: Names): string | null {
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
  if (bare === null || !/^(?:$|[\s:：])/.test(text.slice(start + bare.length, start + bare.length + 1))) return null;
  const rest = restOf(text, start + bare.length);
  return bareNames.get(bare)?.(rest) === true ? { name: bare, rest } : null;
}

/** `办结 #12 已修好` among what nobody addressed to the bot. */
export interface PerhapsCommand {
  name: string;
  /** The issue's. */
  number: number;
  /** What follows it. */
  rest: string;
}

const NUMBERED = /^\s*(?:[#＃]\s*([\d０-９]{1,7})|([\d０-９]{1,7})\s*号)(?![\d０-９])/;
const ASKS = /[?？吗呢]\s*$/;

/** A command and an issue's number at the start of other words: somebody may have forgotten the prefix. Not where it asks something. */
export function perhapsCommand(text: string, issueNames: ReadonlySet<string>): PerhapsCommand | null {
  const name = nameAt(text, 0, issueNames);
  if (name === null) return null;
  const numbered = NUMBERED.exec(text.slice(name.length));
  const digits = numbered?.[1] ?? numbered?.[2];
  if (numbered === null || digits === undefined || ASKS.test(text)) return null;
  const number = Number(digits.normalize('NFKC'));
  return { name, number, rest: restOf(text, name.length + numbered[0].length) };
}

const restOf = (text: string, at: number): string => text.slice(at).replace(/^[\s:：，,]+/, '');
