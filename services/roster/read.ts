/** Reads a roster from a folder of CSV files (UTF-8 or GBK) or from one xlsx. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { sheetFileFaults } from '../../wording/refusals/roster-sheets.ts';
import {
  columnsOf,
  sheetNames,
  type RosterProblem,
  type RosterRow,
  type RosterTables,
  type SheetName,
} from './tables.ts';

export interface ReadRoster {
  tables: RosterTables;
  problems: RosterProblem[];
}

const wholeFile = (file: string, reason: string): ReadRoster => ({
  tables: {},
  problems: [{ sheet: file, row: 0, reason }],
});

/** Never throws for what is in the files: what cannot be read is a problem that says which file and what to do. */
export async function readRoster(path: string): Promise<ReadRoster> {
  const found = await stat(path).catch(() => null);
  if (found === null) return wholeFile(path, sheetFileFaults.noFile());
  if (found.isDirectory()) return readFolder(path);
  if (extname(path).toLowerCase() === '.xls') return wholeFile(basename(path), sheetFileFaults.oldWorkbook());
  return readWorkbook(await readFile(path), basename(path));
}

async function readFolder(path: string): Promise<ReadRoster> {
  const tables: RosterTables = {};
  const problems: RosterProblem[] = [];
  const files = (await readdir(path)).filter((file) => extname(file).toLowerCase() === '.csv');
  for (const file of files) {
    const sheet = sheetNamed(basename(file, extname(file)));
    if (sheet === null) continue;
    const text = decode(await readFile(join(path, file)));
    if (text === null) problems.push({ sheet: file, row: 0, reason: sheetFileFaults.encoding() });
    else addSheet(tables, problems, sheet, parseCsv(text));
  }
  if (files.length === 0 || (Object.keys(tables).length === 0 && problems.length === 0)) {
    return wholeFile(basename(path), sheetFileFaults.noSheetFile(sheetNames.join('、')));
  }
  return { tables, problems };
}

/** UTF-8 where it is that without a mistake, else GB 18030, which contains GBK; null for neither. */
function decode(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  return null;
}

/** One xlsx with sheets of the same names and headers. */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<ReadRoster> {
  if (bytes.length === 0) return wholeFile(name, sheetFileFaults.emptyFile());
  // An encrypted workbook is an OLE container, not a zip.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return wholeFile(name, sheetFileFaults.locked());
  const workbook = await readXlsx(bytes).catch(() => null);
  if (workbook === null) return wholeFile(name, sheetFileFaults.damaged());
  const tables: RosterTables = {};
  const problems: RosterProblem[] = [];
  for (const { name: title, rows } of workbook.sheets) {
    const sheet = sheetNamed(title);
    if (sheet !== null) addSheet(tables, problems, sheet, rows);
  }
  if (Object.keys(tables).length === 0 && problems.length === 0) {
    return wholeFile(name, sheetFileFaults.noSheet(sheetNames.join('、')));
  }
  return { tables, problems };
}

const sheetNamed = (title: string): SheetName | null =>
  sheetNames.find((sheet) => title.replace(/[\s.\d_-]/g, '') === sheet) ?? null;

function addSheet(
  tables: RosterTables,
  problems: RosterProblem[],
  sheet: SheetName,
  rows: readonly (readonly unknown[])[],
): void {
  const headerAt = rows.findIndex((row) => row.some((cell) => plain(cell) !== ''));
  if (headerAt < 0) {
    problems.push({ sheet, row: 0, reason: sheetFileFaults.emptySheet() });
    return;
  }
  const header = (rows[headerAt] ?? []).map(plain);
  const missing = columnsOf[sheet].needed.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    problems.push({ sheet, row: headerAt + 1, reason: sheetFileFaults.noColumns(missing) });
    return;
  }
  const read: RosterRow[] = [];
  rows.forEach((cells, index) => {
    if (index <= headerAt || cells.every((cell) => plain(cell) === '')) return;
    const row: Record<string, string> = {};
    header.forEach((column, at) => {
      if (column !== '') row[column] = plain(cells[at]);
    });
    read.push({ row: index + 1, cells: row });
  });
  tables[sheet] = read;
}

/** A cell as text: whole numbers without exponent or .0, blanks of every width trimmed. */
function plain(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell);
  const text =
    cell instanceof Date ? cell.toISOString().slice(0, 10) : typeof cell === 'string' ? cell : JSON.stringify(cell);
  const trimmed = text.replace(/^[\s\u3000\uFEFF]+|[\s\u3000]+$/g, '');
  return /^\d+(?:\.\d+)?[eE]\+?\d+$|^\d+\.0+$/.test(trimmed) ? BigInt(Math.round(Number(trimmed))).toString() : trimmed;
}
