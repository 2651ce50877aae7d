/** Kaplan–Meier: how long issues stay open with a unit, against the district. */
import { kaplanMeier, kaplanMeierMedian, spellCount, type Spell } from '../../domain/statistics/survival.ts';
import { figures, footnotes, heading, space } from './blocks.ts';
import { paint } from './pen.ts';
import { plot, roundTicks, type Point } from './plot.ts';
import { colours } from './theme.ts';

export interface SurvivalInput {
  title: string;
  subtitle: string;
  unit: string;
  /** Working days on the unit's clock; open ones are censored. */
  own: readonly Spell[];
  others: readonly Spell[];
  notes: readonly string[];
}

/** No more days are drawn: beyond them hardly anything is left to see. */
const MOST_DAYS = 60;

const daysWords = (median: number | null): string => (median === null ? '未达' : `${median} 天`);

export function survivalCurve({ title, subtitle, unit, own, others, notes }: SurvivalInput): Uint8Array[] {
  const longestOf = (spells: readonly Spell[]): number => spells.reduce((most, { time }) => Math.max(most, time), 0);
  const ticks = roundTicks(Math.min(Math.max(1, longestOf(own), longestOf(others)), MOST_DAYS), 8);
  const most = ticks.at(-1)?.at ?? 1;
  const curve = (spells: readonly Spell[]): Point[] => {
    const end = Math.min(most, longestOf(spells));
    const points: Point[] = [[0, 1]];
    for (const { time, survival } of kaplanMeier(spells)) if (time <= most) points.push([time, survival]);
    return [...points, [end, points.at(-1)?.[1] ?? 1]];
  };
  const [mine, theirs] = [kaplanMeier(own), kaplanMeier(others)];
  return [
    paint([
      heading(title, subtitle),
      figures([
        { label: '本单位中位天数', value: daysWords(kaplanMeierMedian(mine)), tone: 'red' },
        { label: '其他单位中位天数', value: daysWords(kaplanMeierMedian(theirs)), tone: 'brand' },
        { label: '承办', value: `${spellCount(own)} 件` },
        { label: '已办结', value: `${spellCount(own.filter((spell) => spell.closed))} 件` },
      ]),
      plot({
        x: { from: 0, to: most, ticks, title: '交办后的工作日' },
        y: {
          from: 0,
          to: 1,
          ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${at * 100}%` })),
          title: '尚未办结的比例',
        },
        marks: [
          {
            kind: 'line',
            points: [
              [0, 0.5],
              [most, 0.5],
            ],
            colour: colours.other,
            thickness: 2,
            dash: [6, 8],
          },
          { kind: 'steps', points: curve(others), colour: colours.brand },
          { kind: 'steps', points: curve(own), colour: colours.red, thickness: 6 },
        ],
        legend: [
          { text: unit, colour: colours.red, as: 'line' },
          { text: '其他单位', colour: colours.brand, as: 'line' },
        ],
      }),
      ...footnotes(notes),
      space(26),
    ]),
  ];
}
