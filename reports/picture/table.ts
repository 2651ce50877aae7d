/** The one table of all pictures: measured columns, merged header, zebra rows, lights, a row that is marked, totals. */
import type { Light } from '../../domain/monthly-table.ts';
import { LINE } from './blocks.ts';
import { evenLinesOf, linesOf, measureIn, type Align, type Block, type Pen, type TextStyle } from './pen.ts';
import { colours, INNER, lightColours, MARGIN, sizes, type Tone } from './theme.ts';

export interface Column {
  /** `\n` breaks the line. */
  title: string;
  /** Neighbours with the same group share a heading above. */
  group?: string;
  align: Align;
  /** May be broken into so many lines; without it a cell is one line. */
  lines?: number;
  bold?: boolean;
}

export type Cell = string | { light: Light } | { text: string; tone?: Tone; bold?: boolean };

export interface Row {
  cells: readonly Cell[];
  /** Said under the row, over its whole width. */
  note?: { text: string; tone: Tone };
  /** To be found at a glance. */
  marked?: boolean;
}

export interface Table {
  columns: readonly Column[];
  rows: readonly Row[];
  totals: readonly Row[];
  /** Size of the cells' text. */
  size: number;
}

export interface TableBlocks {
  header: Block;
  rows: Block[];
  totals: Block[];
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : 'text' in cell ? cell.text : '');

/** Space on both sides of a cell together, pixels. */
const PAD = 11;
/** A light's diameter as a share of the text's size. */
const LIGHT = 1.2;
/** What stands in a light, so that a copy in black and white can be read too. */
const lightWords: Record<Light, string> = { red: '红', yellow: '黄', green: '绿' };
/** A column whose text may be broken is not made narrower than so many characters. */
const LEAST_CHARACTERS = 6;
/** Steps by which the text is made smaller until all columns fit. */
const SHRINK = 0.96;

interface Layout {
  size: number;
  /** Left edges, and the right edge of the last. */
  edges: number[];
  headLines: string[][];
}

const headStyle = (size: number): TextStyle => ({ size: Math.min(sizes.head, size), bold: true, tone: 'onHead' });
const cellStyle = (column: Column, cell: Cell, size: number): TextStyle => ({
  size,
  bold: (typeof cell === 'object' && 'text' in cell ? cell.bold : undefined) ?? column.bold ?? false,
  ...(typeof cell === 'object' && 'text' in cell && cell.tone !== undefined ? { tone: cell.tone } : {}),
});

/** Widths as the contents need them; what is too much is taken from columns that may break, then from the size. */
function layOut({ columns, rows, totals, size: wanted }: Table): Layout {
  for (let size = wanted; ; size *= SHRINK) {
    const least = columns.map((column, index) => {
      const head = Math.max(...column.title.split('\n').map(measureIn(headStyle(size))));
      const cells = [...rows, ...totals].map(({ cells }, row) => {
        const cell = cells[index] ?? '';
        const style = row < rows.length ? cellStyle(column, cell, size) : { size, bold: true };
        return typeof cell === 'object' && 'light' in cell ? size * LIGHT : measureIn(style)(textOf(cell));
      });
      const natural = Math.max(head, ...cells);
      return {
        natural,
        narrow: column.lines === undefined ? natural : Math.max(head, Math.min(natural, size * LEAST_CHARACTERS)),
      };
    });
    const room = INNER - columns.length * PAD;
    const natural = least.reduce((sum, one) => sum + one.natural, 0);
    const narrow = least.reduce((sum, one) => sum + one.narrow, 0);
    if (narrow > room && size > 12) continue;
    const give = natural > room ? (natural - room) / Math.max(1, natural - narrow) : 0;
    // What is left over goes to all columns alike.
    const spare = Math.max(0, room - natural) / columns.length;
    const edges = [MARGIN];
    for (const one of least)
      edges.push((edges.at(-1) ?? 0) + one.natural - Math.min(1, give) * (one.natural - one.narrow) + spare + PAD);
    return { size, edges, headLines: columns.map((column) => column.title.split('\n')) };
  }
}

export function tableBlocks(table: Table): TableBlocks {
  const layout = layOut(table);
  return {
    header: headerBlock(table, layout),
    rows: table.rows.map((row, index) =>
      rowBlock(table, row, layout, index % 2 === 1 ? colours.zebra : colours.ground),
    ),
    totals: table.totals.map((row) => rowBlock(table, row, layout, colours.totals, true)),
  };
}

const at = (edges: readonly number[], index: number): number => edges[index] ?? 0;

/** Where text of an alignment begins, ends or has its middle in a column. */
const edgeOf = (align: Align, left: number, right: number): number =>
  align === 'left' ? left + PAD / 2 : align === 'right' ? right - PAD / 2 : (left + right) / 2;

function headerBlock({ columns }: Table, { size, edges, headLines }: Layout): Block {
  const style = headStyle(size);
  const step = style.size * 1.25;
  const grouped = columns.some((column) => column.group !== undefined);
  const groupHeight = grouped ? step + 12 : 0;
  const height = groupHeight + Math.max(...headLines.map((lines) => lines.length)) * step + 22;
  return {
    height,
    draw(pen, top) {
      pen.box(MARGIN, top, INNER, height, colours.head);
      columns.forEach((column, index) => {
        const lines = headLines[index] ?? [];
        const from = column.group === undefined ? top : top + groupHeight;
        const middle = (from + top + height) / 2;
        const x = edgeOf(column.align, at(edges, index), at(edges, index + 1));
        lines.forEach((line, number) =>
          pen.text(line, x, middle + (number - (lines.length - 1) / 2) * step, style, column.align),
        );
      });
      groupsOf(columns).forEach(({ group, first, last }) => {
        const left = at(edges, first);
        const right = at(edges, last + 1);
        pen.text(group, (left + right) / 2, top + groupHeight / 2 + 2, style, 'center', right - left);
        pen.path(
          [
            [left + 6, top + groupHeight + 2],
            [right - 6, top + groupHeight + 2],
          ],
          colours.headLine,
          2,
        );
      });
    },
  };
}

function groupsOf(columns: readonly Column[]): { group: string; first: number; last: number }[] {
  const groups: { group: string; first: number; last: number }[] = [];
  columns.forEach(({ group }, index) => {
    const open = groups.at(-1);
    if (group === undefined) return;
    if (open !== undefined && open.group === group && open.last === index - 1) open.last = index;
    else groups.push({ group, first: index, last: index });
  });
  return groups;
}

function rowBlock({ columns }: Table, row: Row, { size, edges }: Layout, ground: string, strong = false): Block {
  const step = size * 1.22;
  const cells = columns.map((column, index) => {
    const cell = row.cells[index] ?? '';
    const style = { ...cellStyle(column, cell, size), ...(strong ? { bold: true } : {}) };
    const width = at(edges, index + 1) - at(edges, index) - PAD;
    return { column, cell, style, lines: evenLinesOf(textOf(cell), style, width + 1, column.lines ?? 1) };
  });
  const noteStyle: TextStyle = { size: Math.min(sizes.remark, size), tone: row.note?.tone ?? 'soft' };
  const noteLeft = at(edges, 1) + PAD / 2;
  const note = row.note === undefined ? [] : linesOf(row.note.text, noteStyle, MARGIN + INNER - noteLeft - PAD, 3);
  const body = Math.max(...cells.map(({ lines }) => lines.length)) * step + size * 0.72;
  const height = body + (note.length === 0 ? 0 : note.length * noteStyle.size * LINE + 6);
  return {
    height,
    draw(pen, top) {
      pen.box(MARGIN, top, INNER, height, row.marked ? colours.marked : ground);
      if (row.marked) pen.box(MARGIN - 14, top, 14, height, colours.mark);
      const middle = top + body / 2 + (note.length === 0 ? 0 : 2);
      cells.forEach(({ column, cell, style, lines }, index) => {
        const left = at(edges, index);
        const right = at(edges, index + 1);
        if (typeof cell === 'object' && 'light' in cell) drawLight(pen, (left + right) / 2, middle, size, cell.light);
        else {
          const x = edgeOf(column.align, left, right);
          lines.forEach((line, number) =>
            pen.text(line, x, middle + (number - (lines.length - 1) / 2) * step, style, column.align),
          );
        }
      });
      note.forEach((line, index) =>
        pen.text(line, noteLeft, top + body + (index + 0.35) * noteStyle.size * LINE, noteStyle),
      );
      pen.path(
        [
          [MARGIN, top + height - 1],
          [MARGIN + INNER, top + height - 1],
        ],
        colours.line,
        1,
      );
    },
  };
}

function drawLight(pen: Pen, x: number, y: number, size: number, light: Light): void {
  pen.circle(x, y, (size * LIGHT) / 2, lightColours[light]);
  const tone = light === 'yellow' ? 'ink' : 'onHead';
  pen.text(lightWords[light], x, y, { size: size * LIGHT * 0.62, bold: true, tone }, 'center');
}
