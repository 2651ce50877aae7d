/** What the press makes, each loaded when it is first asked for: plain data in, bytes out. */
import type { MonthlyPictureInput } from './picture/monthly-table.ts';
import type { MonthlyWorkbookInput } from './sheet/monthly-workbook.ts';

/** One file, or the pages of one. */
type Made = Promise<Uint8Array[]>;

export const makers = {
  monthlyPictures: async (input: MonthlyPictureInput): Made =>
    (await import('./picture/monthly-table.ts')).monthlyPictures(input),
  monthlyWorkbook: async (input: MonthlyWorkbookInput): Made => [
    await (await import('./sheet/monthly-workbook.ts')).monthlyWorkbook(input),
  ],
};

export type Makers = typeof makers;
