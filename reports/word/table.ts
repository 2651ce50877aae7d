/** Tables and forms: fixed columns, thin lines, a header on every page, rows that stay whole. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type ITableCellOptions,
} from 'docx';
import type { PaperField, PaperTable } from '../../domain/paper.ts';
import { fonts, inFont } from './fonts.ts';
import { cellLine, sizes, textHeight, textWidth, twips } from './norm.ts';
import { linesOf, widthOf } from './text.ts';

export type Way = 'upright' | 'across';

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const borders = {
  top: LINE,
  bottom: LINE,
  left: LINE,
  right: LINE,
  insideHorizontal: LINE,
  insideVertical: LINE,
} as const;
const SIDE = twips(1);
const cellMargins = {
  top: twips(0.7),
  bottom: twips(0.7),
  left: SIDE,
  right: SIDE,
  marginUnitType: WidthType.DXA,
} as const;
const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

interface CellText {
  text: string;
  align: keyof typeof alignments;
  style: 'Cell' | 'SmallCell';
  /** 黑体 for what heads, bold for what sums up. */
  as: 'head' | 'total' | 'text';
}

function cell({ text, align, style, as }: CellText, width: number, more: Partial<ITableCellOptions> = {}): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: as === 'text' && style === 'Cell' ? VerticalAlign.TOP : VerticalAlign.CENTER,
    ...more,
    children: linesOf(text).map(
      (line) =>
        new Paragraph({
          style,
          alignment: alignments[align],
          children: [
            new TextRun({
              text: line,
              ...(as === 'head' ? { font: inFont(fonts.heading) } : { bold: as === 'total' }),
            }),
          ],
        }),
    ),
  });
}

/** Lines a text takes in a column, nearly. */
const linesIn = (text: string, width: number, size: number): number =>
  linesOf(text).reduce(
    (sum, line) => sum + Math.max(1, Math.ceil((widthOf(line) * size * 10) / (width - 2 * SIDE))),
    0,
  );

/** A row longer than this share of a page may be cut: it may be too long for one, and its lines are only estimated. */
const LONGEST = 0.85;

/** Shares as twips that add up to the whole. */
function widthsOf(shares: readonly number[], whole: number): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  const edges = shares.map((_, index) =>
    Math.round((whole * shares.slice(0, index + 1).reduce((total, share) => total + share, 0)) / sum),
  );
  return edges.map((edge, index) => edge - (edges[index - 1] ?? 0));
}

/** @param noted a note follows, which the last row stays with */
export function table({ columns, rows, totals = [], small = false }: PaperTable, way: Way, noted: boolean): Table {
  const style = small ? 'SmallCell' : 'Cell';
  const size = small ? sizes.five : sizes.smallFour;
  const widths = widthsOf(
    columns.map(({ width }) => width),
    textWidth[way],
  );
  const row = (texts: readonly string[], as: CellText['as'], keepNext = false): TableRow => {
    const lines = Math.max(...texts.map((text, index) => linesIn(text, widths[index] ?? 1, size)));
    return new TableRow({
      cantSplit: lines * cellLine(size) <= LONGEST * textHeight[way],
      tableHeader: as === 'head',
      keepNext,
      children: columns.map(({ align = 'left' }, index) =>
        cell({ text: texts[index] ?? '', align: as === 'head' ? 'center' : align, style, as }, widths[index] ?? 0),
      ),
    });
  };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth[way], type: WidthType.DXA },
    columnWidths: widths,
    borders,
    margins: cellMargins,
    rows: [
      row(
        columns.map(({ title }) => title),
        'head',
      ),
      ...rows.map((texts, index) => row(texts, 'text', noted && totals.length === 0 && index === rows.length - 1)),
      ...totals.map((texts, index) => row(texts, 'total', noted && index === totals.length - 1)),
    ],
  });
}

/** Room above and below the text of a form's row. */
const FORM_ROOM = twips(3.5);
/** Label, field, label, field; a single field takes the whole row. */
const FORM_SHARES = [18, 32, 18, 32] as const;

/** @param together each row stays with the next: on one page, where it fits */
export function form(rows: readonly (readonly PaperField[])[], way: Way, together = false): Table {
  const widths = widthsOf(FORM_SHARES, textWidth[way]);
  const labelWidth = widths[0] ?? 0;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth[way], type: WidthType.DXA },
    columnWidths: widths,
    borders,
    margins: cellMargins,
    rows: rows.map(
      (fields, index) =>
        new TableRow({
          keepNext: together && index < rows.length - 1,
          cantSplit: fields.every(({ text }) => linesIn(text, textWidth[way] - labelWidth, sizes.smallFour) < 12),
          height: {
            value: Math.max(1, ...fields.map(({ lines = 1 }) => lines)) * cellLine(sizes.smallFour) + FORM_ROOM,
            rule: HeightRule.ATLEAST,
          },
          children: fields.flatMap(({ label, text }) => [
            cell({ text: label, align: 'center', style: 'Cell', as: 'head' }, labelWidth),
            cell(
              { text, align: 'left', style: 'Cell', as: 'text' },
              fields.length === 1 ? textWidth[way] - labelWidth : (widths[1] ?? 0),
              { columnSpan: fields.length === 1 ? 3 : 1, verticalAlign: VerticalAlign.CENTER },
            ),
          ]),
        }),
    ),
  });
}
