/** The one plot of all charts: a frame with ticks and grid, lines, steps, bars, dots, and a legend below. */
import { measureIn, type Align, type Block, type Pen } from './pen.ts';
import { colours, INNER, MARGIN, sizes, type Tone } from './theme.ts';

/** A point in the data's own numbers. */
export type Point = readonly [x: number, y: number];

export type Mark =
  | { kind: 'line' | 'steps'; points: readonly Point[]; colour: string; thickness?: number; dash?: readonly number[] }
  | {
      kind: 'bars';
      points: readonly Point[];
      colour: string;
      /** Share of a unit of x, and where it begins. */ width: number;
      offset: number;
    }
  | { kind: 'dots' | 'rings'; points: readonly Point[]; colour: string; radius: number }
  | { kind: 'label'; at: Point; text: string; tone: Tone; align: Align };

export interface Legend {
  text: string;
  colour: string;
  /** As the mark is drawn. */
  as: 'line' | 'dashed' | 'box' | 'dot' | 'ring';
}

export interface Axis {
  from: number;
  to: number;
  ticks: readonly Tick[];
  title: string;
  /** Square-root scale, from 0: small numbers get more room. */
  root?: boolean;
}

interface Tick {
  at: number;
  text: string;
  /** A second line. */
  under?: string;
}

export interface Plot {
  x: Axis;
  y: Axis;
  marks: readonly Mark[];
  legend: readonly Legend[];
  height?: number;
}

const TICK = 26;
const HEIGHT = 620;
const LEGEND_STEP = 44;
/** The number over a bar: made smaller until it keeps to its bar, left out where it could not be read. */
const BAR_LABEL = 24;
const LEAST_LABEL = 16;
const LABEL_ROOM = 1.08;

/** Round steps, about `wanted` of them, from 0 up to at least `most`. */
export function roundTicks(most: number, wanted = 5): { at: number; text: string }[] {
  const rough = Math.max(most, 1e-9) / wanted;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = scale * ([1, 2, 2.5, 5].find((nice) => nice * scale >= rough) ?? 10);
  const whole = most >= wanted ? Math.max(1, Math.ceil(step)) : step;
  const count = Math.max(1, Math.ceil(most / whole - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => {
    const at = index * whole;
    return { at, text: String(Math.round(at * 100) / 100) };
  });
}

export function plot({ x, y, marks, legend, height = HEIGHT }: Plot): Block {
  const style = { size: TICK, tone: 'soft' } as const;
  const left = MARGIN + Math.max(...y.ticks.map(({ text }) => measureIn(style)(text))) + 18;
  const right = MARGIN + INNER - 14;
  const lines = legendLines(legend);
  return {
    height: 56 + height + 96 + lines.length * LEGEND_STEP + 10,
    draw(pen, top) {
      const upper = top + 56;
      const lower = upper + height;
      const px = (value: number): number => left + shareOf(x, value) * (right - left);
      const py = (value: number): number => lower - ((value - y.from) / (y.to - y.from)) * (lower - upper);
      pen.text(y.title, MARGIN, top + 24, style);
      for (const tick of y.ticks) {
        if (tick.at > y.to || tick.at < y.from) continue;
        pen.path(
          [
            [left, py(tick.at)],
            [right, py(tick.at)],
          ],
          tick.at === y.from ? colours.soft : colours.line,
          tick.at === y.from ? 2 : 1,
        );
        pen.text(tick.text, left - 12, py(tick.at), style, 'right');
      }
      for (const tick of x.ticks) {
        if (tick.at > x.to) continue;
        pen.text(tick.text, px(tick.at), lower + 26, style, 'center');
        if (tick.under !== undefined) pen.text(tick.under, px(tick.at), lower + 60, style, 'center');
      }
      pen.text(x.title, (left + right) / 2, lower + 66, style, 'center', right - left);
      for (const mark of marks) draw(pen, mark, px, py, lower);
      lines.forEach((line, index) => drawLegend(pen, line, lower + 96 + (index + 0.5) * LEGEND_STEP));
    },
  };
}

/** Where on an axis a value lies, 0 to 1. */
const shareOf = ({ from, to, root }: Axis, value: number): number =>
  root === true ? Math.sqrt(Math.max(0, value) / to) : (value - from) / (to - from);

function draw(pen: Pen, mark: Mark, px: (x: number) => number, py: (y: number) => number, lower: number): void {
  switch (mark.kind) {
    case 'line':
      return pen.path(
        mark.points.map(([x, y]) => [px(x), py(y)]),
        mark.colour,
        mark.thickness ?? 5,
        mark.dash,
      );
    case 'steps': {
      const corners = mark.points.flatMap(([x, y], index): [number, number][] => {
        const before = mark.points[index - 1];
        return before === undefined
          ? [[px(x), py(y)]]
          : [
              [px(x), py(before[1])],
              [px(x), py(y)],
            ];
      });
      return pen.path(corners, mark.colour, mark.thickness ?? 5, mark.dash);
    }
    case 'bars': {
      const bars = mark.points.map(([x, y]) => {
        const from = px(x + mark.offset);
        const width = px(x + mark.offset + mark.width) - from;
        const room = (BAR_LABEL * width * LABEL_ROOM) / measureIn({ size: BAR_LABEL })(String(y));
        return { from, width, y, size: Math.min(BAR_LABEL, room) };
      });
      // All of them or none: a number over one bar alone would be taken for more than it is.
      const named = bars.every(({ size }) => size >= LEAST_LABEL);
      for (const { from, width, y, size } of bars) {
        pen.box(from, py(y), width, lower - py(y), mark.colour);
        if (y > 0 && named) pen.text(String(y), from + width / 2, py(y) - size * 0.7, { size, tone: 'soft' }, 'center');
      }
      return;
    }
    case 'rings':
      for (const [x, y] of mark.points) pen.ring(px(x), py(y), mark.radius, mark.colour);
      return;
    case 'dots':
      for (const [x, y] of mark.points) pen.circle(px(x), py(y), mark.radius, mark.colour);
      return;
    case 'label':
      return pen.text(
        mark.text,
        px(mark.at[0]),
        py(mark.at[1]),
        { size: TICK, bold: true, tone: mark.tone },
        mark.align,
      );
  }
}

const GAP = 44;
const SIGN = 46;

/** As many entries in a line as fit. */
function legendLines(legend: readonly Legend[]): (Legend & { left: number })[][] {
  const lines: (Legend & { left: number })[][] = [[]];
  let left = MARGIN;
  for (const entry of legend) {
    const width = SIGN + 12 + measureIn({ size: sizes.label })(entry.text) + GAP;
    if (left + width - GAP > MARGIN + INNER && left > MARGIN) {
      lines.push([]);
      left = MARGIN;
    }
    lines.at(-1)?.push({ ...entry, left });
    left += width;
  }
  return lines;
}

function drawLegend(pen: Pen, line: readonly (Legend & { left: number })[], middle: number): void {
  for (const { left, as, colour, text } of line) {
    if (as === 'box') pen.box(left + 8, middle - 13, SIGN - 16, 26, colour);
    else if (as === 'dot') pen.circle(left + SIGN / 2, middle, 10, colour);
    else if (as === 'ring') pen.ring(left + SIGN / 2, middle, 10, colour);
    else
      pen.path(
        [
          [left, middle],
          [left + SIGN, middle],
        ],
        colour,
        5,
        as === 'dashed' ? [12, 8] : [],
      );
    pen.text(text, left + SIGN + 12, middle, { size: sizes.label });
  }
}
