/** What a corrected edition says about the one before. */
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../domain/monthly-changes.ts';
import { monthlyTable, unitMonth } from '../support/monthly.ts';

describe('between two editions', () => {
  const before = monthlyTable([
    unitMonth(1, '甲局'),
    unitMonth(2, '乙局', { closedOnTime: 5 }),
    unitMonth(3, '丙镇', { kind: 'town' }),
  ]);

  it('nothing is said when every row is the same, whoever issued it and when', () => {
    const units = [
      unitMonth(1, '甲局'),
      unitMonth(2, '乙局', { closedOnTime: 5 }),
      unitMonth(3, '丙镇', { kind: 'town' }),
    ];
    expect(changesBetween(before, monthlyTable(units, { edition: 2, issuedAt: 5, issuedBy: '方既白' }))).toEqual([]);
  });

  it('each unit whose row differs is named with what was and what is, its rank too', () => {
    const after = monthlyTable([
      unitMonth(1, '甲局', { closedOnTime: 4, overdue: 1, medianDays: null, flags: ['久未办理（待核）'] }),
      unitMonth(2, '乙局', { closedOnTime: 5 }),
      unitMonth(3, '丙镇', { kind: 'town' }),
    ]);
    expect(changesBetween(before, after)).toEqual([
      '乙局：排名 2→1',
      '甲局：超期未办 0→1，按时办结率 75.00%→50.00%，办理天数中位数 3→—，亮灯 绿→红，预警 无→久未办理（待核），排名 1→2',
    ]);
  });

  it('units that came or went are said', () => {
    const after = monthlyTable([
      unitMonth(1, '甲局'),
      unitMonth(4, '丁局', { closedOnTime: 5 }),
      unitMonth(3, '丙镇', { kind: 'town' }),
    ]);
    expect(changesBetween(before, after)).toEqual(['丁局：新列入', '乙局：不再列入']);
  });
});
