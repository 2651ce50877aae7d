/** The pieces a visit is told in, each read from the front of a text: kind, households, day, companions. */
import type { Day } from '../time.ts';
import { visitKindNames, visitKinds, type VisitKind } from '../visits/visit.ts';
import { readCount, readDay } from './numbers.ts';

/** What was read and what follows it; null where the text does not begin with one. */
export type Phrase<T> = { value: T; rest: string } | null;

const kindWords: readonly (readonly [word: string, kind: VisitKind])[] = [
  ...visitKinds.map((kind) => [visitKindNames[kind], kind] as const),
  ['入户走访', 'household'] as const,
  ['座谈会', 'meeting'] as const,
  ['走访慰问', 'comfort'] as const,
  ['蹲点', 'fieldStudy'] as const,
].sort(([a], [b]) => b.length - a.length);

export function kindAt(text: string): Phrase<VisitKind> {
  const found = kindWords.find(([word]) => text.startsWith(word));
  return found === undefined ? null : { value: found[1], rest: text.slice(found[0].length) };
}

/** The kind a text speaks of first: 在村委会开座谈会. */
export function kindIn(text: string): VisitKind | null {
  const spoken = kindWords
    .map(([word, kind]) => ({ kind, at: text.indexOf(word) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return spoken[0]?.kind ?? null;
}

// Not 户主, 户籍, 户口, 户均, 户外: no number of households.
const HOUSEHOLDS = '([\\d一二两三四五六七八九十]{1,4})\\s*户(?![主籍口均外型])';
const WHO = '(?:农户|住户|居民|村民|群众|家庭|困难户|党员户)?';
const AT_FRONT = new RegExp(`^(?:共|共计|走访|了)*${WHO}(?:共|共计)?${HOUSEHOLDS}${WHO}`);
const ANYWHERE = new RegExp(HOUSEHOLDS);

/** 12户, 农户12户, 共十二户. */
export function householdsAt(text: string): Phrase<number> {
  const found = AT_FRONT.exec(text);
  const value = readCount(found?.[1] ?? '');
  return found === null || value === null ? null : { value, rest: text.slice(found[0].length) };
}

export const householdsIn = (text: string): number | null => readCount(ANYWHERE.exec(text)?.[1] ?? '');

const DAY =
  /^(今[天日晚]|昨[天日晚]|前天|明[天日]|后天|[上本这](?:周|星期)[一二三四五六日天]|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?|\d{4}-\d{1,2}-\d{1,2})(?:上午|下午|晚上?)?/;

export function dayAt(text: string, today: Day): Phrase<Day> {
  const found = DAY.exec(text);
  const value = found?.[1] === undefined ? null : readDay(found[1], today);
  return found === null || value === null ? null : { value, rest: text.slice(found[0].length) };
}

const COMPANY = /^(?:同行(?!业)|陪同人员)(?:人员|干部|人|的|有)*[\s:：]*/;
export const COMPANY_SOMEWHERE = /(?:^|[\s，,。；;])(?:同行(?!业)|陪同人员)/;
const AND_OTHERS = /^等(?:\s*[\d一二三四五六七八九十]+\s*(?:人|名干部|位同志))?/;

/** 同行 and names: people of the roster, or two to four characters between signs. */
export function companionsAt(text: string, isPerson: (name: string) => boolean): Phrase<string[]> {
  const company = COMPANY.exec(text);
  if (company === null) return null;
  const value: string[] = [];
  let rest = text.slice(company[0].length);
  for (let name = nameAt(rest, isPerson); name !== null; name = nameAt(rest, isPerson)) {
    value.push(name);
    rest = rest.slice(name.length).replace(AND_OTHERS, '');
    const joined = /^(?:\s*、\s*|[和与及])(?=\p{Script=Han})/u.exec(rest)?.[0];
    // What stands apart is a name only where somebody is called so: 同行 李明 反映停车难.
    const apart = /^[\s，,]+/.exec(rest)?.[0];
    if (joined !== undefined) rest = rest.slice(joined.length);
    else if (apart !== undefined && personAt(rest.slice(apart.length), isPerson) !== null)
      rest = rest.slice(apart.length);
    else break;
  }
  return value.length === 0 ? null : { value, rest };
}

function nameAt(text: string, isPerson: (name: string) => boolean): string | null {
  const [name] = /^\p{Script=Han}{2,4}?(?=$|[\s，,、；;。]|[和与及]\p{Script=Han}|等)/u.exec(text) ?? [];
  return personAt(text, isPerson) ?? name ?? null;
}

function personAt(text: string, isPerson: (name: string) => boolean): string | null {
  const longest = [4, 3, 2].find((length) => text.length >= length && isPerson(text.slice(0, length)));
  return longest === undefined ? null : text.slice(0, longest);
}
