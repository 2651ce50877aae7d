/** The table's arithmetic: sums, ranks, lights, rates. */
import { describe, expect, it } from 'vitest';
import { buildMonthlyTable, percent, type UnitMonth } from '../../domain/monthly-table.ts';
import { defaultSettings, readSetting, settingDefinitions, settingKeys, settingsFrom } from '../../domain/settings.ts';

const unit = (more: Partial<UnitMonth>): UnitMonth => ({
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
  ...more,
});
const about = {
  month: '2026-09',
  edition: 1,
  issuedAt: 0,
  issuedBy: null,
  calendarAssumed: false,
  cumulative: { reported: 9, closed: 8 },
  coverage: null,
  changes: null,
};
const medians = { departments: null, towns: null, all: null };

describe('the monthly table', () => {
  it('refuses to be issued when a row does not add up', () => {
    expect(() => buildMonthlyTable([unit({ carriedOver: 2, added: 3, closed: 1, open: 3 })], medians, about)).toThrow(
      /不平：甲，差 1 件/,
    );
  });

  it('ranks departments and towns apart, by on-time rate, then overdue, and puts those without a rate last', () => {
    const table = buildMonthlyTable(
      [
        unit({ unit: 1, name: '无' }),
        unit({ unit: 2, name: '半', added: 2, closed: 2, due: 2, closedOnTime: 1 }),
        unit({ unit: 3, name: '全', added: 1, closed: 1, due: 1, closedOnTime: 1 }),
        unit({ unit: 4, name: '镇', kind: 'town', added: 1, open: 1 }),
      ],
      { departments: 3, towns: null, all: 4 },
      about,
    );
    expect(table.departments.map((row) => [row.rank, row.name, row.onTimeRate])).toEqual([
      [1, '全', 1],
      [2, '半', 0.5],
      [3, '无', null],
    ]);
    expect(table.towns.map((row) => row.name)).toEqual(['镇']);
    expect(table.totals.all).toMatchObject({ added: 4, closed: 3, open: 1, onTimeRate: 2 / 3, medianDays: 4 });
  });

  it('shows red for overdue or flagged, yellow for near or watched, else green', () => {
    const rows = [
      unit({ name: '红', overdue: 1, carriedOver: 1, open: 1 }),
      unit({ name: '旗', flagged: true }),
      unit({ name: '黄', nearLimit: 1, carriedOver: 1, open: 1 }),
      unit({ name: '看', watched: true }),
      unit({ name: '绿' }),
    ];
    const lights = new Map(buildMonthlyTable(rows, medians, about).departments.map((row) => [row.name, row.light]));
    expect(Object.fromEntries(lights)).toEqual({ 红: 'red', 旗: 'red', 黄: 'yellow', 看: 'yellow', 绿: 'green' });
  });

  it.each([
    [911 / 972, '93.72%'],
    [1, '100.00%'],
    [0, '0.00%'],
    [2 / 3, '66.67%'],
    [0.000_05, '0.01%'],
    [0.145_85, '14.59%'],
    [null, '—'],
  ])('prints %j as %s', (rate, words) => {
    expect(percent(rate)).toBe(words);
  });
});

describe('settings', () => {
  it('have defaults that fit their own definition, each with a reason', () => {
    for (const key of settingKeys) {
      expect(readSetting(key, settingDefinitions[key].default), key).toMatchObject({ ok: true });
      expect(settingDefinitions[key].reason.length, key).toBeGreaterThan(4);
    }
  });
  it('take stored values where they fit and name those that do not', () => {
    const { settings, refused } = settingsFrom([
      ['deadline.platform.workingDays', 7],
      ['ladder.urge.workingDays', -1],
      ['gone', 1],
    ]);
    expect(settings['deadline.platform.workingDays']).toBe(7);
    expect(settings['ladder.urge.workingDays']).toBe(defaultSettings['ladder.urge.workingDays']);
    expect(refused).toEqual(['ladder.urge.workingDays', 'gone']);
  });
});
