/** Random histories through the rules into the database: the table adds up, and a second count of every figure agrees. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit } from '../../db/commit.ts';
import { recordResult } from '../../db/follow-ups.ts';
import { eachHeld } from '../../db/held-spells.ts';
import { checkRows } from '../../db/row-check.ts';
import type { Database } from '../../db/connect.ts';
import { imbalance, type MonthlyTable } from '../../domain/monthly-table.ts';
import { instantAt, monthRange, type Month } from '../../domain/time.ts';
import { audit } from '../../rehearsal/audit.ts';
import { createRandom, type Random } from '../../rehearsal/random.ts';
import { judgeUnitsTwice } from '../../services/flags/judged.ts';
import { SpellsAt } from '../../services/flags/spells.ts';
import { makeTable } from '../../services/monthly/make.ts';
import { readRoster, type Readers } from '../../services/roster-memory.ts';
import { randomHistory, type Cast } from '../second/histories.ts';
import { countMonth, daysHad, medianOf, whoHad, type Holidays, type Rated, type Told } from '../second/month.ts';
import { progressAgain } from '../second/progress.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { seedDistrict } from '../support/district.ts';

/** State Council, 2026, by hand. */
const holidays: Holidays = {
  off: ['2026-09-25', '2026-09-26', '2026-09-27', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  work: ['2026-09-20', '2026-10-10'],
};
const FROM = instantAt('2026-08-03', '00:00');
const UNTIL = monthRange('2026-10').to;
const EACH = 60;
const cast: Cast = {
  reporter: 1,
  units: [1, 2, 3, 4, 5, 11, 12, 13],
  places: [21, 22, 23, 24],
  categories: [1, 2, 3, 4, 5, 6],
};
const figures = [
  'carriedOver',
  'added',
  'due',
  'closed',
  'movedAway',
  'open',
  'closedOnTime',
  'acceptDue',
  'acceptedOnTime',
  'overdue',
  'waiting',
  'rated',
  'satisfied',
  'onTimeRate',
  'acceptRate',
  'satisfactionRate',
  'medianDays',
] as const;

describe.each(databases)('a month of random histories on $name', ({ kind }) => {
  let db: Database;
  let readers: Readers;
  const histories: Told[] = [];
  const ratings: Rated[] = [];
  beforeAll(async () => {
    db = await openTestDatabase(kind);
    await seedDistrict(db);
    readers = await readRoster(db);
  });
  afterAll(() => db.close());

  const tableOf = (month: Month): Promise<MonthlyTable> =>
    makeTable({ db, readers: () => readers }, { month, issuedAt: UNTIL, edition: 0, issuedBy: null });

  async function write(random: Random): Promise<void> {
    const { events, state } = randomHistory(cast, FROM, UNTIL, readers.rules, random);
    const result = await commit(db, {
      at: state.touchedAt,
      message: null,
      issue: { before: null, after: state, events, source: 'console:group:1:1' },
      contact: null,
      prompt: null,
      outbox: [],
      lease: null,
    });
    const number = result.kind === 'done' ? (result.number ?? 0) : 0;
    histories.push({ number, events });
    for (const settled of whoHad({ number, events }).filter(({ how }) => how === 'settled')) {
      while (random.next() < 0.5) await rate(number, settled.unit, settled.to ?? 0, random);
    }
  }

  async function rate(issue: number, unit: number, after: number, random: Random): Promise<void> {
    const at = Math.min(UNTIL - 1, after + Math.floor(random.next() * 30 * 86_400_000));
    const satisfaction = random.pick(['satisfied', 'basicallySatisfied', 'dissatisfied', null] as const);
    const rating = { issue, holding: after % 30_000, unit, at, satisfaction };
    await recordResult(db, { ...rating, by: 6, outcome: 'solved', note: null }, `rating:${ratings.length}`);
    ratings.push(rating);
  }

  it.each([1, 2, 3, 4])(
    'carries over, adds up and is counted alike twice, for every unit and month (seed %i)',
    async (seed) => {
      const random = createRandom(seed);
      for (let count = 0; count < EACH; count += 1) await write(random);
      expect((await checkRows(db)).changed).toEqual([]);
      const tables = await Promise.all((['2026-08', '2026-09', '2026-10'] as const).map(tableOf));
      for (const [index, table] of tables.entries()) {
        const { from, to } = monthRange(table.month);
        expect(await audit(db, table)).toEqual([]);
        const rows = [...table.departments, ...table.towns];
        const next = tables[index + 1];
        for (const row of rows) {
          expect(imbalance(row)).toBe(0);
          const again = countMonth([row.unit], histories, ratings, [from, to], holidays);
          for (const figure of figures)
            expect(row[figure], `${table.month} ${row.name} ${figure}`).toEqual(again[figure]);
          // What is open at the end of a month is carried over into the next.
          const later = next && [...next.departments, ...next.towns].find(({ unit }) => unit === row.unit);
          expect(later?.carriedOver ?? row.open).toBe(row.open);
        }
        const all = countMonth(
          rows.map(({ unit }) => unit),
          histories,
          ratings,
          [from, to],
          holidays,
        );
        expect(imbalance(table.totals.all)).toBe(0);
        expect(table.totals.all).toMatchObject({
          due: all.due,
          onTimeRate: all.onTimeRate,
          acceptRate: all.acceptRate,
          satisfactionRate: all.satisfactionRate,
          medianDays: all.medianDays,
        });
      }
    },
  );

  // At the end, and while much still runs that ended since.
  it.each([UNTIL, instantAt('2026-10-12', '09:10'), instantAt('2026-09-21', '09:10')])(
    'is judged alike twice, by progress and by hard facts, now and a month before',
    async (at) => {
      const rows = await db.query<{ number: number; category: number }>('select number, category from issues', []);
      const categoryOf = new Map(rows.map(({ number, category }) => [number, category]));
      const core = { db, readers: () => readers };
      const { now, before, running } = await judgeUnitsTwice(core, at);
      for (const [judged, moment] of [
        [now, at],
        [before, instantAt(before.to, '00:00')],
      ] as const) {
        const start = instantAt(judged.from, '00:00');
        const had = histories.flatMap((told) => whoHad(told).map((one) => ({ ...one, number: told.number })));
        const inWindow = had.filter(({ from, to }) => from < moment && (to === null || to >= start));
        const again = progressAgain(
          inWindow.map((one) => ({
            unit: one.unit,
            category: categoryOf.get(one.number) ?? 0,
            days: daysHad(one, moment, holidays),
            settled: one.how === 'settled' && one.to !== null && one.to < moment,
            entry: one.from >= start ? null : daysHad(one, start, holidays) || null,
          })),
        );
        expect(judged.progress).toHaveLength(again.size);
        for (const one of judged.progress) {
          const other = again.get(one.unit);
          expect(one).toMatchObject({ observed: other?.observed, verdict: other?.verdict });
          expect(one.expected).toBeCloseTo(other?.expected ?? -1, 8);
          expect(one.tail).toBeCloseTo(other?.tail ?? -1, 10);
          expect(one.across?.expected ?? 0).toBeCloseTo(other?.alone?.expected ?? 0, 8);
          expect(one.median).toBe(
            medianOf(
              inWindow
                .filter(({ unit }) => unit === one.unit)
                .map((mine) => ({
                  days: daysHad(mine, moment, holidays),
                  settled: mine.how === 'settled' && mine.to !== null && mine.to < moment,
                })),
            ),
          );
        }
      }
      // Behind a flag stands what the unit still has, not what went elsewhere.
      const has = (unit: number): number[] =>
        histories
          .filter((told) => whoHad(told).some((one) => one.unit === unit && one.to === null && one.from < at))
          .map(({ number }) => number);
      for (const { unit, openIssues } of now.progress) expect(openIssues.toSorted((a, b) => a - b)).toEqual(has(unit));
      const overdue = running.filter(({ due }) => due !== null && due < at).map(({ issue }) => issue);
      const late = histories.filter((told) =>
        whoHad(told).some((one) => one.to === null && one.from < at && one.due !== null && one.due < at),
      );
      expect(overdue.toSorted((a, b) => a - b)).toEqual(late.map(({ number }) => number));
    },
  );

  it('gives the times slow progress is judged by: on the unit’s clock, pauses out, from where the window begins', async () => {
    const { from } = monthRange('2026-09');
    const spells = new SpellsAt(UNTIL, from, readers.rules.calendar);
    await eachHeld(db, from, UNTIL, (spell) => spells.add(spell));
    const again = histories.flatMap(whoHad).filter((had) => had.to === null || had.to >= from);
    const counted = spells
      .all()
      .flatMap(({ unit, time, closed, entry = 0, count = 1 }) =>
        Array.from({ length: count }, () => [unit, time, closed, entry].join()),
      );
    expect(counted.toSorted()).toEqual(
      again
        .map((had) =>
          [
            had.unit,
            daysHad(had, UNTIL, holidays),
            had.how === 'settled',
            had.from < from ? daysHad(had, from, holidays) : 0,
          ].join(),
        )
        .toSorted(),
    );
    expect(
      again.filter((had) => daysHad(had, UNTIL, holidays) < daysHad({ ...had, pauses: [] }, UNTIL, holidays)).length,
    ).toBeGreaterThan(3);
  });

  it('was no idle check: every turn an issue can take has been taken, and every figure was more than nothing', async () => {
    const taken = new Set(histories.flatMap(({ events }) => events.map(({ type }) => type)));
    for (const type of [
      'transferred',
      'returned',
      'withdrawn',
      'shelved',
      'resumed',
      'reopened',
      'extensionApproved',
      'deadlineChanged',
    ])
      expect(taken).toContain(type);
    const { all } = (await tableOf('2026-09')).totals;
    expect(all.carriedOver * all.movedAway * all.closed * all.open * all.overdue).toBeGreaterThan(0);
    expect(all.onTimeRate).toBeGreaterThan(0);
    expect(all.onTimeRate).toBeLessThan(1);
    const months = await Promise.all((['2026-08', '2026-09', '2026-10'] as const).map(tableOf));
    const medians = months.flatMap(({ departments, towns }) => [...departments, ...towns].map((row) => row.medianDays));
    expect(medians.filter((days) => days !== null && days > 0).length).toBeGreaterThan(5);
  });
});
