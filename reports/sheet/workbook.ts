/** Workbooks to be printed: title rows, a frozen header with filters, widths, formats, A4 landscape. The library is wrapped here. */
import { writeXlsx, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import type { Instant } from '../../domain/time.ts';
import { cellOf, cellText, wallClock, type Value } from './cells.ts';
import { bodyStyle, defaultFont, FONT, headStyle, heightOf, letterOf, solid, type SheetColumn } from './look.ts';

export interface SheetTable {
  name: string;
  /** Lines above the header: the title and what it is of. */
  above: readonly [title: string, ...under: string[]];
  columns: readonly SheetColumn[];
  rows: readonly (readonly Value[])[];
  totals: readonly Value[] | null;
  /** Lines below the table. */
  below: readonly string[];
  /** Columns that stay when one scrolls to the right. */
  frozenColumns: number;
  /** Colour of a cell's ground and text, by row and column; null for none. */
  tint?: (row: number, column: number) => { ground: string; text: string } | null;
}

const titleStyle: CellStyle = {
  font: { name: FONT, size: 16, bold: true },
  alignment: { horizontal: 'center', vertical: 'center' },
};
const underStyle: CellStyle = {
  font: { name: FONT, size: 10, color: { rgb: '5D6975' } },
  alignment: { horizontal: 'center', vertical: 'center' },
};
const belowStyle: CellStyle = {
  font: { name: FONT, size: 9, color: { rgb: '5D6975' } },
  alignment: { horizontal: 'left', vertical: 'top', wrapText: true },
};

function sheetOf({ name, above, columns, rows, totals, below, frozenColumns, tint }: SheetTable): WriteSheet {
  const width = columns.length;
  const head = above.length;
  const first = head + 1;
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const put = (row: number, column: number, value: string | number | Date | null, style: CellStyle): void =>
    void cells.set(`${row},${column}`, { value, style });
  const styles = columns.map((column) => bodyStyle(column));
  above.forEach((line, row) => put(row, 0, cellText(line), row === 0 ? titleStyle : underStyle));
  columns.forEach((column, index) => put(head, index, column.title, headStyle));
  if (tint !== undefined)
    rows.forEach((row, index) =>
      columns.forEach(({ format }, column) => {
        const colour = tint(index, column);
        if (colour === null) return;
        const style = styles[column] ?? {};
        put(first + index, column, cellOf(row[column] ?? null, format), {
          ...style,
          font: { ...style.font, bold: true, color: { rgb: colour.text } },
          fill: solid(colour.ground),
          alignment: { horizontal: 'center', vertical: 'center' },
        });
      }),
    );
  if (totals !== null)
    columns.forEach((column, index) =>
      put(
        first + rows.length,
        index,
        cellOf(totals[index] ?? null, column.format),
        bodyStyle(column, { totals: true }),
      ),
    );
  const end = first + rows.length + (totals === null ? 0 : 1);
  below.forEach((line, index) => put(end + 1 + index, 0, cellText(line), belowStyle));
  const wholeWidth = (row: number) => ({ startRow: row, startCol: 0, endRow: row, endCol: width - 1 });
  return {
    name,
    columns: columns.map((column, index) => ({ width: column.width, style: styles[index] ?? {} })),
    // Values by row; single cells only where a style differs from its column's: a cell by itself takes several times the memory.
    rows: [
      ...Array.from({ length: first }, () => []),
      ...rows.map((row) => columns.map(({ format }, column) => cellOf(row[column] ?? null, format))),
      ...Array.from({ length: end + 1 + below.length - first - rows.length }, () => []),
    ],
    cells,
    merges: [...above.map((_, row) => wholeWidth(row)), ...below.map((_, index) => wholeWidth(end + 1 + index))],
    rowDefs: new Map([
      [0, { height: 28 }],
      [head, { height: 34 }],
      ...rows.map((row, index) => [first + index, { height: heightOf(row, columns) }] as const),
    ]),
    freezePane: { rows: first, columns: frozenColumns },
    ...(rows.length === 0 ? {} : { autoFilter: { range: `A${first}:${letterOf(width - 1)}${first + rows.length}` } }),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `$1:$${first}`,
      margins: { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  };
}

/** The same sheets of the same moment give the same bytes. */
export const writeWorkbook = (title: string, at: Instant, sheets: readonly SheetTable[]): Promise<Uint8Array> =>
  writeXlsx({
    sheets: sheets.map(sheetOf),
    defaultFont,
    properties: { title, creator: '回音', created: wallClock(at), modified: wallClock(at) },
  });
