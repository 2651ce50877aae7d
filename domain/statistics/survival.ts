/** Survival statistics over times to closure, open ones censored: Kaplan–Meier, Nelson–Aalen. */

/** A time on a clock, in any one unit (working days here); not closed means censored at that time. */
export interface Spell {
  time: number;
  closed: boolean;
  /** Time on the clock before which it was not watched (left truncation); 0 when left out. */
  entry?: number;
}

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
export function kaplanMeier(spells: readonly Spell[]): CurvePoint[] {
  const byEnd = Float64Array.from(spells, (spell) => spell.time).sort();
  const byEntry = Float64Array.from(spells, (spell) => spell.entry ?? Number.NEGATIVE_INFINITY).sort();
  const closings = Float64Array.from(spells.flatMap((spell) => (spell.closed ? [spell.time] : []))).sort();
  const points: CurvePoint[] = [];
  let survival = 1;
  let hazard = 0;
  let ended = 0;
  let entered = 0;
  for (let index = 0; index < closings.length;) {
    const time = closings[index] as number;
    let events = 0;
    while (closings[index] === time) {
      events += 1;
      index += 1;
    }
    while (ended < byEnd.length && (byEnd[ended] as number) < time) ended += 1;
    while (entered < byEntry.length && (byEntry[entered] as number) < time) entered += 1;
    // A spell that closes the moment it is first watched has no time at risk; it cannot make the risk set too small.
    const atRisk = Math.max(entered - ended, events);
    survival *= 1 - events / atRisk;
    hazard += events / atRisk;
    points.push({ time, atRisk, events, survival, hazard });
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
