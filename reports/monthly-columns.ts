/** The columns of the monthly supervision table (domain.md 6), for its picture and its sheet alike. */
import { isBusy, type Light, type MonthlyRow, type MonthlyTotals } from '../domain/monthly-table.ts';

/** A count, a share of 1, working days, or words; null where there is nothing to say. */
export type MonthlyValue = number | string | null;

export interface MonthlyColumn {
  title: string;
  /** Neighbours with the same group share a heading in the picture. */
  group?: string;
  kind: 'count' | 'rate' | 'days' | 'words' | 'light';
  of(row: MonthlyRow): MonthlyValue;
  /** In the row of sums; null where none is drawn. */
  sum(totals: MonthlyTotals): MonthlyValue;
}

/** More than half of the issues are still open: there is no median yet. */
export const NOT_REACHED = '未达';
/** How 移出 in the remarks is to be read. */
export const MOVED_AWAY = '移出：退回、转出或撤回；上月结转＋本月新增－办结－移出＝在办';
export const lightNames: Record<Light, string> = { red: '红', yellow: '黄', green: '绿' };

/** What a row says beside its numbers: what it gave away, so that its sums can be checked, what waits for the office, and its flags with their state. */
export function remarkOf(row: MonthlyRow): string {
  const waiting = row.waiting ?? 0;
  return [
    ...(row.movedAway > 0 ? [`移出 ${row.movedAway} 件`] : []),
    ...(waiting > 0 ? [`超期中 ${waiting} 件申请待双访办决定`] : []),
    ...row.flags,
  ].join('；');
}

const count = (
  title: string,
  key: 'carriedOver' | 'added' | 'due' | 'closed' | 'open' | 'overdue',
  group: string,
): MonthlyColumn => ({
  title,
  group,
  kind: 'count',
  of: (row) => row[key],
  sum: (totals) => totals[key],
});
const rate = (title: string, key: 'acceptRate' | 'onTimeRate' | 'satisfactionRate', group?: string): MonthlyColumn => ({
  title,
  ...(group === undefined ? {} : { group }),
  kind: 'rate',
  of: (row) => row[key],
  sum: (totals) => totals[key],
});

export const monthlyColumns = {
  rank: { title: '序号', kind: 'count', of: (row) => row.rank, sum: () => null },
  unit: { title: '单位', kind: 'words', of: (row) => row.name, sum: () => '合计' },
  carriedOver: count('上月结转', 'carriedOver', '件数'),
  added: count('本月新增', 'added', '件数'),
  due: count('本月应办', 'due', '件数'),
  acceptRate: rate('按时受理率', 'acceptRate'),
  closed: count('办结', 'closed', '办结'),
  onTimeRate: rate('按时办结率', 'onTimeRate', '办结'),
  open: count('在办', 'open', '未结'),
  overdue: count('超期未办', 'overdue', '未结'),
  medianDays: {
    title: '办理天数中位数',
    kind: 'days',
    of: (row) => row.medianDays ?? (isBusy(row) ? NOT_REACHED : null),
    sum: (totals) => totals.medianDays ?? (totals.carriedOver + totals.added > 0 ? NOT_REACHED : null),
  },
  satisfactionRate: rate('群众满意率', 'satisfactionRate'),
  inspections: { title: '督查次数', kind: 'count', of: (row) => row.inspections, sum: (totals) => totals.inspections },
  light: { title: '亮灯', kind: 'light', of: (row) => lightNames[row.light], sum: () => null },
  remark: {
    title: '备注',
    kind: 'words',
    of: remarkOf,
    sum: (totals) => (totals.movedAway > 0 ? `移出 ${totals.movedAway} 件` : ''),
  },
} as const satisfies Record<string, MonthlyColumn>;
