/** The liaison group's daily summary: who has what overdue, the oldest first. */
import { figures } from './blocks.ts';
import { paintPages } from './pages.ts';
import type { Column } from './table.ts';
import { sizes } from './theme.ts';

export interface DailySummaryInput {
  title: string;
  /** The day. */
  subtitle: string;
  /** In the order they are shown. */
  units: readonly { name: string; overdue: number; worstDays: number; oldest: string; due: string }[];
  /** Steps of the ladder that wait for an inspector. */
  drafts: number;
}

const columns: readonly Column[] = [
  { title: '序\n号', align: 'center' },
  { title: '单位', align: 'left', lines: 2, bold: true },
  { title: '逾期\n件数', align: 'center', bold: true },
  { title: '最长逾期\n工作日', align: 'center', bold: true },
  { title: '最早一件', align: 'left', lines: 2 },
  { title: '到期', align: 'right' },
];

export function dailySummary({ title, subtitle, units, drafts }: DailySummaryInput): Uint8Array[] {
  const overdue = units.reduce((sum, unit) => sum + unit.overdue, 0);
  return paintPages({
    title,
    subtitle,
    above: [
      figures([
        { label: '逾期件数', value: String(overdue), tone: 'red' },
        { label: '涉及单位', value: String(units.length) },
        {
          label: '最长逾期（工作日）',
          value: String(Math.max(0, ...units.map((unit) => unit.worstDays))),
          tone: 'red',
        },
        { label: '待审定', value: String(drafts) },
      ]),
    ],
    table: {
      columns,
      size: sizes.wideCell,
      totals: [],
      rows: units.map(({ name, overdue, worstDays, oldest, due }, index) => ({
        cells: [
          String(index + 1),
          name,
          { text: String(overdue), tone: 'red' },
          worstDays === 0 ? '当日' : String(worstDays),
          oldest,
          due,
        ],
      })),
    },
    notes: ['按最早到期排列；已挂账（期限暂停）的不计。办好请发“办结 #编号 结果”。'],
  });
}
