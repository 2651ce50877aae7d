/** The intervals of an issue's clocks: begun, ended, changed while they run. */
import type { Instant } from '../time.ts';
import type { ClockInterval, IntervalEnd, IntervalKind } from './state.ts';

type Opening = Partial<Pick<ClockInterval, 'unit' | 'due' | 'acceptDue'>>;

/** One more interval, which runs. */
export function open(
  clocks: readonly ClockInterval[],
  kind: IntervalKind,
  from: Instant,
  { unit = null, due = null, acceptDue = null }: Opening = {},
): ClockInterval[] {
  const running = { from, to: null, endedBy: null, acceptedAt: null, unsolvedAt: null };
  return [...clocks, { seq: clocks.length + 1, kind, unit, due, acceptDue, ...running }];
}

/** Ends those that run. */
export function close(
  clocks: readonly ClockInterval[],
  kinds: readonly IntervalKind[],
  to: Instant,
  endedBy: IntervalEnd,
): ClockInterval[] {
  return clocks.map((clock) => (clock.to === null && kinds.includes(clock.kind) ? { ...clock, to, endedBy } : clock));
}

/** Changes the running clocks of the unit and of the subordinate that works for it. */
export const amend = (
  clocks: readonly ClockInterval[],
  change: (clock: ClockInterval) => ClockInterval,
): ClockInterval[] =>
  clocks.map((clock) =>
    clock.to === null && (clock.kind === 'unit' || clock.kind === 'handler') ? change(clock) : clock,
  );
