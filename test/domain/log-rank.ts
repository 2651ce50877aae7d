/** The log-rank test, to hold the survival data against published figures; no report shows it yet. */
import type { Spell } from '../../domain/statistics/survival.ts';

export interface LogRank {
  observed: number[];
  expected: number[];
  /** With one degree of freedom for two groups. */
  chiSquare: number;
}

/** The log-rank test of two groups (Mantel 1966): observed and expected closures, χ². */
export function logRank(first: readonly Spell[], second: readonly Spell[]): LogRank {
  const times = [...new Set([...first, ...second].flatMap((spell) => (spell.closed ? [spell.time] : [])))].sort(
    (a, b) => a - b,
  );
  let expected = 0;
  let variance = 0;
  let observed = 0;
  let total = 0;
  for (const time of times) {
    const atRisk = (group: readonly Spell[]): number =>
      group.filter((spell) => spell.time >= time && (spell.entry ?? 0) < time).length;
    const events = (group: readonly Spell[]): number =>
      group.filter((spell) => spell.closed && spell.time === time).length;
    const [n1, n2] = [atRisk(first), atRisk(second)];
    const [d1, d2] = [events(first), events(second)];
    const n = n1 + n2;
    const d = d1 + d2;
    observed += d1;
    total += d;
    expected += (d * n1) / n;
    if (n > 1) variance += (d * (n1 / n) * (n2 / n) * (n - d)) / (n - 1);
  }
  const chiSquare = variance === 0 ? 0 : (observed - expected) ** 2 / variance;
  return { observed: [observed, total - observed], expected: [expected, total - expected], chiSquare };
}
