/** Reads what the leading group decided: 决定内容 责任单位 日期, the unit where it is named. */
import type { Day } from '../time.ts';
import { readDay } from './numbers.ts';

export interface WrittenDecision {
  text: string;
  /** The word before or after the day, which may be a unit's name. */
  unit: string | null;
  day: Day;
}

/** Null where no day stands at the end. @param isUnit whether a word is a unit's name */
export function readDecision(typed: string, today: Day, isUnit: (word: string) => boolean): WrittenDecision | null {
  const words = typed.trim().split(/[\s，,；;]+/);
  let text = typed.trim();
  let day: Day | null = null;
  let unit: string | null = null;
  // From the end: the day, and the unit on either side of it.
  for (let word = words.pop(); word !== undefined; word = words.pop()) {
    const read: Day | null = day === null ? readDay(word.replace(/(?:之?前|以前)$/, ''), today) : null;
    if (read !== null) day = read;
    else if (unit === null && isUnit(word)) unit = word;
    else break;
    text = text.slice(0, text.lastIndexOf(word)).replace(/[\s，,；;]+$/, '');
  }
  return day === null || text === '' ? null : { text, unit, day };
}
