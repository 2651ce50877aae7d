/** The monthly report with the month's two tables behind it, in the columns of picture and sheet. */
import { isBusy, percent, type MonthlyRow, type MonthlyTable, type MonthlyTotals } from '../../domain/monthly-table.ts';
import type { Paper, PaperBlock } from '../../domain/paper.ts';
import { monthlyColumns, MOVED_AWAY, NOT_REACHED, type MonthlyColumn, type MonthlyValue } from '../monthly-columns.ts';
import { wordDocument } from './document.ts';

export interface MonthlyReportInput {
  paper: Paper;
  table: MonthlyTable;
}

const columns = Object.entries(monthlyColumns) as [keyof typeof monthlyColumns, MonthlyColumn][];
/** Against each other; what is not named is as wide as a rate. */
const widths: Partial<Record<keyof typeof monthlyColumns, number>> = {
  rank: 4.5,
  unit: 15,
  carriedOver: 5,
  added: 5,
  due: 5,
  closed: 5,
  open: 5,
  overdue: 5,
  medianDays: 6,
  inspections: 5,
  light: 4.5,
  remark: 17,
};
const RATE = 10;

const words = (value: MonthlyValue, { kind }: MonthlyColumn): string => {
  if (value === null) return kind === 'words' ? '' : '—';
  return kind === 'rate' && typeof value === 'number' ? percent(value) : String(value);
};

const kinds = [
  ['departments', '附件1　区级单位办理情况'],
  ['towns', '附件2　镇街办理情况'],
] as const;

export const monthlyReport = ({ paper, table }: MonthlyReportInput): Promise<Uint8Array> =>
  wordDocument({ ...paper, blocks: [...paper.blocks, ...kinds.flatMap(([kind, title]) => annex(table, kind, title))] });

function annex(table: MonthlyTable, kind: 'departments' | 'towns', title: string): PaperBlock[] {
  const rows = table[kind];
  const shown = rows.filter((row) => isBusy(row) || row.flags.length > 0);
  const idle = rows.filter((row) => !shown.includes(row));
  const cells = (row: MonthlyRow): string[] => columns.map(([, column]) => words(column.of(row), column));
  const sums = (totals: MonthlyTotals): string[] =>
    columns.map(([name, column]) => {
      const value = column.sum(totals);
      return value === null && (name === 'rank' || column.kind === 'light') ? '' : words(value, column);
    });
  return [
    { kind: 'page', across: true },
    { kind: 'caption', text: title },
    {
      kind: 'table',
      small: true,
      columns: columns.map(([name, column]) => ({
        title: column.title,
        width: widths[name] ?? RATE,
        align: column.kind === 'words' ? 'left' : column.kind === 'light' || name === 'rank' ? 'center' : 'right',
      })),
      rows: shown.map(cells),
      totals: [sums(table.totals[kind])],
    },
    {
      kind: 'note',
      text: [
        ...(idle.length === 0
          ? []
          : [`本月无事项的单位 ${idle.length} 个：${idle.map((row) => row.name).join('、')}。`]),
        `按按时办结率排名；“—”为没有应计事项，“${NOT_REACHED}”为过半事项尚未办结。红灯：有超期或已确认的预警；黄灯：临近期限或有待核的预警。${MOVED_AWAY}。`,
      ].join('\n'),
    },
  ];
}
