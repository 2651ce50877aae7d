/** Values as a sheet takes them: text stays text, moments are Shanghai's, nothing is a formula. */
import { HOUR, MINUTE, type Instant } from '../../domain/time.ts';

export type Format = 'text' | 'count' | 'rate' | 'days' | 'moment';

/** What a cell is given: a moment as an instant where its column says so. */
export type Value = string | number | null;

/** Number formats by what a column holds. */
export const numberFormats: Record<Format, string> = {
  text: '@',
  count: '0',
  rate: '0.00%',
  days: '0.#',
  moment: 'yyyy-mm-dd hh:mm',
};

/** Excel takes no more characters in a cell. */
const LONGEST = 32_767;

/** Control characters, non-characters and halves of pairs have no place in XML. */
const FORBIDDEN = /[^\P{Cc}\n\t]|[\ufffe\uffff]|\p{Cs}/gu;

/** A string as it was typed: written as a string, so `=1+1` is no formula. `_x0041_` would be read as a character by its number. */
export function cellText(text: string): string {
  const plain = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return (plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 1)}…`).replace(FORBIDDEN, '');
}

/**
 * Spreadsheets know no time zones: the clock on the wall in Shanghai. To the minute, cut off: a deadline at the end of
 * a day would be shown rounded up, as the next day.
 */
export const wallClock = (at: Instant): Date => new Date(Math.floor((at + 8 * HOUR) / MINUTE) * MINUTE);

/** A value as the library takes it. */
export const cellOf = (value: Value, format: Format): string | number | Date | null =>
  value === null ? null : typeof value === 'string' ? cellText(value) : format === 'moment' ? wallClock(value) : value;
