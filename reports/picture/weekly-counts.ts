/** Reports week by week of one category in one place: what is usual, and the week that stands out. */
import { figures, footnotes, heading, space } from './blocks.ts';
import { paint } from './pen.ts';
import { plot, roundTicks } from './plot.ts';
import { colours } from './theme.ts';

export interface WeeklyCountsInput {
  title: string;
  subtitle: string;
  /** `date` is the week's Monday, 10月12日. */
  weeks: readonly { date: string; count: number }[];
  average: number;
  notes: readonly string[];
}

export function weeklyCounts({ title, subtitle, weeks, average, notes }: WeeklyCountsInput): Uint8Array[] {
  const last = weeks.length - 1;
  const ticks = roundTicks(Math.max(1, ...weeks.map(({ count }) => count)));
  const bars = (from: number, to: number, colour: string) => ({
    kind: 'bars' as const,
    points: weeks.slice(from, to).map(({ count }, at): [number, number] => [from + at, count]),
    colour,
    width: 0.7,
    offset: -0.35,
  });
  return [
    paint([
      heading(title, subtitle),
      figures([
        { label: '这一周', value: String(weeks[last]?.count ?? 0), tone: 'red' },
        { label: '前几周平均', value: average.toFixed(1) },
      ]),
      plot({
        x: {
          from: -0.5,
          to: weeks.length - 0.5,
          title: '',
          ticks: weeks.flatMap(({ date }, at) => (at % 2 === last % 2 ? [{ at, text: date }] : [])),
        },
        y: { from: 0, to: ticks.at(-1)?.at ?? 1, ticks, title: '件' },
        marks: [
          bars(0, last, colours.bar),
          bars(last, last + 1, colours.red),
          {
            kind: 'line',
            points: [
              [-0.5, average],
              [last - 0.5, average],
            ],
            colour: colours.brand,
            thickness: 3,
            dash: [12, 8],
          },
        ],
        legend: [
          { text: '前几周', colour: colours.bar, as: 'box' },
          { text: '这一周', colour: colours.red, as: 'box' },
          { text: '平均', colour: colours.brand, as: 'dashed' },
        ],
      }),
      ...footnotes(notes),
      space(26),
    ]),
  ];
}
