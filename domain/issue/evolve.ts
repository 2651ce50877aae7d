/** Adds an event to an issue. The row in the database is nothing but the sum of this over all events that stand. */
import type { EventOf, IssueEvent } from './events.ts';
import { held, moveDue, nothingAsked, recounted, reopen, unanswered } from './holding.ts';
import { inherited } from './inherit.ts';
import { amend, close, open } from './intervals.ts';
import type { IssueState, PendingExtension } from './state.ts';

/** The issue after an event. The first event of an issue is always `reported`. */
export function evolve(state: IssueState | null, event: IssueEvent): IssueState {
  if (state === null) {
    if (event.type !== 'reported') throw new Error(`the first event of an issue was ${event.type}`);
    return fromReport(event);
  }
  // A calendar that became known is nobody's looking after the issue.
  const touchedAt = event.type === 'deadlineChanged' ? state.touchedAt : event.at;
  return { ...apply(state, event), version: state.version + 1, touchedAt };
}

function fromReport({ at, data }: EventOf<'reported'>): IssueState {
  const { routeReason = null, proposal = null, parent = null } = data;
  return {
    ...data,
    routeReason,
    proposal,
    parent,
    form: null,
    decisions: [],
    parts: [],
    number: 0,
    version: 1,
    status: 'reported',
    reportedAt: at,
    duty: data.duty ?? data.reporter,
    unit: null,
    handler: null,
    supporting: [],
    holding: 0,
    assignedAt: null,
    acceptDue: null,
    acceptedAt: null,
    handlingAt: null,
    due: null,
    totalDue: null,
    ...unanswered,
    extensions: 0,
    pendingExtension: null,
    pendingRequest: null,
    reviewDay: null,
    shelving: null,
    shelvedDue: null,
    shelvedTotalDue: null,
    returns: 0,
    returnedBy: [],
    reopened: 0,
    touchedAt: at,
    clocks: open(open([], 'total', at), 'office', at),
  };
}

function apply(state: IssueState, event: IssueEvent): IssueState {
  const { at } = event;
  switch (event.type) {
    case 'reported':
      throw new Error(`issue ${state.number} was reported twice`);
    case 'assigned': {
      const clocks = close(state.clocks, ['office'], at, 'assigned');
      return held({ ...state, clocks }, event.data.unit, event.data.handler ?? null, event.data, at);
    }
    case 'transferred': {
      const clocks = close(state.clocks, ['unit', 'handler'], at, 'transferred');
      return held({ ...state, clocks }, event.data.unit, event.data.handler ?? null, event.data, at);
    }
    case 'clarified':
      return { ...state, place: event.data.place ?? state.place, category: event.data.category ?? state.category };
    case 'unitProposed':
      return { ...state, pendingRequest: { what: 'unit', ...event.data, by: event.actor ?? 0, at } };
    case 'accepted':
      return {
        ...state,
        // The unit takes it for its own: what the bot would rather is over.
        pendingRequest: state.pendingRequest?.what === 'unit' ? null : state.pendingRequest,
        status: 'accepted',
        acceptedAt: at,
        // What the unit has taken in hand the reporter has not settled.
        proposal: state.proposal?.route === 'spot' ? null : state.proposal,
        clocks: amend(state.clocks, (clock) => ({ ...clock, acceptedAt: at })),
      };
    case 'returned': {
      const clocks = open(close(state.clocks, ['unit', 'handler'], at, 'returned'), 'office', at);
      const cleared = { unit: null, handler: null, acceptDue: null, due: null, ...nothingAsked };
      const returnedBy = [...state.returnedBy, { unit: state.unit ?? 0, reason: event.data.reason, at }];
      return { ...state, ...cleared, clocks, status: 'returned', returns: state.returns + 1, returnedBy };
    }
    case 'returnRequested':
      return { ...state, pendingRequest: { what: 'return', ...event.data, by: event.actor ?? 0, at } };
    case 'shelvingRequested':
      return { ...state, pendingRequest: { what: 'shelving', ...event.data, by: event.actor ?? 0, at } };
    case 'returnRefused':
    case 'shelvingRefused':
    case 'unitKept':
      return { ...state, pendingRequest: null };
    case 'handedDown': {
      const { unit } = event.data;
      const clocks = open(close(state.clocks, ['handler'], at, 'handedDown'), 'handler', at, { unit, due: state.due });
      return { ...state, handler: unit, clocks };
    }
    case 'inherited':
      return inherited(state, event);
    case 'progressed':
      return {
        ...state,
        ...(event.data.by === undefined ? { status: 'handling', handlingAt: state.handlingAt ?? at } : {}),
        passOnDue: state.passOnDue ?? event.data.passOnBy ?? null,
      };
    case 'extensionRequested':
      return {
        ...state,
        pendingExtension: asked(event),
        pendingRequest: state.pendingRequest?.what === 'unit' ? null : state.pendingRequest,
      };
    case 'extensionApproved': {
      const totalDue = Math.max(state.totalDue ?? event.data.due, event.data.due);
      const moved = moveDue(state, event.data.due, totalDue);
      return { ...moved, extensions: state.extensions + 1, pendingExtension: null };
    }
    case 'extensionRefused':
      return { ...state, pendingExtension: null };
    case 'outcomeRecorded': {
      const { text, replyDue, onSpot, closes } = event.data;
      const settled = close(state.clocks, ['unit', 'handler', 'office'], at, onSpot ? 'settled' : 'outcome');
      const outcome = { outcome: text, outcomeAt: at, passOnDue: null, ...nothingAsked };
      return closes
        ? { ...state, ...outcome, status: 'closed', closedAt: at, clocks: close(settled, ['total'], at, 'outcome') }
        : {
            ...state,
            ...outcome,
            replyDue,
            status: 'awaitingReply',
            clocks: open(settled, 'reply', at, { due: replyDue }),
          };
    }
    case 'replied': {
      const { kind: replyKind, expectedDay } = event.data;
      const replied = { ...state, replyKind, repliedAt: at, expectedDay, passOnDue: null };
      if (!event.data.closes) return replied;
      return {
        ...replied,
        status: 'closed',
        closedAt: at,
        clocks: close(state.clocks, ['reply', 'total'], at, 'replied'),
      };
    }
    case 'dutyHandedOver': {
      const { to: duty, replyDue } = event.data;
      if (replyDue === null) return { ...state, duty };
      const clocks = open(close(state.clocks, ['reply'], at, 'handedOver'), 'reply', at, { due: replyDue });
      return { ...state, duty, replyDue, clocks };
    }
    case 'withdrawn': {
      const clocks = close(state.clocks, ['unit', 'handler', 'office', 'total'], at, 'withdrawn');
      return { ...state, status: 'withdrawn', closedAt: at, ...nothingAsked, clocks };
    }
    case 'shelved': {
      const { due, totalDue } = state;
      const since = event.data.since ?? at;
      const put = {
        status: 'shelved',
        reviewDay: event.data.reviewDay,
        shelving: { reason: event.data.reason, leader: event.data.leader, since, continued: 0 },
        ...nothingAsked,
        shelvedDue: due,
        shelvedTotalDue: totalDue,
      } as const;
      const still = amend(state.clocks, (clock) => ({ ...clock, due: null }));
      return { ...state, ...put, due: null, totalDue: null, clocks: open(still, 'pause', since) };
    }
    case 'shelvingContinued': {
      const { reason, reviewDay } = event.data;
      const { shelving } = state;
      return {
        ...state,
        reviewDay,
        shelving: shelving === null ? null : { ...shelving, reason, continued: shelving.continued + 1 },
      };
    }
    case 'resumed': {
      const clocks = close(state.clocks, ['pause'], at, 'resumed');
      const back = {
        status: 'handling',
        reviewDay: null,
        shelving: null,
        shelvedDue: null,
        shelvedTotalDue: null,
      } as const;
      return moveDue({ ...state, ...back, clocks }, event.data.due, event.data.totalDue);
    }
    case 'reopened':
      return reopen(state, event);
    case 'deadlineChanged':
      return recounted(state, event.data.moved);
    case 'routeChanged':
      return { ...state, route: event.data.route, routeReason: event.data.reason, proposal: null };
    case 'formIssued':
      return { ...state, form: { ...event.data, by: event.actor ?? 0, at: state.form?.at ?? at } };
    case 'instructed':
    case 'supportRequested':
      return state;
    case 'supportChanged': {
      const { added, removed } = event.data;
      return { ...state, supporting: [...state.supporting, ...added].filter((unit) => !removed.includes(unit)) };
    }
    case 'split':
      return { ...state, parts: [...state.parts, ...event.data.parts.map(({ number }) => number)] };
    case 'decisionRecorded':
      return { ...state, decisions: [...state.decisions, { ...event.data, at, doneAt: null, done: null }] };
    case 'decisionCarriedOut': {
      const { seq, text } = event.data;
      const decisions = state.decisions.map((one) => (one.seq === seq ? { ...one, doneAt: at, done: text } : one));
      return { ...state, decisions };
    }
    case 'undone':
      throw new Error('what is left after an undoing is only known from the whole history');
  }
}

const asked = ({ data, actor, at }: EventOf<'extensionRequested'>): PendingExtension => ({
  workingDays: data.workingDays,
  due: data.due,
  reason: data.reason,
  by: actor ?? 0,
  at,
});
