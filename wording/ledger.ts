/** The ledger as a file: its name and what is said with it. */
import type { Day } from '../domain/time.ts';

export const ledgerName = '台账.xlsx';
/** @param of the unit; null of all
 *  @param when a month or a day */
export const ledgerOfPeriod = (of: string | null, when: string): string =>
  `台账${of === null ? '' : `-${of}`}-${when}.xlsx`;
/** @param words what was asked for, without its period */
export const ledgerAsked = (words: string, period: { from: Day; to: Day } | null): string => {
  const days = period === null ? '' : `-${period.from}${period.to === period.from ? '' : `至${period.to}`}`;
  return `台账${words === '' ? '' : `-${words.replace(/[\\/:*?"<>|\s]/g, '')}`}${days}.xlsx`;
};
export const ledgerCounted = (issues: number): string => `台账 ${issues} 件，反映人已脱敏。`;
