/** Monthly tables for tests of pictures and sheets. */
import { buildMonthlyTable, type MonthlyTable, type UnitMonth } from '../../domain/monthly-table.ts';
import { instantAt } from '../../domain/time.ts';

/** Facts of a unit that add up. */
export function unitMonth(unit: number, name: string, more: Partial<UnitMonth> = {}): UnitMonth {
  const counts = { carriedOver: 2, added: 7, closed: 6, movedAway: 1 };
  const { carriedOver, added, closed, movedAway } = { ...counts, ...more };
  return {
    unit,
    name,
    kind: 'department',
    ...counts,
    due: 8,
    open: carriedOver + added - closed - movedAway,
    closedOnTime: 6,
    acceptDue: 7,
    acceptedOnTime: 7,
    overdue: 0,
    nearLimit: 0,
    medianDays: 3,
    rated: 0,
    satisfied: 0,
    inspections: 0,
    flags: [],
    flagged: false,
    watched: false,
    ...more,
  };
}

export const monthlyTable = (units: readonly UnitMonth[], more: Partial<MonthlyTable> = {}): MonthlyTable =>
  buildMonthlyTable(
    units,
    { departments: 3, towns: null, all: 3 },
    {
      month: '2026-10',
      edition: 1,
      issuedAt: instantAt('2026-11-02', '09:30'),
      issuedBy: null,
      calendarAssumed: false,
      cumulative: { reported: 40, closed: 30 },
      coverage: null,
      changes: null,
      ...more,
    },
  );
