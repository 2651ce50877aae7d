/** The monthly supervision table as pictures: departments and towns apart, a row a unit, to be read on a phone. */
import { isBusy, percent, type MonthlyRow, type MonthlyTable, type MonthlyTotals } from '../../domain/monthly-table.ts';
import { monthlyColumns, MOVED_AWAY, NOT_REACHED, remarkOf, type MonthlyColumn } from '../monthly-columns.ts';
import { figures } from './blocks.ts';
import { paintPages } from './pages.ts';
import type { Cell, Column, Row } from './table.ts';
import { sizes } from './theme.ts';

export interface MonthlyPictureInput {
  table: MonthlyTable;
  kind: 'departments' | 'towns';
  title: string;
  /** Edition and when it was issued. */
  subtitle: string;
  /** What stands below the table: since the beginning, inspections, visits. */
  notes: readonly string[];
  /** This unit's row is marked, and only the page it is on is painted. */
  marked: number | null;
}

/** Headings as the picture breaks them; rates carry their % in the heading, for room. */
const headings: Partial<Record<keyof typeof monthlyColumns, string>> = {
  rank: '序\n号',
  carriedOver: '上月\n结转',
  added: '本月\n新增',
  due: '本月\n应办',
  acceptRate: '按时\n受理\n率%',
  onTimeRate: '按时\n办结率%',
  overdue: '超期\n未办',
  medianDays: '办理\n天数\n中位',
  satisfactionRate: '群众\n满意\n率%',
  inspections: '督查\n次数',
  light: '亮灯',
};
const names = Object.keys(monthlyColumns).filter((name) => name !== 'remark') as (keyof typeof monthlyColumns)[];

const columns: readonly Column[] = names.map((name) => {
  const column: MonthlyColumn = monthlyColumns[name];
  return {
    title: headings[name] ?? column.title,
    ...(column.group === undefined ? {} : { group: column.group }),
    align: name === 'unit' ? 'left' : column.kind === 'light' || name === 'rank' ? 'center' : 'right',
    ...(name === 'unit' ? { lines: 3 } : {}),
    bold: name === 'unit' || name === 'onTimeRate' || name === 'overdue',
  };
});

/** A rate without its sign: the heading carries it. */
const rateWords = (value: number | null): string => percent(value).replace('%', '');

function cellOf(column: MonthlyColumn, value: number | string | null, name: string): Cell {
  if (column.kind === 'rate') return typeof value === 'string' ? value : rateWords(value);
  if (value === null) return '—';
  if (name === 'overdue' && typeof value === 'number' && value > 0) return { text: String(value), tone: 'red' };
  return String(value);
}

function rowOf(row: MonthlyRow, marked: number | null): Row {
  const remark = remarkOf(row);
  return {
    cells: names.map((name) => {
      const column: MonthlyColumn = monthlyColumns[name];
      return column.kind === 'light' ? { light: row.light } : cellOf(column, column.of(row), name);
    }),
    ...(remark === '' ? {} : { note: { text: remark, tone: row.flagged ? 'red' : 'soft' } }),
    marked: row.unit === marked,
  };
}

const totalsRow = (totals: MonthlyTotals): Row => ({
  cells: names.map((name) => {
    const column: MonthlyColumn = monthlyColumns[name];
    const value = column.sum(totals);
    return value === null && column.kind !== 'rate' && name !== 'medianDays' ? '' : cellOf(column, value, name);
  }),
});

/** Units without anything in the month are named below the table: their rows would say nothing. */
export function monthlyPictures({ table, kind, title, subtitle, notes, marked }: MonthlyPictureInput): Uint8Array[] {
  const rows = table[kind];
  const totals = table.totals[kind];
  const shown = rows.filter((row) => isBusy(row) || row.flags.length > 0 || row.unit === marked);
  const idle = rows.filter((row) => !shown.includes(row));
  const red = rows.filter((row) => row.light === 'red').length;
  return paintPages(
    {
      title,
      subtitle,
      above: [
        figures([
          { label: '本月应办', value: String(totals.due) },
          { label: '按时办结率', value: percent(totals.onTimeRate) },
          { label: '月末在办', value: String(totals.open) },
          { label: '超期未办', value: String(totals.overdue), tone: totals.overdue > 0 ? 'red' : 'green' },
          { label: '红灯单位', value: String(red), tone: red > 0 ? 'red' : 'green' },
        ]),
      ],
      table: { columns, rows: shown.map((row) => rowOf(row, marked)), totals: [totalsRow(totals)], size: sizes.cell },
      notes: [
        ...(table.changes === null ? [] : [`更正：${table.changes.join('；')}`]),
        ...(idle.length === 0
          ? []
          : [`本月无事项的单位 ${idle.length} 个：${idle.map((row) => row.name).join('、')}。`]),
        ...notes,
        `按按时办结率排名；“—”为没有应计事项，“${NOT_REACHED}”为过半事项尚未办结。红灯：有超期或已确认的预警；黄灯：临近期限或有待核的预警。`,
        `${MOVED_AWAY}。`,
        ...(table.calendarAssumed ? ['该年放假安排尚未公布，工作日按周一至周五计。'] : []),
      ],
    },
    marked === null ? 'all' : 'marked',
  );
}
