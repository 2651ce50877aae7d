/** Surges of a week against the weeks before it (domain.md 7): per town and category, and per category over the district. */
import { groupBy } from '../group-by.ts';
import { logGamma } from './gamma.ts';

/** Below this share of the sum a term adds nothing to a double. */
const NEGLIGIBLE = 1e-18;

/**
 * P(X ≥ count) for X ~ negative binomial: failures before `size` successes of the given probability
 * (R: pnbinom(count − 1, size, probability, lower.tail = FALSE)). The smaller tail is summed from its largest term on,
 * so that it keeps all its digits however small it is.
 */
export function negativeBinomialTail(count: number, size: number, probability: number): number {
  if (count <= 0) return 1;
  const failure = 1 - probability;
  const term = (k: number): number =>
    Math.exp(
      logGamma(size + k) - logGamma(size) - logGamma(k + 1) + size * Math.log(probability) + k * Math.log(failure),
    );
  if (count > (size * failure) / probability) {
    let ratio = 1;
    let sum = 0;
    for (let k = count; ratio > NEGLIGIBLE * sum; k += 1) {
      sum += ratio;
      ratio *= ((size + k) / (k + 1)) * failure;
    }
    return Math.min(1, term(count) * sum);
  }
  let ratio = 1;
  let sum = 0;
  for (let k = count - 1; k >= 0 && ratio > NEGLIGIBLE * sum; k -= 1) {
    sum += ratio;
    ratio *= k / ((size + k - 1) * failure);
  }
  return Math.max(0, 1 - term(count - 1) * sum);
}

/**
 * P(X ≥ the last count) when the weeks before it are all that is known: the rate after so many weeks with so many
 * reports is Gamma(S + ½, weeks), the next week's count negative binomial of size S + ½ and probability weeks/(weeks + 1).
 *
 * @param growth the week counts as so many: what is to be expected when everything grows so many times
 */
export function surgeTail(counts: readonly number[], growth = 1): number {
  const weeks = counts.length - 1;
  return negativeBinomialTail(counts[weeks] ?? 0, sumBefore(counts) + 0.5, weeks / (weeks + growth));
}

const sumBefore = (counts: readonly number[]): number => counts.slice(0, -1).reduce((sum, count) => sum + count, 0);
const averageBefore = (counts: readonly number[]): number => sumBefore(counts) / (counts.length - 1);

/**
 * How many times an average week before the last week is, at least 1: that less comes in makes nothing more likely.
 *
 * @param shrink added to both, so that a few reports more where there are few are no growth
 */
export const growthOf = (counts: readonly number[], shrink: number): number =>
  Math.max(1, ((counts.at(-1) ?? 0) + shrink) / (averageBefore(counts) + shrink));

/**
 * The limit up to which a p is an alarm when of all that are called alarms no more than `rate` may be false
 * (Benjamini & Hochberg 1995); 0 where none is.
 *
 * @param tested how many were tested; those beyond `tails` count as 1
 */
export function benjaminiHochberg(tails: readonly number[], tested: number, rate: number): number {
  const sorted = [...tails].sort((a, b) => a - b);
  const last = sorted.findLastIndex((tail, index) => tail <= ((index + 1) / tested) * rate);
  return ((last + 1) / tested) * rate;
}

/** Reports week by week, oldest first; the last is the week that is looked at. */
export interface SurgeCell {
  /** Null for the whole district. */
  town: number | null;
  category: number;
  counts: readonly number[];
}

/** alarm 预警 · watch 关注 */
export type SurgeLevel = 'alarm' | 'watch';

export interface Surge extends SurgeCell {
  level: SurgeLevel;
  /** P(X ≥ the last count). */
  tail: number;
  /** Reports a week before it, on average. */
  average: number;
  /** Towns whose own surge is raised by itself: their reports are not among `counts`. Only of the district. */
  apart: readonly number[];
  growth: SurgeGrowth;
}

/** How a surge looks beside the growth of everything else in the district. */
export interface SurgeGrowth {
  /** How many times an average week before the district's reports of all other categories are; at least 1. */
  factor: number;
  /** P(X ≥ the last count) when this category grows with them. */
  tail: number;
  /** By that it is neither an alarm nor watched: it grew with the district. */
  explained: boolean;
}

export interface SurgeRule {
  /** Share of false ones among the alarms, over all cells tested. */
  falseShare: number;
  /** On the watch-list below this tail probability. */
  watchTail: number;
  /** Fewer in the week are no surge. */
  minimumCount: number;
  /** Reports a week the district's growth is shrunk by. */
  growthShrink: number;
}

/**
 * The surges of a week, the least likely first. A surge of one town is one of the whole district's category too: where
 * the town's is the less likely, it is raised for the town, and the district's only if what is left of it stands out still.
 * Beside each stands what the same rule says when everything is expected to have grown as the rest of the district did.
 */
export function judgeSurges(cells: readonly SurgeCell[], tested: number, rule: SurgeRule): Surge[] {
  const growth = growthByCategory(cells, rule.growthShrink);
  const judged = cells.map((cell) => ({ ...cell, tail: surgeTail(cell.counts) }));
  const limit = (tails: readonly number[]): number =>
    benjaminiHochberg(tails, Math.max(tested, cells.length), rule.falseShare);
  const cutoff = limit(judged.map(({ tail }) => tail));
  const grownCutoff = limit(cells.map(({ category, counts }) => surgeTail(counts, growth(category))));
  const levelOf = (counts: readonly number[], tail: number, alarm: number): SurgeLevel | null => {
    if ((counts.at(-1) ?? 0) < rule.minimumCount) return null;
    return tail <= alarm ? 'alarm' : tail < rule.watchTail ? 'watch' : null;
  };
  const raised = (cell: SurgeCell & { tail: number }, apart: readonly number[]): Surge[] => {
    const level = levelOf(cell.counts, cell.tail, cutoff);
    if (level === null) return [];
    const factor = growth(cell.category);
    const tail = surgeTail(cell.counts, factor);
    const explained = levelOf(cell.counts, tail, grownCutoff) === null;
    return [{ ...cell, level, average: averageBefore(cell.counts), apart, growth: { factor, tail, explained } }];
  };
  return [...groupBy(judged, ({ category }) => category).values()]
    .flatMap((ofCategory) => {
      const towns = ofCategory.filter(({ town }) => town !== null).flatMap((cell) => raised(cell, []));
      const district = ofCategory.filter(({ town }) => town === null);
      return [...towns, ...district.flatMap((cell) => raised(...without(cell, towns)))];
    })
    .sort((a, b) => a.tail - b.tail || a.category - b.category || (a.town ?? 0) - (b.town ?? 0));
}

/** The growth of the district without a category: a surge of its own would otherwise pass for growth of the whole. */
function growthByCategory(cells: readonly SurgeCell[], shrink: number): (category: number) => number {
  const district = cells.filter(({ town }) => town === null);
  const all = district.reduce<number[]>(
    (sums, { counts }) => counts.map((count, week) => count + (sums[week] ?? 0)),
    [],
  );
  const factors = new Map(
    district.map(({ category, counts }) => [
      category,
      growthOf(
        all.map((sum, week) => sum - (counts[week] ?? 0)),
        shrink,
      ),
    ]),
  );
  return (category) => factors.get(category) ?? 1;
}

/** The district without the towns that stand out more than what is left of it, the least likely taken out first. */
function without<C extends SurgeCell & { tail: number }>(district: C, towns: readonly Surge[]): [C, number[]] {
  let left = district;
  const apart: number[] = [];
  for (const { town, counts, tail } of [...towns].sort((a, b) => a.tail - b.tail)) {
    if (town === null || tail > left.tail) break;
    const others = left.counts.map((count, week) => count - (counts[week] ?? 0));
    left = { ...left, counts: others, tail: surgeTail(others) };
    apart.push(town);
  }
  return [left, apart];
}
