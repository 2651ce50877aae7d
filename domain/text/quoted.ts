/** Which issue is meant by quoting a message. */
import { findIssueNumbers } from './numbers.ts';

/** A message that was quoted; without an id where the platform tells only its words, without words where it tells none. */
export interface QuotedMessage {
  messageId: string | null;
  text: string | null;
}

/** The issue, or the ones to choose from where several may be meant; neither where none is. */
export interface Quoted {
  issue: number | null;
  choices: readonly number[];
}

export const nothingQuoted: Quoted = { issue: null, choices: [] };

/** What a message the bot sent is about: its issue, else those its words name. */
export const issuesAbout = (issue: number | null, words: string): readonly number[] =>
  issue === null ? namedIn(words) : [issue];

/**
 * What is meant when a message about `issues` is quoted, or one nobody remembers (null). The words that came with the
 * quote tell several issues apart, for a part of a message may be quoted.
 */
export function meantBy(issues: readonly number[] | null, words: string | null): Quoted {
  const named = words === null ? [] : namedIn(words);
  const meant = issues === null || issues.length === 0 ? named : issues;
  const told = meant.filter((issue) => named.includes(issue));
  const [only, ...others] = meant.length > 1 && told.length > 0 ? told : meant;
  if (only === undefined) return nothingQuoted;
  return others.length === 0 ? { issue: only, choices: [] } : { issue: null, choices: [only, ...others] };
}

const namedIn = (words: string): number[] => [...new Set(findIssueNumbers(words))];

/** How a visit's card names it. */
export const visitNumber = (visit: number): string => `走访〔${visit}〕`;

/** The visits whose cards the words of a message are. */
export const visitsNamedIn = (words: string): number[] => [
  ...new Set([...words.matchAll(/走访〔(\d{1,9})〕/g)].map((found) => Number(found[1]))),
];
