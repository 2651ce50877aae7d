/** What the press makes, each loaded when it is first asked for: plain data in, bytes out. */
import type { Paper } from '../domain/paper.ts';
import type { CoverageInput } from './picture/coverage.ts';
import type { DailySummaryInput } from './picture/daily-summary.ts';
import type { DiaryPictureInput } from './picture/diary.ts';
import type { FunnelInput } from './picture/funnel.ts';
import type { MonthlyPictureInput } from './picture/monthly-table.ts';
import type { SurvivalInput } from './picture/survival-curve.ts';
import type { TrendInput } from './picture/trend.ts';
import type { UnitCardInput } from './picture/unit-card.ts';
import type { WeeklyCountsInput } from './picture/weekly-counts.ts';
import type { DiarySheetInput } from './sheet/diary.ts';
import type { MonthlyWorkbookInput } from './sheet/monthly-workbook.ts';
import type { MonthlyReportInput } from './word/monthly-report.ts';

/** One file, or the pages of one. */
type Made = Promise<Uint8Array[]>;

export const makers = {
  monthlyPictures: async (input: MonthlyPictureInput): Made =>
    (await import('./picture/monthly-table.ts')).monthlyPictures(input),
  dailySummary: async (input: DailySummaryInput): Made =>
    (await import('./picture/daily-summary.ts')).dailySummary(input),
  trend: async (input: TrendInput): Made => (await import('./picture/trend.ts')).trend(input),
  funnel: async (input: FunnelInput): Made => (await import('./picture/funnel.ts')).funnel(input),
  survivalCurve: async (input: SurvivalInput): Made =>
    (await import('./picture/survival-curve.ts')).survivalCurve(input),
  unitCard: async (input: UnitCardInput): Made => (await import('./picture/unit-card.ts')).unitCard(input),
  weeklyCounts: async (input: WeeklyCountsInput): Made =>
    (await import('./picture/weekly-counts.ts')).weeklyCounts(input),
  diarySheet: async (input: DiarySheetInput): Made => [await (await import('./sheet/diary.ts')).diarySheet(input)],
  monthlyWorkbook: async (input: MonthlyWorkbookInput): Made => [
    await (await import('./sheet/monthly-workbook.ts')).monthlyWorkbook(input),
  ],
  monthlyReport: async (input: MonthlyReportInput): Made => [
    await (await import('./word/monthly-report.ts')).monthlyReport(input),
  ],
  diaryPicture: async (input: DiaryPictureInput): Made => (await import('./picture/diary.ts')).diaryPicture(input),
  coverage: async (input: CoverageInput): Made => (await import('./picture/coverage.ts')).coverage(input),
  wordDocument: async (input: Paper): Made => [await (await import('./word/document.ts')).wordDocument(input)],
};

export type Makers = typeof makers;
