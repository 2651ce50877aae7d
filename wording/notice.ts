/** What a notice is, and the pieces notices are made of. */
import type { Directory, Person } from '../domain/directory.ts';
import type { EventOf } from '../domain/issue/events.ts';
import type { IssueState } from '../domain/issue/state.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import type { Role } from '../domain/roles.ts';
import { dueWords, mention, message, namedFor, numberOf, placeWords } from './format.ts';

/**
 * Who hears a notice: the unit that works on it, the one above that answers for it where that is another, the unit it
 * left, the office (in the liaison group), the first receiver now and before, another unit, or somebody in private.
 */
export type Audience =
  | 'unit'
  | 'parent'
  | 'formerUnit'
  | 'office'
  | 'firstReceiver'
  | 'formerReceiver'
  | { unit: number }
  | { person: number };

export interface Notice {
  audience: Audience;
  /** Composed for a platform and kind of room: who can be @ed, and how much may be shown, depends on both. */
  compose(platform: string, group: boolean): OutgoingSegment[];
}

export const people = (persons: readonly Person[], platform: string): OutgoingSegment[] =>
  persons.slice(0, 3).map((person) => mention(person, platform));

/** By when it is to be accepted and settled, on a line of its own; nothing where it has no deadline. */
export const deadlineWords = (issue: IssueState): string =>
  issue.due === null
    ? ''
    : `\n${issue.acceptedAt === null && issue.acceptDue !== null ? `${dueWords(issue.acceptDue)}前受理，` : ''}${dueWords(issue.due)}前办结`;

/** To a unit: in its group those who hold the role are called. */
export const toNamedUnit = (
  issue: IssueState,
  directory: Directory,
  unit: number,
  body: (group: boolean) => string,
  role: Role = 'unitLiaison',
): Notice => ({
  audience: { unit },
  compose: (platform, group) =>
    message(group ? people(namedFor(directory, unit, role), platform) : '', numberOf(issue), body(group)),
});

/** What was set right, as it stands now; a group is told the village, not what stands beside it. */
export const clarified = (
  { data }: EventOf<'clarified'>,
  issue: IssueState,
  directory: Directory,
  group: boolean,
): string =>
  [
    ...(data.place === undefined
      ? []
      : [`地点：${placeWords(directory, group ? { place: issue.place, placeText: null } : issue)}`]),
    ...(data.category === undefined ? [] : [`类别：${directory.categoryName(issue.category)}`]),
  ].join('，');

/** As it goes on now. */
export const dueNow = ({ due }: IssueState): string => (due === null ? '' : `，期限 ${dueWords(due)}`);
