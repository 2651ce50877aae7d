/** An issue's history: what of it stands, and what it adds up to. */
import type { Instant } from '../time.ts';
import type { IssueEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { IssueState } from './state.ts';

/** Places in the history, from 1, of what was taken back. */
export const takenBack = (history: readonly IssueEvent[]): ReadonlySet<number> =>
  new Set(history.flatMap((event) => (event.type === 'undone' ? event.data.events : [])));

/** The issue that a whole history adds up to. */
export function replay(number: number, history: readonly IssueEvent[]): IssueState {
  const gone = takenBack(history);
  const [first] = history;
  if (first === undefined) throw new Error(`issue ${number} has no events`);
  const state = gone.has(1)
    ? neverReported(history)
    : standingUntil(history, Infinity).reduce<IssueState | null>(evolve, null);
  if (state === null) throw new Error(`nothing of issue ${number} stands`);
  return { ...state, number, version: history.length };
}

/** What had happened by a moment, without what was taken back since; nothing of a report that was. */
export function standingUntil(history: readonly IssueEvent[], until: Instant): IssueEvent[] {
  const gone = takenBack(history);
  if (gone.has(1)) return [];
  return history.filter((event, index) => event.type !== 'undone' && !gone.has(index + 1) && event.at <= until);
}

/** The issue as it was at a moment; null before it was reported. */
export function standingAt(number: number, history: readonly IssueEvent[], until: Instant): IssueState | null {
  const state = standingUntil(history, until).reduce<IssueState | null>(evolve, null);
  return state === null ? null : { ...state, number };
}

/** Its number and its words stay; it is nobody's, and no clock ever ran. */
function neverReported(history: readonly IssueEvent[]): IssueState {
  const [first, last] = [history[0] as IssueEvent, history.at(-1) as IssueEvent];
  return { ...evolve(null, first), status: 'undone', closedAt: last.at, touchedAt: last.at, clocks: [] };
}
