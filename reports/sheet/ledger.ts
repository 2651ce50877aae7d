/** The ledger (台账) as a stream: rows go in one by one, bytes come out as they are read, nothing is kept. */
import { writeXlsxStream } from 'hucre/xlsx';
import type { Instant } from '../../domain/time.ts';
import { cellOf, numberFormats, type Format, type Value } from './cells.ts';

/** One issue; residents masked. */
export interface LedgerRow {
  number: string;
  source: string;
  team: string;
  reportedAt: Instant;
  place: string;
  resident: string;
  content: string;
  category: string;
  urgency: string;
  route: string;
  unit: string;
  supporting: string;
  handler: string;
  responsible: string;
  firstReceiver: string;
  state: string;
  acceptedAt: Instant | null;
  handlingAt: Instant | null;
  outcomeAt: Instant | null;
  closedAt: Instant | null;
  due: Instant | null;
  extensions: number;
  /** Working days the clocks stood still. */
  pausedDays: number;
  returns: number;
  reopened: number;
  progress: string;
  outcome: string;
  reply: string;
  settled: string;
}

interface LedgerColumn {
  title: string;
  width: number;
  format: Format;
  of(row: LedgerRow): Value;
}

const text = (title: string, width: number, key: keyof LedgerRow): LedgerColumn => ({
  title,
  width,
  format: 'text',
  of: (row) => row[key],
});
const moment = (title: string, key: keyof LedgerRow): LedgerColumn => ({
  title,
  width: 16,
  format: 'moment',
  of: (row) => row[key],
});
const count = (title: string, key: keyof LedgerRow): LedgerColumn => ({
  title,
  width: 8,
  format: 'count',
  of: (row) => row[key],
});

/** In the order of the ledger of domain.md 9, as far as there is something to tell. */
const columns: readonly LedgerColumn[] = [
  text('编号', 18, 'number'),
  text('来源', 14, 'source'),
  text('走访小组', 20, 'team'),
  moment('时间', 'reportedAt'),
  text('地点', 24, 'place'),
  text('反映人（脱敏）', 14, 'resident'),
  text('内容', 50, 'content'),
  text('类别', 12, 'category'),
  text('缓急', 6, 'urgency'),
  text('途径', 12, 'route'),
  text('主办', 20, 'unit'),
  text('协办', 20, 'supporting'),
  text('下属单位', 18, 'handler'),
  text('责任人', 12, 'responsible'),
  text('首问责任人', 12, 'firstReceiver'),
  text('状态', 14, 'state'),
  moment('受理', 'acceptedAt'),
  moment('办理', 'handlingAt'),
  moment('办结', 'outcomeAt'),
  moment('结案', 'closedAt'),
  moment('期限', 'due'),
  count('延期（次）', 'extensions'),
  count('暂停（工作日）', 'pausedDays'),
  count('退回（次）', 'returns'),
  count('重办（次）', 'reopened'),
  text('进展', 30, 'progress'),
  text('办理结果', 40, 'outcome'),
  text('反馈类型', 14, 'reply'),
  text('销号', 6, 'settled'),
];

async function* cellsOf(
  batches: AsyncIterable<readonly LedgerRow[]>,
): AsyncGenerator<(string | number | Date | null)[]> {
  for await (const rows of batches)
    for (const row of rows) yield columns.map(({ of, format }) => cellOf(of(row), format));
}

/**
 * Memory does not grow with the rows; beyond a sheet's 1,048,576 a second sheet begins.
 * @param batches in the order they are written
 */
export const ledgerStream = (batches: AsyncIterable<readonly LedgerRow[]>): ReadableStream<Uint8Array> =>
  writeXlsxStream(cellsOf(batches), {
    name: '台账',
    freezePane: { rows: 1, columns: 1 },
    columns: columns.map(({ title, width, format }) => ({
      header: title,
      width,
      style: {
        ...(format === 'text' ? {} : { numFmt: numberFormats[format] }),
        alignment: { vertical: 'top', wrapText: format === 'text' },
      },
    })),
  });
