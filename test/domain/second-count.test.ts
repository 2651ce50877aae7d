/** The statistics against a second, naive count of the same, on random data. */
import { describe, expect, it } from 'vitest';
import { judgeSurges, type SurgeCell } from '../../domain/statistics/emerging.ts';
import { judgeProgress, overdispersedTails, type UnitSpell } from '../../domain/statistics/slow-progress.ts';
import { kaplanMeier, kaplanMeierMedian } from '../../domain/statistics/survival.ts';
import { createRandom, type Random } from '../../rehearsal/random.ts';
import { medianOf } from '../second/month.ts';
import { progressAgain } from '../second/progress.ts';
import { surgesAgain, type Reported, type SurgeAgain } from '../second/surges.ts';

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
const whole = (random: Random, most: number): number => Math.floor(random.next() * most);

describe('slow progress', () => {
  it.each(seeds)('is what a second count finds: closures, expectation, tail, median, verdict (seed %i)', (seed) => {
    const random = createRandom(seed);
    const spells = Array.from({ length: 900 }, (_, issue): UnitSpell => {
      const unit = whole(random, 12);
      // Categories 8 and 9 are all but one unit's own.
      const category = unit === 3 && random.next() < 0.5 ? 8 + whole(random, 2) : whole(random, 8);
      const entry = random.next() < 0.2 ? whole(random, 10) : 0;
      const time = entry + whole(random, 25);
      const closed = random.next() < (unit === 5 ? 0.2 : 0.75);
      return { unit, category, issue, time, closed, ...(entry === 0 ? {} : { entry }) };
    });
    const rule = { slowTail: 0.001, watchTail: 0.025, minimumExpected: 3, soleShare: 0.8, overdispersion: false };
    const again = progressAgain(
      spells.map(({ unit, category, time, closed, entry }) => ({
        unit,
        category,
        days: time,
        settled: closed,
        entry: entry ?? null,
      })),
    );
    const judged = judgeProgress(spells, rule);
    expect(judged).toHaveLength(again.size);
    for (const one of judged) {
      const other = again.get(one.unit);
      expect(one).toMatchObject({ observed: other?.observed, verdict: other?.verdict });
      expect(one.expected).toBeCloseTo(other?.expected ?? -1, 8);
      expect(one.tail).toBeCloseTo(other?.tail ?? -1, 10);
      expect(one.across?.observed).toBe(other?.alone?.observed);
      expect(one.across?.expected ?? 0).toBeCloseTo(other?.alone?.expected ?? 0, 8);
    }
    const whole25 = spells.map(({ time, closed }) => ({ days: time, settled: closed }));
    const curve = kaplanMeier(spells.map(({ time, closed }) => ({ time, closed })));
    expect(kaplanMeierMedian(curve)).toBe(medianOf(whole25));
  });
});

describe('surges', () => {
  it.each(seeds)('are what a second count finds: cells, counts, tails, levels (seed %i)', (seed) => {
    const random = createRandom(seed);
    const [towns, categories, weeks] = [8, 10, 12];
    const reports: Reported[] = [];
    const report = (week: number, town: number, category: number): void => {
      reports.push({ number: reports.length, at: week * 604_800_000 + whole(random, 604_800_000), town, category });
    };
    for (let week = 0; week <= weeks; week += 1)
      // With every third seed the last week brings three times as much of everything.
      for (let count = (60 + whole(random, 40)) * (week === weeks && seed % 3 === 0 ? 3 : 1); count > 0; count -= 1)
        report(week, whole(random, towns), Math.floor(random.next() ** 2 * categories));
    for (let count = whole(random, 15); count > 0; count -= 1) report(weeks, 2, 4);
    for (let count = whole(random, 40); count > 0; count -= 1) report(weeks, whole(random, towns), 6);
    const tested = (towns + 1) * categories;
    const again = surgesAgain(reports, weeks * 604_800_000, weeks, tested);
    const series = (town: number | null, category: number): number[] =>
      Array.from(
        { length: weeks + 1 },
        (_, week) =>
          reports.filter(
            (one) =>
              one.category === category &&
              (town === null || one.town === town) &&
              Math.floor(one.at / 604_800_000) === week,
          ).length,
      );
    const cells = Array.from({ length: categories }, (_, category) =>
      [null, ...Array.from({ length: towns }, (_none, town) => town)].map((town): SurgeCell => ({
        town,
        category,
        counts: series(town, category),
      })),
    ).flat();
    const rule = { falseShare: 0.05, watchTail: 0.001, minimumCount: 3, growthShrink: 10 };
    const found = judgeSurges(cells, tested, rule);
    // Of equally unlikely ones neither comes first.
    const byCell = <S extends { cell: string }>(some: readonly S[]): S[] =>
      [...some].sort((a, b) => (a.cell < b.cell ? -1 : 1));
    const ours = byCell(found.map((one) => ({ ...one, cell: `${one.town ?? ''}|${one.category}` })));
    const theirs = byCell(again);
    const shown = ({ cell, level, counts }: Pick<SurgeAgain, 'cell' | 'level'> & { counts: readonly number[] }) => ({
      cell,
      level,
      counts,
    });
    expect(ours.map(shown)).toEqual(theirs.map(shown));
    expect(found.every(({ tail }, index) => tail >= (found[index - 1]?.tail ?? 0))).toBe(true);
    ours.forEach(({ tail, growth }, index) => {
      expect(tail / (theirs[index]?.tail ?? 0)).toBeCloseTo(1, 8);
      expect(growth.factor).toBeCloseTo(theirs[index]?.factor ?? 0, 10);
      expect(growth.tail / (theirs[index]?.grown.tail ?? 0)).toBeCloseTo(1, 8);
      expect(growth.explained).toBe(theirs[index]?.grown.level === null);
    });
  });
});

describe('overdispersion', () => {
  it.each(seeds)('is what a second count by the paper finds (seed %i)', (seed) => {
    const random = createRandom(seed);
    const units = Array.from({ length: 40 }, () => {
      const expected = 2 + random.next() * 60;
      return { observed: Math.round(expected * random.logNormal(1, 0.4)), expected, tail: 0.5 };
    });
    // Spiegelhalter 2005: on the scale of √(O/E), with s² = 1/(4E) and 1 as the target.
    const z = units.map(({ observed, expected }) => (Math.sqrt(observed / expected) - 1) * 2 * Math.sqrt(expected));
    const sorted = [...z].sort((a, b) => a - b);
    const [low = 0, high = 0] = [sorted[4], sorted[35]];
    const phi = z.reduce((sum, one) => sum + Math.min(high, Math.max(low, one)) ** 2, 0) / 40;
    const w = units.map(({ expected }) => 4 * expected);
    const total = w.reduce((sum, one) => sum + one, 0);
    const tau2 = (40 * phi - 39) / (total - w.reduce((sum, one) => sum + one ** 2, 0) / total);
    expect(tau2).toBeGreaterThan(0);
    const normal = (x: number): number => {
      let sum = 0;
      for (let at = -12; at < x; at += 1e-3) sum += Math.exp((-at * at) / 2) * Math.min(1e-3, x - at);
      return sum / Math.sqrt(2 * Math.PI);
    };
    overdispersedTails(units, 0.1).forEach((tail, index) => {
      const { observed, expected } = units[index] as (typeof units)[number];
      const deviation = (Math.sqrt(observed / expected) - 1) / Math.sqrt(1 / (4 * expected) + tau2);
      expect(tail).toBeCloseTo(normal(deviation), 2);
    });
  });
});
