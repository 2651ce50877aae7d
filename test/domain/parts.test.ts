/** The deadline of a part is the whole's, however the whole gets more time, and whatever is taken back meanwhile. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar, type WorkingCalendar } from '../../domain/calendar.ts';
import { holidayYears } from '../../domain/holidays.ts';
import { decidePart } from '../../domain/issue/decide-parts.ts';
import { decide } from '../../domain/issue/decide.ts';
import type { IssueCommand } from '../../domain/issue/commands.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import { replay, standingUntil } from '../../domain/issue/history.ts';
import {
  caughtUp,
  deadlineOf,
  givenSince,
  givenTime,
  goesOnWith,
  inherits,
  movedAlong,
} from '../../domain/issue/parts.ts';
import { recountDeadlines } from '../../domain/issue/recount.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { decideUndo, type Logged } from '../../domain/issue/undo.ts';
import { addDays, HOUR, type Instant } from '../../domain/time.ts';
import { at, calendar, History, people, REPORTED, rules, type Who } from './support.ts';

const WHOLE = 1;
/** Long enough for whatever happens to the whole in between. */
const MINUTES = 100 * 24 * 60;
const split = { content: '一部分' };
const asPart = { unit: 2, who: 'otherUnit' } as const;

/** A whole and its parts, each with its own history; what is given to the whole goes to its parts as it does for real. */
class Family {
  readonly logs = new Map<number, Logged[]>();
  private messages = 0;
  constructor(given: Instant = REPORTED) {
    this.logs.set(
      WHOLE,
      new History().events.map((event) => ({ event, source: 'm0' })),
    );
    for (const number of [2, 3]) {
      const events = decidePart(
        this.state(WHOLE),
        { number, unit: asPart.unit, ...split },
        people.office.id,
        given,
        rules,
      );
      this.logs.set(
        number,
        events.map((event) => ({ event, source: 'm0' })),
      );
    }
    // Accepted, for what is not cannot be shelved.
    for (const [number, who] of [
      [WHOLE, 'unit'],
      [2, asPart.who],
      [3, asPart.who],
    ] as const)
      this.does(number, who, { type: 'accept' }, number === WHOLE ? REPORTED : given);
  }
  private events = (number: number): IssueEvent[] => (this.logs.get(number) ?? []).map(({ event }) => event);
  state = (number: number): IssueState => replay(number, this.events(number));
  private log(number: number, source: string, ...events: IssueEvent[]): void {
    this.logs.get(number)?.push(...events.map((event) => ({ event, source })));
  }
  /** False where the rules refuse it. */
  does(number: number, who: Who, command: IssueCommand, when: Instant): boolean {
    const before = this.state(number);
    const source = `m${(this.messages += 1)}`;
    const moves =
      command.type === 'resume' ||
      command.type === 'approve' ||
      command.type === 'issueForm' ||
      command.type === 'changeRoute';
    const sharing = number === WHOLE && moves ? [2, 3].map(this.state).filter((part) => inherits(part, before)) : [];
    const inherit = sharing.filter((part) => command.type !== 'resume' || goesOnWith(part, when));
    const asked = moves ? { ...command, inherit: inherit.map((part) => part.number) } : command;
    const decision = decide(before, asked, people[who], when, rules);
    if (!decision.ok) return false;
    const given = givenTime(before, decision.events);
    this.log(number, source, ...decision.events);
    for (const part of given === null ? [] : sharing) {
      const moved = given === null ? null : movedAlong(part, given, when, '', rules);
      if (moved !== null) this.log(part.number, source, moved);
    }
    return true;
  }
  /** A new calendar, by which all that is open is counted anew together. */
  recounts(after: WorkingCalendar, when: Instant): void {
    const whole = this.state(WHOLE);
    for (const issue of [whole, this.state(2), this.state(3)]) {
      const counted = recountDeadlines(issue, calendar, after, issue === whole ? null : whole);
      if (counted === null) continue;
      const data = { ...counted, reason: '放假安排有变' };
      this.log(issue.number, 'calendar', { type: 'deadlineChanged', at: when, actor: null, data });
    }
  }
  undoes(number: number, who: Who, when: Instant): boolean {
    const decision = decideUndo(number, this.logs.get(number) ?? [], people[who], when, MINUTES, this.state(WHOLE));
    if (!decision.ok) return false;
    this.log(number, `m${(this.messages += 1)}`, decision.event);
    const left = this.state(number);
    if (left.outcomeAt === null && left.closedAt === null) {
      const given = givenSince(WHOLE, standingUntil(this.events(WHOLE), Infinity), decision.action.at);
      this.log(number, 'missed', ...caughtUp(left, given, when, () => '', rules));
    }
    return true;
  }
}

const leader = '陆文渊';
const form: IssueCommand = {
  type: 'issueForm',
  leader: people.leader.id,
  unit: null,
  supporting: [],
  note: null,
  number: { year: 2026, number: 1 },
};
/** What may be done to a whole; an extension is asked and granted at once. */
const wholeSteps = {
  extension: [
    ['unit', { type: 'requestExtension', workingDays: 3, reason: '等材料' }],
    ['office', { type: 'approve', words: leader }],
  ],
  form: [['office', form]],
  platform: [['office', { type: 'changeRoute', route: 'platform', reason: '只是一户' }]],
  shelved: [['office', { type: 'shelve', reason: '等规划', reviewDay: '2028-12-31', leader }]],
  resumed: [['office', { type: 'resume', reason: '规划已批' }]],
  progress: [['unit', { type: 'progress', text: '已会商' }]],
} satisfies Record<string, [Who, IssueCommand][]>;
/** What may be done to a part. */
const partSteps = {
  extension: [
    [asPart.who, { type: 'requestExtension', workingDays: 1, reason: '等沥青' }],
    ['office', { type: 'approve', words: leader }],
  ],
  shelved: [['office', { type: 'shelve', reason: '等停水', reviewDay: '2028-12-31', leader }]],
  resumed: [['office', { type: 'resume', reason: '已停水' }]],
  outcome: [[asPart.who, { type: 'recordOutcome', text: '已恢复' }]],
} satisfies Record<string, [Who, IssueCommand][]>;

/** Some steps a day, so that the whole may stand still for some days within its deadline. */
const hours = fc.integer({ min: 1, max: 24 });
const ofWhole = fc.record({ issue: fc.constant(WHOLE), steps: fc.constantFrom(...Object.values(wholeSteps)), hours });
const ofPart = (...numbers: number[]) =>
  fc.record({ issue: fc.constantFrom(...numbers), steps: fc.constantFrom(...Object.values(partSteps)), hours });
interface Done {
  issue: number;
  steps: readonly (readonly [Who, IssueCommand])[];
  hours: number;
}
/** Does one thing after the other; the moment after the last. */
function doAll(
  family: Family,
  all: readonly Done[],
  from: Instant,
  each: (when: Instant) => void = () => undefined,
): Instant {
  let now = from;
  for (const { issue, steps, hours: passed } of all) {
    now += passed * HOUR;
    for (const [who, command] of steps) if (!family.does(issue, who, command, now)) break;
    each(now);
  }
  return now;
}
const deadlines = ({ status, due, totalDue, shelvedDue, shelvedTotalDue, pendingExtension }: IssueState) => ({
  status,
  due,
  totalDue,
  shelvedDue,
  shelvedTotalDue,
  pendingExtension: pendingExtension?.due ?? null,
});

describe('the deadline of a part', () => {
  it('is the whole’s until it has its own, or lets it pass; it never moves to an earlier day, and never without an event', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(ofWhole, ofPart(2, 3)), { maxLength: 30 }), (all) => {
        const family = new Family();
        const own = new Map([2, 3].map((number) => [number, false]));
        let before = [1, 2, 3].map(family.state);
        for (const one of all) {
          const [whole] = before as [IssueState];
          doAll(family, [one], Math.max(...before.map(({ touchedAt }) => touchedAt)));
          const after = [1, 2, 3].map(family.state);
          const [is] = after as [IssueState];
          for (const part of after.slice(1)) {
            const was = before[part.number - 1] as IssueState;
            const [from, to] = [deadlineOf(was), deadlineOf(part)];
            if (part.outcomeAt !== null) continue;
            expect((to ?? 0) >= (from ?? 0), 'never earlier').toBe(true);
            // Its own: what was done to the part itself moved it; the whole has less, or went on without it.
            const given = (deadlineOf(is) ?? 0) > (deadlineOf(whole) ?? 0);
            const left = whole.status === 'shelved' && is.status !== 'shelved' && !goesOnWith(was, is.touchedAt);
            if (
              (one.issue === part.number && to !== from) ||
              (one.issue === WHOLE && (!given || left) && deadlineOf(is) !== deadlineOf(whole))
            )
              own.set(part.number, true);
            const shared = own.get(part.number) === false;
            const stays = one.issue === WHOLE && from !== deadlineOf(whole);
            expect(to, `#${part.number}`).toBe(shared ? deadlineOf(is) : stays ? from : to);
            // Once it is its own it may come to be the same as the whole's again, and then shares it.
            if (to === deadlineOf(is)) own.set(part.number, false);
          }
          before = after;
        }
      }),
    );
  });

  it('is after an undoing what it would be had the part never been ended', () => {
    const meanwhile = fc.array(fc.oneof(ofWhole, ofPart(3)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.oneof(ofWhole, ofPart(2, 3)), { maxLength: 8 }), meanwhile, (first, then) => {
        const [ended, never] = [new Family(), new Family()];
        const now = doAll(ended, first, REPORTED) + HOUR;
        doAll(never, first, REPORTED);
        fc.pre(ended.does(2, asPart.who, { type: 'recordOutcome', text: '已恢复' }, now));
        const end = doAll(ended, then, now);
        doAll(never, then, now);
        expect(ended.undoes(2, asPart.who, end)).toBe(true);
        expect(deadlines(ended.state(2))).toEqual(deadlines(never.state(2)));
      }),
    );
  });

  it('stays the whole’s by another calendar, whenever it was split and whatever day has changed', () => {
    const days = fc.integer({ min: 0, max: 40 }).map((day) => addDays('2026-10-10', day));
    const changes = fc.array(fc.record({ day: days, kind: fc.constantFrom('off' as const, 'work' as const) }), {
      minLength: 1,
      maxLength: 4,
    });
    const all = fc.array(fc.oneof(ofWhole, ofPart(2, 3)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), all, changes, (later, then, overrides) => {
        const given = REPORTED + later * HOUR;
        const family = new Family(given);
        const end = doAll(family, then, given);
        const before = [1, 2, 3].map(family.state);
        family.recounts(createCalendar(holidayYears, overrides), end + HOUR);
        const [was] = before as [IssueState];
        const is = family.state(WHOLE);
        for (const part of before.slice(1)) {
          const now = family.state(part.number);
          if (!inherits(part, was)) continue;
          expect(deadlineOf(now), `#${part.number}`).toBe(deadlineOf(is));
          const sameTotal = part.status === was.status && part.totalDue === was.totalDue;
          expect(now.totalDue).toBe(sameTotal ? is.totalDue : now.totalDue);
        }
      }),
    );
  });

  it('moves when the whole goes on, unless it has passed by then or the part was shelved itself', () => {
    const family = new Family();
    const { due } = family.state(WHOLE);
    const does = (issue: number, steps: readonly (readonly [Who, IssueCommand])[], when: string): void => {
      for (const [who, command] of steps) expect(family.does(issue, who, command, at(when)), command.type).toBe(true);
    };
    does(WHOLE, wholeSteps.shelved, '2026-10-13T10:00');
    expect(family.state(2).due).toBe(due);
    does(3, partSteps.shelved, '2026-10-14T10:00');
    does(WHOLE, wholeSteps.resumed, '2026-10-15T10:00');
    expect(family.state(WHOLE).due).toBeGreaterThan(due ?? 0);
    expect(family.state(2).due).toBe(family.state(WHOLE).due);
    expect(family.state(3)).toMatchObject({ status: 'shelved', shelvedDue: due });
    does(WHOLE, wholeSteps.shelved, '2026-10-16T10:00');
    const passed = family.state(2).due;
    does(WHOLE, wholeSteps.resumed, '2026-11-16T10:00');
    expect(family.state(2).due).toBe(passed);
  });
});
