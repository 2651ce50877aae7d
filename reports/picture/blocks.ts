/** The parts every picture is put together from: heading, key figures, notes, space. */
import { linesOf, measureIn, type Block, type TextStyle } from './pen.ts';
import { colours, INNER, MARGIN, sizes, WIDTH, type Tone } from './theme.ts';

/** Height of a line of text, as a share of its size. */
export const LINE = 1.42;

export const space = (height: number): Block => ({ height, draw: () => undefined });

/** Lines of one style, wrapped. */
export function paragraph(text: string, style: TextStyle, most = 6): Block {
  const lines = linesOf(text, style, INNER, most);
  const step = style.size * LINE;
  return {
    height: lines.length * step,
    draw: (pen, top) => lines.forEach((line, index) => pen.text(line, MARGIN, top + (index + 0.5) * step, style)),
  };
}

/** What the picture is and of when: the title in a band of the brand's colour. */
export function heading(title: string, subtitle: string): Block {
  const style: TextStyle = { size: sizes.title, bold: true };
  const lines = linesOf(title, style, INNER, 2);
  const under = linesOf(subtitle, { size: sizes.subtitle }, INNER, 2);
  const edge = 26;
  const titles = lines.length * style.size * LINE;
  return {
    height: edge + titles + under.length * sizes.subtitle * LINE + edge,
    draw(pen, top) {
      pen.box(0, top, WIDTH, 12, colours.brand);
      lines.forEach((line, index) => pen.text(line, MARGIN, top + edge + (index + 0.5) * style.size * LINE, style));
      under.forEach((line, index) =>
        pen.text(line, MARGIN, top + edge + titles + (index + 0.5) * sizes.subtitle * LINE, {
          size: sizes.subtitle,
          tone: 'soft',
        }),
      );
    },
  };
}

export interface Figure {
  label: string;
  value: string;
  tone?: Tone;
}

/** The few numbers that are read first, side by side. */
export function figures(shown: readonly Figure[]): Block {
  const width = INNER / shown.length;
  const height = 136;
  return {
    height: height + 20,
    draw(pen, top) {
      pen.box(MARGIN, top, INNER, height, colours.zebra, 14);
      shown.forEach(({ label, value, tone = 'ink' }, index) => {
        const middle = MARGIN + (index + 0.5) * width;
        const size = Math.min(
          sizes.figure,
          (sizes.figure * (width - 16)) / measureIn({ size: sizes.figure, bold: true })(value),
        );
        pen.text(value, middle, top + 54, { size, bold: true, tone }, 'center');
        pen.text(label, middle, top + 104, { size: sizes.label, tone: 'soft' }, 'center', width - 12);
      });
    },
  };
}

/** What stands small at the end: where the numbers come from and how to read them. */
export function footnotes(notes: readonly string[]): Block[] {
  if (notes.length === 0) return [];
  return [space(14), ...notes.map((note) => paragraph(note, { size: sizes.note, tone: 'soft' }, 12))];
}
