/** A rectification (整改), from the inspector's suggestion to its verification: decided and evolved purely. */
import { dueAt } from './deadlines.ts';
import type { FlagKind } from './flags.ts';
import type { MovedDays } from './given-day.ts';
import type { Action } from './permissions.ts';
import { may, isForUnits, type Actor } from './permitted.ts';
import type { Rules } from './issue/rules.ts';
import type { Inheritance } from './roster-change.ts';
import { dayOf, type Day, type Instant } from './time.ts';

/** 待报方案 · 整改中 · 待核验 · 已销号 */
export const rectificationStatuses = ['suggested', 'rectifying', 'completed', 'verified'] as const;
export type RectificationStatus = (typeof rectificationStatuses)[number];

/** One step of a plan: until when, who answers for it, what is done. */
export interface PlannedStep {
  day: Day;
  /** As written in the plan; the roster may or may not know them. */
  person: string;
  text: string;
}
export interface Milestone extends PlannedStep {
  /** From when its day was counted, where it is to be done again; null while it has the day of the plan. */
  countedFrom: Instant | null;
  doneAt: Instant | null;
  note: string | null;
}

export interface RectificationPlan {
  /** 文号, e.g. 区住建〔2026〕12号. */
  documentNumber: string;
  steps: readonly PlannedStep[];
}

/** A confirmed flag that the rectification answers. */
export interface AnsweredFlag {
  flag: number;
  kind: FlagKind;
}

export interface RectificationPayloads {
  /** The first event: what an inspector sends a unit when a flag is confirmed. */
  suggested: AnsweredFlag & { unit: number; planDue: Day };
  /** Another flag of the unit, confirmed before it has answered: one plan answers both. */
  joined: AnsweredFlag;
  planSubmitted: RectificationPlan;
  milestoneCompleted: { milestone: number; note: string };
  /** A single milestone that is to be done again until `due`, or the whole plan (null), to be written anew. */
  sentBack: { milestone: number | null; reason: string; due: Day };
  verified: { note: string | null };
  /** The working calendar has changed: the plan's day (0) or a milestone's. */
  daysMoved: MovedDays;
  /** The unit was merged into another. */
  inherited: Inheritance;
  /** Who answers for some of them has left: somebody else of the unit does, both by name. */
  milestonesHandedOver: { milestones: readonly number[]; from: string; to: string; reason: string };
}
export type RectificationEvent = {
  [T in keyof RectificationPayloads]: {
    type: T;
    at: Instant;
    /** Null for what nobody did. */
    actor: number | null;
    data: RectificationPayloads[T];
  };
}[keyof RectificationPayloads];
export type RectificationEventOf<T extends RectificationEvent['type']> = Extract<RectificationEvent, { type: T }>;

export interface RectificationState {
  /** 0 until the database has given it. */
  number: number;
  /** Events so far. */
  version: number;
  unit: number;
  flags: readonly AnsweredFlag[];
  status: RectificationStatus;
  suggestedAt: Instant;
  planDue: Day;
  /** From when the day of the plan was counted. */
  planFrom: Instant;
  documentNumber: string | null;
  milestones: readonly Milestone[];
  verifiedAt: Instant | null;
}

export type RectificationCommand =
  | ({ type: 'join' } & AnsweredFlag)
  | { type: 'submitPlan'; plan: RectificationPlan }
  | { type: 'complete'; milestone: number; note: string }
  | { type: 'sendBack'; milestone: number | null; reason: string }
  | { type: 'verify'; note: string | null };
export type RectificationCommandType = RectificationCommand['type'];

/** For each command the states it is possible in. */
export const rectificationTransitions: Record<RectificationCommandType, readonly RectificationStatus[]> = {
  join: ['suggested'],
  submitPlan: ['suggested'],
  complete: ['rectifying'],
  sendBack: ['rectifying', 'completed'],
  verify: ['completed'],
};

/** What each is in the table of permissions. */
const rectificationActions: Record<RectificationCommandType, Action> = {
  join: 'decideFlag',
  submitPlan: 'submitPlan',
  complete: 'completeMilestone',
  sendBack: 'sendBackRectification',
  verify: 'verifyRectification',
};

/** Why not; the words are in `wording/refusals/rectifications.ts`. */
export type RectificationRefusal =
  | { code: 'verifiedBefore'; command: RectificationCommandType }
  | { code: 'planAwaited' }
  | { code: 'planKept'; documentNumber: string | null }
  | { code: 'allDone' }
  /** Milestones, from 1, that are not done. */
  | { code: 'stillOpen'; open: readonly number[] }
  | { code: 'notYourUnit'; unit: number }
  | { code: 'notPermitted'; action: Action }
  | { code: 'noSuchMilestone'; milestone: number; state: RectificationState }
  | { code: 'milestoneDone'; milestone: number; doneAt: Instant }
  | { code: 'milestoneOpen'; milestone: number };

export type RectificationDecision =
  { ok: true; event: RectificationEvent } | { ok: false; refusal: RectificationRefusal };

const refuse = (refusal: RectificationRefusal): RectificationDecision => ({ ok: false, refusal });

const dayAfter = (workingDays: number, at: Instant, { calendar }: Rules): Day =>
  dayOf(dueAt({ workingDays }, at, calendar));

/** What a confirmed flag begins: the unit owes a plan. */
export const suggest = (
  { unit, flag, kind }: AnsweredFlag & { unit: number },
  actor: number,
  at: Instant,
  rules: Rules,
): RectificationEventOf<'suggested'> => ({
  type: 'suggested',
  at,
  actor,
  data: { unit, flag, kind, planDue: dayAfter(rules.settings['rectification.plan.workingDays'], at, rules) },
});

/** Open milestones of somebody who leaves go to somebody else; whose they may be the roster says (`leaving.ts`). */
export const milestonesHandedOver = (
  milestones: readonly number[],
  { from, to, reason }: { from: string; to: string; reason: string },
  actor: number,
  at: Instant,
): RectificationEventOf<'milestonesHandedOver'> => ({
  type: 'milestonesHandedOver',
  at,
  actor,
  data: { milestones, from, to, reason },
});

/** The event that follows from a command, or why it is refused. */
export function decideRectification(
  state: RectificationState,
  command: RectificationCommand,
  actor: Actor,
  at: Instant,
  rules: Rules,
): RectificationDecision {
  const action = rectificationActions[command.type];
  if (!may(actor, action, { units: rules.directory.lineOf(state.unit) }))
    return refuse(isForUnits(action) ? { code: 'notYourUnit', unit: state.unit } : { code: 'notPermitted', action });
  if (!rectificationTransitions[command.type].includes(state.status)) return refuse(wrongState(state, command.type));
  const by = { at, actor: actor.id };
  switch (command.type) {
    case 'join':
      return { ok: true, event: { ...by, type: 'joined', data: { flag: command.flag, kind: command.kind } } };
    case 'submitPlan':
      return { ok: true, event: { ...by, type: 'planSubmitted', data: command.plan } };
    case 'complete': {
      const { milestone, note } = command;
      const found = state.milestones[milestone - 1];
      if (found === undefined) return refuse({ code: 'noSuchMilestone', milestone, state });
      if (found.doneAt !== null) return refuse({ code: 'milestoneDone', milestone, doneAt: found.doneAt });
      return { ok: true, event: { ...by, type: 'milestoneCompleted', data: { milestone, note } } };
    }
    case 'sendBack': {
      const { milestone, reason } = command;
      const days = rules.settings[`rectification.${milestone === null ? 'plan' : 'redo'}.workingDays`];
      const due = dayAfter(days, at, rules);
      if (milestone !== null) {
        const found = state.milestones[milestone - 1];
        if (found === undefined) return refuse({ code: 'noSuchMilestone', milestone, state });
        if (found.doneAt === null) return refuse({ code: 'milestoneOpen', milestone });
        // A milestone done early keeps the day it was planned for where that is later.
        const later = found.day > due ? found.day : due;
        return { ok: true, event: { ...by, type: 'sentBack', data: { milestone, reason, due: later } } };
      }
      return { ok: true, event: { ...by, type: 'sentBack', data: { milestone, reason, due } } };
    }
    case 'verify':
      return { ok: true, event: { ...by, type: 'verified', data: { note: command.note } } };
  }
}

function wrongState(state: RectificationState, command: RectificationCommandType): RectificationRefusal {
  if (state.status === 'verified') return { code: 'verifiedBefore', command };
  if (state.status === 'suggested') return { code: 'planAwaited' };
  if (command === 'submitPlan' || command === 'join') return { code: 'planKept', documentNumber: state.documentNumber };
  if (command === 'complete') return { code: 'allDone' };
  return { code: 'stillOpen', open: state.milestones.flatMap(({ doneAt }, at) => (doneAt === null ? [at + 1] : [])) };
}

/** The rectification after an event. The first is always `suggested`. */
export function evolveRectification(state: RectificationState | null, event: RectificationEvent): RectificationState {
  if (event.type === 'suggested') {
    if (state !== null) throw new Error(`rectification ${state.number} was suggested twice`);
    const { unit, flag, kind, planDue } = event.data;
    return {
      number: 0,
      version: 1,
      unit,
      flags: [{ flag, kind }],
      status: 'suggested',
      suggestedAt: event.at,
      planDue,
      planFrom: event.at,
      documentNumber: null,
      milestones: [],
      verifiedAt: null,
    };
  }
  if (state === null) throw new Error(`the first event of a rectification was ${event.type}`);
  return { ...apply(state, event), version: state.version + 1 };
}

function apply(
  state: RectificationState,
  event: Exclude<RectificationEvent, { type: 'suggested' }>,
): RectificationState {
  switch (event.type) {
    case 'joined':
      return { ...state, flags: [...state.flags, event.data] };
    case 'planSubmitted': {
      const { documentNumber, steps } = event.data;
      const milestones = steps.map((step) => ({ ...step, countedFrom: null, doneAt: null, note: null }));
      return { ...state, status: 'rectifying', documentNumber, milestones };
    }
    case 'milestoneCompleted': {
      const { milestone, note } = event.data;
      const milestones = changed(state, milestone, (one) => ({ ...one, doneAt: event.at, note }));
      const allDone = milestones.every((one) => one.doneAt !== null);
      return { ...state, status: allDone ? 'completed' : 'rectifying', milestones };
    }
    case 'sentBack': {
      const { milestone, due } = event.data;
      if (milestone === null) return { ...state, status: 'suggested', planDue: due, planFrom: event.at };
      return {
        ...state,
        status: 'rectifying',
        milestones: changed(state, milestone, (one) => ({
          ...one,
          doneAt: null,
          day: due,
          countedFrom: due === one.day ? one.countedFrom : event.at,
        })),
      };
    }
    case 'verified':
      return { ...state, status: 'verified', verifiedAt: event.at };
    case 'daysMoved':
      return event.data.moved.reduce<RectificationState>(
        (moved, { part, due }) =>
          part === 0
            ? { ...moved, planDue: due }
            : { ...moved, milestones: changed(moved, part, (one) => ({ ...one, day: due })) },
        state,
      );
    case 'inherited':
      return { ...state, unit: event.data.to };
    case 'milestonesHandedOver': {
      const { milestones, to } = event.data;
      return milestones.reduce<RectificationState>(
        (handed, number) => ({ ...handed, milestones: changed(handed, number, (one) => ({ ...one, person: to })) }),
        state,
      );
    }
  }
}

const changed = (
  { milestones }: RectificationState,
  number: number,
  change: (milestone: Milestone) => Milestone,
): Milestone[] => milestones.map((one, index) => (index === number - 1 ? change(one) : one));

/** What is owed, with its day and from when that was counted: the plan (0) while it is awaited, then every open milestone. */
export const owed = ({
  status,
  planDue,
  planFrom,
  milestones,
}: RectificationState): { part: number; due: Day; countedFrom: Instant | null }[] =>
  status === 'suggested'
    ? [{ part: 0, due: planDue, countedFrom: planFrom }]
    : status === 'rectifying'
      ? milestones.flatMap(({ doneAt, day, countedFrom }, index) =>
          doneAt === null ? [{ part: index + 1, due: day, countedFrom }] : [],
        )
      : [];
