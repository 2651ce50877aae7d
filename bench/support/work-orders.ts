/** Real work orders as issues: who answered, where, what about, and whether they were settled in time. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseCsv } from 'hucre/csv';
import { instantAt, type Instant } from '../../domain/time.ts';

export interface WorkOrder {
  at: Instant;
  unit: string | null;
  street: string | null;
  community: string | null;
  category: string;
  /** Null: not archived. */
  inTime: boolean | null;
}

/** Columns that may serve as the category. */
export const levels = { event: 'EVENT_TYPE_NAME', main: 'MAIN_TYPE_NAME', sub: 'SUB_TYPE_NAME' } as const;
export type Level = keyof typeof levels;

/** By time; units written with and without the name of their street behind them are one where that is clear. */
export function readWorkOrders(path: string, level: Level): { orders: WorkOrder[]; respelt: string[] } {
  const bytes = readFileSync(path);
  const plain = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
  const [header = [], ...rows] = parseCsv(plain.toString('utf8').replace(/^\uFEFF/, ''));
  const names = header.map((cell) => String(cell ?? '').trim());
  const column = (name: string): number => {
    const index = names.indexOf(name);
    if (index < 0) throw new Error(`there is no column ${name}`);
    return index;
  };
  const at = {
    unit: column('DISPOSE_UNIT_NAME'),
    street: column('STREET_NAME'),
    community: column('COMMUNITY_NAME'),
    time: column('CREATE_TIME'),
    inTime: column('INTIME_ARCHIVE_NUM'),
    late: column('OVERTIME_ARCHIVE_NUM'),
    category: column(levels[level]),
  };
  const cell = (row: readonly unknown[], index: number): string | null => {
    const text = String(row[index] ?? '').trim();
    return text === '' || text === '-' ? null : text;
  };
  const spelt = new Set(rows.flatMap((row) => cell(row, at.unit) ?? []));
  const orders = rows.flatMap((row): WorkOrder[] => {
    const time = cell(row, at.time);
    if (time === null) return [];
    const unit = cell(row, at.unit);
    const [inTime, late] = [cell(row, at.inTime), cell(row, at.late)];
    return [
      {
        at: instantAt(time.slice(0, 10), time.slice(11, 16)) + Number(time.slice(17, 19)) * 1000,
        unit: unit === null ? null : oneSpelling(unit, spelt),
        street: cell(row, at.street),
        community: cell(row, at.community),
        category: cell(row, at.category) ?? '未分类',
        inTime: inTime === '1' ? true : late === '1' ? false : null,
      },
    ];
  });
  return {
    orders: orders.sort((a, b) => a.at - b.at),
    respelt: [...spelt].filter((unit) => oneSpelling(unit, spelt) !== unit),
  };
}

/** `六联社区（坪山街道办事处）` is 六联社区 where that is written too and no other street has one of the name. */
function oneSpelling(unit: string, spelt: ReadonlySet<string>): string {
  const bare = unit.replace(/（.*）$/, '');
  if (bare === unit || !spelt.has(bare)) return unit;
  const alike = [...spelt].filter((other) => other !== bare && other.replace(/（.*）$/, '') === bare);
  return alike.length === 1 ? bare : unit;
}
