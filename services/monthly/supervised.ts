/** What inspectors did in a month as its table shows it: follow-ups, inspections, flags and what became of them. */
import { followUpsByUnit, type UnitFollowUps } from '../../db/follow-ups.ts';
import { countInspections, inspectionsByUnit } from '../../db/inspections.ts';
import { rectificationsBetween } from '../../db/rectifications.ts';
import type { Flag, Runner } from '../../db/supervision.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { MonthlySupervision, UnitMonth } from '../../domain/monthly-table.ts';
import type { RectificationState } from '../../domain/rectification.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { flagInTable, rectificationInTable } from '../../wording/flags.ts';

export interface Supervised {
  ofUnit(unit: number): Pick<UnitMonth, 'rated' | 'satisfied' | 'inspections'>;
  rectificationsOf(unit: number): readonly RectificationState[];
  supervision: MonthlySupervision;
}

/** Counted over [from, to); rectifications as they stood at `to`. */
export async function supervisedIn(db: Runner, from: Instant, to: Instant): Promise<Supervised> {
  const [followUps, inspected, counts, rectifications] = await Promise.all([
    followUpsByUnit(db, from, to),
    inspectionsByUnit(db, from, to),
    countInspections(db, from, to),
    rectificationsBetween(db, from, to),
  ]);
  const ratings = new Map(followUps.map((row) => [row.unit, row]));
  const byUnit = groupBy(rectifications, (state) => state.unit);
  const sum = (pick: (row: UnitFollowUps) => number): number => followUps.reduce((total, row) => total + pick(row), 0);
  return {
    ofUnit: (unit) => ({
      rated: ratings.get(unit)?.rated ?? 0,
      satisfied: ratings.get(unit)?.satisfied ?? 0,
      inspections: inspected.get(unit) ?? 0,
    }),
    rectificationsOf: (unit) => byUnit.get(unit) ?? [],
    supervision: {
      inspections: counts.since,
      inspectionsSoFar: counts.total,
      followUps: {
        solved: sum((row) => row.solved),
        unsolved: sum((row) => row.unsolved),
        unreachable: sum((row) => row.unreachable),
        rated: sum((row) => row.rated),
        satisfied: sum((row) => row.satisfied),
      },
    },
  };
}

/**
 * The flags of a unit with what became of them. A rectification that outlives its flags is shown by itself; one that
 * was verified no longer holds anything against the unit.
 *
 * @param inTime the earliest day that was not over when the month was
 */
export function flagsOfUnit(
  raised: readonly Flag[],
  rectifications: readonly RectificationState[],
  inTime: Day,
): Pick<UnitMonth, 'flags' | 'flagged' | 'watched'> {
  const answers = (state: RectificationState, { id }: Flag): boolean => state.flags.some(({ flag }) => flag === id);
  const answering = (flag: Flag): RectificationState | undefined =>
    rectifications.find((state) => answers(state, flag));
  const standing = raised.filter((flag) => answering(flag)?.status !== 'verified');
  const alone = rectifications.filter((state) => !raised.some((flag) => answers(state, flag)));
  return {
    flags: [
      ...raised.map((flag) => flagInTable(flag, answering(flag) ?? null, inTime)),
      ...alone.map((state) => rectificationInTable(state, inTime)),
    ],
    // What a person has confirmed weighs as a flag, of whatever kind it was; what nobody has looked at yet is a watch.
    flagged: standing.some((flag) => flag.state === 'confirmed') || alone.some((state) => state.status !== 'verified'),
    watched: standing.some((flag) => flag.state === 'draft'),
  };
}
