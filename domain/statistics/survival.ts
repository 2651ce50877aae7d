/** Survival statistics over times to closure, open ones censored: Kaplan–Meier, Nelson–Aalen. */

/** A time on a clock, in any one unit (working days here); not closed means censored at that time. */
export interface Spell {
  time: number;
  closed: boolean;
  /** Time on the clock before which it was not watched (left truncation); 0 when left out. */
  entry?: number;
  /** How many alike it stands for; 1 when left out. */
  count?: number;
}

/** How many times spells stand for. */
export const spellCount = (spells: readonly Spell[]): number => spells.reduce((sum, { count = 1 }) => sum + count, 0);

export interface CurvePoint {
  time: number;
  atRisk: number;
  events: number;
  /** Share not closed just after `time`. */
  survival: number;
  /** Nelson–Aalen estimate of the cumulative hazard just after `time`. */
  hazard: number;
}

/**
 * Kaplan–Meier and Nelson–Aalen at each time something closed, in order. At risk at t are those watched before t
 * (entry < t) whose time is at least t; what is censored at t still counts at t.
 */
export function kaplanMeier(spells: Iterable<Spell>): CurvePoint[] {
  // Working days are few and the spells may be a million: they are counted by the day before anything is sorted.
  const endings = new Map<number, { all: number; closed: number }>();
  const entries = new Map<number, number>();
  let unentered = 0;
  for (const { time, closed, entry, count = 1 } of spells) {
    const ending = endings.get(time);
    if (ending === undefined) endings.set(time, { all: count, closed: closed ? count : 0 });
    else {
      ending.all += count;
      if (closed) ending.closed += count;
    }
    if (entry === undefined) unentered += count;
    else entries.set(entry, (entries.get(entry) ?? 0) + count);
  }
  const late = [...entries].sort((a, b) => a[0] - b[0]);
  const points: CurvePoint[] = [];
  let survival = 1;
  let hazard = 0;
  let ended = 0;
  let entered = unentered;
  let next = 0;
  for (const [time, { all, closed: events }] of [...endings].sort((a, b) => a[0] - b[0])) {
    for (let entry = late[next]; entry !== undefined && entry[0] < time; entry = late[next]) {
      entered += entry[1];
      next += 1;
    }
    if (events > 0) {
      // A spell that closes the moment it is first watched has no time at risk; it cannot make the risk set too small.
      const atRisk = Math.max(entered - ended, events);
      survival *= 1 - events / atRisk;
      hazard += events / atRisk;
      points.push({ time, atRisk, events, survival, hazard });
    }
    ended += all;
  }
  return points;
}

/** Sums of products of rates come out as 0.5 only up to rounding. */
const HALF = 0.5 + 1e-9;

/** The first time at which no more than half are open; null when that is not reached. (R takes the midpoint of an exact 0.5 stretch.) */
export const kaplanMeierMedian = (curve: readonly CurvePoint[]): number | null =>
  curve.find((point) => point.survival <= HALF)?.time ?? null;

/** The cumulative hazard as a function of time: a look-up in O(log n). */
export function nelsonAalen(spells: readonly Spell[]): (time: number) => number {
  const curve = kaplanMeier(spells);
  const times = Float64Array.from(curve, (point) => point.time);
  const hazards = Float64Array.from(curve, (point) => point.hazard);
  return (time) => {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : (hazards[low - 1] as number);
  };
}
