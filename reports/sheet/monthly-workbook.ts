/** The monthly table to take away: both tables, the issues behind them, what each figure means, what a correction changed. */
import type { Light, MonthlyRow, MonthlyTable, MonthlyTotals } from '../../domain/monthly-table.ts';
import type { Instant } from '../../domain/time.ts';
import { monthlyColumns, MOVED_AWAY, NOT_REACHED, type MonthlyColumn } from '../monthly-columns.ts';
import type { Format, Value } from './cells.ts';
import type { SheetColumn } from './look.ts';
import { writeWorkbook, type SheetTable } from './workbook.ts';

/** The figures an issue is counted in. */
export type Counted =
  | 'carriedOver'
  | 'added'
  | 'due'
  | 'closedOnTime'
  | 'acceptDue'
  | 'acceptedOnTime'
  | 'closed'
  | 'movedAway'
  | 'open'
  | 'overdue';

/** One time a unit held an issue in the month: what the table is counted from. Nothing personal. */
export interface UnderlyingIssue {
  number: number;
  category: string;
  unit: string;
  assignedAt: Instant;
  acceptDue: Instant | null;
  acceptedAt: Instant | null;
  due: Instant | null;
  endedAt: Instant | null;
  /** How it stood at the end of the month. */
  state: string;
  counted: Readonly<Record<Counted, boolean>>;
}

export interface MonthlyWorkbookInput {
  table: MonthlyTable;
  title: string;
  /** Edition, when it was issued and by whom. */
  subtitle: string;
  /** What stands below the tables: since the beginning, inspections, visits. */
  notes: readonly string[];
  issues: readonly UnderlyingIssue[];
  /** How many more there are than the sheet of issues holds. */
  unlisted: number;
  /** Name and meaning of each figure. */
  definitions: readonly (readonly [figure: string, meaning: string])[];
}

const lightTints: Record<Light, { ground: string; text: string }> = {
  red: { ground: 'C8201B', text: 'FFFFFF' },
  yellow: { ground: 'FFD45C', text: '1B2530' },
  green: { ground: '178A43', text: 'FFFFFF' },
};

const formats: Record<MonthlyColumn['kind'], Format> = {
  count: 'count',
  rate: 'rate',
  days: 'days',
  words: 'text',
  light: 'text',
};
const widths: Partial<Record<keyof typeof monthlyColumns, number>> = {
  rank: 6,
  unit: 22,
  medianDays: 12,
  light: 6,
  remark: 54,
};
const names = Object.keys(monthlyColumns) as (keyof typeof monthlyColumns)[];
const columns = names.map((name): MonthlyColumn => monthlyColumns[name]);
const lightColumn = names.indexOf('light');

/** A rate without a denominator is —, never empty and never 100%. */
const shown = (column: MonthlyColumn, value: Value): Value => (column.kind === 'rate' && value === null ? '—' : value);

function tableSheet(
  name: string,
  rows: readonly MonthlyRow[],
  totals: MonthlyTotals,
  { title, subtitle, notes }: MonthlyWorkbookInput,
): SheetTable {
  return {
    name,
    above: [`${title}（${name}）`, subtitle],
    columns: names.map((key, index): SheetColumn => {
      const column = columns[index] as MonthlyColumn;
      return {
        title: column.title,
        width: widths[key] ?? 9,
        format: formats[column.kind],
        ...(key === 'rank' ? { align: 'center' } : {}),
      };
    }),
    rows: rows.map((row) => columns.map((column) => shown(column, column.of(row)))),
    totals: columns.map((column) => (column.kind === 'light' ? null : shown(column, column.sum(totals)))),
    below: [
      ...notes,
      `“—”为没有应计事项，“${NOT_REACHED}”为过半事项尚未办结。${MOVED_AWAY}。各项口径见“指标口径”，逐件依据见“事项明细”。`,
    ],
    frozenColumns: 2,
    tint: (row, column) => {
      const light = rows[row]?.light;
      return column === lightColumn && light !== undefined ? lightTints[light] : null;
    },
  };
}

const marks: readonly (readonly [Counted, string])[] = [
  ['carriedOver', '上月结转'],
  ['added', '本月新增'],
  ['due', '本月应办'],
  ['closedOnTime', '按时办结'],
  ['acceptDue', '应受理'],
  ['acceptedOnTime', '按时受理'],
  ['closed', '办结'],
  ['movedAway', '移出'],
  ['open', '在办'],
  ['overdue', '超期未办'],
];

/** A 1 in a column is one in that figure of the table: filtered by unit, the columns add up to its row. */
/** What a sheet says that does not hold every issue of its month: its columns do not add up to the table. */
const cutWords = (listed: number, unlisted: number): string =>
  `明细未列全：本月共 ${listed + unlisted} 条，只列 ${listed} 条，另有 ${unlisted} 条未列；未按时办结、未按时受理和超期未办的先列，` +
  '其余按交办时间从近到远。各列相加不等于表中的数字；全部事项请私聊发送“台账 单位 月份”导出';

function issuesSheet({ issues, unlisted, title }: MonthlyWorkbookInput): SheetTable {
  const moment = (name: string): SheetColumn => ({ title: name, width: 16, format: 'moment' });
  const rows = issues.map((issue): Value[] => [
    issue.number,
    issue.category,
    issue.unit,
    issue.assignedAt,
    issue.acceptDue,
    issue.acceptedAt,
    issue.due,
    issue.endedAt,
    issue.state,
    ...marks.map(([key]) => (issue.counted[key] ? 1 : null)),
  ]);
  const none = Array.from({ length: 9 }, (_, index) => (index === 2 ? (unlisted > 0 ? '所列合计' : '合计') : null));
  return {
    name: '事项明细',
    above: [
      `${title} 事项明细`,
      unlisted > 0
        ? cutWords(issues.length, unlisted)
        : '一行是一个单位承办一件事项的一段时间；按单位筛选，各列的 1 相加即为该单位在表中的数字',
    ],
    columns: [
      { title: '编号', width: 8, format: 'count', align: 'center' },
      { title: '类别', width: 10, format: 'text' },
      { title: '单位', width: 19, format: 'text' },
      moment('交办'),
      moment('受理期限'),
      moment('受理'),
      moment('期限'),
      moment('办结或移出'),
      { title: '状态', width: 11, format: 'text' },
      ...marks.map(([, name]): SheetColumn => ({ title: name, width: 4.8, format: 'count', align: 'center' })),
    ],
    rows,
    totals: [...none, ...marks.map(([key]) => issues.filter((issue) => issue.counted[key]).length)],
    below: [],
    frozenColumns: 3,
  };
}

const listSheet = (
  name: string,
  title: string,
  heads: readonly [string, string],
  rows: readonly (readonly [string, string])[],
): SheetTable => ({
  name,
  above: [title],
  columns: [
    { title: heads[0], width: 22, format: 'text' },
    { title: heads[1], width: 100, format: 'text' },
  ],
  rows,
  totals: null,
  below: [],
  frozenColumns: 1,
});

/** The same table and issues give the same bytes. */
export function monthlyWorkbook(input: MonthlyWorkbookInput): Promise<Uint8Array> {
  const { table, title, definitions } = input;
  const { departments, towns } = table.totals;
  return writeWorkbook(title, table.issuedAt, [
    tableSheet('区级单位', table.departments, departments, input),
    tableSheet('镇街', table.towns, towns, input),
    issuesSheet(input),
    listSheet('指标口径', '指标口径', ['指标', '口径'], definitions),
    ...(table.changes === null
      ? []
      : [
          listSheet(
            '更正说明',
            `${title} 更正说明`,
            ['序号', '与上一版相比'],
            table.changes.map((change, index) => [String(index + 1), change]),
          ),
        ]),
  ]);
}
