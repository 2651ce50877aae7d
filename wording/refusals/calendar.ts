/** Why a day or a year of the calendar is not changed, and what can be done instead. */
import type { AnnouncementFault } from '../../domain/announcement.ts';
import { wordsOf, type WordsOf } from './table.ts';

export const calendarRefusals = {
  notChanged: (day: string) => `${day}没有另行调整过，不用恢复。用“日历”可看调整过的日子。`,
};

/** Why a file is not taken for an announced year; said after its name. */
export const yearFaults: WordsOf<AnnouncementFault> & { unreadable: () => string } = {
  unreadable: () => '打不开，请核对文件名',
  noJson: () => '不是 JSON，请重新下载 holiday-cn 的年份文件，如 2027.json',
  otherwise: () => '不是 holiday-cn 的格式，应为 { "year": 2027, "days": [{ "name", "date", "isOffDay" }] }',
  stray: ({ day, year }) => `里的 ${day} 不是 ${year} 年安排里的日子，请改正后再装入`,
};

export const yearFault = (fault: AnnouncementFault): string => wordsOf(yearFaults, fault);
