/** Counts the deadlines of an open issue anew when the working calendar has changed under them. */
import type { WorkingCalendar } from '../calendar.ts';
import { extendedDue } from '../deadlines.ts';
import { dayOf, endOfDay, type Instant } from '../time.ts';
import type { MovedDeadlines } from './events.ts';
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

/** The deadlines that move and what they were, or null when none does. Issues that are over have none. */
export function recountDeadlines(
  state: IssueState,
  before: WorkingCalendar,
  after: WorkingCalendar,
): { moved: MovedDeadlines; was: MovedDeadlines } | null {
  if (state.closedAt !== null) return null;
  const total = state.clocks.findLast((clock) => clock.kind === 'total' && clock.to === null);
  const firstHeld = state.clocks.find((clock) => clock.kind === 'unit' && clock.from >= (total?.from ?? 0));
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
    move('due', state.due, state.assignedAt);
    if (state.acceptedAt === null) move('acceptDue', state.acceptDue, state.assignedAt);
    move('totalDue', state.totalDue, firstHeld?.from);
    move('shelvedDue', state.shelvedDue, state.assignedAt);
    move('shelvedTotalDue', state.shelvedTotalDue, firstHeld?.from);
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
