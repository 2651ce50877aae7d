/** The visit diary as a sheet to print: title, three columns, a row an issue; cells of several lines wrap. */
import { writeXlsx, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import { diaryColumns, type Diary } from '../../domain/diary.ts';
import { cellText, wallClock } from './cells.ts';
import { border, defaultFont, FONT, heightOf } from './look.ts';

/** In characters of the default font: together the width of A4 across, at 10 points. */
const columns = [42, 58, 42].map((width) => ({ width, format: 'text' as const }));
const SHEET = '民情日记';

const titleStyle: CellStyle = {
  font: { name: FONT, size: 16, bold: true },
  alignment: { horizontal: 'center', vertical: 'center' },
};
const summaryStyle: CellStyle = {
  font: { name: FONT, size: 10 },
  alignment: { horizontal: 'center', vertical: 'center' },
};
const headStyle: CellStyle = {
  font: { name: FONT, size: 11, bold: true },
  border,
  alignment: { horizontal: 'center', vertical: 'center' },
};
// Format `@` keeps what begins with a sign text even when somebody edits the cell.
const cellStyle: CellStyle = {
  font: { name: FONT, size: 10 },
  border,
  numFmt: '@',
  alignment: { horizontal: 'left', vertical: 'top', wrapText: true },
};

export interface DiarySheetInput {
  diary: Diary;
  title: string;
  summary: string;
}

/** An xlsx; the same diary gives the same bytes. */
export function diarySheet({ diary, title, summary }: DiarySheetInput): Promise<Uint8Array> {
  const lines: readonly (readonly [style: CellStyle, cells: readonly string[]])[] = [
    [titleStyle, [title]],
    [summaryStyle, [summary]],
    [headStyle, diaryColumns],
    ...diary.rows.map(({ collected, handling, reply }) => [cellStyle, [collected, handling, reply]] as const),
  ];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  lines.forEach(([style, values], row) =>
    values.forEach((value, column) => void cells.set(`${row},${column}`, { value: cellText(value), style })),
  );
  const heights = new Map([
    [titleStyle, 28],
    [summaryStyle, 18],
    [headStyle, 22],
  ]);
  const last = columns.length - 1;
  const at = wallClock(diary.madeAt);
  return writeXlsx({
    sheets: [
      {
        name: SHEET,
        columns: columns.map(({ width }) => ({ width })),
        rows: lines.map(() => []),
        cells,
        merges: [0, 1].map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: last })),
        rowDefs: new Map(
          lines.map(([style, values], row) => [row, { height: heights.get(style) ?? heightOf(values, columns) }]),
        ),
        freezePane: { rows: 3 },
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: '$1:$3',
        },
        headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
      },
    ],
    defaultFont,
    properties: { title, creator: '回音', created: at, modified: at },
  });
}
