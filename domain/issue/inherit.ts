/** A unit was merged into another: what it had goes on there as it stands, with the deadlines that were given. */
import type { Instant } from '../time.ts';
import type { EventOf } from './events.ts';
import type { ClockInterval, IssueState } from './state.ts';

export const inheritance = (
  from: number,
  to: number,
  reason: string,
  at: Instant,
  actor: number,
): EventOf<'inherited'> => ({ type: 'inherited', at, actor, data: { from, to, reason } });

/** The old unit's clocks end, the new one's begin in the same moment: state, acceptance and deadlines stay. */
export function inherited(state: IssueState, { at, data: { from, to } }: EventOf<'inherited'>): IssueState {
  const ends = (clock: ClockInterval): boolean =>
    clock.to === null && clock.unit === from && (clock.kind === 'unit' || clock.kind === 'handler');
  const begun = state.clocks
    .filter(ends)
    .map((clock, index) => ({ ...clock, seq: state.clocks.length + index + 1, unit: to, from: at }));
  const ended = state.clocks.map((clock) =>
    ends(clock) ? { ...clock, to: at, endedBy: 'transferred' as const } : clock,
  );
  const now = (unit: number | null): number | null => (unit === from ? to : unit);
  return {
    ...state,
    unit: state.outcomeAt === null ? now(state.unit) : state.unit,
    handler: state.outcomeAt === null ? now(state.handler) : state.handler,
    supporting: [...new Set(state.supporting.map((unit) => (unit === from ? to : unit)))],
    clocks: [...ended, ...begun],
  };
}
