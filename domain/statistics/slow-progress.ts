/** Slow progress, adjusted for what a unit was given (domain.md 7): closures against those expected of its mix of issues. */
import { groupBy } from '../group-by.ts';
import { normalTail, poissonTail } from './poisson.ts';
import { kaplanMeier, kaplanMeierMedian, nelsonAalen, spellCount, type Spell } from './survival.ts';

/** A time a unit held an issue, or several times alike, in working days on the unit's clock. */
export interface UnitSpell extends Spell {
  unit: number;
  category: number;
  /** Which, where it is still with the unit; null where it is over. */
  issue: number | null;
}

export interface SlowProgressRule {
  /** Slow at or below this tail probability … */
  slowTail: number;
  /** … on the watch-list at or below this one … */
  watchTail: number;
  /** … and only where at least so many closures were to be expected. */
  minimumExpected: number;
  /** A category of which one unit holds more than this share has nobody to be compared with. */
  soleShare: number;
  /** Adjust for units differing more than chance even when nothing is wrong (Spiegelhalter 2005). */
  overdispersion: boolean;
}

export interface CategoryProgress {
  category: number;
  observed: number;
  expected: number;
  spells: number;
}

/** What a unit alone handles, against everything in the district: a hint, for the matters may simply be harder. */
export interface AcrossCategories {
  observed: number;
  expected: number;
  tail: number;
  categories: number[];
}

export interface UnitProgress {
  unit: number;
  /** Over the categories others handle too. */
  observed: number;
  expected: number;
  /** P(X ≤ observed | expected). */
  tail: number;
  verdict: 'onTrack' | 'watch' | 'slow';
  /** Kaplan–Meier median in working days; null when not reached. */
  median: number | null;
  categories: CategoryProgress[];
  /** Over the categories it handles alone; null when there are none. */
  across: AcrossCategories | null;
  /** Issues still open, the longest first. */
  openIssues: number[];
}

interface Held {
  spells: UnitSpell[];
  categories: Map<number, CategoryProgress>;
  alone: UnitSpell[];
}

/**
 * Judges every unit: for each category the pooled hazard over all units gives what each issue, closed or open, was to
 * bring by its age; the unit's sum of these against its closures. A category that is (nearly) one unit's own would
 * compare the unit with itself, and a slow one would never be found: such issues are held against the hazard of all
 * issues instead, apart from the rest, and can bring no more than the watch-list.
 */
export function judgeProgress(spells: readonly UnitSpell[], rule: SlowProgressRule): UnitProgress[] {
  const units = new Map<number, Held>();
  const heldBy = (id: number): Held => {
    let held = units.get(id);
    if (held === undefined) units.set(id, (held = { spells: [], categories: new Map(), alone: [] }));
    return held;
  };
  for (const [category, pooled] of groupBy(spells, (spell) => spell.category)) {
    const sole = largestShare(pooled) > rule.soleShare;
    const hazard = sole ? null : nelsonAalen(pooled);
    for (const spell of pooled) {
      const held = heldBy(spell.unit);
      held.spells.push(spell);
      if (hazard === null) {
        held.alone.push(spell);
        continue;
      }
      let progress = held.categories.get(category);
      if (progress === undefined)
        held.categories.set(category, (progress = { category, observed: 0, expected: 0, spells: 0 }));
      progress.spells += spell.count ?? 1;
      progress.observed += closuresOf(spell);
      progress.expected += expectedOf(spell, hazard);
    }
  }
  const everything = nelsonAalen(spells);
  const judged = [...units].map(([unit, held]) => summarise(unit, held, everything));
  const tails = rule.overdispersion ? overdispersedTails(judged, WINSORISED) : judged.map((one) => one.tail);
  return judged
    .map((one, index) => {
      const tail = tails[index] ?? one.tail;
      return { ...one, tail, verdict: verdictOf({ ...one, tail }, rule) };
    })
    .sort((a, b) => a.tail - b.tail || a.unit - b.unit);
}

const closuresOf = ({ closed, count = 1 }: UnitSpell): number => (closed ? count : 0);
const expectedOf = ({ time, entry, count = 1 }: UnitSpell, hazard: (time: number) => number): number =>
  count * (hazard(time) - (entry === undefined ? 0 : hazard(entry)));

/** Share of the spells that the unit with most of them has. */
function largestShare(pooled: readonly UnitSpell[]): number {
  const counts = new Map<number, number>();
  for (const { unit, count = 1 } of pooled) counts.set(unit, (counts.get(unit) ?? 0) + count);
  return Math.max(...counts.values()) / spellCount(pooled);
}

function summarise(
  unit: number,
  { spells, categories, alone }: Held,
  everything: (time: number) => number,
): UnitProgress {
  const known = [...categories.values()];
  const observed = known.reduce((sum, one) => sum + one.observed, 0);
  const expected = known.reduce((sum, one) => sum + one.expected, 0);
  return {
    unit,
    observed,
    expected,
    tail: poissonTail(observed, expected),
    verdict: 'onTrack',
    median: kaplanMeierMedian(kaplanMeier(spells)),
    categories: known.sort((a, b) => b.expected - b.observed - (a.expected - a.observed)),
    across: alone.length === 0 ? null : acrossCategories(alone, everything),
    openIssues: spells
      .flatMap(({ closed, issue, time }) => (closed || issue === null ? [] : [{ issue, time }]))
      .sort((a, b) => b.time - a.time || a.issue - b.issue)
      .map(({ issue }) => issue),
  };
}

function acrossCategories(alone: readonly UnitSpell[], everything: (time: number) => number): AcrossCategories {
  const observed = alone.reduce((sum, spell) => sum + closuresOf(spell), 0);
  const expected = alone.reduce((sum, spell) => sum + expectedOf(spell, everything), 0);
  const categories = [...new Set(alone.map((spell) => spell.category))];
  return { observed, expected, tail: poissonTail(observed, expected), categories };
}

function verdictOf({ tail, expected, across }: UnitProgress, rule: SlowProgressRule): UnitProgress['verdict'] {
  const enough = expected >= rule.minimumExpected;
  if (enough && tail <= rule.slowTail) return 'slow';
  const hint = across !== null && across.expected >= rule.minimumExpected && across.tail <= rule.slowTail;
  return (enough && tail <= rule.watchTail) || hint ? 'watch' : 'onTrack';
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
