/** A rectification (整改) as its events make it: what happened, how it stands, what is owed until when. */
import type { FlagKind } from './flags.ts';
import type { MovedDays } from './given-day.ts';
import type { Inheritance } from './roster-change.ts';
import { standing, takenBackIn, type Log } from './taken-back.ts';
import type { Day, Instant } from './time.ts';

/** 待报方案 · 整改中 · 待核验 · 已销号 · 已撤销 */
export const rectificationStatuses = ['suggested', 'rectifying', 'completed', 'verified', 'withdrawn'] as const;
export type RectificationStatus = (typeof rectificationStatuses)[number];

/** One step of a plan: until when, who answers for it, what is done. */
export interface PlannedStep {
  day: Day;
  /** As written in the plan; the roster may or may not know them. */
  person: string;
  text: string;
}
/** As it was kept with the plan. */
export interface KeptStep extends PlannedStep {
  /** Who that is in the roster; null where nobody or several of the unit have the name. Left out in the oldest plans. */
  known?: number | null;
}
export interface Milestone extends Required<KeptStep> {
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
  planSubmitted: Omit<RectificationPlan, 'steps'> & { steps: readonly KeptStep[] };
  milestoneCompleted: { milestone: number; note: string };
  /** A single milestone that is to be done again until `due`, or the whole plan (null), to be written anew. */
  sentBack: { milestone: number | null; reason: string; due: Day };
  verified: { note: string | null };
  /** The working calendar has changed: the plan's day (0) or a milestone's. */
  daysMoved: MovedDays;
  /** The unit was merged into another. */
  inherited: Inheritance;
  /** Who answers for some of them has left: somebody else of the unit does, both by name; `known` in the roster. */
  milestonesHandedOver: {
    milestones: readonly number[];
    from: string;
    to: string;
    known?: number | null;
    reason: string;
  };
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
  /** Events so far, those that were taken back included. */
  version: number;
  unit: number;
  /** None once the suggestion was taken back. */
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
      const milestones = steps.map((step) => ({
        ...step,
        known: step.known ?? null,
        countedFrom: null,
        doneAt: null,
        note: null,
      }));
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
      const { milestones, to, known = null } = event.data;
      return milestones.reduce<RectificationState>(
        (handed, number) => ({
          ...handed,
          milestones: changed(handed, number, (one) => ({ ...one, person: to, known })),
        }),
        state,
      );
    }
  }
}

/**
 * What a log adds up to; null for one without events. Where the suggestion itself was taken back its number stays, and it
 * answers nothing and is owed by nobody.
 *
 * @param until what happened before this moment, without what was taken back since
 */
export function foldRectification(
  number: number,
  log: Log<RectificationEvent>,
  until: Instant = Infinity,
): RectificationState | null {
  const [first] = log;
  if (first === undefined || first.type === 'undone' || first.at >= until) return null;
  const withdrawn = takenBackIn(log).has(first.source);
  const left = withdrawn ? [first] : standing(log).filter(({ at }) => at < until);
  const state = left.reduce<RectificationState | null>(evolveRectification, null);
  if (state === null) return null;
  const stands = { ...state, number, version: log.length };
  return withdrawn ? { ...stands, status: 'withdrawn', flags: [] } : stands;
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
