/** Decides whether the last thing somebody did to an issue can be taken back: pure, on the whole history. */
import { may, type Actor } from '../permitted.ts';
import type { Instant } from '../time.ts';
import type { EventOf, EventType, IssueEvent } from './events.ts';
import { takenBack } from './history.ts';
import type { IssueState } from './state.ts';

/** An event and the message that caused it. */
export interface Logged {
  event: IssueEvent;
  source: string;
}

/** What somebody did, by the event it is called by; an outcome by the reporter is no unit's. */
export type Did = EventType | 'settledOnSpot';

/** All that one message did to an issue. */
export interface Action {
  source: string;
  /** What it is called by: a report is a report, whatever followed from it. */
  did: Did;
  actor: number | null;
  at: Instant;
  /** Places in the history, from 1. */
  events: readonly number[];
}

/** Whether a person can take it back at all. What the bot does itself, and an undoing, nobody can. */
export const undoable: Record<EventType, boolean> = {
  reported: true,
  assigned: true,
  clarified: true,
  unitProposed: true,
  unitKept: true,
  accepted: true,
  returned: true,
  returnRequested: true,
  returnRefused: true,
  transferred: true,
  handedDown: true,
  // The merger is taken back as a whole.
  inherited: false,
  progressed: true,
  extensionRequested: true,
  extensionApproved: true,
  extensionRefused: true,
  outcomeRecorded: true,
  replied: true,
  // Not of a whole desk at once: that is handed back the same way.
  dutyHandedOver: true,
  withdrawn: true,
  shelvingRequested: true,
  shelvingRefused: true,
  shelved: true,
  shelvingContinued: true,
  resumed: true,
  reopened: true,
  routeChanged: true,
  // Its number is given: it is changed by issuing it again.
  formIssued: false,
  instructed: true,
  supportRequested: true,
  supportChanged: true,
  // The parts are issues of their own by then: they are withdrawn.
  split: false,
  decisionRecorded: true,
  decisionCarriedOut: true,
  deadlineChanged: false,
  undone: false,
};

export type UndoRefusal =
  | { code: 'nothingToUndo'; number: number }
  | { code: 'undoTooLate'; number: number; did: Did; minutes: number }
  | { code: 'notYourAction'; number: number; did: Did; actor: number | null }
  /** `parts`: what it was split into. */
  | { code: 'cannotBeUndone'; number: number; did: Did; parts?: readonly number[] }
  /** With how many issues in all, and with which change of the roster. */
  | { code: 'handedOverTogether'; number: number; did: Did; issues: number; change: number | null }
  | { code: 'actedSince'; number: number; did: Did; since: Did; by: number | null }
  | { code: 'partsMoved'; number: number; did: Did; parts: readonly number[] }
  | { code: 'wholeIsOver'; number: number; did: Did; whole: Whole; minutes: number };

/** What a part was split from. */
export type Whole = Pick<IssueState, 'number' | 'unit' | 'outcomeAt' | 'closedAt'>;

export type UndoDecision = { ok: true; event: EventOf<'undone'>; action: Action } | { ok: false; refusal: UndoRefusal };

const splitInto = (events: readonly (IssueEvent | undefined)[]): { parts?: readonly number[] } => {
  const parts = events.flatMap((one) => (one?.type === 'split' ? one.data.parts.map(({ number }) => number) : []));
  return parts.length === 0 ? {} : { parts };
};

/** What stands of a history, message by message, in order. */
export function actionsOf(history: readonly Logged[]): Action[] {
  const gone = takenBack(history.map(({ event }) => event));
  const bySource = new Map<string, { seq: number; event: IssueEvent }[]>();
  for (const [index, { event, source }] of history.entries()) {
    if (event.type === 'undone' || gone.has(index + 1)) continue;
    const together = bySource.get(source) ?? [];
    bySource.set(source, [...together, { seq: index + 1, event }]);
  }
  return [...bySource].map(([source, together]) => {
    const events = together.map(({ event }) => event);
    const main =
      events.find(({ type }) => type === 'reported' || type === 'clarified') ??
      events.findLast(({ type }) => type !== 'deadlineChanged') ??
      (events.at(-1) as IssueEvent);
    const onSpot = events.some((one) => one.type === 'outcomeRecorded' && one.data.onSpot === true);
    const did = onSpot && main.type !== 'reported' ? 'settledOnSpot' : main.type;
    return { source, did, actor: main.actor, at: main.at, events: together.map(({ seq }) => seq) };
  });
}

/**
 * Takes back the last thing done to the issue that `actor` may take back, which is what they did themselves, unless it was
 * too long ago, or somebody has acted on it since.
 *
 * @param minutes within which an action can be taken back
 * @param whole what it is a part of: an outcome of the whole rests on those of its parts
 */
export function decideUndo(
  number: number,
  history: readonly Logged[],
  actor: Actor,
  at: Instant,
  minutes: number,
  whole: Whole | null = null,
): UndoDecision {
  const refuse = (refusal: UndoRefusal): UndoDecision => ({ ok: false, refusal });
  const actions = actionsOf(history);
  const last = actions.at(-1);
  if (last === undefined) return refuse({ code: 'nothingToUndo', number });
  const mine = actions.findLast(({ actor: by }) => by !== null && may(actor, 'undo', { person: by }));
  if (mine === undefined) return refuse({ code: 'notYourAction', number, did: last.did, actor: last.actor });
  const { did } = mine;
  if (last !== mine) return refuse({ code: 'actedSince', number, did, since: last.did, by: last.actor });
  if (at - mine.at > minutes * 60_000) return refuse({ code: 'undoTooLate', number, did, minutes });
  const happened = mine.events.map((seq) => history[seq - 1]?.event);
  const types = happened.map((one) => one?.type);
  // A deadline that followed from what was done goes with it.
  const own = types.filter((type) => type !== 'deadlineChanged');
  if (own.length === 0 || !own.every((type) => type !== undefined && undoable[type]))
    return refuse({ code: 'cannotBeUndone', number, did, ...splitInto(happened) });
  const parts = happened.flatMap((one) =>
    one?.type === 'extensionApproved' || one?.type === 'deadlineChanged' || one?.type === 'resumed'
      ? (one.data.parts ?? [])
      : [],
  );
  if (parts.length > 0) return refuse({ code: 'partsMoved', number, did, parts });
  const over = whole !== null && (whole.outcomeAt !== null || whole.closedAt !== null);
  if (over && types.some((type) => type === 'outcomeRecorded' || type === 'withdrawn'))
    return refuse({ code: 'wholeIsOver', number, did, whole, minutes });
  const since = history.at(-1)?.event.at ?? at;
  const data = { events: mine.events, source: mine.source };
  return { ok: true, action: mine, event: { type: 'undone', at: Math.max(at, since), actor: actor.id, data } };
}
