/** The route of an issue: changed by the office, settled on the spot, issued as a form, helped by other units. */
import { extendedDue } from '../deadlines.ts';
import { reach, standing } from '../permitted.ts';
import type { CommandType } from './commands.ts';
import { give } from './give.ts';
import { mayDo, subjectOf } from './permissions.ts';
import {
  event,
  ofWhole,
  partsOpen,
  refuse,
  studied,
  type Decider,
  type Decision,
  type Situation,
} from './situation.ts';
import type { IssueEvent, MovedDeadlines } from './events.ts';
import { accountability, deadlinesFrom } from './rules.ts';
import type { Route } from './state.ts';

type RouteCommand = Extract<CommandType, 'changeRoute' | 'settleOnSpot' | 'issueForm' | 'instruct' | 'changeSupport'>;

export const routeDeciders: { [T in RouteCommand]: Decider<T> } = {
  changeRoute(situation, { route, reason, inherit }) {
    const { state, actor, at } = situation;
    const { number, due } = state;
    if (state.route === route && state.proposal === null) return refuse({ code: 'sameRoute', number, route });
    const changed = event('routeChanged', at, actor.id, { route, was: state.route, reason });
    if (state.route === route) return { ok: true, events: [changed] };
    // More time after the deadline has passed is a leader's to give.
    if (route === 'handover' && due !== null && at > due)
      return refuse({ code: 'leaderNeeded', number, what: 'route', known: [] });
    return { ok: true, events: [changed, ...deadlineByRoute(situation, route, reason, inherit)] };
  },

  settleOnSpot(situation, { text, openParts }) {
    const { state, actor, at } = situation;
    if (state.parent !== null) return ofWhole(situation, state.parent, 'settleOnSpot');
    if (openParts !== undefined && openParts.length > 0) return partsOpen(situation, 'settleOnSpot', openParts);
    return {
      ok: true,
      events: [
        event('routeChanged', at, actor.id, { route: 'spot', was: state.route, reason: '上报人现场解决' }),
        event('outcomeRecorded', at, actor.id, { text, replyDue: at, onSpot: true }),
        event('replied', at, actor.id, { kind: 1, text, expectedDay: null, closes: true }),
      ],
    };
  },

  issueForm(situation, { leader, unit, supporting, note, number: { year, number: formNumber }, inherit }) {
    const { state, actor, at, rules } = situation;
    const { number } = state;
    const { directory } = rules;
    if (state.parent !== null) return ofWhole(situation, state.parent, 'issueForm');
    const person = directory.person(leader);
    // Nobody else can be named: the command reads no other names than theirs.
    if (person === undefined || !reach(person, 'instruct').has('led'))
      throw new Error(`the form of issue ${number} names person ${leader}, who is no district leader`);
    const target = unit ?? state.unit;
    if (target === null) return refuse({ code: 'noUnitYet', number });
    const answers = accountability(directory, target);
    if (answers === null) return refuse({ code: 'notAnswerable', number, unit: target });

    const reason = note ?? '签发问题交办单';
    const events: IssueEvent[] = [];
    if (state.route !== 'handover' || state.proposal !== null) {
      events.push(event('routeChanged', at, actor.id, { route: 'handover', was: state.route, reason }));
    }
    if (answers.unit !== state.unit) {
      const given = give({ ...situation, state: { ...state, route: 'handover' } }, target, reason);
      if (!given.ok) return given;
      events.push(...given.events);
    } else if (state.route !== 'handover' || (state.due !== null && at > state.due)) {
      events.push(...deadlineByRoute(situation, 'handover', reason, inherit));
    }
    const added = helpers(situation, supporting, answers.unit);
    if (!Array.isArray(added)) return added;
    if (added.length > 0) {
      events.push(event('supportChanged', at, actor.id, { added, removed: [], reason: null }));
    }
    const issued = state.form ?? { year, number: formNumber };
    events.push(event('formIssued', at, actor.id, { year: issued.year, number: issued.number, leader, note }));
    return { ok: true, events };
  },

  instruct(situation, { text, study }) {
    const { state, actor, at, rules } = situation;
    const leader = state.form?.leader ?? null;
    // The leader the form names; the office may write down what that leader said.
    const led = standing(actor, 'instruct', subjectOf(state, rules.directory)).has('led');
    const says = led ? actor.id : leader;
    if (says === null) return refuse({ code: 'leaderOnly', number: state.number, leader });
    return { ok: true, events: [event('instructed', at, actor.id, { leader: says, text, ...studied(study) })] };
  },

  changeSupport(situation, { add, remove, reason }) {
    const { state, actor, at } = situation;
    const added = helpers(situation, add, state.unit);
    if (!Array.isArray(added)) return added;
    const removed = remove.filter((unit) => state.supporting.includes(unit));
    if (added.length + removed.length === 0) return refuse({ code: 'noSupportChange', number: state.number });
    return {
      ok: true,
      events: [
        mayDo(situation, 'decideSupport')
          ? event('supportChanged', at, actor.id, { added, removed, reason })
          : event('supportRequested', at, actor.id, { add: added, remove: removed, reason }),
      ],
    };
  },
};

/** Units that are to help and do not yet, or why one of them cannot. */
function helpers(
  { state, rules }: Situation,
  units: readonly number[],
  responsible: number | null,
): number[] | Decision {
  const { number } = state;
  for (const unit of units) {
    if (unit === responsible) return refuse({ code: 'alreadyResponsible', number, unit });
    if (accountability(rules.directory, unit) === null) return refuse({ code: 'notAnswerable', number, unit });
  }
  return [...new Set(units)].filter((unit) => !state.supporting.includes(unit));
}

/**
 * The unit's deadline by another route, counted from when the unit hears of it: a form never takes time away, the
 * platform never gives more. None where it stays.
 */
function deadlineByRoute(
  { state, actor, at, reaches, rules }: Situation,
  route: Route,
  reason: string,
  inherit: readonly number[] = [],
): IssueEvent[] {
  const { due, totalDue, acceptDue, acceptedAt, pendingExtension } = state;
  if (due === null) return [];
  const pick = route === 'handover' ? Math.max : Math.min;
  const counted = deadlinesFrom(rules, { ...state, route, totalDue: null }, reaches).due;
  const next = pick(due, counted);
  if (next === due) return [];
  const nextTotal = pick(totalDue ?? next, next);
  const moved: MovedDeadlines = { due: next };
  const was: MovedDeadlines = { due };
  if (totalDue !== null && nextTotal !== totalDue) {
    moved.totalDue = nextTotal;
    was.totalDue = totalDue;
  }
  if (acceptDue !== null && acceptedAt === null && next < acceptDue) {
    moved.acceptDue = next;
    was.acceptDue = acceptDue;
  }
  if (pendingExtension !== null) {
    moved.pendingExtension = extendedDue(next, pendingExtension.workingDays, rules.calendar);
    was.pendingExtension = pendingExtension.due;
  }
  const parts = next > due && inherit.length > 0 ? { parts: inherit } : {};
  return [event('deadlineChanged', at, actor.id, { moved, was, reason, ...parts })];
}
