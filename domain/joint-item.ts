/** Joint items (联合事项): what an emerging issue is made into, led by one unit and followed until it is settled. */
import { dueAgain, notPossible, type AnswerStatus, type NotPossible } from './answering.ts';
import type { MovedDays } from './given-day.ts';
import type { Action } from './permissions.ts';
import { isForUnits, may, type Actor } from './permitted.ts';
import type { Rules } from './issue/rules.ts';
import type { Inheritance } from './roster-change.ts';
import { standing, takenBackIn, type Log } from './taken-back.ts';
import { dayOf, type Day, type Instant } from './time.ts';

/** An emerging issue it was opened for, or that joined it, with the issues behind that. */
export interface JointItemLink {
  emerging: number;
  joined: boolean;
  issues: readonly number[];
  /** The message that did it. */
  source: string;
}

/** As it was opened and joined; what was taken back of that its events say. */
export interface JointItem {
  number: number;
  /** Null for the whole district. */
  town: number | null;
  category: number;
  /** 主办单位 */
  unit: number;
  text: string | null;
  due: Day | null;
  openedAt: Instant;
  openedBy: number;
  links: readonly JointItemLink[];
}

export interface JointItemPayloads {
  opened: { emerging: number };
  /** Another surge of the same town and category. */
  joined: { emerging: number };
  progressed: { text: string };
  answered: { text: string };
  sentBack: { reason: string; due: Day | null };
  rescheduled: { due: Day };
  settled: { note: string | null };
  /** The working calendar has changed. */
  daysMoved: MovedDays;
  /** The unit was merged into another. */
  inherited: Inheritance;
}
export type JointItemEvent = {
  /** By nobody where the calendar changed. */
  [T in keyof JointItemPayloads]: { type: T; at: Instant; actor: number | null; data: JointItemPayloads[T] };
}[keyof JointItemPayloads];

/** 办理中 · 待核 · 已销号 · 已撤销 */
export type JointItemStatus = AnswerStatus | 'withdrawn';

export interface JointItemState extends JointItem {
  /** Events so far, those that were taken back included. */
  version: number;
  status: JointItemStatus;
  /** Issues it deals with together; each keeps its own unit and deadline. */
  issues: readonly number[];
  /** Emerging issues it was opened for, or that joined it. */
  surges: readonly number[];
  /** From when its day was counted, where it is to be done again; null while somebody named it. */
  countedFrom: Instant | null;
  /** What the unit, or whoever decided, said last. */
  last: { at: Instant; text: string } | null;
  settledAt: Instant | null;
}

export type JointItemCommand =
  | { type: 'progress'; text: string }
  | { type: 'answer'; text: string }
  | { type: 'sendBack'; reason: string }
  | { type: 'reschedule'; due: Day }
  | { type: 'settle'; note: string | null };

/** What each is in the table of permissions. */
const jointItemActions: Record<JointItemCommand['type'], Action> = {
  progress: 'reportJointItem',
  answer: 'answerJointItem',
  sendBack: 'sendBackJointItem',
  reschedule: 'rescheduleJointItem',
  settle: 'settleJointItem',
};

/** Why not; the words are in `wording/refusals/joint-items.ts`. */
export type JointItemRefusal =
  | NotPossible
  | { code: 'withdrawnBefore' }
  | { code: 'notYourUnit'; unit: number }
  | { code: 'notPermitted'; action: Action }
  | { code: 'dayPast'; day: Day };

export type JointItemDecision = { ok: true; event: JointItemEvent } | { ok: false; refusal: JointItemRefusal };

/** The event that follows from a command, or why it is refused. The unit acts; the office or an inspector decides. */
export function decideJointItem(
  state: JointItemState,
  command: JointItemCommand,
  actor: Actor,
  at: Instant,
  rules: Rules,
): JointItemDecision {
  const refuse = (refusal: JointItemRefusal): JointItemDecision => ({ ok: false, refusal });
  const action = jointItemActions[command.type];
  if (!may(actor, action, { units: rules.directory.lineOf(state.unit) }))
    return refuse(isForUnits(action) ? { code: 'notYourUnit', unit: state.unit } : { code: 'notPermitted', action });
  if (state.status === 'withdrawn') return refuse({ code: 'withdrawnBefore' });
  const wrongState = notPossible(command.type, state.status);
  if (wrongState !== null) return refuse(wrongState);
  const by = { at, actor: actor.id };
  switch (command.type) {
    case 'progress':
      return { ok: true, event: { ...by, type: 'progressed', data: { text: command.text } } };
    case 'answer':
      return { ok: true, event: { ...by, type: 'answered', data: { text: command.text } } };
    case 'sendBack': {
      // One without a day stays without.
      const due = state.due === null ? null : dueAgain(state.due, at, rules);
      return { ok: true, event: { ...by, type: 'sentBack', data: { reason: command.reason, due } } };
    }
    case 'reschedule':
      return command.due < dayOf(at)
        ? refuse({ code: 'dayPast', day: command.due })
        : { ok: true, event: { ...by, type: 'rescheduled', data: { due: command.due } } };
    case 'settle':
      return { ok: true, event: { ...by, type: 'settled', data: { note: command.note } } };
  }
}

export const newJointItem = (item: JointItem): JointItemState => ({
  ...item,
  version: 0,
  status: 'open',
  issues: [...new Set(item.links.flatMap(({ issues }) => issues))].sort((a, b) => a - b),
  surges: item.links.map(({ emerging }) => emerging).sort((a, b) => a - b),
  countedFrom: null,
  last: null,
  settledAt: null,
});

export function evolveJointItem(state: JointItemState, event: JointItemEvent): JointItemState {
  const next = { ...state, version: state.version + 1 };
  const said = (text: string) => ({ at: event.at, text });
  switch (event.type) {
    case 'opened':
    case 'joined':
      return next;
    case 'progressed':
      return { ...next, last: said(event.data.text) };
    case 'answered':
      return { ...next, status: 'answered', last: said(event.data.text) };
    case 'sentBack': {
      const { due, reason } = event.data;
      const countedFrom = due === state.due ? state.countedFrom : event.at;
      return { ...next, status: 'open', due, countedFrom, last: said(reason) };
    }
    case 'rescheduled':
      return { ...next, due: event.data.due, countedFrom: null };
    case 'daysMoved':
      return { ...next, due: event.data.moved[0]?.due ?? state.due };
    case 'inherited':
      return { ...next, unit: event.data.to };
    case 'settled':
      return { ...next, status: 'settled', settledAt: event.at, last: said(event.data.note ?? '') };
  }
}

/** What an item and its log add up to. What left it, and one that was opened by a slip, is dealt with nowhere. */
export function foldJointItem(item: JointItem, log: Log<JointItemEvent>): JointItemState {
  const gone = takenBackIn(log);
  const links = item.links.filter(({ source }) => !gone.has(source));
  const state = standing(log).reduce(evolveJointItem, newJointItem({ ...item, links }));
  const withdrawn = item.links.some(({ joined, source }) => !joined && gone.has(source));
  return { ...state, version: log.length, status: withdrawn ? 'withdrawn' : state.status };
}
