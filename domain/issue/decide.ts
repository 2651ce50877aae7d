/** Decides what a command makes of an issue: events, or the refusal as data. Pure: the time is an argument. */
import { dueAt } from '../deadlines.ts';
import { resumeDue } from '../clocks.ts';
import type { Instant } from '../time.ts';
import type { Actor } from '../permitted.ts';
import type { CommandType, IssueCommand, ReportInput } from './commands.ts';
import { partDeciders } from './decide-parts.ts';
import { routeDeciders } from './decide-routes.ts';
import { handOverDuty } from './duty.ts';
import type { IssueEvent } from './events.ts';
import { assignment, give } from './give.ts';
import { mayDo, notPermitted } from './permissions.ts';
import { proposeOtherUnit, proposeUnit } from './propose.ts';
import { progress, reply } from './reply.ts';
import {
  approve,
  continueShelving,
  refuseRequest,
  requestExtension,
  requestShelving,
  returnIssue,
  shelve,
} from './requests.ts';
import { deadlinesFrom, type Rules } from './rules.ts';
import { byUnit, event, ofWhole, partsOpen, refuse, type Decider, type Decision, type Situation } from './situation.ts';
import type { IssueState } from './state.ts';
import { isPossible } from './transitions.ts';

/**
 * A report is never refused: it is assigned where a unit is known, waits for the office where not. The resident's clock
 * runs from `at`, when it was said; the unit's from `reaches`, when the unit hears of it: later where the bot was away.
 */
export function decideReport(
  input: ReportInput,
  reporter: number,
  at: Instant,
  rules: Rules,
  reaches: Instant = at,
): IssueEvent[] {
  const { unit, handler, assignReason, settlement, ...data } = input;
  const happened: IssueEvent[] = [event('reported', at, reporter, { ...data, reporter })];
  if (settlement !== null) {
    happened.push(
      event('outcomeRecorded', at, reporter, { text: settlement, replyDue: at, onSpot: true }),
      event('replied', at, reporter, { kind: 1, text: settlement, expectedDay: null, closes: true }),
    );
  } else if (unit !== null) {
    const totalDue = reaches === at ? null : deadlinesFrom(rules, { ...input, totalDue: null }, at).due;
    const deadlines = deadlinesFrom(rules, { ...input, totalDue }, reaches);
    happened.push(event('assigned', reaches, null, assignment(unit, handler, deadlines, assignReason)));
  }
  return happened;
}

/**
 * Events that follow from a command on an issue as it stands, or why it is refused. What somebody did counts from `at`,
 * when they said it; what is put into another's hands counts from `reaches`, when that one hears of it.
 */
export function decide(
  state: IssueState,
  command: IssueCommand,
  actor: Actor,
  at: Instant,
  rules: Rules,
  reaches: Instant = at,
): Decision {
  if (!isPossible(command.type, state.status)) {
    const { number, status, closedAt } = state;
    return refuse({ code: 'wrongState', command: command.type, status, number, closedAt });
  }
  const situation: Situation = { state, actor, at, reaches, rules };
  const denied = notPermitted(command.type, situation);
  if (denied !== null) return denied;
  const decider = deciders[command.type] as (situation: Situation, command: IssueCommand) => Decision;
  return decider(situation, command);
}

const deciders: { [T in CommandType]: Decider<T> } = {
  ...routeDeciders,
  ...partDeciders,

  assign(situation, { unit, reason }) {
    return give(situation, unit, reason);
  },

  clarify(situation, { unit, place, category }) {
    const { state, actor, at } = situation;
    const happened: IssueEvent[] = [];
    if (place !== undefined || category !== undefined) {
      const data = { ...(place === undefined ? {} : { place }), ...(category === undefined ? {} : { category }) };
      happened.push(event('clarified', at, actor.id, data));
    }
    const { directory } = situation.rules;
    // Where nothing was assigned yet, a place or category that is now known may settle who answers for it.
    const known = { category: category ?? state.category, place: place ?? state.place };
    const target = unit ?? (state.unit === null ? proposeUnit(directory, { named: null, ...known }).unit : null);
    const other = unit === undefined ? proposeOtherUnit(situation.rules, state, known) : null;
    if (other !== null) happened.push(event('unitProposed', at, actor.id, other));
    // Set right once more, it may be where it belongs after all.
    else if (unit === undefined && state.pendingRequest?.what === 'unit')
      happened.push(event('unitKept', at, actor.id, { reason: '再次更正后仍属原单位' }));
    if (target === null || (unit === undefined && state.status === 'returned')) return { ok: true, events: happened };
    if (state.unit !== null && state.acceptedAt !== null && !mayDo(situation, 'clarifyAccepted')) {
      return refuse({ code: 'alreadyAccepted', number: state.number, unit: state.unit });
    }
    const given = give(situation, target, unit === undefined ? '地点或类别已明确' : '上报人更正');
    return given.ok ? { ok: true, events: [...happened, ...given.events] } : given;
  },

  accept: (situation) => byUnit(situation, () => [event('accepted', situation.at, situation.actor.id, {})]),

  return: returnIssue,

  handDown(situation, { unit, note }) {
    const { state, rules } = situation;
    const parent = state.unit;
    if (parent === null) return refuse({ code: 'noUnitYet', number: state.number });
    if (unit === parent || !rules.directory.isWithin(unit, parent)) {
      return refuse({ code: 'notSubordinate', number: state.number, unit, parent });
    }
    if (unit === state.handler) return refuse({ code: 'sameUnit', number: state.number, unit });
    return byUnit(situation, () => [event('handedDown', situation.at, situation.actor.id, { unit, note })], 'accept');
  },

  progress,

  requestExtension,
  approve,
  refuse: refuseRequest,

  recordOutcome(situation, { text, openParts }) {
    const { state, actor, at, reaches, rules } = situation;
    if (openParts !== undefined && openParts.length > 0) return partsOpen(situation, 'recordOutcome', openParts);
    if (state.parent !== null) {
      return byUnit(
        situation,
        () => [event('outcomeRecorded', at, actor.id, { text, replyDue: at, closes: true })],
        'accept',
      );
    }
    const replyDue = dueAt({ workingDays: rules.settings['deadline.reply.workingDays'] }, reaches, rules.calendar);
    return byUnit(situation, () => [event('outcomeRecorded', at, actor.id, { text, replyDue })], 'accept');
  },

  reply,
  handOverDuty,

  withdraw(situation, { reason, openParts }) {
    const { actor, at } = situation;
    if (openParts !== undefined && openParts.length > 0) return partsOpen(situation, 'withdraw', openParts);
    return { ok: true, events: [event('withdrawn', at, actor.id, { reason })] };
  },

  requestShelving,
  shelve,
  continueShelving,

  resume(situation, { reason, inherit = [] }) {
    const { state, actor, at, rules } = situation;
    const pause = state.clocks.find((clock) => clock.kind === 'pause' && clock.to === null);
    const moved = (due: Instant | null) =>
      due === null ? null : resumeDue(due, pause?.from ?? at, at, rules.calendar);
    const due = moved(state.shelvedDue);
    // Where it stood still for no working day nothing moves, its parts neither.
    const along = inherit.length > 0 && due !== null && due !== state.shelvedDue ? { parts: inherit } : {};
    const data = { due, totalDue: moved(state.shelvedTotalDue), reason, ...along };
    return { ok: true, events: [event('resumed', at, actor.id, data)] };
  },

  reopen(situation, { reason }) {
    const { state, actor, reaches, rules } = situation;
    if (state.parent !== null) return ofWhole(situation, state.parent, 'reopen');
    const deadlines = state.unit === null ? null : deadlinesFrom(rules, { ...state, totalDue: null }, reaches);
    // The unit that had it may have been merged since.
    const { directory } = rules;
    const current = (unit: number): number => directory.currentUnit(unit);
    const moved =
      state.unit === null || current(state.handler ?? state.unit) === (state.handler ?? state.unit)
        ? {}
        : {
            unit: current(state.unit),
            handler:
              state.handler === null || current(state.handler) === current(state.unit) ? null : current(state.handler),
          };
    return { ok: true, events: [event('reopened', reaches, actor.id, { reason, deadlines, ...moved })] };
  },
};
