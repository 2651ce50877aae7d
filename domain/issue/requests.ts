/** What a unit asks and the office decides with one word: more time, a late or repeated return, shelving. One at a time. */
import type { WorkingCalendar } from '../calendar.ts';
import { dueAt, extendedDue } from '../deadlines.ts';
import type { Directory } from '../directory.ts';
import { leaderAmong } from '../leader-named.ts';
import { dayOf, type Day, type Instant } from '../time.ts';
import type { CommandPayloads, Refusal, RequestKind } from './commands.ts';
import { give, mayReturnOnlyWithOffice } from './give.ts';
import type { Rules } from './rules.ts';
import { mayDo } from './permissions.ts';
import { byUnit, event, refuse, type Decision, type Situation } from './situation.ts';
import type { IssueState } from './state.ts';

/** What waits for the office's word, if anything does. */
export const asked = ({ pendingExtension, pendingRequest }: IssueState): RequestKind | null =>
  pendingExtension !== null ? 'extension' : (pendingRequest?.what ?? null);

/**
 * What a unit asked before its deadline and the office has not decided. What comes due meanwhile is not held against the
 * unit: it is neither called overdue before others, nor urged, nor flagged for it.
 */
export function owedToUnit({
  pendingExtension,
  pendingRequest,
  due,
}: Pick<IssueState, 'pendingExtension' | 'pendingRequest' | 'due'>): RequestKind | null {
  if (pendingExtension !== null) return 'extension';
  if (pendingRequest === null || pendingRequest.what === 'unit') return null;
  return due === null || pendingRequest.at <= due ? pendingRequest.what : null;
}

/** What the unit has to wait for before it asks for something else: not what the bot would rather. */
const waiting = (state: IssueState): RequestKind | null => {
  const what = asked(state);
  return what === 'unit' ? null : what;
};

/** Within the days for it a unit gives back by itself; later, or after too many returns, it asks the office. */
export function returnIssue(situation: Situation, { reason }: CommandPayloads['return']): Decision {
  const { state, actor, at, rules } = situation;
  const { number } = state;
  if (state.unit === null) return refuse({ code: 'noUnitYet', number });
  const limit = { workingDays: rules.settings['deadline.return.workingDays'] };
  const late = at > dueAt(limit, state.assignedAt ?? at, rules.calendar);
  if (mayDo(situation, 'returnAtOnce') || (!late && !mayReturnOnlyWithOffice(state, rules))) {
    return { ok: true, events: [event('returned', at, actor.id, { reason, late })] };
  }
  const what = waiting(state);
  if (what !== null) return refuse({ code: 'requestPending', number, what });
  return { ok: true, events: [event('returnRequested', at, actor.id, { reason, late })] };
}

/** Working days from a deadline to the day that is asked for; a rest day stands for the next working day. */
const daysUntil = (due: Instant, until: Day, calendar: WorkingCalendar): number =>
  calendar.workingDaysBetween(dayOf(due), calendar.sameOrNextWorkingDay(until));

export const requestExtension = (
  situation: Situation,
  { reason, ...more }: CommandPayloads['requestExtension'],
): Decision =>
  byUnit(situation, () => {
    const { state, actor, at, rules } = situation;
    const { number } = state;
    const what = waiting(state);
    if (what !== null) return { code: 'requestPending', number, what };
    const maximum = rules.settings['extension.maximumWorkingDays'];
    if (state.due === null || at > state.due) return { code: 'extensionTooLate', number, due: state.due ?? at };
    const workingDays = 'until' in more ? daysUntil(state.due, more.until, rules.calendar) : more.workingDays;
    const latest = extendedDue(state.due, maximum, rules.calendar);
    if (workingDays < 1) return { code: 'extensionNotLater', number, due: state.due, latest };
    if (workingDays > maximum) return { code: 'extensionTooLong', number, maximum, latest };
    const due = extendedDue(state.due, workingDays, rules.calendar);
    const again = isAgain(state, rules) ? { needsLeader: true } : {};
    return [event('extensionRequested', at, actor.id, { workingDays, due, reason, ...again })];
  });

/** Shelving may be asked before the deadline and after it: what cannot be solved does not become solvable by being late. */
export const requestShelving = (
  situation: Situation,
  { reason, reviewDay }: CommandPayloads['requestShelving'],
): Decision =>
  byUnit(
    situation,
    () => {
      const { state, actor, at } = situation;
      const what = waiting(state);
      if (what !== null) return { code: 'requestPending', number: state.number, what };
      return past(situation, reviewDay) ?? [event('shelvingRequested', at, actor.id, { reason, reviewDay })];
    },
    'accept',
  );

/** Grants what was asked. A second extension and shelving need the name of a district leader. */
export function approve(situation: Situation, { words, inherit = [] }: CommandPayloads['approve']): Decision {
  const { state, actor, at, rules } = situation;
  const { number, pendingExtension, pendingRequest } = state;
  const { leader, known } = leaderIn(rules.directory, words);
  if (pendingExtension !== null) {
    if (isAgain(state, rules) && leader === null)
      return refuse({ code: 'leaderNeeded', number, what: 'extension', known });
    const along = inherit.length === 0 ? {} : { parts: inherit };
    const data = { due: pendingExtension.due, leader, ...along };
    return { ok: true, events: [event('extensionApproved', at, actor.id, data)] };
  }
  if (pendingRequest === null) return refuse({ code: 'noRequestPending', number });
  const { reason } = pendingRequest;
  if (pendingRequest.what === 'return') {
    const { late, by } = pendingRequest;
    return { ok: true, events: [event('returned', at, actor.id, { reason, late, asked: by })] };
  }
  if (pendingRequest.what === 'unit') return give(situation, pendingRequest.unit, reason);
  const inTime = owedToUnit(state) === 'shelving' ? { since: pendingRequest.at } : {};
  return shelve(situation, { reason, reviewDay: pendingRequest.reviewDay, leader: words ?? '' }, inTime);
}

export function refuseRequest(situation: Situation, { reason }: CommandPayloads['refuse']): Decision {
  const { state, actor, at } = situation;
  const what = asked(state);
  if (what === null) return refuse({ code: 'noRequestPending', number: state.number });
  const type = {
    extension: 'extensionRefused',
    return: 'returnRefused',
    shelving: 'shelvingRefused',
    unit: 'unitKept',
  } as const;
  return { ok: true, events: [event(type[what], at, actor.id, { reason })] };
}

export function shelve(
  situation: Situation,
  { reason, reviewDay, leader: words }: CommandPayloads['shelve'],
  asked: { since?: Instant } = {},
): Decision {
  const { state, actor, at, rules } = situation;
  const { leader, known } = leaderIn(rules.directory, words);
  if (leader === null) return refuse({ code: 'leaderNeeded', number: state.number, what: 'shelving', known });
  const wrong = past(situation, reviewDay);
  if (wrong !== null) return refuse(wrong);
  return { ok: true, events: [event('shelved', at, actor.id, { reason, reviewDay, leader, ...asked })] };
}

/** The office has looked at it again and it still cannot be solved. */
export function continueShelving(
  situation: Situation,
  { reason, reviewDay }: CommandPayloads['continueShelving'],
): Decision {
  const { actor, at } = situation;
  const wrong = past(situation, reviewDay);
  if (wrong !== null) return refuse(wrong);
  return { ok: true, events: [event('shelvingContinued', at, actor.id, { reason, reviewDay })] };
}

/** The unit has had the extensions it may have by itself. */
const isAgain = ({ extensions }: IssueState, { settings }: Rules): boolean => extensions >= settings['extension.times'];

const past = ({ state, at }: Situation, day: Day): Refusal | null =>
  day <= dayOf(at) ? { code: 'dayPast', number: state.number, day } : null;

/**
 * The district leader named in what was typed, by name or as 陆区长: one of the roster, so that 请抓紧 is not taken for a name. Where the roster
 * has none, whatever is written.
 */
function leaderIn(directory: Directory, words: string | null): { leader: string | null; known: readonly string[] } {
  const known = directory.everyHolderOf('districtLeader').map(({ name }) => name);
  const written = words?.trim() ?? '';
  if (known.length === 0) return { leader: written === '' ? null : written, known };
  return { leader: leaderAmong(known, written), known };
}
