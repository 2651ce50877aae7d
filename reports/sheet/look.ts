/** How every sheet looks: font, lines, colours, and how high a row has to be for its text. */
import type { CellStyle } from 'hucre/xlsx';
import { numberFormats, type Format, type Value } from './cells.ts';

export interface SheetColumn {
  title: string;
  /** In characters of the default font; a Chinese one takes two. */
  width: number;
  format: Format;
  /** Left for text and right for numbers where it is left out. */
  align?: 'center';
}

export const FONT = 'Microsoft YaHei';
export const defaultFont = { name: FONT, size: 10 };
const LINE = { style: 'thin', color: { rgb: 'B8C2CC' } } as const;
export const border = { top: LINE, bottom: LINE, left: LINE, right: LINE };
export const solid = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const;

export const headStyle: CellStyle = {
  font: { name: FONT, size: 10, bold: true, color: { rgb: 'FFFFFF' } },
  fill: solid('0F5E59'),
  border,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};

/** Moments stand in the middle: flush right they would run into the text beside them. */
const alignOf = ({ format, align }: SheetColumn): 'left' | 'center' | 'right' =>
  align ?? (format === 'text' ? 'left' : format === 'moment' ? 'center' : 'right');

/** @param upper text of several lines beside others: all begin at the top */
export const bodyStyle = (column: SheetColumn, { totals = false, upper = false } = {}): CellStyle => ({
  font: { name: FONT, size: 10, ...(totals ? { bold: true } : {}) },
  ...(totals ? { fill: solid('DCEBE9') } : {}),
  border,
  numFmt: numberFormats[column.format],
  alignment: {
    horizontal: alignOf(column),
    vertical: upper ? 'top' : 'center',
    wrapText: column.format === 'text',
  },
});

/** Of a column counted from 0: A … Z, AA … */
export const letterOf = (column: number): string =>
  (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** Points: a row of one line, what each further line adds, and the most a row may have. */
const ROW = 18;
const LINE_HEIGHT = 14;
const HIGHEST = 409;

/** In characters of the default font: Chinese ones take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += sign < '\u0300' ? 1 : 2;
  return width;
}

const linesIn = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / (width - 1.5))), 0);

/** High enough for the cell with most lines: not every program makes room for wrapped lines by itself. */
export function heightOf(row: readonly Value[], columns: readonly Pick<SheetColumn, 'width' | 'format'>[]): number {
  let lines = 1;
  columns.forEach(({ width, format }, index) => {
    const value = row[index];
    if (format === 'text' && typeof value === 'string') lines = Math.max(lines, linesIn(value, width));
  });
  return Math.min(HIGHEST, ROW + LINE_HEIGHT * (lines - 1));
}
