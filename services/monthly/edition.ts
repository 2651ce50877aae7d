/** An edition of the monthly table: the files it is sent as, and the message that carries them. */
import type { Edition, EditionFile, MonthlyTable } from '../../domain/monthly-table.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { monthlyDefinitions } from '../../wording/definitions.ts';
import { message } from '../../wording/format.ts';
import {
  editionWords,
  tableFileName,
  tableKindNames,
  tableNotes,
  tableRows,
  tableSummary,
  tableTitle,
} from '../../wording/tables.ts';
import type { Core } from '../core.ts';
import { file, image, made } from '../made.ts';
import { reportFiles } from '../papers/report-file.ts';
import { underlyingIssues, type TableRequest } from './make.ts';

export const tableKinds = ['departments', 'towns'] as const;
export type TableKind = (typeof tableKinds)[number];

type Making = Pick<Core, 'db' | 'readers' | 'log'>;

/** Pages of the picture of one of the two tables; with a unit marked only the page it is on. */
export const tablePages = (
  core: Pick<Core, 'log'>,
  table: MonthlyTable,
  kind: TableKind,
  marked: number | null,
): Promise<Uint8Array[]> =>
  made(core, 'monthlyPictures', {
    table,
    kind,
    marked,
    title: tableTitle(table.month),
    subtitle: `${tableKindNames[kind]}　${editionWords(table)}`,
    notes: tableNotes(table),
  });

/** The workbook: both tables, the issues behind them, what the figures mean. Empty when it could not be made. */
export async function tableWorkbook(core: Making, table: MonthlyTable, request: TableRequest): Promise<Uint8Array[]> {
  return made(core, 'monthlyWorkbook', {
    table,
    title: tableTitle(table.month),
    subtitle: editionWords(table),
    notes: tableNotes(table),
    ...(await underlyingIssues(core, request)),
    definitions: monthlyDefinitions(core.readers().rules.settings),
  });
}

/** The pictures and the workbook a table is sent as. */
export async function tableFiles(core: Making, table: MonthlyTable, request: TableRequest): Promise<EditionFile[]> {
  const files: EditionFile[] = [];
  for (const kind of tableKinds) {
    const pages = await tablePages(core, table, kind, null);
    pages.forEach((bytes, page) => {
      const part = `${tableKindNames[kind]}${pages.length > 1 ? page + 1 : ''}`;
      files.push({ kind, name: `${tableFileName(table, part)}.png`, bytes });
    });
  }
  for (const bytes of await tableWorkbook(core, table, request))
    files.push({ kind: 'sheet', name: `${tableFileName(table)}.xlsx`, bytes });
  return files;
}

/** All files of an edition, 月报 with them. Made before it is issued, so that they are frozen together with the table. */
export async function makeEdition(core: Making, table: MonthlyTable, request: TableRequest): Promise<Edition> {
  const files = [...(await tableFiles(core, table, request)), ...(await reportFiles(core, table, request))];
  return { table, files };
}

/** Three lines, the pictures, the workbook; the same for everybody it is sent to, and every time it is. */
export function editionMessage({ table, files }: Edition): OutgoingSegment[] {
  const pages = tableKinds.flatMap((kind): OutgoingSegment[] => {
    const ofKind = files.filter((one) => one.kind === kind);
    if (ofKind.length === 0) return [{ type: 'text', text: `\n${tableRows(table, kind)}` }];
    return ofKind.map(({ name, bytes }, page) =>
      image(name, bytes, page === 0 ? tableRows(table, kind) : `${tableKindNames[kind]}（续）`),
    );
  });
  const sheets = files.filter((one) => one.kind === 'sheet').map(({ name, bytes }) => file(name, bytes));
  return message(tableSummary(table), pages, sheets);
}
