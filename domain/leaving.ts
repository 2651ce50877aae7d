/** 离职: who gets what somebody who leaves still owes. Each thing goes to the successor where they may have it, else by rule. */
import type { Directory, Person } from './directory.ts';
import { reach } from './permitted.ts';
import type { RectificationEvent } from './rectification-state.ts';
import { ownRoles } from './stand-ins.ts';
import type { Instant } from './time.ts';

export interface OwedCall {
  issue: number;
  unit: number;
}

/** A milestone of a plan of `unit`. */
export interface OwedMilestone {
  rectification: number;
  milestone: number;
  unit: number;
}

export interface Owed {
  /** Issues whose resident they answer, by number. */
  unanswered: readonly number[];
  handled: readonly number[];
  calls: readonly OwedCall[];
  milestones: readonly OwedMilestone[];
}

export const owesNothing = ({ unanswered, handled, calls, milestones }: Owed): boolean =>
  unanswered.length + handled.length + calls.length + milestones.length === 0;

/** By their own roles: who only stands in is no successor. */
export const callsResidents = ({ id, ...person }: Person): boolean =>
  reach({ id, roles: ownRoles(person) }, 'listCalls').has('called');

/** Residents are called by inspectors alone: by the successor where they are one, else by one of those for the unit. */
export function callTaker(directory: Directory, from: number, to: Person, { issue, unit }: OwedCall): Person | null {
  if (callsResidents(to)) return to;
  const others = directory.inspectorsFor(unit).filter(({ id }) => id !== from);
  return others[issue % others.length] ?? null;
}

/** A step is somebody's of the unit: the successor's where they are of it, else its lead's, else its liaison's. */
export function milestoneTaker(directory: Directory, from: number, to: Person, { unit }: OwedMilestone): Person | null {
  if (to.unit !== null && directory.isWithin(to.unit, unit)) return to;
  const found = directory
    .lineOf(unit)
    .flatMap((id) => [...directory.holdersOf('unitLead', id), ...directory.holdersOf('unitLiaison', id)])
    .find(({ id }) => id !== from);
  return found ?? null;
}

/** Whether who got a milestone at `at` has reported nothing of it since. */
export const isUntouched = (log: readonly RectificationEvent[], milestone: number, at: Instant): boolean =>
  !log.some((event) => event.type === 'milestoneCompleted' && event.data.milestone === milestone && event.at >= at);

/** Those offered as successors, the nearest first: of the own teams, liaisons and leads of the unit, inspectors for calls. */
export function heirsOf(
  directory: Directory,
  person: Person,
  { unanswered, handled, calls, milestones }: Owed,
): Person[] {
  const team = directory
    .teamsOf(person.id)
    .flatMap(({ leader, members }) => [...(leader === null ? [] : [leader]), ...members])
    .flatMap((id) => directory.person(id) ?? []);
  const unit = (person.unit === null ? [] : directory.lineOf(person.unit)).flatMap((id) => [
    ...directory.holdersOf('unitLiaison', id),
    ...directory.holdersOf('unitLead', id),
  ]);
  const inspectors = directory.everyHolderOf('inspector').filter(callsResidents);
  const duties = unanswered.length + handled.length > 0;
  const wanted = [
    ...(calls.length > 0 ? inspectors : []),
    ...(milestones.length > 0 ? unit : []),
    ...(duties ? [...team, ...unit] : []),
  ];
  const reached = wanted.filter(({ id, accounts }) => id !== person.id && accounts.length > 0 && directory.isHere(id));
  return [...new Map(reached.map((one) => [one.id, one])).values()];
}
