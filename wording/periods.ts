/** Stretches of days in words. */
import { monthsPeriod, type Period } from '../domain/period.ts';
import type { Day } from '../domain/time.ts';
import { dayWords } from './format.ts';

const yearOf = (day: Day): string => `${Number(day.slice(0, 4))}年`;
const monthOf = (day: Day): string => `${Number(day.slice(5, 7))}月`;
const dateOf = (day: Day): string => `${monthOf(day)}${Number(day.slice(8, 10))}日`;

/** 2026年10月 · 2026年7月—9月 · 2026年 · 2026年10月8日—12日 · 2026年10月8日（周四） */
export function periodWords({ from, to }: Period): string {
  const year = yearOf(from);
  if (from === to) return `${year}${dayWords(from)}`;
  const whole = monthsPeriod(from.slice(0, 7), to.slice(0, 7));
  const isWhole = whole.from === from && whole.to === to;
  const sameYear = year === yearOf(to);
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  if (isWhole && sameMonth) return `${year}${monthOf(from)}`;
  if (isWhole && sameYear && from.endsWith('-01-01') && to.endsWith('-12-31')) return year;
  const end = isWhole ? monthOf(to) : sameMonth ? `${Number(to.slice(8, 10))}日` : dateOf(to);
  return `${year}${isWhole ? monthOf(from) : dateOf(from)}—${sameYear ? '' : yearOf(to)}${end}`;
}
