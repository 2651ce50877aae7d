/** The monthly supervision table (domain.md 6): its rows from facts, its totals, and the check of its sums. */
import type { Instant, Month } from './time.ts';

export type Light = 'green' | 'yellow' | 'red';

/** Facts of one unit in a month, counted over the times it held issues. */
export interface UnitMonth {
  unit: number;
  name: string;
  kind: 'department' | 'town';
  /** 上月结转: held at the first moment of the month. */
  carriedOver: number;
  /** 本月新增: got in the month. */
  added: number;
  /** 本月应办: due in the month, without what is shelved or waits for the office (`waiting`). */
  due: number;
  /** 办结: outcomes recorded in the month. */
  closed: number;
  /** 退回、转出、撤回 in the month. */
  movedAway: number;
  /** 在办: held at the end of the month. */
  open: number;
  /** Of `due`, outcome recorded in time and not found unsolved since. */
  closedOnTime: number;
  /** Acceptances due in the month, and those in time. */
  acceptDue: number;
  acceptedOnTime: number;
  /** 超期未办: open at the end of the month and past the deadline. */
  overdue: number;
  /**
   * Of `overdue`: what the unit asked before the deadline and the office had not decided. It is not held against the unit.
   * Tables frozen before this was kept have none.
   */
  waiting?: number;
  /** Open and due within the near limit. */
  nearLimit: number;
  /** Kaplan–Meier median of working days to the outcome; null when not reached or nothing was held. */
  medianDays: number | null;
  rated: number;
  satisfied: number;
  inspections: number;
  /** Kinds of flags in force at the end of the month, e.g. 进度缓慢（已确认）. */
  flags: readonly string[];
  /** A flag a person has confirmed, whose rectification is not verified yet. */
  flagged: boolean;
  /** A flag that is still a draft: a program's hint alone lights no red. */
  watched: boolean;
}

export interface MonthlyRow extends UnitMonth {
  rank: number;
  light: Light;
  /** 0–1, null where there is no denominator: printed as —, never as 100%. */
  onTimeRate: number | null;
  acceptRate: number | null;
  satisfactionRate: number | null;
}

export interface MonthlyTotals {
  carriedOver: number;
  added: number;
  due: number;
  closed: number;
  movedAway: number;
  open: number;
  overdue: number;
  onTimeRate: number | null;
  acceptRate: number | null;
  satisfactionRate: number | null;
  /** Over all issues of these units together. */
  medianDays: number | null;
  inspections: number;
}

export interface MonthlyTable {
  month: Month;
  /** 1 for the first; 0 for a table that is not issued. */
  edition: number;
  issuedAt: Instant;
  /** Who issued a correction; null for the job. */
  issuedBy: string | null;
  /** True when a working calendar of the month was not published and Monday–Friday was assumed. */
  calendarAssumed: boolean;
  departments: readonly MonthlyRow[];
  towns: readonly MonthlyRow[];
  totals: { departments: MonthlyTotals; towns: MonthlyTotals; all: MonthlyTotals };
  /** Since the beginning: 收集, 办结. */
  cumulative: { reported: number; closed: number };
  /** What inspectors did in the month; tables issued before this was kept have none. */
  supervision?: MonthlySupervision;
  /** Villages to be visited by the end of the month, and those that were; null where none was (tables frozen before have nothing). */
  coverage: { visited: number; places: number } | null;
  /** What changed against the edition before; null for the first. */
  changes: readonly string[] | null;
}

/** Whether there is anything to say of a unit in the month. */
export const isBusy = (row: UnitMonth): boolean =>
  row.carriedOver + row.added + row.due + row.open + row.rated + row.inspections + row.flags.length > 0;

/** A file of an edition. `departments` and `towns` are pages of the picture of that table; `report` is 月报, sent when it is asked for. */
export interface EditionFile {
  kind: 'departments' | 'towns' | 'sheet' | 'report';
  name: string;
  bytes: Uint8Array;
}

/** An issued table with the files it was sent as. */
export interface Edition {
  table: MonthlyTable;
  files: readonly EditionFile[];
}

/** Inspections of the month and since the beginning; follow-ups made in the month, the latest of each closing. */
export interface MonthlySupervision {
  inspections: number;
  inspectionsSoFar: number;
  followUps: { solved: number; unsolved: number; unreachable: number; rated: number; satisfied: number };
}

const rate = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Carry-over + new − closed − moved away − open: 0 when the row is right. */
export const imbalance = (
  row: Pick<MonthlyTotals, 'carriedOver' | 'added' | 'closed' | 'movedAway' | 'open'>,
): number => row.carriedOver + row.added - row.closed - row.movedAway - row.open;

/** 超期未办 for which the unit answers. */
export const blamed = ({ overdue, waiting = 0 }: Pick<UnitMonth, 'overdue' | 'waiting'>): number => overdue - waiting;

const lightOf = (row: UnitMonth): Light =>
  blamed(row) > 0 || row.flagged ? 'red' : row.nearLimit > 0 || row.overdue > 0 || row.watched ? 'yellow' : 'green';

/** Units without a rate come after those with one, and last those there is nothing to say of. */
const standing = (row: UnitMonth & { onTimeRate: number | null }): number => row.onTimeRate ?? (isBusy(row) ? -1 : -2);

/** Ranks by on-time rate, then fewer overdue of its own, then more closed, then name. */
function ranked(units: readonly UnitMonth[]): MonthlyRow[] {
  const rows = units.map((unit) => ({
    ...unit,
    rank: 0,
    light: lightOf(unit),
    onTimeRate: rate(unit.closedOnTime, unit.due),
    acceptRate: rate(unit.acceptedOnTime, unit.acceptDue),
    satisfactionRate: rate(unit.satisfied, unit.rated),
  }));
  rows.sort(
    (a, b) => standing(b) - standing(a) || blamed(a) - blamed(b) || b.closed - a.closed || (a.name < b.name ? -1 : 1),
  );
  return rows.map((row, index) => ({ ...row, rank: index + 1 }));
}

function totalsOf(rows: readonly UnitMonth[], medianDays: number | null): MonthlyTotals {
  const sum = (pick: (row: UnitMonth) => number): number => rows.reduce((total, row) => total + pick(row), 0);
  return {
    carriedOver: sum((row) => row.carriedOver),
    added: sum((row) => row.added),
    due: sum((row) => row.due),
    closed: sum((row) => row.closed),
    movedAway: sum((row) => row.movedAway),
    open: sum((row) => row.open),
    overdue: sum((row) => row.overdue),
    onTimeRate: rate(
      sum((row) => row.closedOnTime),
      sum((row) => row.due),
    ),
    acceptRate: rate(
      sum((row) => row.acceptedOnTime),
      sum((row) => row.acceptDue),
    ),
    satisfactionRate: rate(
      sum((row) => row.satisfied),
      sum((row) => row.rated),
    ),
    medianDays,
    inspections: sum((row) => row.inspections),
  };
}

/** Medians of working days over the issues of all units of a kind together: no sum of the rows gives them. */
export interface OverallMedians {
  departments: number | null;
  towns: number | null;
  all: number | null;
}

/** Builds the table; throws when a row's sums do not add up, for a wrong table must never be issued. */
export function buildMonthlyTable(
  units: readonly UnitMonth[],
  medians: OverallMedians,
  about: Omit<MonthlyTable, 'departments' | 'towns' | 'totals'>,
): MonthlyTable {
  const departments = ranked(units.filter((unit) => unit.kind === 'department'));
  const towns = ranked(units.filter((unit) => unit.kind === 'town'));
  const totals = {
    departments: totalsOf(departments, medians.departments),
    towns: totalsOf(towns, medians.towns),
    all: totalsOf(units, medians.all),
  };
  for (const row of [...units, totals.departments, totals.towns, totals.all]) {
    if (imbalance(row) !== 0) {
      throw new Error(`${about.month} 督查表不平：${'name' in row ? row.name : '合计'}，差 ${imbalance(row)} 件`);
    }
  }
  return { ...about, departments, towns, totals };
}

/** Two decimals, half up (911 of 972 is 93.72%); — where there is no denominator. */
export function percent(value: number | null): string {
  if (value === null) return '—';
  // A rate of two counts is exact to 15 digits; the epsilon keeps 0.93725 from falling to 93.72 by its binary form.
  const hundredths = Math.floor(value * 10_000 + 0.5 + 1e-9);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`;
}
