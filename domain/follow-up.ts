/** Follow-up (回访): which closed issues are checked with the resident, and who calls. The same data give the same draw. */
import { createHash } from 'node:crypto';
import { groupBy } from './group-by.ts';
import type { Month } from './time.ts';

/** 解决 · 未解决 · 无法联系 */
export type FollowUpOutcome = 'solved' | 'unsolved' | 'unreachable';
/** 满意 · 基本满意 · 不满意. Not rated (未评价) is no satisfaction at all: null wherever this is kept. */
export type Satisfaction = 'satisfied' | 'basicallySatisfied' | 'dissatisfied';

/** An issue a unit closed; reopened and closed again it is another closing. */
export interface Closing {
  issue: number;
  holding: number;
  unit: number;
}

export interface SampleRule {
  /** 0–1 of each unit's closings, rounded up. */
  share: number;
  /** At least so many of every unit that closed any. */
  leastPerUnit: number;
}

const sampleSize = (closings: number, { share, leastPerUnit }: SampleRule): number =>
  // The epsilon keeps 10% of 30, which is 3.0000000000000004 in binary, from becoming 4.
  Math.min(closings, Math.max(leastPerUnit, Math.ceil(closings * share - 1e-9)));

/** What a closing draws: `sha256sum` of `2026-09|12|1` tells anybody whether an issue was drawn rightly. */
const ticketOf = (month: Month, { issue, holding }: Closing): string =>
  createHash('sha256').update(`${month}|${issue}|${holding}`).digest('hex');

/**
 * Draws from each unit its share of a month's closings: the lowest tickets. What one unit closed changes nothing for
 * another, and the order the closings come in changes nothing at all. By number.
 */
export function drawSample<T extends Closing>(month: Month, closings: readonly T[], rule: SampleRule): T[] {
  return [...groupBy(closings, (closing) => closing.unit).values()]
    .flatMap((ofUnit) =>
      ofUnit
        .map((closing) => ({ closing, ticket: ticketOf(month, closing) }))
        .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
        .slice(0, sampleSize(ofUnit.length, rule))
        .map(({ closing }) => closing),
    )
    .sort((a, b) => a.issue - b.issue || a.holding - b.holding);
}

/**
 * Gives each call to one of the inspectors for its unit: to the one who has fewest, the first of them on a tie, which
 * is turn by turn where all are equal. Null where the district has no inspector.
 */
export function assignCalls<T extends Closing>(
  calls: readonly T[],
  inspectorsFor: (unit: number) => readonly number[],
): (T & { inspector: number | null })[] {
  const load = new Map<number, number>();
  return calls.map((call) => {
    let chosen: number | null = null;
    for (const one of inspectorsFor(call.unit)) {
      if (chosen === null || (load.get(one) ?? 0) < (load.get(chosen) ?? 0)) chosen = one;
    }
    if (chosen !== null) load.set(chosen, (load.get(chosen) ?? 0) + 1);
    return { ...call, inspector: chosen };
  });
}
