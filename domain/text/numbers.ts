/** Reads numbers, days and dates as people write them in Chinese. */
import { addDays, addMonths, weekdayOf, type Day, type Month } from '../time.ts';
import { toHalfWidth } from './normalize.ts';

const digits: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** 三 · 十 · 十二 · 二十 · 九十九, or digits; null for anything else. */
export function readCount(text: string): number | null {
  const plain = toHalfWidth(text.trim());
  if (/^\d{1,6}$/.test(plain)) return Number(plain);
  const parts = /^([一二两三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(plain);
  if (parts === null || plain === '') return null;
  const [, tens, ten, ones] = parts;
  if (ten === undefined) return tens !== undefined && ones === undefined ? (digits[tens] ?? null) : null;
  return (tens === undefined ? 1 : (digits[tens] ?? 0)) * 10 + (ones === undefined ? 0 : (digits[ones] ?? 0));
}

/** `3天` · `三个工作日` · `十日`; a bare number is no span of days. */
export function readDays(text: string): number | null {
  const found = /^([\d０-９一二两三四五六七八九十]+)\s*(?:个?工作日|个?天|日)$/.exec(text.trim());
  return found?.[1] === undefined ? null : readCount(found[1]);
}

const FORMAL = String.raw`民情\s*[〔\[【(（]\s*\d{4}\s*[〕\]】)）]\s*(\d{1,9})\s*号?`;

/** The number a whole text is: `#12`, `12号`, `12`, `民情〔2026〕12号`. */
export function readIssueNumber(text: string): number | null {
  const plain = toHalfWidth(text.trim());
  const found = new RegExp(`^(?:${FORMAL}|#?\\s*(\\d{1,9})\\s*号?)$`).exec(plain);
  const number = found?.[1] ?? found?.[2];
  return number === undefined ? null : Number(number);
}

/** All `#12` and formal numbers in a text, in order. */
export function findIssueNumbers(text: string): number[] {
  return [...toHalfWidth(text).matchAll(new RegExp(`${FORMAL}|#\\s*(\\d{1,9})`, 'g'))].map((found) =>
    Number(found[1] ?? found[2]),
  );
}

/** `2026-10`, `2026年10月`, `10月` (the last one that began), `上月`, `本月`. */
export function readMonth(text: string, today: Day): Month | null {
  const plain = toHalfWidth(text.trim());
  const current = today.slice(0, 7);
  if (/^(?:上个?月)$/.test(plain)) return addMonths(current, -1);
  if (/^(?:本月|这个月|当月)$/.test(plain)) return current;
  const found = /^(?:(\d{4})\s*[-年./]\s*)?(\d{1,2})\s*月?(?:份)?$/.exec(plain);
  if (found === null || (found[1] === undefined && !plain.includes('月'))) return null;
  const month = Number(found[2]);
  if (month < 1 || month > 12) return null;
  const word = String(month).padStart(2, '0');
  if (found[1] !== undefined) return `${found[1]}-${word}`;
  const thisYear = `${today.slice(0, 4)}-${word}`;
  return thisYear <= current ? thisYear : `${Number(today.slice(0, 4)) - 1}-${word}`;
}

/** True for days that exist: no 30 February. */
const exists = (day: Day): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
};

const near: Record<string, number> = {
  前天: -2,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  今天: 0,
  今日: 0,
  今晚: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
};

const WRITTEN_DAY =
  /^(?:大?[前昨今明后][天日晚]|[上本这下]个?(?:周|星期)[一二三四五六日天]|(?:[\d０-９]{4}\s*[-－年./．／]\s*)?[\d０-９]{1,2}\s*[-－月./．／]\s*[\d０-９]{1,2}(?:\s*[日号])?)/;

/** The day a text begins with, and what follows it, stuck to it or not; null where it begins with none. */
export function takeDay(text: string, today: Day): { day: Day; rest: string } | null {
  const written = WRITTEN_DAY.exec(text)?.[0];
  const day = written === undefined ? null : readDay(written, today);
  return written === undefined || day === null ? null : { day, rest: text.slice(written.length) };
}

/** A day as written; one without a year is the nearest such day not more than half a year back. */
export function readDay(text: string, today: Day): Day | null {
  const plain = toHalfWidth(text.trim());
  const offset = near[plain];
  if (offset !== undefined) return addDays(today, offset);
  const week = /^(上|本|这|下)(?:个)?(?:周|星期)([一二三四五六日天])$/.exec(plain);
  if (week?.[2] !== undefined) {
    const weekday = '一二三四五六日'.indexOf(week[2] === '天' ? '日' : week[2]) + 1;
    return addDays(today, weekday - weekdayOf(today) + (week[1] === '下' ? 7 : week[1] === '上' ? -7 : 0));
  }
  const found = /^(?:(\d{4})\s*[-年./]\s*)?(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*[日号]?$/.exec(plain);
  if (found === null) return null;
  const rest = `${String(found[2]).padStart(2, '0')}-${String(found[3]).padStart(2, '0')}`;
  if (found[1] !== undefined) return exists(`${found[1]}-${rest}`) ? `${found[1]}-${rest}` : null;
  const year = Number(today.slice(0, 4));
  const halfYearBack = addDays(today, -183);
  const day = [year - 1, year, year + 1]
    .map((one) => `${one}-${rest}`)
    .find((one) => exists(one) && one >= halfYearBack);
  return day ?? null;
}
