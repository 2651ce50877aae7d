/** What the bot asked one person in one room: a command that waits for one of its arguments. */
import type { Instant } from './time.ts';

export interface Option {
  /** As it is listed, after its number. */
  label: string;
  /** What the argument is when it is chosen. Plain data: it is kept in the database. */
  value: unknown;
}

export interface Question {
  command: string;
  /** The arguments that are known, by name. */
  given: Readonly<Record<string, unknown>>;
  /** The argument that is asked for. */
  missing: string;
  /** What was said after it, personal data masked. */
  rest: string;
  options: readonly Option[];
  /** Only a number answers it: the matter is recorded already or may not be meant, and whatever else is said has nothing to do with it. */
  numberOnly: boolean;
  /** It is asked whether the command was meant at all: nothing is recorded. */
  unsure?: true;
  /** It was asked before and the answer was wrong. */
  again: boolean;
  expiresAt: Instant;
}

/** The number of an option somebody chose; null for other words. */
export function chosen(text: string): number | null {
  const digits = /^\s*([\d０-９]{1,2})\s*$/.exec(text)?.[1];
  if (digits === undefined) return null;
  const number = Number(digits.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)));
  return number === 0 ? null : number;
}

export const isCancel = (text: string): boolean => /^\s*[/／!！]?\s*取消[。！!]?\s*$/.test(text);
