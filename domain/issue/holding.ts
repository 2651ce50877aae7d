/** What becomes of an issue when a unit gets it, gets it back, or its deadlines move: the larger steps of `evolve`. */
import type { Instant } from '../time.ts';
import type { Deadlines, EventOf, MovedDeadlines } from './events.ts';
import { amend, open } from './intervals.ts';
import type { IssueState } from './state.ts';

/** What somebody asked is answered, or has become pointless. */
export const nothingAsked = { pendingExtension: null, pendingRequest: null } as const;

/** Neither an outcome nor an answer for the resident: as it begins, and begins again. */
export const unanswered = {
  outcome: null,
  outcomeAt: null,
  replyDue: null,
  replyKind: null,
  repliedAt: null,
  expectedDay: null,
  passOnDue: null,
  closedAt: null,
} as const;

/** A unit has it now, with a clock of its own. */
export function held(state: IssueState, unit: number, handler: number | null, due: Deadlines, at: Instant): IssueState {
  const given = { unit, acceptDue: due.acceptDue, due: due.due };
  const withUnit = open(state.clocks, 'unit', at, given);
  return {
    ...state,
    status: 'reported',
    ...given,
    handler,
    supporting: state.supporting.filter((one) => one !== unit && one !== handler),
    totalDue: due.totalDue,
    holding: state.holding + 1,
    assignedAt: at,
    acceptedAt: null,
    handlingAt: null,
    ...nothingAsked,
    clocks: handler === null ? withUnit : open(withUnit, 'handler', at, { unit: handler, due: due.due }),
  };
}

/** Not solved after all: whoever answered for it has it again, with new clocks. */
export function reopen(state: IssueState, { at, data }: EventOf<'reopened'>): IssueState {
  const last = state.clocks.findLast((clock) => clock.kind === 'unit' && clock.endedBy === 'outcome');
  const marked = state.clocks.map((clock) => (clock === last ? { ...clock, unsolvedAt: at } : clock));
  const fresh: IssueState = {
    ...state,
    ...unanswered,
    reopened: state.reopened + 1,
    clocks: open(marked, 'total', at),
  };
  if (data.deadlines === null || state.unit === null) {
    return { ...fresh, status: 'reported', clocks: open(fresh.clocks, 'office', at) };
  }
  return {
    ...held(
      fresh,
      data.unit ?? state.unit,
      data.handler === undefined ? state.handler : data.handler,
      data.deadlines,
      at,
    ),
    status: 'reopened',
  };
}

/** The deadlines, on the issue and on the clocks that run. */
export function moveDue(state: IssueState, due: Instant | null, totalDue: Instant | null): IssueState {
  return { ...state, due, totalDue, clocks: amend(state.clocks, (clock) => ({ ...clock, due })) };
}

/** Deadlines counted anew, on the issue and on the clocks that run. */
export function recounted(state: IssueState, { pendingExtension, ...moved }: MovedDeadlines): IssueState {
  const { acceptDue, due, replyDue } = moved;
  const pending = state.pendingExtension;
  return {
    ...state,
    ...moved,
    pendingExtension:
      pending === null || pendingExtension === undefined ? pending : { ...pending, due: pendingExtension },
    clocks: state.clocks.map((clock) => {
      if (clock.to !== null) return clock;
      if (clock.kind === 'reply') return replyDue === undefined ? clock : { ...clock, due: replyDue };
      if (clock.kind !== 'unit' && clock.kind !== 'handler') return clock;
      return {
        ...clock,
        due: due ?? clock.due,
        acceptDue: clock.acceptDue === null ? null : (acceptDue ?? clock.acceptDue),
      };
    }),
  };
}
