/** Reads the days people ask about: 上月, 10月, 本季度, 10月1日-10月15日. */
import { daysIn, monthsPeriod, periodOf, type Period } from '../period.ts';
import { addDays, addMonths, weekdayOf, type Day } from '../time.ts';
import { toHalfWidth } from './normalize.ts';
import { readDay, readMonth } from './numbers.ts';

const quarterNumbers: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 1: 1, 2: 2, 3: 3, 4: 4 };

/** Months in a quarter and in half a year. */
const QUARTER = 3;
const HALF = 6;

/** The period a whole word is; null for anything else, and for days the wrong way round. */
export function readPeriod(word: string, today: Day): Period | null {
  const plain = toHalfWidth(word.trim());
  return (
    week(plain, today) ?? monthOrDay(plain, today) ?? quarter(plain, today) ?? year(plain, today) ?? range(plain, today)
  );
}

function week(word: string, today: Day): Period | null {
  const found = /^(本|这|上)(?:个)?(?:周|星期)$/.exec(word);
  if (found === null) return null;
  const monday = addDays(today, 1 - weekdayOf(today) - (found[1] === '上' ? 7 : 0));
  return { from: monday, to: addDays(monday, 6) };
}

function monthOrDay(word: string, today: Day): Period | null {
  const month = readMonth(word, today);
  if (month !== null) return monthsPeriod(month);
  const day = /^[今昨前]/.test(word) || /[日号]$/.test(word) ? readDay(word, today) : null;
  return day === null ? null : { from: day, to: day };
}

function quarter(word: string, today: Day): Period | null {
  if (word === '本季度') return periodOf(today, QUARTER);
  if (word === '上季度') return periodOf(addDays(periodOf(today, QUARTER).from, -1), QUARTER);
  const found = /^(?:(\d{4})年?)?第?([一二三四1-4])季度$/.exec(word);
  const number = quarterNumbers[found?.[2] ?? ''];
  if (found === null || number === undefined) return null;
  return periodOf(`${addMonths(`${found[1] ?? today.slice(0, 4)}-01`, (number - 1) * QUARTER)}-01`, QUARTER);
}

function year(word: string, today: Day): Period | null {
  const thisYear = Number(today.slice(0, 4));
  const half = /^(?:(\d{4})年)?(上|下)半年$/.exec(word);
  if (half !== null) {
    const first = `${half[1] ?? thisYear}-${half[2] === '上' ? '01' : '07'}`;
    return monthsPeriod(first, addMonths(first, HALF - 1));
  }
  const number =
    word === '今年' || word === '本年' ? thisYear : word === '去年' ? thisYear - 1 : /^(\d{4})年$/.exec(word)?.[1];
  return number === undefined ? null : monthsPeriod(`${number}-01`, `${number}-12`);
}

/** `10月1日至10月15日`, `10月8日-12日`, `2026-10-01至2026-10-15`. */
function range(word: string, today: Day): Period | null {
  const [first = '', last = '', ...more] = word.split(/\s*(?:[至到~～—–]+|(?<=[日号])-)\s*/);
  if (last === '' || more.length > 0) return null;
  const from = lastDay(first, today);
  if (from === null) return null;
  const to = readDay(/^\d{1,2}[日号]$/.test(last) ? `${from.slice(0, 8)}${last}` : last, from);
  return to === null || to < from ? null : { from, to };
}

/** A day without a year is the last such day: people ask about what has been. */
function lastDay(word: string, today: Day): Day | null {
  const day = readDay(word, today);
  if (day === null || day <= today || /\d{4}/.test(word)) return day;
  return readDay(`${Number(day.slice(0, 4)) - 1}${day.slice(4)}`, today);
}

/** Longest stretch that is listed: a year, and a leap day. */
export const LONGEST_PERIOD_DAYS = 366;

/** Takes the period out of a line of words, wherever it stands; the other words stay in order. */
export function takePeriod(text: string, today: Day): { period: Period | null; words: string[] } {
  let period: Period | null = null;
  const words: string[] = [];
  for (const word of text.split(/[\s，,、；;]+/).filter((one) => one !== '')) {
    const read: Period | null = period === null ? readPeriod(word, today) : null;
    if (read !== null && daysIn(read) <= LONGEST_PERIOD_DAYS) period = read;
    else words.push(word);
  }
  return { period, words };
}
