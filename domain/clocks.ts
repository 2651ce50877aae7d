/** Time on a clock with pauses kept as intervals, so that changing a rule never loses accumulated time. */
import type { WorkingCalendar } from './calendar.ts';
import { extendedDue } from './deadlines.ts';
import { dayOf, endOfDay, type Instant } from './time.ts';

/** `to` is null while it runs. */
export interface Interval {
  from: Instant;
  to: Instant | null;
}

interface Span {
  from: Instant;
  to: Instant;
}

/** What two intervals share, up to `at`; null when nothing. */
export function overlap(a: Interval, b: Interval, at: Instant): Span | null {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to ?? at, b.to ?? at, at);
  return to > from ? { from, to } : null;
}

/** Pauses within a run, in order, those that touch or overlap made one. */
export function mergedPauses(run: Interval, pauses: readonly Interval[], at: Instant): Span[] {
  const inside = pauses.flatMap((pause) => overlap(run, pause, at) ?? []).sort((a, b) => a.from - b.from);
  const merged: Span[] = [];
  for (const pause of inside) {
    const last = merged.at(-1);
    if (last !== undefined && pause.from <= last.to) last.to = Math.max(last.to, pause.to);
    else merged.push({ ...pause });
  }
  return merged;
}

/** Working days a run took until `at` or its end, counted by the day from the next day, paused days out. */
export function elapsedWorkingDays(
  run: Interval,
  pauses: readonly Interval[],
  at: Instant,
  calendar: WorkingCalendar,
): number {
  const end = Math.min(run.to ?? at, at);
  if (end <= run.from) return 0;
  const between = (from: Instant, to: Instant): number => calendar.workingDaysBetween(dayOf(from), dayOf(to));
  if (pauses.length === 0) return between(run.from, end);
  return mergedPauses(run, pauses, at).reduce(
    (left, pause) => left - between(pause.from, pause.to),
    between(run.from, end),
  );
}

/**
 * A deadline after a pause: put off by the working days the pause covered. A deadline by the hour moves by the time
 * on the wall.
 */
export function resumeDue(due: Instant, pausedFrom: Instant, resumedAt: Instant, calendar: WorkingCalendar): Instant {
  if (resumedAt <= pausedFrom) return due;
  if (due !== endOfDay(dayOf(due))) return due + (resumedAt - pausedFrom);
  return extendedDue(due, calendar.workingDaysBetween(dayOf(pausedFrom), dayOf(resumedAt)), calendar);
}
