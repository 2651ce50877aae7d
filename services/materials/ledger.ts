/** The part of the ledger the console offers: of a unit or of all, reported in a month or ever. */
import { countLedger, type LedgerFilter } from '../../db/ledger.ts';
import { monthsPeriod } from '../../domain/period.ts';
import type { Month } from '../../domain/time.ts';
import type { Core } from '../core.ts';
import { ledgerOf, reportedWithin } from '../ledger/export.ts';

export function ledgerFor(unit: number | null, month: Month | null): LedgerFilter {
  const period = month === null ? null : monthsPeriod(month);
  return { ...ledgerOf(unit), ...reportedWithin(period?.from ?? null, period?.to ?? null) };
}

/** How many issues it would hold. */
export const ledgerCount = (core: Pick<Core, 'db'>, unit: number | null, month: Month | null): Promise<number> =>
  countLedger(core.db, ledgerFor(unit, month));
