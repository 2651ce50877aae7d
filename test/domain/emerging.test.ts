/** Surges of a week: the distribution against values computed elsewhere, and what must hold for any counts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mondayOf, weeksOnRecord, weeksToJudge } from '../../domain/emerging.ts';
import {
  benjaminiHochberg,
  growthOf,
  judgeSurges,
  negativeBinomialTail,
  surgeTail,
  type SurgeCell,
  type SurgeRule,
} from '../../domain/statistics/emerging.ts';
import { defaultSettings } from '../../domain/settings.ts';
import { decideSurge, isDismissed, type SurgeCommand, type SurgeState } from '../../domain/surge-dismissal.ts';
import { instantAt } from '../../domain/time.ts';
import { calendar } from './support.ts';

const rule: SurgeRule = { falseShare: 0.05, watchTail: 0.001, minimumCount: 3, growthShrink: 10 };

/** `before` reports spread over twelve weeks, then a week with `count`. */
const weeks = (before: number, count: number): number[] => [
  ...Array.from({ length: 12 }, (_, week) => Math.floor(before / 12) + (week < before % 12 ? 1 : 0)),
  count,
];
const cell = (town: number | null, category: number, before: number, count: number): SurgeCell => ({
  town,
  category,
  counts: weeks(before, count),
});

describe('the negative binomial tail', () => {
  // R: pnbinom(x - 1, size = S + 0.5, prob = w / (w + 1), lower.tail = FALSE); scipy.stats.nbinom.sf(x - 1, S + 0.5, w / (w + 1)).
  // Computed as the sum of all terms in decimals of 60 digits, upper and lower sum checked to add up to 1.
  it.each([
    [1, 0, 12, 3.92310771694772e-2],
    [2, 0, 12, 2.278426291380168e-3],
    [3, 0, 12, 1.465425868745704e-4],
    [4, 0, 12, 9.883375047288448e-6],
    [3, 5, 12, 1.559865005232807e-2],
    [9, 8, 12, 9.270913242665033e-7],
    [10, 60, 12, 3.94756181033401e-2],
    [20, 60, 12, 1.792942129800562e-6],
    [30, 120, 12, 1.126795309378364e-6],
    [60, 120, 12, 3.596203642176008e-23],
    [300, 1200, 12, 4.364521422941293e-52],
    [8, 3, 4, 1.395148550620151e-4],
    [40, 1, 12, 1.917999556743683e-44],
    [12_000, 120_000, 12, 2.612968429542587e-77],
    [9_000, 120_000, 12, 1],
  ])('P(X ≥ %i) after %i reports in %i weeks is as computed elsewhere', (count, before, w, expected) => {
    const tail = negativeBinomialTail(count, before + 0.5, w / (w + 1));
    // Logarithms of gammas of 100,000 cost five digits.
    expect(Math.abs(tail / expected - 1)).toBeLessThan(before > 10_000 ? 1e-8 : 1e-11);
  });

  it('is the rest of what all smaller counts make up, and falls as the count rises', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(200), fc.integer({ min: 2, max: 30 }), (count, before, w) => {
        const [size, probability] = [before + 0.5, w / (w + 1)];
        let term = probability ** size;
        let smaller = 0;
        for (let k = 0; k < count; k += 1) {
          smaller += term;
          term *= ((size + k) / (k + 1)) * (1 - probability);
        }
        const tail = negativeBinomialTail(count, size, probability);
        expect(tail).toBeCloseTo(1 - smaller, 9);
        expect(negativeBinomialTail(count + 1, size, probability)).toBeLessThanOrEqual(tail);
      }),
    );
  });

  it('is what a Poisson rate of Gamma(S + ½, weeks) brings, averaged over the rate', () => {
    const [before, w, count] = [7, 12, 4];
    let sum = 0;
    let weight = 0;
    const step = 1e-4;
    for (let rate = step / 2; rate < 6; rate += step) {
      const density = rate ** (before - 0.5) * Math.exp(-w * rate);
      let below = 0;
      for (let k = 0, term = Math.exp(-rate); k < count; k += 1, term *= rate / k) below += term;
      sum += density * (1 - below);
      weight += density;
    }
    expect(surgeTail([...Array.from({ length: 11 }, () => 0), before, count])).toBeCloseTo(sum / weight, 6);
  });
});

describe('the Benjamini–Hochberg procedure', () => {
  it('is as in the paper of 1995: four of fifteen at 5 %', () => {
    const paper = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    const cutoff = benjaminiHochberg(paper, 15, 0.05);
    expect(paper.filter((tail) => tail <= cutoff)).toEqual([0.0001, 0.0004, 0.0019, 0.0095]);
  });

  it('steps up: a tail may pass that would not alone, and with more tests fewer do', () => {
    expect(benjaminiHochberg([0.03, 0.04, 0.045], 3, 0.05)).toBeCloseTo(0.05);
    expect(benjaminiHochberg([0.03, 0.04, 0.045], 4, 0.05)).toBe(0);
    expect(benjaminiHochberg([], 10, 0.05)).toBe(0);
  });

  it('raises no more than one at 5 % would by chance, and no fewer than Bonferroni', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-9, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }), (tails) => {
        const cutoff = benjaminiHochberg(tails, tails.length, 0.05);
        expect(cutoff).toBeLessThanOrEqual(0.05);
        const certain = tails.filter((tail) => tail <= 0.05 / tails.length);
        expect(Math.max(0, ...certain)).toBeLessThanOrEqual(cutoff);
      }),
    );
  });
});

describe('surges', () => {
  it('in one town are raised for that town alone', () => {
    const found = judgeSurges([cell(1, 7, 4, 12), cell(2, 7, 5, 0), cell(null, 7, 9, 12)], 100, rule);
    expect(found).toMatchObject([{ town: 1, category: 7, level: 'alarm', average: 4 / 12, apart: [] }]);
  });

  it('all over the district are raised for the district, though no town stands out', () => {
    const towns = [1, 2, 3, 4, 5, 6, 7, 8].map((town) => cell(town, 7, 12, 3));
    const found = judgeSurges([...towns, cell(null, 7, 96, 24)], 100, rule);
    expect(found).toMatchObject([{ town: null, category: 7, level: 'alarm', apart: [] }]);
  });

  it('of the district are judged without the town that stands out more, and say so', () => {
    const towns = [cell(1, 7, 2, 20), cell(2, 7, 12, 11), cell(3, 7, 12, 10), cell(4, 7, 12, 9)];
    const found = judgeSurges([...towns, cell(null, 7, 38, 50)], 1000, rule);
    const district = found.find(({ town }) => town === null);
    expect(found[0]).toMatchObject({ town: null, apart: [] });
    expect(district?.counts.at(-1)).toBe(50);
    const calmer = judgeSurges([cell(1, 7, 2, 40), cell(2, 7, 12, 9), cell(null, 7, 14, 49)], 1000, rule);
    expect(calmer.map(({ town }) => town)).toEqual([1, 2]);
    const rest = judgeSurges([cell(1, 7, 12, 40), cell(null, 7, 60, 58)], 1000, rule);
    expect(rest).toMatchObject([
      { town: 1, apart: [] },
      { town: null, apart: [1], level: 'alarm', average: 48 / 12 },
    ]);
    expect(rest[1]?.counts.at(-1)).toBe(18);
  });

  it('of two reports are none, however rare, and unlikely ones that are no alarm are watched', () => {
    expect(judgeSurges([cell(1, 7, 0, 2)], 1, rule)).toEqual([]);
    expect(judgeSurges([cell(1, 7, 0, 3)], 1, rule)).toMatchObject([{ level: 'alarm' }]);
    expect(judgeSurges([cell(1, 7, 0, 3)], 1000, rule)).toMatchObject([{ level: 'watch' }]);
    expect(judgeSurges([cell(1, 7, 12, 4)], 1000, rule)).toEqual([]);
  });

  it('are hardly ever raised in quiet weeks', () => {
    let state = 7;
    const next = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 4_294_967_296;
    };
    const poisson = (rate: number): number => {
      let count = 0;
      for (let product = next(); product > Math.exp(-rate); product *= next()) count += 1;
      return count;
    };
    let alarms = 0;
    for (let run = 0; run < 100; run += 1) {
      const cells = Array.from({ length: 400 }, (_, index): SurgeCell => {
        const rate = 0.05 + (index % 20) / 10;
        return { town: index, category: index, counts: Array.from({ length: 13 }, () => poisson(rate)) };
      });
      alarms += judgeSurges(cells, cells.length, rule).filter(({ level }) => level === 'alarm').length;
    }
    // One false alarm in twenty weeks is what 5 % allows.
    expect(alarms).toBeLessThanOrEqual(8);
  });
});

describe('surges while the whole district grows', () => {
  /** Twelve weeks of one a week for each, then `factor` as many. */
  const growing = (factor: number, categories: number): SurgeCell[] =>
    Array.from({ length: categories }, (_, category) => [
      cell(1, category, 36, 3 * factor),
      cell(2, category, 24, 2 * factor),
      cell(null, category, 60, 5 * factor),
    ]).flat();

  it('are raised by the rule all the same, and are known for its growth', () => {
    const found = judgeSurges(growing(4, 10), 300, rule);
    expect(found.length).toBeGreaterThan(10);
    for (const { growth } of found) expect(growth).toMatchObject({ explained: true });
    // Nine other categories: 180 instead of 45 a week.
    expect(found[0]?.growth.factor).toBeCloseTo(190 / 55, 10);
  });

  it('stand out where they grow more than the rest', () => {
    const sharp = [cell(1, 99, 3, 30), cell(null, 99, 3, 30)];
    const found = judgeSurges([...growing(4, 10), ...sharp], 300, rule);
    expect(found.filter(({ growth }) => !growth.explained)).toMatchObject([{ town: 1, category: 99, level: 'alarm' }]);
  });

  it('are not taken for growth by what they bring themselves, nor does a fall make anything stand out', () => {
    const [alone] = judgeSurges([cell(null, 1, 60, 60), cell(null, 2, 60, 5)], 2, rule);
    expect(alone).toMatchObject({ category: 1, growth: { factor: 1, explained: false } });
    expect(alone?.growth.tail).toBe(alone?.tail);
    const falling = judgeSurges([cell(null, 1, 60, 9), cell(null, 2, 1200, 10)], 2, rule);
    expect(falling).toEqual([]);
  });

  it('is shrunk, so that a few reports more are none', () => {
    expect(growthOf([1, 1, 1, 3], 0)).toBe(3);
    expect(growthOf([1, 1, 1, 3], 10)).toBeCloseTo(13 / 11, 10);
    expect(growthOf([100, 100, 100, 300], 10)).toBeCloseTo(310 / 110, 10);
    expect(growthOf([9, 9, 9, 1], 10)).toBe(1);
  });

  it('is expected of the rate: P(X ≥ count) for a week that counts as so many', () => {
    // A week that counts as two is as likely to bring so many as two weeks of the same rate together.
    const two = surgeTail([...Array.from({ length: 12 }, () => 2), 9], 2);
    let sum = 0;
    const size = 24.5;
    const of = (count: number): number =>
      negativeBinomialTail(count, size, 12 / 13) - negativeBinomialTail(count + 1, size, 12 / 13);
    // The second week's rate is known better by what the first brought.
    for (let first = 0; first < 80; first += 1)
      sum += of(first) * negativeBinomialTail(Math.max(0, 9 - first), size + first, 13 / 14);
    expect(two).toBeCloseTo(sum, 9);
  });
});

describe('a surge whose cause is known', () => {
  const at = instantAt('2026-10-19', '10:00');
  const open = { dismissal: null, item: null };
  const reason = '迎检期间集中上报';
  const decide = (state: SurgeState, command: SurgeCommand, now = at) =>
    decideSurge(state, command, 7, now, defaultSettings);

  it('is dismissed with it, for twelve weeks', () => {
    expect(decide(open, { type: 'dismiss', reason })).toEqual({
      ok: true,
      event: { type: 'dismissed', at, actor: 7, data: { reason, until: '2027-01-11' } },
    });
    const dismissal = { at, reason, until: '2027-01-11' };
    expect(isDismissed(dismissal, '2027-01-10')).toBe(true);
    expect(isDismissed(dismissal, '2027-01-11')).toBe(false);
    expect(decide({ dismissal, item: null }, { type: 'dismiss', reason }, instantAt('2027-01-11', '00:00')).ok).toBe(
      true,
    );
  });

  it('is neither dismissed twice nor while a joint item deals with it, and only a dismissal is taken back', () => {
    const dismissal = { at, reason, until: '2027-01-11' };
    const known = { dismissal, item: null };
    expect(decide(known, { type: 'dismiss', reason })).toEqual({
      ok: false,
      refusal: { code: 'dismissed', dismissal },
    });
    expect(decide({ dismissal: null, item: 4 }, { type: 'dismiss', reason })).toMatchObject({
      refusal: { code: 'inJointItem', item: 4 },
    });
    expect(decide(open, { type: 'restore', reason: null })).toMatchObject({ refusal: { code: 'notDismissed' } });
    expect(decide(known, { type: 'restore', reason: null })).toMatchObject({ event: { type: 'restored' } });
    expect(decide(known, { type: 'restore', reason: null }, instantAt('2027-01-11', '00:00')).ok).toBe(false);
  });
});

describe('the weeks that are looked at', () => {
  it('begin on Mondays of Shanghai', () => {
    expect(mondayOf('2026-10-12')).toBe('2026-10-12');
    expect(mondayOf('2026-10-18')).toBe('2026-10-12');
  });

  it('are the last one, and after a long holiday those whose look was put off to the same day', () => {
    expect(weeksToJudge('2026-10-12', calendar)).toEqual(['2026-10-05']);
    // National Day: Monday, 5 October is a rest day, the look comes on Thursday, the 8th.
    expect(weeksToJudge('2026-10-08', calendar)).toEqual(['2026-09-28']);
    // Spring Festival 2026, 15 to 23 February, holds two Mondays.
    expect(weeksToJudge('2026-02-24', calendar)).toEqual(['2026-02-09', '2026-02-16']);
  });

  it('are on record from the first whole one', () => {
    expect(weeksOnRecord('2026-10-12', instantAt('2026-08-31', '08:00'))).toBe(6);
    expect(weeksOnRecord('2026-10-12', instantAt('2026-09-01', '08:00'))).toBe(5);
    expect(weeksOnRecord('2026-10-12', instantAt('2026-10-14', '08:00'))).toBe(0);
  });
});
