/** What inspectors did, as the monthly table shows it; and who looks after a unit. */
import { describe, expect, it } from 'vitest';
import type { Flag } from '../../db/supervision.ts';
import { Directory, type Person } from '../../domain/directory.ts';
import type { FlagKind, FlagState } from '../../domain/flags.ts';
import { buildMonthlyTable, type UnitMonth } from '../../domain/monthly-table.ts';
import type { RectificationState, RectificationStatus } from '../../domain/rectification.ts';
import { flagsOfUnit } from '../../services/monthly/supervised.ts';
import { fullTable } from '../../wording/tables.ts';
import { directory } from './support.ts';

const evidence = {
  observed: null,
  expected: null,
  tail: null,
  median: null,
  from: '2026-08-01',
  to: '2026-10-26',
  categories: [],
  across: null,
  issues: [],
};
const flag = (kind: FlagKind, state: FlagState): Flag => ({ id: 7, kind, unit: 1, day: '2026-10-26', state, evidence });
const answering = (status: RectificationStatus, flagId = 7): RectificationState => ({
  number: 3,
  version: 2,
  unit: 1,
  flags: [{ flag: flagId, kind: 'slow' }],
  status,
  suggestedAt: 0,
  planDue: '2026-11-02',
  planFrom: 0,
  documentNumber: null,
  milestones: [
    { day: '2026-10-20', person: '沈立夏', text: '排查', known: null, countedFrom: null, doneAt: 1, note: '已排查' },
    { day: '2026-10-28', person: '沈立夏', text: '维修', known: null, countedFrom: null, doneAt: 2, note: '已维修' },
    { day: '2026-11-10', person: '宋知秋', text: '办结', known: null, countedFrom: null, doneAt: null, note: null },
  ],
  verifiedAt: null,
});

describe('the flags of a unit in the table', () => {
  it.each<[string, Flag[], RectificationState[], string[], { flagged: boolean; watched: boolean }]>([
    ['nothing', [], [], [], { flagged: false, watched: false }],
    [
      'a draft, which nobody has looked at',
      [flag('slow', 'draft')],
      [],
      ['进度缓慢（待核）'],
      { flagged: false, watched: true },
    ],
    ['a watch draft', [flag('watch', 'draft')], [], ['关注（待核）'], { flagged: false, watched: true }],
    [
      'one under way',
      [flag('slow', 'confirmed')],
      [answering('rectifying')],
      ['进度缓慢（整改中 2/3）'],
      { flagged: true, watched: false },
    ],
    [
      'a watch a person confirmed',
      [flag('watch', 'confirmed')],
      [answering('suggested')],
      ['关注（待报整改方案）'],
      { flagged: true, watched: false },
    ],
    [
      'one verified, which weighs no more',
      [flag('slow', 'confirmed')],
      [answering('verified')],
      ['进度缓慢（已销号）'],
      { flagged: false, watched: false },
    ],
    [
      'a rectification that outlived its flag',
      [],
      [answering('completed', 1)],
      ['进度缓慢（待核验）'],
      { flagged: true, watched: false },
    ],
    [
      'one verified without its flag',
      [],
      [answering('verified', 1)],
      ['进度缓慢（已销号）'],
      { flagged: false, watched: false },
    ],
  ])('show %s', (_, raised, rectifications, flags, light) => {
    expect(flagsOfUnit(raised, rectifications, '2026-10-31')).toEqual({ flags, ...light });
  });

  it('say what is late on the last day of the month', () => {
    const words = (day: string, status: RectificationStatus): string =>
      flagsOfUnit([], [answering(status)], day).flags[0] ?? '';
    expect(words('2026-11-10', 'rectifying')).toBe('进度缓慢（整改中 2/3）');
    expect(words('2026-11-11', 'rectifying')).toBe('进度缓慢（整改中 2/3，逾期 1 项）');
    expect(words('2026-11-03', 'suggested')).toBe('进度缓慢（整改方案逾期）');
  });
});

describe('the closing lines of the table', () => {
  const about = {
    month: '2026-10',
    edition: 1,
    issuedAt: 0,
    issuedBy: null,
    calendarAssumed: false,
    coverage: null,
    cumulative: { reported: 5400, closed: 3000 },
    changes: null,
  };
  const nothing: UnitMonth = {
    unit: 1,
    name: '甲',
    kind: 'department',
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
    medianDays: null,
    rated: 0,
    satisfied: 0,
    inspections: 0,
    flags: [],
    flagged: false,
    watched: false,
  };
  const medians = { departments: null, towns: null, all: null };
  const supervision = { inspections: 12, inspectionsSoFar: 187 };
  const followUps = { solved: 0, unsolved: 0, unreachable: 0, rated: 0, satisfied: 0 };

  it('count inspections and rate only those who were asked and answered', () => {
    const rated = buildMonthlyTable([{ ...nothing, rated: 20, satisfied: 19, inspections: 2 }], medians, {
      ...about,
      supervision: { ...supervision, followUps: { solved: 20, unsolved: 2, unreachable: 3, rated: 20, satisfied: 19 } },
    });
    expect(fullTable(rated)).toMatch(
      /甲〔绿〕[^\n]*｜满意率95.00%｜督查2次\n[^]*本月督查 12 次，累计 187 次\n本月回访 25 件：解决 20，未解决 2，无法联系 3；群众满意率 95.00%（20 件有评价）\n/,
    );
  });

  it('give no rate where nobody was asked or nobody said', () => {
    const unasked = buildMonthlyTable([nothing], medians, { ...about, supervision: { ...supervision, followUps } });
    expect(fullTable(unasked)).toContain('本月没有回访，群众满意率 —');
    const silent = buildMonthlyTable([nothing], medians, {
      ...about,
      supervision: { ...supervision, followUps: { ...followUps, solved: 4 } },
    });
    expect(fullTable(silent)).toContain('本月回访 4 件：解决 4，未解决 0，无法联系 0；群众满意率 —（0 件有评价）');
  });

  it('are left out of tables issued before they were kept', () => {
    expect(fullTable(buildMonthlyTable([nothing], medians, about))).not.toContain('督查 ');
  });
});

describe('the grid', () => {
  const inspector = (id: number): Person => ({
    id,
    name: `督查${id}`,
    unit: null,
    roles: [{ role: 'inspector', unit: null }],
    accounts: [],
  });
  const withGrid = (grid: { inspector: number; unit: number }[]): Directory =>
    new Directory({ ...directory.data, people: [inspector(1), inspector(2)], grid });
  const ids = (district: Directory, unit: number): number[] => district.inspectorsFor(unit).map(({ id }) => id);

  it.each<[string, { inspector: number; unit: number }[], number, number[]]>([
    ['nobody’s unit is everybody’s', [], 1, [1, 2]],
    ['a unit has its own', [{ inspector: 2, unit: 1 }], 1, [2]],
    ['what is below a unit has the unit’s', [{ inspector: 2, unit: 1 }], 5, [2]],
    ['another unit is still everybody’s', [{ inspector: 2, unit: 1 }], 2, [1, 2]],
    ['who left the roster looks after nothing', [{ inspector: 9, unit: 1 }], 1, [1, 2]],
  ])('%s', (_, grid, unit, expected) => {
    expect(ids(withGrid(grid), unit)).toEqual(expected);
  });
});
