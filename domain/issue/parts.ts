/** A part's deadlines that are those of the whole: they were given with it, and move with it. */
import { extendedDue } from '../deadlines.ts';
import type { Instant } from '../time.ts';
import type { EventOf, MovedDeadlines } from './events.ts';
import type { Rules } from './rules.ts';
import type { IssueState } from './state.ts';

type Deadlines = Pick<IssueState, 'due' | 'totalDue'>;

/** Whether a part still has the deadline of the whole; one that stands still keeps it for when it goes on. */
export const inherits = (part: IssueState, whole: Deadlines): boolean =>
  part.outcomeAt === null &&
  part.closedAt === null &&
  whole.due !== null &&
  (part.status === 'shelved' ? part.shelvedDue : part.due) === whole.due;

/**
 * The deadlines of a part that has those of the whole, moved to where the whole's are now; never to an earlier day.
 *
 * @param whole what it was before and is now
 */
export function movedAlong(
  part: IssueState,
  whole: { before: Deadlines; after: Deadlines },
  at: Instant,
  reason: string,
  { calendar }: Pick<Rules, 'calendar'>,
): EventOf<'deadlineChanged'> | null {
  const { due } = whole.after;
  if (!inherits(part, whole.before) || due === null || whole.before.due === null || due <= whole.before.due)
    return null;
  const still = part.status === 'shelved';
  const total = still ? part.shelvedTotalDue : part.totalDue;
  const moved: MovedDeadlines = still ? { shelvedDue: due } : { due };
  const was: MovedDeadlines = still ? { shelvedDue: whole.before.due } : { due: whole.before.due };
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
