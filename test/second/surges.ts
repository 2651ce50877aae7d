/** Surges counted a second time, naively and straight from domain.md 7; shares no code with what it checks. */

export interface Reported {
  number: number;
  at: number;
  town: number | null;
  category: number | null;
}

export interface SurgeAgain {
  /** How many times as much as usual all other categories are; the tail and whether it is raised if this one grew with them. */
  factor: number;
  grown: { tail: number; level: 'alarm' | 'watch' | null };
  /** `town|category`, `|category` for the district. */
  cell: string;
  counts: number[];
  tail: number;
  level: 'alarm' | 'watch';
}

const WEEK = 7 * 24 * 3_600_000;

/** P(X ≥ count): every term of the distribution by hand, from 0 up, then on until nothing is added. */
export function tailAgain(count: number, before: number, weeks: number, factor = 1): number {
  const r = before + 0.5;
  const p = weeks / (weeks + factor);
  let logTerm = r * Math.log(p);
  for (let k = 0; k < count; k += 1) logTerm += Math.log(((r + k) / (k + 1)) * (1 - p));
  let sum = 0;
  for (let k = count; k < count + 10_000; k += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(((r + k) / (k + 1)) * (1 - p));
  }
  return Math.min(1, sum);
}

/**
 * What stands out in the week that begins at `week`, against so many weeks before it. A district's category is judged
 * without the towns that stand out more.
 */
export function surgesAgain(
  reports: readonly Reported[],
  week: number,
  weeks: number,
  tested: number,
  shrink = 10,
): SurgeAgain[] {
  const counts = new Map<string, number[]>();
  for (const { at, town, category } of reports) {
    const index = weeks + Math.floor((at - week) / WEEK);
    if (category === null || index < 0 || index > weeks) continue;
    for (const cell of town === null ? [`|${category}`] : [`|${category}`, `${town}|${category}`]) {
      const series = counts.get(cell) ?? Array.from({ length: weeks + 1 }, () => 0);
      series[index] = (series[index] ?? 0) + 1;
      counts.set(cell, series);
    }
  }
  const sum = (series: readonly number[]): number => series.slice(0, weeks).reduce((total, one) => total + one, 0);
  const tailOf = (series: readonly number[]): number => tailAgain(series[weeks] ?? 0, sum(series), weeks);
  const cells = [...counts].map(([cell, series]) => ({ cell, series, tail: tailOf(series) }));
  const limitOf = (tails: readonly number[]): number => {
    const byTail = [...tails].sort((a, b) => a - b);
    let limit = 0;
    byTail.forEach((tail, index) => {
      if (tail <= (0.05 * (index + 1)) / tested) limit = (0.05 * (index + 1)) / tested;
    });
    return limit;
  };
  const limit = limitOf(cells.map(({ tail }) => tail));
  const factorOf = (cell: string): number => {
    const category = Number(cell.replace(/.*\|/, ''));
    const others = reports.filter((one) => one.category !== null && one.category !== category && one.at < week + WEEK);
    const now = others.filter(({ at }) => at >= week).length;
    const before = others.filter(({ at }) => at < week && at >= week - weeks * WEEK).length;
    return Math.max(1, (now + shrink) / (before / weeks + shrink));
  };
  const grownTail = (cell: string, series: readonly number[]): number =>
    tailAgain(series[weeks] ?? 0, sum(series), weeks, factorOf(cell));
  const grownLimit = limitOf(cells.map(({ cell, series }) => grownTail(cell, series)));
  const level = (series: readonly number[], tail: number, alarm = limit): 'alarm' | 'watch' | null =>
    (series[weeks] ?? 0) < 3 ? null : tail <= alarm ? 'alarm' : tail < 0.001 ? 'watch' : null;
  const found: SurgeAgain[] = [];
  const keep = (cell: string, series: number[], tail: number): void => {
    const raised = level(series, tail);
    if (raised === null) return;
    const grown = grownTail(cell, series);
    found.push({
      cell,
      counts: series,
      tail,
      level: raised,
      factor: factorOf(cell),
      grown: { tail: grown, level: level(series, grown, grownLimit) },
    });
  };
  for (const { cell, series, tail } of cells.filter((one) => !one.cell.startsWith('|'))) keep(cell, series, tail);
  for (const { cell, series, tail } of cells.filter((one) => one.cell.startsWith('|'))) {
    let left = series;
    let leftTail = tail;
    const towns = found.filter((one) => one.cell.endsWith(cell) && one.cell !== cell).sort((a, b) => a.tail - b.tail);
    for (const town of towns) {
      if (town.tail > leftTail * (1 + 1e-9)) break;
      left = left.map((count, index) => count - (town.counts[index] ?? 0));
      leftTail = tailOf(left);
    }
    keep(cell, left, leftTail);
  }
  return found.sort((a, b) => a.tail - b.tail);
}
