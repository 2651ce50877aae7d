/** Reads which days a question is about: `2026-10`, `上月`, `9月1日到10月31日`; the other words are left. */
import { addDays, addMonths, type Day } from '../time.ts';
import { readDay, readMonth } from './numbers.ts';

export interface Period {
  /** First and last day; null where it is open. */
  from: Day | null;
  to: Day | null;
  /** What was said besides. */
  rest: string;
}

interface Span {
  from: Day;
  to: Day;
}

const yearOf = (word: string): Span | null => {
  const found = /^(\d{4})年$/.exec(word);
  return found?.[1] === undefined ? null : { from: `${found[1]}-01-01`, to: `${found[1]}-12-31` };
};

function spanOf(word: string, today: Day): Span | null {
  const year = yearOf(word);
  if (year !== null) return year;
  const month = readMonth(word, today);
  if (month !== null) return { from: `${month}-01`, to: addDays(`${addMonths(month, 1)}-01`, -1) };
  const day = readDay(word, today);
  return day === null ? null : { from: day, to: day };
}

/** From the first day named to the last; `10月9日以来` and `10月9日起` have no end. */
export function readPeriod(text: string, today: Day): Period {
  const rest: string[] = [];
  let from: Day | null = null;
  let to: Day | null = null;
  let open = false;
  // 9月1日到10月31日 is two words; a place such as 到家村 is one.
  const words = text.replace(/([日月年号\d])\s*[到至—~～]\s*(?=\d)/g, '$1 ').split(/[\s，,、;；]+/);
  for (const word of words) {
    const since = /^从?(.+?)(?:以来|起|之后)$/.exec(word);
    const span = spanOf(since?.[1] ?? word.replace(/^从(?=\d)/, ''), today);
    if (span === null) {
      if (word !== '') rest.push(word);
      continue;
    }
    open ||= since !== null;
    if (from === null || span.from < from) from = span.from;
    if (to === null || span.to > to) to = span.to;
  }
  return { from, to: open ? null : to, rest: rest.join(' ') };
}
