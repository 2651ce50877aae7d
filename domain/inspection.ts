/** Inspections (督查): what an inspector checks of a unit, and the findings that are followed until they are settled. */
import { dueAgain, notPossible, type AnswerStatus, type NotPossible } from './answering.ts';
import type { MovedDays } from './given-day.ts';
import type { Action } from './permissions.ts';
import { isForUnits, may, type Actor } from './permitted.ts';
import type { Rules } from './issue/rules.ts';
import type { Inheritance } from './roster-change.ts';
import { standing, type Log } from './taken-back.ts';
import type { Day, Instant } from './time.ts';

/** 日常 · 阶段性回访 */
export type InspectionKind = 'routine' | 'followUp';

/** The three parts of an inspection, and the three things checked of every unit; null where nothing was noted. */
export interface InspectionNotes {
  /** 问 */
  ask: string | null;
  /** 看 */
  look: string | null;
  /** 查 */
  check: string | null;
  /** 决策部署 */
  deployment: string | null;
  /** 工作进展 */
  progress: string | null;
  /** 整改反馈 */
  feedback: string | null;
}

/** What was found, when it was recorded; it never changes. */
export interface Finding {
  number: number;
  inspection: number;
  unit: number;
  text: string;
  due: Day;
  /** From when its day was counted; null where the inspector named it. */
  countedFrom: Instant | null;
}

export interface FindingPayloads {
  progressed: { text: string };
  answered: { text: string };
  sentBack: { reason: string; due: Day };
  settled: { note: string | null };
  /** The working calendar has changed. */
  daysMoved: MovedDays;
  /** The unit was merged into another. */
  inherited: Inheritance;
}
export type FindingEvent = {
  /** By nobody where the calendar changed. */
  [T in keyof FindingPayloads]: { type: T; at: Instant; actor: number | null; data: FindingPayloads[T] };
}[keyof FindingPayloads];

export interface FindingState extends Finding {
  /** Events so far, those that were taken back included. */
  version: number;
  /** 待整改 · 待核销 · 已销号 */
  status: AnswerStatus;
  /** The unit's last word on it. */
  answer: string | null;
}

export type FindingCommand =
  | { type: 'progress'; text: string }
  | { type: 'answer'; text: string }
  | { type: 'sendBack'; reason: string }
  | { type: 'settle'; note: string | null };
export type FindingCommandType = FindingCommand['type'];

/** What each is in the table of permissions. */
const findingActions: Record<FindingCommandType, Action> = {
  progress: 'answerFinding',
  answer: 'answerFinding',
  sendBack: 'sendBackFinding',
  settle: 'settleFinding',
};

/** Why not; the words are in `wording/refusals/inspections.ts`. */
export type FindingRefusal =
  NotPossible | { code: 'notYourUnit'; unit: number } | { code: 'notPermitted'; action: Action };

export type FindingDecision = { ok: true; event: FindingEvent } | { ok: false; refusal: FindingRefusal };

export const newFinding = (finding: Finding): FindingState => ({
  ...finding,
  version: 0,
  status: 'open',
  answer: null,
});

/** The event that follows from a command, or why it is refused. */
export function decideFinding(
  state: FindingState,
  command: FindingCommand,
  actor: Actor,
  at: Instant,
  rules: Rules,
): FindingDecision {
  const action = findingActions[command.type];
  if (!may(actor, action, { units: rules.directory.lineOf(state.unit) })) {
    return {
      ok: false,
      refusal: isForUnits(action) ? { code: 'notYourUnit', unit: state.unit } : { code: 'notPermitted', action },
    };
  }
  const refusal = notPossible(command.type, state.status);
  if (refusal !== null) return { ok: false, refusal };
  const by = { at, actor: actor.id };
  switch (command.type) {
    case 'progress':
      return { ok: true, event: { ...by, type: 'progressed', data: { text: command.text } } };
    case 'answer':
      return { ok: true, event: { ...by, type: 'answered', data: { text: command.text } } };
    case 'sendBack': {
      const due = dueAgain(state.due, at, rules);
      return { ok: true, event: { ...by, type: 'sentBack', data: { reason: command.reason, due } } };
    }
    case 'settle':
      return { ok: true, event: { ...by, type: 'settled', data: { note: command.note } } };
  }
}

export function evolveFinding(state: FindingState, event: FindingEvent): FindingState {
  const next = { ...state, version: state.version + 1 };
  switch (event.type) {
    case 'progressed':
      return { ...next, answer: event.data.text };
    case 'answered':
      return { ...next, status: 'answered', answer: event.data.text };
    case 'sentBack': {
      const { due } = event.data;
      return { ...next, status: 'open', due, countedFrom: due === state.due ? state.countedFrom : event.at };
    }
    case 'settled':
      return { ...next, status: 'settled' };
    case 'daysMoved':
      return { ...next, due: event.data.moved[0]?.due ?? state.due };
    case 'inherited':
      return { ...next, unit: event.data.to };
  }
}

/**
 * What a finding and its log add up to.
 *
 * @param until what happened before this moment, without what was taken back since
 */
export function foldFinding(finding: Finding, log: Log<FindingEvent>, until: Instant = Infinity): FindingState {
  const left = standing(log).filter(({ at }) => at < until);
  return { ...left.reduce(evolveFinding, newFinding(finding)), version: log.length };
}
