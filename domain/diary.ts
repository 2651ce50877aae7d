/** The visit diary (民情日记): what was collected, how it went through the hands, what residents were answered. */
import type { Period } from './period.ts';
import type { Instant } from './time.ts';

/** The columns of a diary: exactly these three, in this order. */
export const diaryColumns = ['收集问题', '流转处理情况', '反馈情况'] as const;

/** One issue. Cells have lines of their own; personal data masked. */
export interface DiaryRow {
  /** 民情〔2026〕12号; the first line of `collected` as well. */
  number: string;
  collected: string;
  handling: string;
  reply: string;
}

/** Everything a picture, a sheet or a document is made of. */
export interface Diary {
  /** The cadre, or cluster and team. */
  of: string;
  period: Period;
  visits: number;
  households: number;
  rows: readonly DiaryRow[];
  madeAt: Instant;
}
