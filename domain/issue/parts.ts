/**
 * A part's deadlines that are those of the whole: they were given with it, and move with it.
 *
 * A part shares the whole's deadline until it is given one of its own (an extension, its own shelving and going on, another
 * unit), the whole goes to another unit, or the part lets it pass. As long as it does, more time for the whole (an
 * extension, a form, going on after it was shelved) is more time for the part; less time is not. Two limits when a shelved
 * whole goes on: a part that was shelved itself counts its own pause, and one whose deadline has passed meanwhile keeps it,
 * since parts are not shelved with the whole. A part that is opened again (撤销) takes what it has missed. When the calendar
 * changes, what is shared is counted from when the whole was given, and so stays shared (`recount.ts`).
 */
import { extendedDue } from '../deadlines.ts';
import type { Instant } from '../time.ts';
import type { EventOf, IssueEvent, MovedDeadlines } from './events.ts';
import { evolve } from './evolve.ts';
import type { Rules } from './rules.ts';
import type { IssueState } from './state.ts';

type Deadlines = Pick<IssueState, 'status' | 'due' | 'shelvedDue'>;

/** The deadline an issue has, or will have when it goes on. */
export const deadlineOf = ({ status, due, shelvedDue }: Deadlines): Instant | null =>
  status === 'shelved' ? shelvedDue : due;

const isOpen = ({ outcomeAt, closedAt }: IssueState): boolean => outcomeAt === null && closedAt === null;

/** Whether a part is open and has the deadline of the whole; what stands still keeps it for when it goes on. */
export const inherits = (part: IssueState, whole: Deadlines): boolean =>
  isOpen(part) && deadlineOf(whole) !== null && deadlineOf(part) === deadlineOf(whole);

/** What gives a whole more time that its parts have, too: a new calendar as well, by which both are counted anew together. */
type Giving = EventOf<'extensionApproved' | 'deadlineChanged' | 'resumed'>;

const isGiving = (event: IssueEvent): event is Giving =>
  event.type === 'extensionApproved' || event.type === 'resumed' || event.type === 'deadlineChanged';

/** Whether a part that shares the whole's deadline shares what is given when a shelved whole goes on. */
export const goesOnWith = (part: IssueState, at: Instant): boolean =>
  part.status !== 'shelved' && part.due !== null && part.due >= at;

export interface WholeMoved {
  before: IssueState;
  after: IssueState;
  event: Giving;
}

/** Of what happened to a whole what gave it more time, and what it was before and after that; null where nothing did. */
export function givenTime(before: IssueState, events: readonly IssueEvent[]): WholeMoved | null {
  let state = before;
  for (const event of events) {
    const after = evolve(state, event);
    const [was, is] = [deadlineOf(state), deadlineOf(after)];
    if (isGiving(event) && was !== null && is !== null && is > was) return { before: state, after, event };
    state = after;
  }
  return null;
}

/**
 * The deadlines of a part that has those of the whole, moved to where the whole's are now; never to an earlier day.
 *
 * @param at when the part's unit hears of it
 */
export function movedAlong(
  part: IssueState,
  { before, after, event }: WholeMoved,
  at: Instant,
  reason: string,
  { calendar }: Pick<Rules, 'calendar'>,
): EventOf<'deadlineChanged'> | null {
  const [from, due] = [deadlineOf(before), deadlineOf(after)];
  if (!inherits(part, before) || due === null || from === null || due <= from) return null;
  if (event.type === 'resumed' && !goesOnWith(part, event.at)) return null;
  const still = part.status === 'shelved';
  const total = still ? part.shelvedTotalDue : part.totalDue;
  const moved: MovedDeadlines = still ? { shelvedDue: due } : { due };
  const was: MovedDeadlines = still ? { shelvedDue: from } : { due: from };
  if (total !== null && total < due) {
    moved[still ? 'shelvedTotalDue' : 'totalDue'] = due;
    was[still ? 'shelvedTotalDue' : 'totalDue'] = total;
  }
  const { pendingExtension } = part;
  if (pendingExtension !== null) {
    moved.pendingExtension = extendedDue(due, pendingExtension.workingDays, calendar);
    was.pendingExtension = pendingExtension.due;
  }
  return { type: 'deadlineChanged', at: Math.max(at, part.touchedAt), actor: null, data: { moved, was, reason } };
}

/** Every time the whole was given more since a moment: its standing events in order. */
export function givenSince(number: number, history: readonly IssueEvent[], since: Instant): WholeMoved[] {
  const given: WholeMoved[] = [];
  let state: IssueState | null = null;
  for (const event of history) {
    const after: IssueState = { ...evolve(state, event), number };
    const moved = state === null || event.at < since ? null : givenTime(state, [event]);
    if (moved !== null) given.push(moved);
    state = after;
  }
  return given;
}

/**
 * What a part that is opened again has missed of the whole's, step by step.
 *
 * @param part as it is left
 * @param reasonOf why, for the part's history
 */
export function caughtUp(
  part: IssueState,
  given: readonly WholeMoved[],
  at: Instant,
  reasonOf: (moved: WholeMoved) => string,
  rules: Pick<Rules, 'calendar'>,
): EventOf<'deadlineChanged'>[] {
  const events: EventOf<'deadlineChanged'>[] = [];
  let state = part;
  for (const moved of given) {
    const event = movedAlong(state, moved, at, reasonOf(moved), rules);
    if (event === null) continue;
    events.push(event);
    state = evolve(state, event);
  }
  return events;
}
