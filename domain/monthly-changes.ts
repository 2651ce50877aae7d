/** What a new edition of the monthly table says differently from the one before, unit by unit. */
import { percent, type MonthlyRow, type MonthlyTable } from './monthly-table.ts';

const counts = [
  ['carriedOver', '上月结转'],
  ['added', '本月新增'],
  ['due', '本月应办'],
  ['closed', '办结'],
  ['movedAway', '移出'],
  ['open', '在办'],
  ['overdue', '超期未办'],
  ['inspections', '督查次数'],
] as const;
const rates = [
  ['acceptRate', '按时受理率'],
  ['onTimeRate', '按时办结率'],
  ['satisfactionRate', '群众满意率'],
] as const;
const lights = { red: '红', yellow: '黄', green: '绿' } as const;

function differences(before: MonthlyRow, after: MonthlyRow): string[] {
  const median = (row: MonthlyRow): string => (row.medianDays === null ? '—' : String(row.medianDays));
  const flags = (row: MonthlyRow): string => (row.flags.length === 0 ? '无' : row.flags.join('、'));
  const pairs: [name: string, before: string, after: string][] = [
    ...counts.map(([key, name]): [string, string, string] => [name, String(before[key]), String(after[key])]),
    ...rates.map(([key, name]): [string, string, string] => [name, percent(before[key]), percent(after[key])]),
    ['办理天数中位数', median(before), median(after)],
    ['亮灯', lights[before.light], lights[after.light]],
    ['预警', flags(before), flags(after)],
    ['排名', String(before.rank), String(after.rank)],
  ];
  return pairs.filter(([, was, is]) => was !== is).map(([name, was, is]) => `${name} ${was}→${is}`);
}

/** One line a unit whose row differs, by name; units that came or went are said too. Empty when nothing differs. */
export function changesBetween(before: MonthlyTable, after: MonthlyTable): string[] {
  const rows = (table: MonthlyTable): Map<number, MonthlyRow> =>
    new Map([...table.departments, ...table.towns].map((row) => [row.unit, row]));
  const was = rows(before);
  const is = rows(after);
  return [
    ...[...is.values()].flatMap((row) => {
      const earlier = was.get(row.unit);
      if (earlier === undefined) return [`${row.name}：新列入`];
      const changed = differences(earlier, row);
      return changed.length === 0 ? [] : [`${row.name}：${changed.join('，')}`];
    }),
    ...[...was.values()].filter((row) => !is.has(row.unit)).map((row) => `${row.name}：不再列入`),
  ];
}
