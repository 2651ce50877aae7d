/** Twelve months at a glance: what came in, what was settled, what was left at each month's end. */
import { figures, footnotes, heading, space } from './blocks.ts';
import { paint, type Block } from './pen.ts';
import { plot, roundTicks } from './plot.ts';
import { colours } from './theme.ts';

export interface TrendMonth {
  month: string;
  added: number;
  closed: number;
  /** Open at the end of the month, or now. */
  backlog: number;
}

export interface TrendInput {
  title: string;
  subtitle: string;
  months: readonly TrendMonth[];
  notes: readonly string[];
}

export function trendPlot(months: readonly TrendMonth[], height?: number): Block {
  const ticks = roundTicks(Math.max(1, ...months.flatMap(({ added, closed, backlog }) => [added, closed, backlog])));
  const top = ticks.at(-1)?.at ?? 1;
  return plot({
    ...(height === undefined ? {} : { height }),
    x: {
      from: -0.5,
      to: months.length - 0.5,
      title: '',
      ticks: months.map(({ month }, at) => ({
        at,
        text: `${Number(month.slice(5))}月`,
        // The year stands where it begins.
        ...(at === 0 || month.endsWith('-01') ? { under: `${month.slice(0, 4)}年` } : {}),
      })),
    },
    y: { from: 0, to: top, ticks, title: '件' },
    marks: [
      {
        kind: 'bars',
        points: months.map(({ added }, at) => [at, added]),
        colour: colours.bar,
        width: 0.4,
        offset: -0.42,
      },
      {
        kind: 'bars',
        points: months.map(({ closed }, at) => [at, closed]),
        colour: colours.brand,
        width: 0.4,
        offset: 0.02,
      },
      { kind: 'line', points: months.map(({ backlog }, at) => [at, backlog]), colour: colours.red },
      { kind: 'dots', points: months.map(({ backlog }, at) => [at, backlog]), colour: colours.red, radius: 8 },
    ],
    legend: [
      { text: '本月新增', colour: colours.bar, as: 'box' },
      { text: '本月办结', colour: colours.brand, as: 'box' },
      { text: '月末在办', colour: colours.red, as: 'line' },
    ],
  });
}

export function trend({ title, subtitle, months, notes }: TrendInput): Uint8Array[] {
  const last = months.at(-1);
  const sum = (pick: (month: TrendMonth) => number): number => months.reduce((total, month) => total + pick(month), 0);
  return [
    paint([
      heading(title, subtitle),
      figures([
        { label: `${months.length} 个月新增`, value: String(sum((month) => month.added)) },
        { label: `${months.length} 个月办结`, value: String(sum((month) => month.closed)), tone: 'brand' },
        { label: '现在在办', value: String(last?.backlog ?? 0), tone: 'red' },
      ]),
      trendPlot(months),
      ...footnotes(notes),
      space(26),
    ]),
  ];
}
