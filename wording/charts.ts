/** Titles and notes of the charts, and in words what each of them shows. */
import { blamed, percent, type MonthlyRow } from '../domain/monthly-table.ts';
import { kaplanMeierMedian, kaplanMeier, spellCount, type Spell } from '../domain/statistics/survival.ts';
import type { Day } from '../domain/time.ts';
import { monthWords } from './tables.ts';

export const windowWords = (from: Day, to: Day): string => `${from} 至 ${to}`;

export const trendNotes = ['月末在办是月末尚未办结的全部事项；本月截至现在。'];

export const trendWords = (
  title: string,
  months: readonly { month: string; added: number; closed: number; backlog: number }[],
): string =>
  [
    title,
    ...months.map(
      ({ month, added, closed, backlog }) => `${monthWords(month)}　新增 ${added}　办结 ${closed}　在办 ${backlog}`,
    ),
  ].join('\n');

export const funnelNotes = (minimum: number, overdispersion: boolean): string[] => [
  '一点是一个单位。横轴是按同类事项全区进度、已过时间推算的应办结件数，纵轴是实际办结与它之比；在两条线之间的差别，单凭偶然就会出现。',
  `件数越少，偶然的波动越大，喇叭口越宽，所以不按平均天数或末位排名判断。期望不足 ${minimum} 件的单位不作判断。`,
  '空心圈是只有该单位承办的类别，没有同类可比，与全区所有事项相比，最多列入关注。以上是初步提示，由督查联络员核实。',
  ...(overdispersion ? ['已启用过度离散校正：颜色按校正后的尾概率，比图中的线更宽。'] : []),
];

export function funnelWords(
  title: string,
  units: readonly {
    name: string;
    alone: boolean;
    observed: number;
    expected: number;
    verdict: 'onTrack' | 'watch' | 'slow';
  }[],
): string {
  const names = { slow: '进度缓慢', watch: '关注' } as const;
  const outside = units.flatMap(({ name, alone, observed, expected, verdict }) =>
    verdict === 'onTrack'
      ? []
      : [
          `${name}〔${names[verdict]}〕${alone ? '独办类别' : ''}应办结约 ${expected.toFixed(1)} 件，实际 ${observed} 件`,
        ],
  );
  return [title, ...(outside.length === 0 ? ['各单位进度都在正常范围。'] : outside)].join('\n');
}

export const survivalNotes = [
  '曲线越低，办得越快：它是交办若干个工作日后仍未办结的比例，尚未办结的事项按已过天数计入（Kaplan–Meier）；挂账时间除外。',
  '与虚线相交处是中位天数；“未达”表示过半事项尚未办结。没有按事项类别校正，类别的影响见漏斗图。',
];

const medianWords = (spells: readonly Spell[]): string => {
  const median = kaplanMeierMedian(kaplanMeier(spells));
  return median === null ? '过半未办结' : `中位 ${median} 个工作日`;
};

export const survivalWords = (title: string, unit: string, own: readonly Spell[], others: readonly Spell[]): string =>
  [
    title,
    `${unit}：承办 ${spellCount(own)} 件，办结 ${spellCount(own.filter((spell) => spell.closed))} 件，${medianWords(own)}`,
    `其他单位：承办 ${spellCount(others)} 件，办结 ${spellCount(others.filter((spell) => spell.closed))} 件，${medianWords(others)}`,
  ].join('\n');

/** Why a unit's light is what it is. */
export function lightReason(row: MonthlyRow): string {
  const reasons = [
    ...(blamed(row) > 0 ? [`超期 ${blamed(row)} 件`] : []),
    ...((row.waiting ?? 0) > 0 ? [`超期中 ${row.waiting} 件申请待双访办决定`] : []),
    ...row.flags,
    ...(row.nearLimit > 0 ? [`${row.nearLimit} 件临近期限`] : []),
  ];
  return reasons.length === 0 ? '进度正常' : reasons.join('；');
}

export const cardWords = (title: string, row: MonthlyRow, pressing: readonly string[]): string =>
  [
    title,
    `${lightReason(row)}。应办 ${row.due} 件，按时办结率 ${percent(row.onTimeRate)}；新增 ${row.added} 件，办结 ${row.closed} 件，在办 ${row.open} 件，超期 ${row.overdue} 件。`,
    ...pressing,
  ].join('\n');
