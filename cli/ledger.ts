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
import { ledgerWritten } from '../wording/command-line.ts';
import { commandLineRefusals } from '../wording/refusals/command-line.ts';
import { materialRefusals } from '../wording/refusals/materials.ts';
import { readRoster } from '../services/roster-memory.ts';
import { withDatabase } from './open.ts';
import { notWritten, print, Refused } from './say.ts';

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
      ...(options.from !== undefined && days[0] === null ? [commandLineRefusals.whichDay(options.from)] : []),
      ...(options.to !== undefined && days[1] === null ? [commandLineRefusals.whichDay(options.to)] : []),
      ...(options.unit !== undefined && unit === null ? [materialRefusals.noUnit(options.unit)] : []),
    ];
    if (unread.length > 0) throw new Refused(unread.join('\n'));
    const filter = { ...ledgerOf(unit), ...reportedWithin(days[0] ?? null, days[1] ?? null) };
    const stream = await exportLedger({ db, readers: () => readers }, filter, now);
    await pipeline(Readable.fromWeb(stream), createWriteStream(path)).catch((error: unknown) => {
      throw notWritten(path, error);
    });
    print(ledgerWritten(path, await countLedger(db, filter)));
  });
}
