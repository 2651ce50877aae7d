/** Reads which quarter is meant: 2026年第3季度, 上季度, and what follows it. */
import { periodOf, type Period } from '../period.ts';
import type { Day } from '../time.ts';
import { readPeriod } from './period.ts';

/** Months of a quarter. */
const QUARTER = 3;

/** Words a quarter may be written in: 2026年 第3季度. */
const WORDS = 2;

export const quarterOf = (day: Day): Period => periodOf(day, QUARTER);

/** A period that is exactly one quarter. */
const isQuarter = ({ from, to }: Period): boolean => quarterOf(from).from === from && quarterOf(from).to === to;

/** The quarter named at the beginning and the words after it; null where none is. */
export function readQuarter(typed: string, today: Day): { quarter: Period; rest: string } | null {
  const given = typed.trim().split(/\s+/);
  for (let count = Math.min(WORDS, given.length); count > 0; count -= 1) {
    const named = readPeriod(given.slice(0, count).join(''), today);
    if (named !== null && isQuarter(named)) return { quarter: named, rest: given.slice(count).join(' ') };
  }
  return null;
}
