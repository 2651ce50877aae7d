/**
 * A sheet of any length as a stream, laid out for print: header and first column on every page, filter, page numbers. The library
 * writes the workbook around the rows, which knows all of that but would keep every row; the rows go in where its only row stood.
 */
import { strFromU8, unzipSync } from 'fflate';
import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import type { Instant } from '../../domain/time.ts';
import { cellText, wallClock, type Value } from './cells.ts';
import { bodyStyle, defaultFont, headStyle, heightOf, letterOf, type SheetColumn } from './look.ts';
import { zipped, type ZipPart } from './zip.ts';

export interface StreamedSheet {
  name: string;
  title: string;
  at: Instant;
  /** The first one is repeated on every page. */
  columns: readonly SheetColumn[];
  /** Pages side by side that the columns are fitted to. */
  pagesAcross: number;
  /** After which a further sheet begins; less than a program takes where it is left out. */
  mostRows?: number;
}

/** Rows of a sheet: a program takes 1,048,576, and a part of the archive 4 GiB, which so many rows stay under. */
const MOST_ROWS = 250_000;
/** Characters after which XML is handed on. */
const CHUNK = 1 << 15;

/** The sheet with its header and one empty row, as often as there are sheets. */
function workbook({ name, title, at, columns, pagesAcross }: StreamedSheet, rows: readonly number[]): WriteSheet[] {
  const header = { oddHeader: `&L${title.replaceAll('&', '&&')}`, oddFooter: '&C第 &P 页，共 &N 页' };
  return rows.map((count, index) => ({
    name: index === 0 ? name : `${name}${index + 1}`,
    columns: columns.map((column) => ({ width: column.width, style: bodyStyle(column, { upper: true }) })),
    rows: [columns.map(() => null), columns.map(() => null)],
    cells: new Map(columns.map((column, place) => [`0,${place}`, { value: column.title, style: headStyle }])),
    rowDefs: new Map([[0, { height: 34 }]]),
    freezePane: { rows: 1, columns: 1 },
    autoFilter: { range: `A1:${letterOf(columns.length - 1)}${count + 1}` },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: pagesAcross,
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
      printTitlesColumn: '$A:$A',
      margins: { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: { ...header, oddHeader: `${header.oddHeader}&R${momentOf(at)}` },
  }));
}

const momentOf = (at: Instant): string => `统计至 ${wallClock(at).toISOString().slice(0, 16).replace('T', ' ')}`;

async function partsOf(sheet: StreamedSheet, rows: readonly number[]): Promise<Record<string, Uint8Array>> {
  const { title, at } = sheet;
  const properties = { title, creator: '回音', created: wallClock(at), modified: wallClock(at) };
  return unzipSync(await writeXlsx({ sheets: workbook(sheet, rows), defaultFont, properties }));
}

const pathOf = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`;
const ROW_BELOW = /<row r="2".*?<\/row>/s;

/** What stands before and after the rows of a sheet that has so many, and the number of each column's style. */
async function around(
  sheet: StreamedSheet,
  rows: number,
): Promise<{ before: string; after: string; styles: readonly string[] }> {
  const xml = strFromU8((await partsOf(sheet, [rows]))[pathOf(0)] ?? new Uint8Array());
  const row = ROW_BELOW.exec(xml);
  if (row === null) throw new Error('the library wrote no row for the rows to stand in');
  const before = xml.slice(0, row.index);
  const after = xml.slice(row.index + row[0].length);
  return {
    // How far the sheet reaches is not known yet, and need not be said.
    before: before.replace(/<dimension [^>]*>/, ''),
    // Pages side by side follow each other: what is known of an issue lies on two pages that belong together.
    after: after.replace('<pageSetup ', '<pageSetup pageOrder="overThenDown" '),
    styles: [...row[0].matchAll(/ s="(\d+)"/g)].map(([, style = '0']) => style),
  };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const escaped = (text: string): string => cellText(text).replace(/[&<>\r]/g, (sign) => escapes[sign] ?? sign);

/** A day counts one, from the last of 1899. */
const DAY = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);

function cellXml(at: string, style: string, value: Value, { format }: SheetColumn): string {
  const head = `<c r="${at}" s="${style}"`;
  if (value === null || value === '') return `${head}/>`;
  if (typeof value === 'string')
    return `${head} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  return `${head}><v>${format === 'moment' ? (wallClock(value).getTime() - EPOCH) / DAY : value}</v></c>`;
}

/** @param batches each row has a value a column */
export async function* streamedSheet(
  sheet: StreamedSheet,
  batches: AsyncIterable<readonly (readonly Value[])[]>,
): AsyncGenerator<Uint8Array> {
  const { mostRows = MOST_ROWS } = sheet;
  const letters = sheet.columns.map((_, index) => letterOf(index));
  const { before, styles } = await around(sheet, 1);
  const encoder = new TextEncoder();
  const iterator = batches[Symbol.asyncIterator]();
  let waiting: readonly (readonly Value[])[] = [];
  let place = 0;
  const counts: number[] = [];

  const next = async (): Promise<readonly Value[] | null> => {
    while (place >= waiting.length) {
      const { value, done } = await iterator.next();
      if (done === true) return null;
      waiting = value;
      place = 0;
    }
    return waiting[place] ?? null;
  };
  async function* rowsOf(): AsyncGenerator<Uint8Array> {
    let xml = before;
    let count = 0;
    for (let row = await next(); row !== null && count < mostRows; row = await next()) {
      place += 1;
      count += 1;
      const values = row;
      const cells = sheet.columns.map((column, index) =>
        cellXml(`${letters[index] ?? ''}${count + 1}`, styles[index] ?? '0', values[index] ?? null, column),
      );
      xml += `<row r="${count + 1}" ht="${heightOf(values, sheet.columns)}" customHeight="1">${cells.join('')}</row>`;
      if (xml.length < CHUNK) continue;
      yield encoder.encode(xml);
      xml = '';
    }
    counts.push(count);
    yield encoder.encode(xml + (await around(sheet, Math.max(1, count))).after);
  }
  async function* parts(): AsyncGenerator<ZipPart> {
    do yield { name: pathOf(counts.length), data: rowsOf() };
    while ((await next()) !== null);
    for (const [name, bytes] of Object.entries(await partsOf(sheet, counts)))
      if (!name.startsWith('xl/worksheets/')) yield { name, data: [bytes] };
  }
  try {
    yield* zipped(parts());
  } finally {
    await iterator.return?.();
  }
}
