/** Slow progress, adjusted for what a unit was given (domain.md 7): closures against those expected of its mix of issues. */
import { normalTail, poissonTail } from './poisson.ts';
import { kaplanMeier, kaplanMeierMedian, nelsonAalen, type Spell } from './survival.ts';

/** One time a unit held one issue, in working days on the unit's clock. */
export interface UnitSpell extends Spell {
  unit: number;
  category: number;
  issue: number;
}

export interface SlowProgressRule {
  /** Slow at or below this tail probability … */
  slowTail: number;
  /** … on the watch-list at or below this one … */
  watchTail: number;
  /** … and only where at least so many closures were to be expected. */
  minimumExpected: number;
  /** Adjust for units differing more than chance even when nothing is wrong (Spiegelhalter 2005). */
  overdispersion: boolean;
}

export interface CategoryProgress {
  category: number;
  observed: number;
  expected: number;
  spells: number;
}

export interface UnitProgress {
  unit: number;
  observed: number;
  expected: number;
  /** P(X ≤ observed | expected). */
  tail: number;
  verdict: 'onTrack' | 'watch' | 'slow';
  /** Kaplan–Meier median in working days; null when not reached. */
  median: number | null;
  categories: CategoryProgress[];
  /** Issues still open, the longest first. */
  openIssues: number[];
}

/**
 * Judges every unit: for each category the pooled hazard over all units gives what each issue, closed or open, was to
 * bring by its age; the unit's sum of these against its closures.
 */
export function judgeProgress(spells: readonly UnitSpell[], rule: SlowProgressRule): UnitProgress[] {
  const byCategory = new Map<number, UnitSpell[]>();
  for (const spell of spells) {
    const list = byCategory.get(spell.category);
    if (list === undefined) byCategory.set(spell.category, [spell]);
    else list.push(spell);
  }
  const units = new Map<number, { spells: UnitSpell[]; categories: Map<number, CategoryProgress> }>();
  for (const [category, pooled] of byCategory) {
    const hazard = nelsonAalen(pooled);
    for (const spell of pooled) {
      let unit = units.get(spell.unit);
      if (unit === undefined) units.set(spell.unit, (unit = { spells: [], categories: new Map() }));
      unit.spells.push(spell);
      let progress = unit.categories.get(category);
      if (progress === undefined)
        unit.categories.set(category, (progress = { category, observed: 0, expected: 0, spells: 0 }));
      progress.spells += 1;
      progress.observed += spell.closed ? 1 : 0;
      progress.expected += hazard(spell.time) - (spell.entry === undefined ? 0 : hazard(spell.entry));
    }
  }
  const judged = [...units].map(([unit, held]) => summarise(unit, held.spells, [...held.categories.values()]));
  const tails = rule.overdispersion ? overdispersedTails(judged, WINSORISED) : judged.map((one) => one.tail);
  return judged
    .map((one, index) => {
      const tail = tails[index] ?? one.tail;
      return { ...one, tail, verdict: verdictOf(tail, one.expected, rule) };
    })
    .sort((a, b) => a.tail - b.tail || a.unit - b.unit);
}

function summarise(unit: number, spells: readonly UnitSpell[], categories: CategoryProgress[]): UnitProgress {
  const observed = categories.reduce((sum, one) => sum + one.observed, 0);
  const expected = categories.reduce((sum, one) => sum + one.expected, 0);
  return {
    unit,
    observed,
    expected,
    tail: poissonTail(observed, expected),
    verdict: 'onTrack',
    median: kaplanMeierMedian(kaplanMeier(spells)),
    categories: categories.sort((a, b) => b.expected - b.observed - (a.expected - a.observed)),
    openIssues: spells
      .filter((spell) => !spell.closed)
      .sort((a, b) => b.time - a.time || a.issue - b.issue)
      .map((spell) => spell.issue),
  };
}

function verdictOf(tail: number, expected: number, rule: SlowProgressRule): UnitProgress['verdict'] {
  if (expected < rule.minimumExpected) return 'onTrack';
  return tail <= rule.slowTail ? 'slow' : tail <= rule.watchTail ? 'watch' : 'onTrack';
}

/** Share of units pulled in at each end before the spread is estimated (Spiegelhalter, Stat. Med. 24:1185–1202, 2005). */
const WINSORISED = 0.1;

/**
 * Tails after allowing for differences between units: z-scores of √O against √E, winsorised, and a between-unit
 * variance τ² added by the method of moments where they spread more than chance.
 */
export function overdispersedTails(
  units: readonly Pick<UnitProgress, 'observed' | 'expected' | 'tail'>[],
  share: number,
): number[] {
  const counted = units.filter((unit) => unit.expected > 0);
  const z = (unit: Pick<UnitProgress, 'observed' | 'expected'>): number =>
    2 * (Math.sqrt(unit.observed) - Math.sqrt(unit.expected));
  const sorted = counted.map(z).sort((a, b) => a - b);
  if (sorted.length < 3) return units.map((unit) => unit.tail);
  const cut = Math.floor(sorted.length * share);
  const low = sorted[cut] as number;
  const high = sorted[sorted.length - 1 - cut] as number;
  const phi = counted.reduce((sum, unit) => sum + Math.min(Math.max(z(unit), low), high) ** 2, 0) / counted.length;
  // Variance of √O is about ¼; on the scale of √(O/E) it is 1/(4E).
  const weights = counted.map((unit) => 4 * unit.expected);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const tau2 = Math.max(0, (counted.length * phi - (counted.length - 1)) / (total - squares / total));
  return units.map((unit) => {
    if (unit.expected <= 0 || tau2 === 0) return unit.tail;
    const deviation = Math.sqrt(unit.observed / unit.expected) - 1;
    return normalTail(deviation / Math.sqrt(1 / (4 * unit.expected) + tau2));
  });
}
