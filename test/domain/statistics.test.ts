/** The published numbers, and what must hold for any data. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hardFacts } from '../../domain/statistics/hard-facts.ts';
import { normalTail, poissonLimit, poissonTail } from '../../domain/statistics/poisson.ts';
import {
  judgeProgress,
  overdispersedTails,
  type SlowProgressRule,
  type UnitSpell,
} from '../../domain/statistics/slow-progress.ts';
import { kaplanMeier, kaplanMeierMedian, nelsonAalen, type Spell } from '../../domain/statistics/survival.ts';
import { logRank } from './log-rank.ts';

const spells = (times: readonly (number | string)[]): Spell[] =>
  times.map((time) => ({ time: Number.parseInt(String(time), 10), closed: typeof time === 'number' }));
/** R's aml data (survival::aml); a string with + is censored. */
const maintained = spells([9, 13, '13+', 18, 23, '28+', 31, 34, '45+', 48, '161+']);
const nonmaintained = spells([5, 5, 8, 8, 12, '16+', 23, 27, 30, 33, 43, 45]);

const rule: SlowProgressRule = {
  slowTail: 0.001,
  watchTail: 0.025,
  minimumExpected: 3,
  soleShare: 1,
  overdispersion: false,
};

/** A small generator of its own, so that the test is the same everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Units with exponential times to closure, watched for ten days; `pace` 1 is the district's. */
function district(seed: number, paces: readonly number[], each: number): UnitSpell[] {
  const next = generator(seed);
  return paces.flatMap((pace, unit) =>
    Array.from({ length: each }, (_, index) => {
      const time = (-Math.log(1 - next()) * 5) / pace;
      return { unit, category: index % 3, issue: unit * 1000 + index, time: Math.min(time, 10), closed: time <= 10 };
    }),
  );
}

describe("on R's aml data", () => {
  it('Kaplan–Meier and its medians are as published', () => {
    const curve = kaplanMeier(maintained);
    expect(curve.map((point) => point.time)).toEqual([9, 13, 18, 23, 31, 34, 48]);
    expect(curve.map((point) => Number(point.survival.toFixed(3)))).toEqual([
      0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184,
    ]);
    expect(kaplanMeierMedian(curve)).toBe(31);
    expect(kaplanMeierMedian(kaplanMeier(nonmaintained))).toBe(23);
  });

  it('the log-rank test is as published', () => {
    const { observed, expected, chiSquare } = logRank(nonmaintained, maintained);
    expect(observed).toEqual([11, 7]);
    expect(expected.map((value) => Number(value.toFixed(2)))).toEqual([7.31, 10.69]);
    expect(chiSquare).toBeCloseTo(3.4, 1);
  });
});

describe('survival estimates', () => {
  it('say "not reached" as null', () => {
    expect(kaplanMeierMedian(kaplanMeier(spells([5, '9+', '9+'])))).toBeNull();
    expect(kaplanMeierMedian(kaplanMeier([]))).toBeNull();
  });

  it('without censoring are the share still open', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 60 }), (times) => {
        const curve = kaplanMeier(times.map((time) => ({ time, closed: true })));
        for (const point of curve)
          expect(point.survival).toBeCloseTo(times.filter((time) => time > point.time).length / times.length, 9);
      }),
    );
  });

  it('have a hazard that never falls and is zero before anything closed', () => {
    const hazard = nelsonAalen(maintained);
    expect(hazard(8.9)).toBe(0);
    expect(hazard(9)).toBeCloseTo(1 / 11);
    expect(hazard(1000)).toBe(hazard(48));
  });
});

describe('the Poisson tail', () => {
  it.each([
    [0, 1, 0.367879],
    [2, 2, 0.676676],
    [3, 14, 0.000474],
    [10, 10, 0.58304],
    [100, 150, 0.0000123],
  ])('P(X ≤ %i | %d) is %d', (observed, expected, tail) => {
    expect(poissonTail(observed, expected)).toBeCloseTo(tail, 5);
  });

  it('is the sum of its terms', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0.01, max: 60, noNaN: true }), (observed, expected) => {
        let term = Math.exp(-expected);
        let sum = 0;
        for (let k = 0; k <= observed; k += 1) {
          sum += term;
          term *= expected / (k + 1);
        }
        expect(poissonTail(observed, expected)).toBeCloseTo(Math.min(1, sum), 9);
      }),
    );
  });

  it('is stable for a whole city', () => {
    expect(poissonTail(100_000, 100_000)).toBeCloseTo(0.5008, 3);
    expect(poissonTail(98_000, 100_000)).toBeGreaterThan(0);
    expect(poissonTail(98_000, 100_000)).toBeLessThan(1e-9);
    expect(normalTail(-1.959_964)).toBeCloseTo(0.025, 6);
  });

  it('has a limit drawn between the counts that are as unlikely and those that are not', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 400, noNaN: true }),
        fc.constantFrom(0.001, 0.025, 0.5, 0.975, 0.999),
        (expected, probability) => {
          const limit = poissonLimit(expected, probability);
          // Below no count at all the tail is 0.
          const below = limit === null ? -1 : Math.floor(limit);
          expect(poissonTail(below, expected)).toBeLessThanOrEqual(probability + 1e-12);
          expect(poissonTail(below + 1, expected)).toBeGreaterThan(probability - 1e-12);
        },
      ),
    );
  });
});

describe('slow progress', () => {
  it('expects in all as many closures as there were', () => {
    const spell = fc.record({
      unit: fc.nat(5),
      category: fc.nat(3),
      issue: fc.nat(),
      time: fc.integer({ min: 1, max: 40 }),
      closed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(spell, { minLength: 1, maxLength: 120 }), (all) => {
        const judged = judgeProgress(all, rule);
        const sum = (pick: (one: (typeof judged)[number]) => number): number =>
          judged.reduce((total, one) => total + pick(one), 0);
        expect(sum((one) => one.expected)).toBeCloseTo(
          sum((one) => one.observed),
          6,
        );
      }),
    );
  });

  it('hardly ever flags units of one pace', () => {
    const paces = Array.from({ length: 75 }, () => 1);
    const flagged = Array.from(
      { length: 20 },
      (_, run) => judgeProgress(district(run + 1, paces, 30), rule).filter((one) => one.verdict === 'slow').length,
    );
    expect(flagged.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2);
  });

  it('finds the unit that is four times slower, and says by how much', () => {
    const paces = Array.from({ length: 30 }, (_, unit) => (unit === 7 ? 0.25 : 1));
    const [worst] = judgeProgress(district(3, paces, 40), rule);
    expect(worst).toMatchObject({ unit: 7, verdict: 'slow', median: null });
    expect(worst?.expected).toBeGreaterThan((worst?.observed ?? 0) * 2);
    expect(worst?.openIssues.length).toBe(40 - (worst?.observed ?? 0));
  });

  it('puts a slow unit that nobody can be compared with on the watch-list at most, and a quick one nowhere', () => {
    const spells = [1, 2, 3, 4, 5].flatMap((unit) =>
      Array.from({ length: 40 }, (_, index) => ({
        unit,
        category: unit,
        issue: unit * 100 + index,
        time: unit === 4 ? 20 : 1 + (index % 8),
        closed: unit !== 4 || index < 4,
      })),
    );
    expect(judgeProgress(spells, rule).every((one) => one.verdict === 'onTrack')).toBe(true);
    const judged = judgeProgress(spells, { ...rule, soleShare: 0.8 });
    expect(judged.filter((one) => one.verdict !== 'onTrack')).toMatchObject([
      { unit: 4, verdict: 'watch', observed: 0, expected: 0, across: { observed: 4, categories: [4] } },
    ]);
  });

  it('judges nobody of whom little was to be expected', () => {
    const judged = judgeProgress(
      [
        { unit: 1, category: 1, issue: 1, time: 50, closed: false },
        { unit: 2, category: 1, issue: 2, time: 1, closed: true },
      ],
      rule,
    );
    expect(judged.map((one) => one.verdict)).toEqual(['onTrack', 'onTrack']);
  });

  it('does not count time before it looked', () => {
    const late = judgeProgress(
      [
        { unit: 1, category: 1, issue: 1, time: 30, entry: 20, closed: false },
        { unit: 2, category: 1, issue: 2, time: 5, closed: true },
      ],
      rule,
    );
    expect(late.find((one) => one.unit === 1)?.expected).toBe(0);
  });

  it('counts alike ones as it does one by one, and lists only what a unit still has', () => {
    const alike = fc.record({
      unit: fc.nat(5),
      category: fc.nat(3),
      time: fc.integer({ min: 1, max: 30 }),
      closed: fc.boolean(),
      entry: fc.constantFrom(undefined, 1, 5),
      count: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(alike, { minLength: 1, maxLength: 60 }), (groups) => {
        const counted = groups.map(({ entry, ...one }): UnitSpell => ({
          ...one,
          issue: null,
          ...(entry === undefined ? {} : { entry }),
        }));
        const singly = counted.flatMap(({ count = 1, ...one }) => Array.from({ length: count }, () => one));
        const sole = { ...rule, soleShare: 0.6 };
        // Of equally unlikely ones neither comes first.
        const byUnit = (all: readonly UnitSpell[]) =>
          judgeProgress(all, sole)
            .sort((a, b) => a.unit - b.unit)
            .map((one) => ({ ...one, categories: one.categories.toSorted((a, b) => a.category - b.category) }));
        const [together, apart] = [byUnit(counted), byUnit(singly)];
        expect(together).toHaveLength(apart.length);
        for (const [index, one] of together.entries()) {
          const other = apart[index];
          expect(one).toMatchObject({
            unit: other?.unit,
            observed: other?.observed,
            median: other?.median,
            openIssues: [],
          });
          expect(one.expected).toBeCloseTo(other?.expected ?? -1, 8);
          expect(one.categories.map(({ spells: held }) => held)).toEqual(
            other?.categories.map(({ spells: held }) => held),
          );
          expect(one.across?.observed).toBe(other?.across?.observed);
        }
      }),
    );
  });

  it('softens the tails where all units differ, and leaves them where they do not', () => {
    const even = [1, 2, 3, 4].map(() => ({ observed: 10, expected: 10, tail: 0.58 }));
    expect(overdispersedTails(even, 0.1)).toEqual([0.58, 0.58, 0.58, 0.58]);
    const spread = [5, 40, 8, 35, 6, 30].map((observed) => ({
      observed,
      expected: 20,
      tail: poissonTail(observed, 20),
    }));
    const softened = overdispersedTails(spread, 0.1);
    expect(softened[0]).toBeGreaterThan(spread[0]?.tail ?? 1);
  });
});

describe('hard facts', () => {
  it('are issues nobody touched and several overdue at once', () => {
    const open = [
      { number: 1, lastTouchedWorkingDays: 10, overdue: true },
      { number: 2, lastTouchedWorkingDays: 9, overdue: true },
      { number: 3, lastTouchedWorkingDays: 0, overdue: true },
    ];
    const limits = { untouchedWorkingDays: 10, overdueTogether: 3 };
    expect(hardFacts(open, limits)).toEqual([
      { kind: 'untouched', issues: [1], idleDays: 10 },
      { kind: 'overdueTogether', issues: [1, 2, 3] },
    ]);
    expect(hardFacts(open.slice(1), limits)).toEqual([]);
  });
});
