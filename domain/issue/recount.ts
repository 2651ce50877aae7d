/** Counts the deadlines of an open issue anew when the working calendar has changed under them. */
import type { WorkingCalendar } from '../calendar.ts';
import { extendedDue } from '../deadlines.ts';
import { dayOf, endOfDay, type Instant } from '../time.ts';
import type { MovedDeadlines } from './events.ts';
import { deadlineOf, inherits } from './parts.ts';
import type { IssueState } from './state.ts';

/**
 * As many working days from where a deadline was counted as it had by the calendar it was counted with. Deadlines by
 * the hour run by the clock on the wall and stay; so does a deadline on the day it was given.
 */
function recount(due: Instant, from: Instant, before: WorkingCalendar, after: WorkingCalendar): Instant {
  if (due !== endOfDay(dayOf(due))) return due;
  const days = before.workingDaysBetween(dayOf(from), dayOf(due));
  return days <= 0 ? due : endOfDay(after.addWorkingDays(dayOf(from), days));
}

export interface Recounted {
  moved: MovedDeadlines;
  was: MovedDeadlines;
}

/** From when the resident's total of an issue was counted: when a unit first got it. */
function totalFrom({ clocks }: IssueState): Instant | undefined {
  const total = clocks.findLast((clock) => clock.kind === 'total' && clock.to === null);
  return clocks.find((clock) => clock.kind === 'unit' && clock.from >= (total?.from ?? 0))?.from;
}

const totalOf = ({ status, totalDue, shelvedTotalDue }: IssueState): Instant | null =>
  status === 'shelved' ? shelvedTotalDue : totalDue;

const sharedTotalFrom = (part: IssueState, whole: IssueState): Instant | null | undefined => {
  const total = totalOf(part);
  if (total === totalOf(whole)) return totalFrom(whole);
  return total === deadlineOf(whole) ? whole.assignedAt : totalFrom(part);
};

/**
 * The deadlines that move and what they were, or null when none does. Issues that are over have none.
 *
 * @param whole of a part: what it shares with the whole was counted from when the whole was given
 */
export function recountDeadlines(
  state: IssueState,
  before: WorkingCalendar,
  after: WorkingCalendar,
  whole: IssueState | null = null,
): Recounted | null {
  if (state.closedAt !== null) return null;
  const sharing = whole !== null && inherits(state, whole) ? whole : null;
  const given = (sharing ?? state).assignedAt;
  const first = sharing === null ? totalFrom(state) : sharedTotalFrom(state, sharing);
  const moved: MovedDeadlines = {};
  const was: MovedDeadlines = {};
  const move = (
    name: Exclude<keyof MovedDeadlines, 'pendingExtension'>,
    due: Instant | null,
    from: Instant | null | undefined,
  ): void => {
    if (due === null || from === null || from === undefined) return;
    const next = recount(due, from, before, after);
    if (next === due) return;
    moved[name] = next;
    was[name] = due;
  };
  const reply = state.clocks.findLast((clock) => clock.kind === 'reply' && clock.to === null);
  if (state.outcomeAt !== null) move('replyDue', state.replyDue, reply?.from);
  else {
    move('due', state.due, given);
    if (state.acceptedAt === null) move('acceptDue', state.acceptDue, state.assignedAt);
    move('totalDue', state.totalDue, first);
    move('shelvedDue', state.shelvedDue, given);
    move('shelvedTotalDue', state.shelvedTotalDue, first);
    const pending = state.pendingExtension;
    if (pending !== null && state.due !== null) {
      const due = extendedDue(moved.due ?? state.due, pending.workingDays, after);
      if (due !== pending.due) {
        moved.pendingExtension = due;
        was.pendingExtension = pending.due;
      }
    }
  }
  return Object.keys(moved).length === 0 ? null : { moved, was };
}
