/** What the press makes, each loaded when it is first asked for: plain data in, bytes out. */
import type { DailySummaryInput } from './picture/daily-summary.ts';
import type { MonthlyPictureInput } from './picture/monthly-table.ts';
import type { MonthlyWorkbookInput } from './sheet/monthly-workbook.ts';

/** One file, or the pages of one. */
type Made = Promise<Uint8Array[]>;

export const makers = {
  monthlyPictures: async (input: MonthlyPictureInput): Made =>
    (await import('./picture/monthly-table.ts')).monthlyPictures(input),
  dailySummary: async (input: DailySummaryInput): Made =>
    (await import('./picture/daily-summary.ts')).dailySummary(input),
  monthlyWorkbook: async (input: MonthlyWorkbookInput): Made => [
    await (await import('./sheet/monthly-workbook.ts')).monthlyWorkbook(input),
  ],
};

export type Makers = typeof makers;
