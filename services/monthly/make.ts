/** Makes the monthly supervision table from the facts, with the issues behind it. */
import { cumulativeCounts, monthlyFacts, monthlyHoldings, type UnitMonthFacts } from '../../db/monthly-facts.ts';
import { flagsInForce } from '../../db/supervision.ts';
import { inTimeFrom } from '../../domain/given-day.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import { buildMonthlyTable, type MonthlyTable, type UnitMonth } from '../../domain/monthly-table.ts';
import { kaplanMeier, kaplanMeierMedian } from '../../domain/statistics/survival.ts';
import { addDays, dayOf, endOfDay, monthRange, type Instant, type Month } from '../../domain/time.ts';
import type { UnderlyingIssue } from '../../reports/sheet/monthly-workbook.ts';
import { holdingWords } from '../../wording/holdings.ts';
import type { Core } from '../core.ts';
import { monthCoverage } from '../visits/coverage.ts';
import { heldBetween } from '../flags/spells.ts';
import { flagsOfUnit, supervisedIn } from './supervised.ts';

const nothing: Omit<UnitMonthFacts, 'unit'> = {
  carriedOver: 0,
  added: 0,
  due: 0,
  closed: 0,
  movedAway: 0,
  open: 0,
  closedOnTime: 0,
  acceptDue: 0,
  acceptedOnTime: 0,
  overdue: 0,
  waiting: 0,
  nearLimit: 0,
};

/** Which month, until when it has run, and as what it is issued. */
export interface TableRequest {
  month: Month;
  /** Cuts a running month short. */
  until?: Instant;
  issuedAt: Instant;
  /** 0 for a table that is only looked at. */
  edition: number;
  /** Name of who issues it; null for the job. */
  issuedBy: string | null;
}

/** The stretch a table looks at, and until when a deadline counts as near. */
export function stretchOf({ month, until }: Pick<TableRequest, 'month' | 'until'>, { calendar, settings }: Rules) {
  const { from, to: end } = monthRange(month);
  const to = until ?? end;
  const lastDay = dayOf(to - 1);
  return { from, to, lastDay, near: endOfDay(calendar.addWorkingDays(lastDay, settings['digest.soon.workingDays'])) };
}

/** The table of a month as the data stands. */
export async function makeTable(core: Pick<Core, 'db' | 'readers'>, request: TableRequest): Promise<MonthlyTable> {
  const { rules } = core.readers();
  const { directory, calendar } = rules;
  const { month, issuedAt, edition, issuedBy } = request;
  const { from, to, lastDay, near } = stretchOf(request, rules);
  const flagsFrom = addDays(lastDay, -31);
  const [facts, cumulative, spells, flags, supervised, coverage] = await Promise.all([
    monthlyFacts(core.db, from, to, near),
    cumulativeCounts(core.db, to),
    heldBetween(core.db, from, to, calendar),
    flagsInForce(core.db, flagsFrom, lastDay),
    supervisedIn(core.db, from, to),
    monthCoverage(core, month, to),
  ]);
  const factsOf = new Map(facts.map((row) => [row.unit, row]));
  const flagsOf = groupBy(flags, (flag) => flag.unit);
  const spellsByUnit = groupBy(spells, (spell) => spell.unit);
  // A unit that was merged has its row as long as something happened to what it had.
  const former = (directory.data.former ?? []).filter(({ id }) => factsOf.has(id));
  const rows = [...directory.data.units, ...former].flatMap((unit): UnitMonth[] => {
    if (unit.kind !== 'department' && unit.kind !== 'town') return [];
    const raised = flagsOf.get(unit.id) ?? [];
    return [
      {
        ...nothing,
        ...factsOf.get(unit.id),
        unit: unit.id,
        name: unit.name,
        kind: unit.kind,
        medianDays: kaplanMeierMedian(kaplanMeier(spellsByUnit.get(unit.id) ?? [])),
        ...supervised.ofUnit(unit.id),
        ...flagsOfUnit(raised, supervised.rectificationsOf(unit.id), inTimeFrom(lastDay, calendar)),
      },
    ];
  });
  const calendarAssumed = !calendar.isPublished(Number(month.slice(0, 4)));
  const medianOf = (...kinds: readonly UnitMonth['kind'][]): number | null =>
    kaplanMeierMedian(
      kaplanMeier(spells.filter(({ unit }) => kinds.some((kind) => directory.anyUnit(unit)?.kind === kind))),
    );
  return buildMonthlyTable(
    rows,
    { departments: medianOf('department'), towns: medianOf('town'), all: medianOf('department', 'town') },
    {
      month,
      edition,
      issuedAt,
      issuedBy,
      calendarAssumed,
      cumulative,
      supervision: supervised.supervision,
      coverage,
      changes: null,
    },
  );
}

/**
 * The holdings the table is counted from, one by one and by the very same statement; of departments and towns. Of more
 * than a sheet is to hold the rest is counted.
 */
export async function underlyingIssues(
  core: Pick<Core, 'db' | 'readers'>,
  request: TableRequest,
): Promise<{ issues: UnderlyingIssue[]; unlisted: number }> {
  const { rules } = core.readers();
  const { directory, settings } = rules;
  const { from, to, near } = stretchOf(request, rules);
  const { holdings, total } = await monthlyHoldings(core.db, from, to, near, settings['table.issuesListed']);
  const issues = holdings.flatMap((holding) => {
    const { issue, unit, category, assignedAt, acceptDue, acceptedAt, due, endedAt, endedBy, unsolved, marks } =
      holding;
    const kind = directory.anyUnit(unit)?.kind;
    if (kind !== 'department' && kind !== 'town') return [];
    return [
      {
        number: issue,
        category: directory.categoryName(category),
        unit: directory.unitName(unit),
        assignedAt,
        acceptDue,
        acceptedAt,
        due,
        endedAt,
        state: holdingWords({ due, endedAt, endedBy, unsolved, overdue: marks.overdue, waiting: marks.waiting }),
        counted: marks,
      },
    ];
  });
  return { issues, unlisted: total - holdings.length };
}
