/** Slow progress counted a second time, naively and straight from domain.md 7; shares no code with what it checks. */

export interface SpellAgain {
  unit: number;
  category: number;
  days: number;
  settled: boolean;
  /** Days before the window began; null where it began within. */
  entry: number | null;
}

export interface ProgressAgain {
  unit: number;
  observed: number;
  expected: number;
  tail: number;
  /** Its categories that it alone handles, against everything. */
  alone: { observed: number; expected: number; tail: number } | null;
  verdict: 'onTrack' | 'watch' | 'slow';
}

/** Σ d(s)/n(s) over the times up to `days`. */
export function hazardAgain(spells: readonly SpellAgain[]): (days: number) => number {
  const times = [...new Set(spells.filter(({ settled }) => settled).map(({ days }) => days))].sort((a, b) => a - b);
  const steps = times.map((time) => {
    const gone = spells.filter(({ days, settled }) => settled && days === time).length;
    const risk = spells.filter(({ days, entry }) => days >= time && (entry === null || entry < time)).length;
    return { time, share: gone / Math.max(risk, gone) };
  });
  return (days) => steps.filter(({ time }) => time <= days).reduce((sum, { share }) => sum + share, 0);
}

/** P(X ≤ observed): the terms one by one. */
export function poissonAgain(observed: number, expected: number): number {
  if (expected <= 0) return 1;
  let sum = 0;
  let logTerm = -expected;
  for (let k = 0; k <= observed; k += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(expected / (k + 1));
  }
  return Math.min(1, sum);
}

export function progressAgain(spells: readonly SpellAgain[]): Map<number, ProgressAgain> {
  const hazards = new Map<number, ((days: number) => number) | null>();
  for (const category of new Set(spells.map((spell) => spell.category))) {
    const pooled = spells.filter((spell) => spell.category === category);
    const most = Math.max(
      ...[...new Set(pooled.map(({ unit }) => unit))].map((id) => pooled.filter(({ unit }) => unit === id).length),
    );
    hazards.set(category, most / pooled.length > 0.8 ? null : hazardAgain(pooled));
  }
  const everything = hazardAgain(spells);
  const judged = new Map<number, ProgressAgain>();
  for (const unit of new Set(spells.map((spell) => spell.unit))) {
    const own = spells.filter((spell) => spell.unit === unit);
    const sums = (of: readonly SpellAgain[], hazardOf: (spell: SpellAgain) => (days: number) => number) => {
      const observed = of.filter(({ settled }) => settled).length;
      const expected = of.reduce(
        (sum, one) => sum + hazardOf(one)(one.days) - (one.entry === null ? 0 : hazardOf(one)(one.entry)),
        0,
      );
      return { observed, expected, tail: poissonAgain(observed, expected) };
    };
    const known = sums(
      own.filter(({ category }) => hazards.get(category) !== null),
      ({ category }) => hazards.get(category) ?? everything,
    );
    const sole = own.filter(({ category }) => hazards.get(category) === null);
    const alone = sole.length === 0 ? null : sums(sole, () => everything);
    const hint = alone !== null && alone.expected >= 3 && alone.tail <= 0.001;
    const verdict =
      known.expected >= 3 && known.tail <= 0.001
        ? 'slow'
        : (known.expected >= 3 && known.tail <= 0.025) || hint
          ? 'watch'
          : 'onTrack';
    judged.set(unit, { unit, ...known, alone, verdict });
  }
  return judged;
}
