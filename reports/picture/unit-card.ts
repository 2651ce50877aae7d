/** A unit on one card: its light and figures, what is overdue, how the months went. */
import type { Light } from '../../domain/monthly-table.ts';
import { figures, footnotes, heading, paragraph, space, type Figure } from './blocks.ts';
import { linesOf, paint, type Block } from './pen.ts';
import { tableBlocks, type Column } from './table.ts';
import { trendPlot, type TrendMonth } from './trend.ts';
import { colours, INNER, lightColours, MARGIN, sizes } from './theme.ts';
import { lightNames } from '../monthly-columns.ts';

export interface UnitCardInput {
  title: string;
  subtitle: string;
  light: Light;
  /** Why the light is what it is. */
  reason: string;
  /** Two rows of them. */
  figures: readonly (readonly Figure[])[];
  /** Overdue or due soon, the most pressing first. */
  pressing: readonly { number: string; category: string; due: string; late: string; over: boolean }[];
  /** More of them than are listed. */
  more: number;
  months: readonly TrendMonth[];
  notes: readonly string[];
}

const columns: readonly Column[] = [
  { title: '编号', align: 'left', bold: true },
  { title: '类别', align: 'left', lines: 2 },
  { title: '期限', align: 'left' },
  { title: '状态', align: 'right' },
];

function lamp(light: Light, reason: string): Block {
  const style = { size: sizes.subtitle, bold: true } as const;
  const lines = linesOf(reason, style, INNER - 76, 2);
  return {
    height: 84,
    draw(pen, top) {
      pen.circle(MARGIN + 30, top + 36, 28, lightColours[light]);
      const tone = light === 'yellow' ? 'ink' : 'onHead';
      pen.text(lightNames[light], MARGIN + 30, top + 36, { size: 32, bold: true, tone }, 'center');
      lines.forEach((line, index) =>
        pen.text(line, MARGIN + 76, top + 36 + (index - (lines.length - 1) / 2) * style.size * 1.3, style),
      );
    },
  };
}

const caption = (text: string): Block[] => [
  space(18),
  { height: 0, draw: (pen, top) => pen.box(MARGIN, top + 6, 8, 36, colours.brand) },
  { height: 48, draw: (pen, top) => pen.text(text, MARGIN + 22, top + 24, { size: 32, bold: true }) },
  space(8),
];

export function unitCard(input: UnitCardInput): Uint8Array[] {
  const { pressing, more, months, notes } = input;
  const { header, rows } = tableBlocks({
    columns,
    size: sizes.wideCell,
    totals: [],
    rows: pressing.map(({ number, category, due, late, over }) => ({
      cells: [number, category, due, { text: late, tone: over ? 'red' : 'ink', bold: over }],
    })),
  });
  return [
    paint([
      heading(input.title, input.subtitle),
      lamp(input.light, input.reason),
      ...input.figures.map(figures),
      ...caption('逾期和即将到期'),
      ...(pressing.length === 0
        ? [paragraph('没有逾期或即将到期的事项。', { size: sizes.subtitle, tone: 'green' })]
        : [header, ...rows]),
      ...(more > 0 ? [space(10), paragraph(`……另有 ${more} 件`, { size: sizes.label, tone: 'soft' })] : []),
      ...caption(`近 ${months.length} 个月`),
      trendPlot(months, 420),
      ...footnotes(notes),
      space(26),
    ]),
  ];
}
