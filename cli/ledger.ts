/** `huiyin ledger out.xlsx`: the ledger of all issues, of a unit, of some days; however many, in the same memory. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config.ts';
import { countLedger } from '../db/ledger.ts';
import { readDay } from '../domain/text/numbers.ts';
import { dayOf } from '../domain/time.ts';
import { findUnit } from '../services/issues/find.ts';
import { exportLedger, ledgerOf, reportedWithin } from '../services/ledger/export.ts';
import { readRoster } from '../services/roster-memory.ts';
import { print, withDatabase } from './open.ts';

interface LedgerOptions {
  unit?: string;
  from?: string;
  to?: string;
}

export function ledger(config: Config, path: string, options: LedgerOptions): Promise<void> {
  return withDatabase(config, async ({ db }) => {
    const now = Date.now();
    const readers = await readRoster(db);
    const days = [options.from, options.to].map((typed) => (typed === undefined ? null : readDay(typed, dayOf(now))));
    const unit = options.unit === undefined ? null : findUnit(readers, options.unit).id;
    const unread = [
      ...(options.from !== undefined && days[0] === null ? [`日期“${options.from}”`] : []),
      ...(options.to !== undefined && days[1] === null ? [`日期“${options.to}”`] : []),
      ...(options.unit !== undefined && unit === null ? [`单位“${options.unit}”`] : []),
    ];
    if (unread.length > 0) {
      print(`看不懂${unread.join('、')}：日期请写成 2026-01-01，单位请写全称或简称`);
      process.exitCode = 1;
      return;
    }
    const filter = { ...ledgerOf(unit), ...reportedWithin(days[0] ?? null, days[1] ?? null) };
    const stream = await exportLedger({ db, readers: () => readers }, filter, now);
    await pipeline(Readable.fromWeb(stream), createWriteStream(path));
    print(`已写入 ${path}：${await countLedger(db, filter)} 件`);
  });
}
