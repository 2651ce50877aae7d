/** The ledger (台账) as a stream: rows go in one by one, bytes come out as they are read, nothing is kept. */
import type { Instant } from '../../domain/time.ts';
import type { Value } from './cells.ts';
import type { SheetColumn } from './look.ts';
import { streamedSheet } from './stream.ts';

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
  /** What the resident said when asked again. */
  followUp: string;
  /** Steps inspectors took: 催办, 督办, 通报, 约谈, with their days. */
  supervision: string;
  settled: string;
}

interface LedgerColumn extends SheetColumn {
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
  width: 6.5,
  format: 'count',
  align: 'center',
  of: (row) => row[key],
});

/** In the order of the ledger of domain.md 9. Two pages of A4 side by side: what was raised, what became of it. */
const columns: readonly LedgerColumn[] = [
  text('编号', 20, 'number'),
  text('来源', 11, 'source'),
  text('走访小组', 12, 'team'),
  moment('时间', 'reportedAt'),
  text('地点', 14, 'place'),
  text('反映人（脱敏）', 9, 'resident'),
  text('内容', 36, 'content'),
  text('类别', 9, 'category'),
  text('缓急', 6, 'urgency'),
  text('途径', 15, 'route'),
  text('主办', 13, 'unit'),
  text('协办', 12, 'supporting'),
  text('下属单位', 11, 'handler'),
  text('责任人', 8.5, 'responsible'),
  text('首问责任人', 8.5, 'firstReceiver'),
  text('状态', 9, 'state'),
  moment('受理', 'acceptedAt'),
  moment('办理', 'handlingAt'),
  moment('办结', 'outcomeAt'),
  moment('结案', 'closedAt'),
  moment('期限', 'due'),
  count('延期\n（次）', 'extensions'),
  count('暂停\n（天）', 'pausedDays'),
  count('退回\n（次）', 'returns'),
  count('重办\n（次）', 'reopened'),
  text('进展', 22, 'progress'),
  text('办理结果', 24, 'outcome'),
  text('反馈类型', 12, 'reply'),
  text('回访结果', 11, 'followUp'),
  text('督查记录', 15, 'supervision'),
  text('销号', 6, 'settled'),
];
const PAGES_ACROSS = 2;

async function* valuesOf(batches: AsyncIterable<readonly LedgerRow[]>): AsyncGenerator<Value[][]> {
  for await (const rows of batches) yield rows.map((row) => columns.map(({ of }) => of(row)));
}

/**
 * Memory does not grow with the rows; a quarter of a million to a sheet.
 *
 * @param title stands on every printed page
 * @param batches in the order they are written
 */
export const ledgerStream = (
  title: string,
  at: Instant,
  batches: AsyncIterable<readonly LedgerRow[]>,
): ReadableStream<Uint8Array> =>
  ReadableStream.from(
    streamedSheet({ name: '台账', title, at, columns, pagesAcross: PAGES_ACROSS }, valuesOf(batches)),
  );
