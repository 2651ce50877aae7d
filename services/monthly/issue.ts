/** Makes the monthly supervision table from the facts, freezes it and says it where it belongs. */
import { cumulativeCounts, heldSpells, monthlyFacts, type UnitMonthFacts } from '../../db/monthly-facts.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { flagsInForce, loadTable } from '../../db/supervision.ts';
import { flagKindNames, flagStateNames } from '../../domain/flags.ts';
import { groupBy } from '../../domain/group-by.ts';
import { buildMonthlyTable, type MonthlyTable, type UnitMonth } from '../../domain/monthly-table.ts';
import { kaplanMeier, kaplanMeierMedian } from '../../domain/statistics/survival.ts';
import {
  addDays,
  addMonths,
  dayOf,
  endOfDay,
  monthOf,
  monthRange,
  type Instant,
  type Month,
} from '../../domain/time.ts';
import { tableText } from '../../wording/tables.ts';
import type { Core } from '../core.ts';
import { addressesOfOffice, queued } from '../issues/outgoing.ts';
import { spellsOf } from '../flags/spells.ts';

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
  nearLimit: 0,
};

/** The table of a month as the data stands; `until` cuts a running month short. */
export async function makeTable(
  core: Pick<Core, 'db' | 'readers'>,
  month: Month,
  issuedAt: Instant,
  edition: number,
  until?: Instant,
): Promise<MonthlyTable> {
  const { directory, calendar, settings } = core.readers().rules;
  const range = monthRange(month);
  const to = until ?? range.to;
  const lastDay = dayOf(to - 1);
  const near = endOfDay(calendar.addWorkingDays(lastDay, settings['digest.soon.workingDays']));
  const flagsFrom = addDays(lastDay, -31);
  const [facts, cumulative, spells, flags] = await Promise.all([
    monthlyFacts(core.db, range.from, to, near),
    cumulativeCounts(core.db, to),
    heldSpells(core.db, range.from, to),
    flagsInForce(core.db, flagsFrom, lastDay),
  ]);
  const factsOf = new Map(facts.map((row) => [row.unit, row]));
  const flagsOf = groupBy(flags, (flag) => flag.unit);
  const held = spellsOf(spells, to, calendar);
  const spellsByUnit = groupBy(held, (spell) => spell.unit);
  const rows = directory.data.units.flatMap((unit): UnitMonth[] => {
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
        rated: 0,
        satisfied: 0,
        inspections: 0,
        flags: raised.map((flag) => `${flagKindNames[flag.kind]}（${flagStateNames[flag.state]}）`),
        flagged: raised.some((flag) => flag.kind !== 'watch'),
        watched: raised.some((flag) => flag.kind === 'watch'),
      },
    ];
  });
  const calendarAssumed = !calendar.isPublished(Number(month.slice(0, 4)));
  const medianOf = (kind: UnitMonth['kind'] | null): number | null =>
    kaplanMeierMedian(kaplanMeier(held.filter(({ unit }) => kind === null || directory.unit(unit)?.kind === kind)));
  return buildMonthlyTable(
    rows,
    { departments: medianOf('department'), towns: medianOf('town'), all: medianOf(null) },
    { month, edition, issuedAt, issuedBy: null, calendarAssumed, cumulative, changes: null },
  );
}

/** The job of the first working day: last month's table, frozen as its first edition, to the liaison group. */
export async function issueMonthlyTable(core: Core, dueAt: Instant): Promise<JobWork> {
  const month = addMonths(monthOf(dueAt), -1);
  if ((await loadTable(core.db, month)) !== null) return noWork;
  const table = await makeTable(core, month, dueAt, 1);
  const { directory } = core.readers();
  const outgoing = addressesOfOffice(directory).map((address) => ({ address, segments: tableText(table) }));
  return { ...noWork, table, outbox: queued(outgoing, `table:${month}:1`, null, dueAt) };
}
