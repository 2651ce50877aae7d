/** Funnel of all units: closures against those expected of each unit's mix, with the limits chance explains. */
import { poissonLimit } from '../../domain/statistics/poisson.ts';
import { footnotes, heading, space } from './blocks.ts';
import { measureIn, paint } from './pen.ts';
import { plot, type Mark, type Point } from './plot.ts';
import { colours } from './theme.ts';

/** A unit, or what a unit alone handles: then held against all matters. */
export interface FunnelUnit {
  name: string;
  alone: boolean;
  observed: number;
  expected: number;
  verdict: 'onTrack' | 'watch' | 'slow';
}

export interface FunnelInput {
  title: string;
  subtitle: string;
  units: readonly FunnelUnit[];
  /** Tail probabilities of the two limits. */
  slowTail: number;
  watchTail: number;
  notes: readonly string[];
}

/** Points a limit is drawn through. */
const STEPS = 120;
/** O/E above this is drawn at the border: nobody is judged for being quick. */
const MOST_RATIO = 2.5;

const dotColours: Record<FunnelUnit['verdict'], string> = {
  onTrack: colours.other,
  watch: colours.yellow,
  slow: colours.red,
};

/** Where the limit lies within the frame. */
function limit(tail: number, most: number): Point[] {
  return Array.from({ length: STEPS }, (_, index): Point[] => {
    // Denser where the curve bends.
    const expected = most * ((index + 1) / STEPS) ** 2;
    const at = poissonLimit(expected, tail);
    return at === null || at / expected > MOST_RATIO ? [] : [[expected, at / expected]];
  }).flat();
}

/** Width of the plot, pixels, nearly: labels are kept apart by it. */
const PLOT_WIDTH = 950;
/** A label's distance from its dot, and its height, as shares of the plot. */
const BESIDE = 0.018;
const TALL = 0.1;
/** A dot's radius. */
const DOT = 0.014;

/** Names of the units that stand out, each moved up or down until it covers no other, nor another's dot. */
function labels(units: readonly FunnelUnit[], most: number): Mark[] {
  const shown = units.filter((unit) => unit.verdict !== 'onTrack');
  const taken = shown.map(({ observed, expected }) => {
    const dot = Math.sqrt(expected / most);
    return { left: dot - DOT, right: dot + DOT, at: Math.min(MOST_RATIO, observed / expected) };
  });
  return shown
    .sort((a, b) => b.expected - a.expected)
    .map(({ name, observed, expected, verdict }): Mark => {
      const wide = measureIn({ size: 26, bold: true })(name) / PLOT_WIDTH;
      const dot = Math.sqrt(expected / most);
      const onLeft = dot + wide > 0.95;
      const left = onLeft ? dot - BESIDE - wide : dot + BESIDE;
      const ratio = Math.min(MOST_RATIO, observed / expected);
      const shift = [0, -1, 1, -2, 2, -3, 3].find(
        (by) =>
          !taken.some(
            (one) => one.left < left + wide && one.right > left && Math.abs(one.at - ratio - by * TALL) < TALL * 0.95,
          ),
      );
      const at = Math.max(TALL / 2, ratio + (shift ?? 0) * TALL);
      taken.push({ left, right: left + wide, at });
      const x = (onLeft ? dot - BESIDE : left) ** 2 * most;
      return {
        kind: 'label',
        at: [x, at],
        text: name,
        tone: verdict === 'slow' ? 'red' : 'ink',
        align: onLeft ? 'right' : 'left',
      };
    });
}

/** Round numbers on a square-root scale. */
const TICKS = [1, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];

export function funnel({ title, subtitle, units, slowTail, watchTail, notes }: FunnelInput): Uint8Array[] {
  const judged = units.filter((unit) => unit.expected > 0);
  const most = 1.06 * Math.max(10, ...judged.map((unit) => unit.expected));
  const line = (tail: number, colour: string, dash: readonly number[] = []): Mark => ({
    kind: 'line',
    points: limit(tail, most),
    colour,
    thickness: 4,
    dash,
  });
  const dots = (verdict: FunnelUnit['verdict'], alone: boolean): Mark => ({
    kind: alone ? 'rings' : 'dots',
    radius: verdict === 'onTrack' ? 9 : 13,
    colour: dotColours[verdict],
    points: judged
      .filter((unit) => unit.verdict === verdict && unit.alone === alone)
      .map(({ observed, expected }) => [expected, Math.min(MOST_RATIO, observed / expected)]),
  });
  return [
    paint([
      heading(title, subtitle),
      plot({
        height: 760,
        x: {
          from: 0,
          to: most,
          root: true,
          ticks: TICKS.filter((at) => at <= most).map((at) => ({ at, text: String(at) })),
          title: '期望办结件数（按同类事项全区进度）',
        },
        y: {
          from: 0,
          to: MOST_RATIO,
          ticks: [0, 0.5, 1, 1.5, 2, 2.5].map((at) => ({ at, text: String(at) })),
          title: '实际 ÷ 期望',
        },
        marks: [
          {
            kind: 'line',
            points: [
              [0, 1],
              [most, 1],
            ],
            colour: colours.brand,
            thickness: 3,
          },
          line(1 - watchTail, colours.line),
          line(1 - slowTail, colours.line, [12, 8]),
          line(watchTail, colours.yellow),
          line(slowTail, colours.red, [12, 8]),
          dots('onTrack', true),
          dots('onTrack', false),
          dots('watch', true),
          dots('watch', false),
          dots('slow', false),
          ...labels(judged, most),
        ],
        legend: [
          { text: '进度缓慢', colour: colours.red, as: 'dot' },
          { text: '关注', colour: colours.yellow, as: 'dot' },
          { text: '正常', colour: colours.other, as: 'dot' },
          { text: '独办类别', colour: colours.other, as: 'ring' },
          { text: '与全区相同', colour: colours.brand, as: 'line' },
          { text: `关注线（尾概率 ${watchTail}）`, colour: colours.yellow, as: 'line' },
          { text: `缓慢线（尾概率 ${slowTail}）`, colour: colours.red, as: 'dashed' },
        ],
      }),
      ...footnotes(notes),
      space(26),
    ]),
  ];
}
