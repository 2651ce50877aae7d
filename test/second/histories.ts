/** Random histories of issues: whatever people may do to one, in any order the rules let them. */
import type { Actor } from '../../domain/permitted.ts';
import type { IssueCommand } from '../../domain/issue/commands.ts';
import { decide, decideReport } from '../../domain/issue/decide.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { dayOf, addDays, HOUR, type Instant } from '../../domain/time.ts';
import type { Random } from '../../rehearsal/random.ts';

export interface RandomHistory {
  state: IssueState;
  events: IssueEvent[];
}

/** Who reports, units that may be given an issue, and where and what it may be about. */
export interface Cast {
  reporter: number;
  units: readonly number[];
  places: readonly number[];
  categories: readonly number[];
}

const add = (state: IssueState | null, events: readonly IssueEvent[]): IssueState => {
  const sum = events.reduce<IssueState | null>(evolve, state);
  if (sum === null) throw new Error('no events');
  return sum;
};

/** One issue from its report at some time in [from, until) on; nothing happens at `until` or later. */
export function randomHistory(cast: Cast, from: Instant, until: Instant, rules: Rules, random: Random): RandomHistory {
  const whole = (most: number): number => Math.floor(random.next() * most);
  // Whole milliseconds, as the database keeps them; a few at the same moment.
  let at = from + whole(until - from);
  const events = decideReport(
    {
      source: 'console:group:1',
      place: random.pick(cast.places),
      placeText: null,
      content: '随机事项',
      photos: [],
      resident: null,
      category: random.pick(cast.categories),
      urgency: random.pick(['normal', 'normal', 'urgent', 'critical'] as const),
      route: random.pick(['platform', 'platform', 'handover'] as const),
      routeReason: null,
      proposal: null,
      unit: random.next() < 0.85 ? random.pick(cast.units) : null,
      handler: null,
      assignReason: '随机',
      settlement: random.next() < 0.03 ? '当场解决' : null,
    },
    cast.reporter,
    at,
    rules,
  );
  let state = add(null, events);
  for (let step = whole(16); step > 0; step -= 1) {
    at += random.next() < 0.1 ? 0 : whole(random.next() < 0.5 ? 20 * HOUR : 9 * 24 * HOUR);
    if (at >= until) break;
    const decision = decide(state, randomCommand(state, cast, at, rules, random), actorFor(state), at, rules);
    if (!decision.ok) continue;
    events.push(...decision.events);
    state = add(state, decision.events);
  }
  return { state, events };
}

/** Somebody who may do everything: what is possible at all is for the states to say. */
const actorFor = ({ unit, reporter }: IssueState): Actor => ({
  id: reporter,
  roles: [
    { role: 'cadre', unit: null },
    { role: 'unitLiaison', unit },
    { role: 'office', unit: null },
    { role: 'inspector', unit: null },
    { role: 'districtLeader', unit: null },
  ],
});

function randomCommand(state: IssueState, cast: Cast, at: Instant, rules: Rules, random: Random): IssueCommand {
  const leader = rules.directory.everyHolderOf('districtLeader')[0]?.name ?? '区领导';
  const soon = addDays(dayOf(at), 1 + Math.floor(random.next() * 20));
  const commands: readonly (() => IssueCommand)[] = [
    () => ({ type: 'accept' }),
    () => ({ type: 'accept' }),
    () => ({ type: 'progress', text: '在办' }),
    ...Array.from({ length: 4 }, () => () => ({ type: 'recordOutcome' as const, text: '已办' })),
    () => ({ type: 'reply', kind: 1, text: '已答复', expectedDay: null }),
    () => ({ type: 'reply', kind: 3, text: '还需时间', expectedDay: soon }),
    () => ({ type: 'assign', unit: random.pick(cast.units), reason: '转办' }),
    () => ({ type: 'return', reason: '不属本单位' }),
    ...Array.from({ length: 2 }, () => () => ({
      type: 'requestExtension' as const,
      workingDays: 1 + Math.floor(random.next() * 10),
      reason: '天气',
    })),
    ...Array.from({ length: 3 }, () => () => ({ type: 'approve' as const, words: leader })),
    () => ({ type: 'refuse', reason: '按期' }),
    () => ({ type: 'requestShelving', reason: '待鉴定', reviewDay: soon }),
    () => ({ type: 'continueShelving', reason: '仍待鉴定', reviewDay: soon }),
    () => ({ type: 'shelve', reason: '待鉴定', reviewDay: soon, leader }),
    () => ({ type: 'resume', reason: '可办' }),
    () => ({ type: 'reopen', reason: '没有解决' }),
    () => ({ type: 'changeRoute', route: random.pick(['platform', 'handover'] as const), reason: '改流转方式' }),
    () => ({ type: 'clarify', category: random.pick(cast.categories) }),
  ];
  if (state.status === 'reported' && random.next() < 0.05)
    return random.pick([
      { type: 'withdraw', reason: null },
      { type: 'settleOnSpot', text: '当场解决' },
    ] as const);
  if (state.status === 'shelved' && random.next() < 0.5) return { type: 'resume', reason: '可办' };
  return random.pick(commands)();
}
