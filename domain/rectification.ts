/** A rectification (整改), from the inspector's suggestion to its verification: who may do what when. */
import { dueAt } from './deadlines.ts';
import type { Rules } from './issue/rules.ts';
import type { Action } from './permissions.ts';
import { linked } from './milestones.ts';
import { may, isForUnits, type Actor } from './permitted.ts';
import type {
  AnsweredFlag,
  RectificationEvent,
  RectificationEventOf,
  RectificationPlan,
  RectificationState,
  RectificationStatus,
} from './rectification-state.ts';
import type { Person } from './roster.ts';
import { dayOf, type Day, type Instant } from './time.ts';

export * from './rectification-state.ts';

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
  | { code: 'withdrawnBefore' }
  | { code: 'planAwaited'; command: RectificationCommandType; unit: number; planDue: Day }
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
  { from, to, reason }: { from: string; to: Pick<Person, 'id' | 'name'>; reason: string },
  actor: number,
  at: Instant,
): RectificationEventOf<'milestonesHandedOver'> => ({
  type: 'milestonesHandedOver',
  at,
  actor,
  data: { milestones, from, to: to.name, known: to.id, reason },
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
      return {
        ok: true,
        event: {
          ...by,
          type: 'planSubmitted',
          data: { ...command.plan, steps: linked(command.plan.steps, state.unit, rules.directory) },
        },
      };
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
  if (state.status === 'withdrawn') return { code: 'withdrawnBefore' };
  if (state.status === 'suggested') return { code: 'planAwaited', command, unit: state.unit, planDue: state.planDue };
  if (command === 'submitPlan' || command === 'join') return { code: 'planKept', documentNumber: state.documentNumber };
  if (command === 'complete') return { code: 'allDone' };
  return { code: 'stillOpen', open: state.milestones.flatMap(({ doneAt }, at) => (doneAt === null ? [at + 1] : [])) };
}
