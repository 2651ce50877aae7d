/** The streamed ledger, read back by a library that is not the one that wrote it: print layout, text that stays text. */
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { instantAt } from '../../domain/time.ts';
import { ledgerStream, type LedgerRow } from '../../reports/sheet/ledger.ts';
import { streamedSheet } from '../../reports/sheet/stream.ts';
import { unzip } from '../support/zip.ts';

const at = instantAt('2026-10-12', '10:00');
const row: LedgerRow = {
  number: '民情〔2026〕1号',
  source: '城厢组团群',
  team: '城厢组团一组',
  reportedAt: instantAt('2026-09-28', '09:30'),
  place: '城厢街道 拱秀社区',
  resident: '王*',
  content: '墙体裂缝',
  category: '房屋安全',
  urgency: '一般',
  route: '平台流转',
  unit: '住房和城乡建设局',
  supporting: '',
  handler: '',
  responsible: '沈立夏',
  firstReceiver: '郭辛夷',
  state: '已受理',
  acceptedAt: null,
  handlingAt: null,
  outcomeAt: null,
  closedAt: null,
  due: null,
  extensions: 0,
  pausedDays: 0,
  returns: 0,
  reopened: 0,
  progress: '',
  outcome: '',
  reply: '',
  followUp: '',
  supervision: '',
  settled: '否',
};
async function* batches<T>(...given: readonly (readonly T[])[]): AsyncGenerator<readonly T[]> {
  yield* given;
}
async function read(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer as ArrayBuffer);
  return workbook;
}
const ledger = (...given: readonly (readonly LedgerRow[])[]): Promise<Buffer> =>
  buffer(ledgerStream('民情问题台账', at, batches(...given)));

/** What a cell of the first row under the header holds, by its heading. */
function under(sheet: ExcelJS.Worksheet | undefined, heading: string, place = 2): ExcelJS.CellValue {
  const heads = sheet?.getRow(1).values as string[];
  return sheet?.getRow(place).getCell(heads.indexOf(heading)).value ?? null;
}

describe('the ledger as a sheet', () => {
  it('is laid out for print: A4 across, header and number on every page, filter, page numbers', async () => {
    const [sheet] = (await read(await ledger([row, row], [], [row]))).worksheets;
    expect(sheet?.rowCount).toBe(4);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 1 });
    expect(sheet?.autoFilter).toBe('A1:AE4');
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 2,
      fitToHeight: 0,
      pageOrder: 'overThenDown',
      printTitlesRow: '1:1',
      printTitlesColumn: 'A:A',
    });
    expect(sheet?.headerFooter).toMatchObject({
      oddHeader: '&L民情问题台账&R统计至 2026-10-12 10:00',
      oddFooter: '&C第 &P 页，共 &N 页',
    });
    expect(sheet?.getColumn(7).width).toBe(36);
    expect(under(sheet, '时间', 4)).toEqual(new Date('2026-09-28T09:30:00Z'));
    expect(sheet?.getRow(2).getCell(4).numFmt).toBe('yyyy-mm-dd hh:mm');
    expect(under(sheet, '受理')).toBe(null);
  });

  it('keeps what is typed as text, whatever it looks like, and leaves out what no sheet may hold', async () => {
    for (const [content, kept] of [
      ['=1+1', '=1+1'],
      ['@SUM(A1)&<b>"\n-2', '@SUM(A1)&<b>"\n-2'],
      ['0012', '0012'],
      ['a\u0001\ufffe\ud83db😀𠮷', 'ab😀𠮷'],
      ['字'.repeat(40_000), `${'字'.repeat(32_766)}…`],
    ] as const) {
      const [sheet] = (await read(await ledger([{ ...row, content }]))).worksheets;
      expect(under(sheet, '内容'), content.slice(0, 20)).toBe(kept);
      const { height } = sheet?.getRow(2) ?? {};
      expect(height).toBe(content.length > 1000 ? 409 : 32);
    }
  });

  it('keeps a text that would be read as a character by its number from it', async () => {
    const files = unzip(await ledger([{ ...row, content: '_x0041_' }]));
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('>_x005F_x0041_<');
  });

  it('gives the same bytes again, has a header without rows, and stops reading when nobody reads on', async () => {
    expect(await ledger([row])).toEqual(await ledger([row]));
    const [sheet] = (await read(await ledger())).worksheets;
    expect([sheet?.rowCount, under(sheet, '编号', 1)]).toEqual([1, '编号']);

    let ended = false;
    async function* endless(): AsyncGenerator<LedgerRow[]> {
      try {
        for (;;) yield Array.from({ length: 100 }, () => row);
      } finally {
        ended = true;
      }
    }
    const reader = ledgerStream('台账', at, endless()).getReader();
    for (let chunk = 0; chunk < 3; chunk += 1) await reader.read();
    await reader.cancel();
    expect(ended).toBe(true);
  });

  it('passes on what goes wrong while rows are read', async () => {
    async function* broken(): AsyncGenerator<LedgerRow[]> {
      yield [row];
      throw new Error('the database is gone');
    }
    await expect(buffer(ledgerStream('台账', at, broken()))).rejects.toThrow('the database is gone');
  });

  it('begins a further sheet, with the same header and layout, when one is full', async () => {
    const columns = [
      { title: '编号', width: 8, format: 'count' },
      { title: '内容', width: 20, format: 'text' },
    ] as const;
    const sheet = { name: '台账', title: 'R&D', at, columns, pagesAcross: 1, mostRows: 2 };
    const rows = [1, 2, 3, 4, 5].map((number) => [number, `第 ${number} 件`]);
    const bytes = await buffer(ReadableStream.from(streamedSheet(sheet, batches(rows))));
    const { worksheets } = await read(bytes);
    expect(worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['台账', 3],
      ['台账2', 3],
      ['台账3', 2],
    ]);
    expect(worksheets[2]?.getRow(2).values).toEqual([undefined, 5, '第 5 件']);
    expect(worksheets[2]?.pageSetup).toMatchObject({ orientation: 'landscape', printTitlesRow: '1:1' });
    expect(worksheets[2]?.autoFilter).toBe('A1:B2');
    expect(unzip(bytes).get('xl/worksheets/sheet3.xml')).toContain('&amp;LR&amp;&amp;D');
  });
});
