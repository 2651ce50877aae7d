/** 月报 on paper: how the month went, who was supervised, which flags stand, what emerged; the tables are annexed by `reports/word`. */
import type { Directory } from '../../domain/directory.ts';
import type { MonthlyTable } from '../../domain/monthly-table.ts';
import type { Paper, PaperBlock } from '../../domain/paper.ts';
import { dayOf } from '../../domain/time.ts';
import { shareWords } from '../coverage.ts';
import { editionWords, monthWords, supervisionLines, tableFileName, tableFigures } from '../tables.ts';
import { emergingBlocks, inspectionBlocks, rectificationBlocks, type MonthInDetail } from './month-in-detail.ts';

/** The table as it was issued: the same edition gives the same report. */
export function monthlyReportPaper(
  table: MonthlyTable,
  detail: MonthInDetail,
  directory: Directory,
  signedBy: string,
): Paper {
  const { month, supervision, coverage } = table;
  const flagged = [...table.departments, ...table.towns].filter(({ flags }) => flags.length > 0);
  const beside = [
    ...(supervision === undefined ? [] : supervisionLines(supervision)),
    ...(coverage === null ? [] : [`走访覆盖 ${shareWords(coverage)}`]),
  ];
  const blocks: PaperBlock[] = [
    { kind: 'title', text: reportTitle(table) },
    { kind: 'reference', text: `（${editionWords(table)}）` },
    { kind: 'heading', level: 1, text: '总体情况' },
    ...tableFigures(table).map((text): PaperBlock => ({ kind: 'paragraph', text })),
    { kind: 'heading', level: 1, text: '督查、回访和走访' },
    { kind: 'paragraph', text: beside.length === 0 ? '本月没有记录。' : `${beside.join('。\n')}。` },
    ...inspectionBlocks(detail, directory),
    { kind: 'heading', level: 1, text: '预警及整改' },
    ...flaggedBlocks(flagged),
    ...rectificationBlocks(detail, directory),
    { kind: 'heading', level: 1, text: '倾向性苗头性问题' },
    ...emergingBlocks(detail, directory),
    { kind: 'attachments', names: [`${monthWords(month)}区级单位办理情况`, `${monthWords(month)}镇街办理情况`] },
    { kind: 'signature', by: signedBy, on: dayOf(table.issuedAt) },
  ];
  return { title: reportTitle(table), blocks, madeAt: table.issuedAt };
}

function flaggedBlocks(flagged: readonly { name: string; overdue: number; flags: readonly string[] }[]): PaperBlock[] {
  if (flagged.length === 0) return [{ kind: 'paragraph', text: '本月没有预警。' }];
  return [
    { kind: 'paragraph', text: `有预警的单位 ${flagged.length} 个，情况如下。` },
    {
      kind: 'table',
      small: true,
      columns: [
        { title: '单位', width: 28 },
        { title: '超期未办', width: 12, align: 'center' },
        { title: '预警和整改情况', width: 60 },
      ],
      rows: flagged.map(({ name, overdue, flags }) => [name, String(overdue), flags.join('\n')]),
    },
  ];
}

const reportTitle = ({ month }: MonthlyTable): string => `${monthWords(month)}民情问题办理情况月报`;

export const monthlyReportFile = (table: MonthlyTable): string =>
  `${tableFileName(table).replace('督查表', '民情月报')}.docx`;
