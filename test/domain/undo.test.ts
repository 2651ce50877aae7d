/** Taking back: what is left is what was before, as if it had never been done; and when it is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandType, IssueCommand } from '../../domain/issue/commands.ts';
import { decide } from '../../domain/issue/decide.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import { replay, standingAt } from '../../domain/issue/history.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { actionsOf, decideUndo, type Logged, type Whole } from '../../domain/issue/undo.ts';
import { MINUTE, type Instant } from '../../domain/time.ts';
import { at, History, people, REPORTED, rules, type Who } from './support.ts';

const MINUTES = 2;

/** An issue whose every step has a message of its own. */
class Messages {
  readonly history: Logged[];
  constructor() {
    this.history = new History().events.map((event) => ({ event, source: 'm0' }));
  }
  get state(): IssueState {
    return replay(
      1,
      this.history.map(({ event }) => event),
    );
  }
  does(who: Who, command: IssueCommand, when: Instant): boolean {
    const decision = decide(this.state, command, people[who], when, rules);
    if (decision.ok) this.log(`m${this.history.length}`, ...decision.events);
    return decision.ok;
  }
  log(source: string, ...events: IssueEvent[]): void {
    this.history.push(...events.map((event) => ({ event, source })));
  }
  /** The refusal's code, or null where it was taken back. */
  undoes(who: Who, when: Instant, whole: Whole | null = null): string | null {
    const decision = decideUndo(1, this.history, people[who], when, MINUTES, whole);
    if (!decision.ok) return decision.refusal.code;
    this.log(`u${this.history.length}`, decision.event);
    return null;
  }
}

const commands: Partial<Record<CommandType, IssueCommand>> = {
  assign: { type: 'assign', unit: 2, reason: '属市容' },
  clarify: { type: 'clarify', category: 2 },
  accept: { type: 'accept' },
  return: { type: 'return', reason: '不属本单位' },
  handDown: { type: 'handDown', unit: 5, note: null },
  progress: { type: 'progress', text: '已到现场' },
  requestExtension: { type: 'requestExtension', workingDays: 3, reason: '等材料' },
  approve: { type: 'approve', words: '陆文渊' },
  refuse: { type: 'refuse', reason: '请按期' },
  requestShelving: { type: 'requestShelving', reason: '等规划', reviewDay: '2028-12-31' },
  continueShelving: { type: 'continueShelving', reason: '仍在审批', reviewDay: '2029-12-31' },
  recordOutcome: { type: 'recordOutcome', text: '已施药' },
  reply: { type: 'reply', kind: 2, text: '正在办理', expectedDay: null },
  withdraw: { type: 'withdraw', reason: null },
  shelve: { type: 'shelve', reason: '等规划', reviewDay: '2028-12-31', leader: '陆文渊' },
  resume: { type: 'resume', reason: '规划已批' },
  reopen: { type: 'reopen', reason: '未解决' },
};
const NOW = at('2026-10-13T10:00');
const withoutVersion = (state: IssueState) => ({ ...state, version: 0 });

describe('what is taken back', () => {
  it('leaves the issue as it was, whatever was done and in whatever order', () => {
    const step = fc.record({
      who: fc.constantFrom(...(Object.keys(people) as Who[])),
      command: fc.constantFrom(...(Object.values(commands) as IssueCommand[])),
      hours: fc.integer({ min: 0, max: 60 }),
      taken: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const issue = new Messages();
        let now = REPORTED + 1;
        for (const { who, command, hours, taken } of steps) {
          now += hours * 3_600_000;
          const before = issue.state;
          if (!issue.does(who, command, now) || issue.history.length === before.version || !taken) continue;
          expect(issue.undoes(who, now + MINUTE)).toBeNull();
          expect(withoutVersion(issue.state)).toEqual(withoutVersion(before));
          expect(issue.state.version).toBe(issue.history.length);
          now += MINUTE;
        }
      }),
    );
  });

  it('is all that the message did: accepting is implied in the outcome and goes with it', () => {
    const issue = new Messages();
    issue.does('unit', { type: 'recordOutcome', text: '已施药' }, NOW);
    expect(issue.state).toMatchObject({ status: 'awaitingReply', acceptedAt: NOW });
    expect(issue.undoes('unit', NOW + MINUTE)).toBeNull();
    expect(issue.state).toMatchObject({ status: 'reported', acceptedAt: null, outcomeAt: null });
    expect(issue.state.clocks.filter(({ to }) => to === null).map(({ kind }) => kind)).toEqual(['total', 'unit']);
  });

  it('may be the report: the number stays, no clock ever ran, nobody has it', () => {
    const issue = new Messages();
    expect(issue.undoes('reporter', REPORTED + MINUTE)).toBeNull();
    expect(issue.state).toMatchObject({ number: 1, status: 'undone', unit: null, clocks: [], version: 3 });
    expect(issue.undoes('reporter', REPORTED + MINUTE)).toBe('nothingToUndo');
  });

  it('may be several steps, one after the other, each by its author', () => {
    const issue = new Messages();
    issue.does('unit', { type: 'accept' }, NOW);
    issue.does('unit', { type: 'progress', text: '已到现场' }, NOW + MINUTE);
    expect(issue.undoes('unit', NOW + MINUTE)).toBeNull();
    expect(issue.state.status).toBe('accepted');
    expect(issue.undoes('unit', NOW + MINUTE)).toBeNull();
    expect(issue.state.status).toBe('reported');
    expect(actionsOf(issue.history).map(({ did }) => did)).toEqual(['reported']);
  });
});

describe('as it stood at a moment', () => {
  const step = fc.record({
    who: fc.constantFrom(...(Object.keys(people) as Who[])),
    command: fc.constantFrom(...(Object.values(commands) as IssueCommand[])),
    hours: fc.integer({ min: 1, max: 60 }),
  });
  it('an issue is what it was then, whatever was done since', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const issue = new Messages();
        const was: [Instant, IssueState][] = [[REPORTED, issue.state]];
        let now = REPORTED + 1;
        for (const { who, command, hours } of steps) {
          now += hours * 3_600_000;
          if (issue.does(who, command, now)) was.push([now, issue.state]);
        }
        const events = issue.history.map(({ event }) => event);
        for (const [when, state] of was)
          expect(withoutVersion(standingAt(1, events, when) as IssueState)).toEqual(withoutVersion(state));
        expect(standingAt(1, events, REPORTED - 1)).toBeNull();
      }),
    );
  });
  it('what was taken back since had never been done', () => {
    const issue = new Messages();
    const before = issue.state;
    issue.does('unit', { type: 'accept' }, NOW);
    issue.undoes('unit', NOW + MINUTE);
    const events = issue.history.map(({ event }) => event);
    expect(withoutVersion(standingAt(1, events, NOW) as IssueState)).toEqual(withoutVersion(before));
  });
});

describe('taking back is refused', () => {
  const accepted = (): Messages => {
    const issue = new Messages();
    issue.does('unit', { type: 'accept' }, NOW);
    return issue;
  };
  it('after two minutes, to the millisecond', () => {
    expect(accepted().undoes('unit', NOW + MINUTES * MINUTE)).toBeNull();
    expect(accepted().undoes('unit', NOW + MINUTES * MINUTE + 1)).toBe('undoTooLate');
  });
  it('to everybody else, the office included', () => {
    for (const who of ['office', 'inspector', 'otherUnit', 'stranger'] as const)
      expect(accepted().undoes(who, NOW), who).toBe('notYourAction');
  });
  it('when somebody has acted since', () => {
    const issue = accepted();
    issue.does('office', { type: 'assign', unit: 2, reason: '属市容' }, NOW + 1);
    expect(issue.undoes('unit', NOW + MINUTE)).toBe('actedSince');
    expect(issue.undoes('office', NOW + MINUTE)).toBeNull();
    expect(issue.undoes('unit', NOW + MINUTE)).toBeNull();
  });
  it('when a deadline was counted anew since', () => {
    const issue = accepted();
    const moved = { due: NOW + 1 };
    issue.log('job', { type: 'deadlineChanged', at: NOW, actor: null, data: { moved, was: moved, reason: '' } });
    expect(issue.undoes('unit', NOW + MINUTE)).toBe('actedSince');
  });
  it('for a form whose number was given, but not for a change of route and the deadline that followed it', () => {
    const issue = accepted();
    const { due } = issue.state;
    issue.does('office', { type: 'changeRoute', route: 'handover', reason: '涉及几个单位' }, NOW);
    expect(issue.state.due).not.toBe(due);
    expect(issue.undoes('office', NOW + MINUTE)).toBeNull();
    expect(issue.state).toMatchObject({ route: 'platform', due });
    const number = { year: 2026, number: 1 };
    issue.does(
      'office',
      { type: 'issueForm', leader: 10, unit: null, supporting: [], note: null, number },
      NOW + MINUTE,
    );
    expect(issue.undoes('office', NOW + MINUTE)).toBe('cannotBeUndone');
  });
  it('for the outcome of a part once the whole has one, or is over, but not for other steps', () => {
    const open = { number: 2, unit: 1, outcomeAt: null, closedAt: null };
    const cases: [IssueCommand, Whole | null, string | null][] = [
      [{ type: 'recordOutcome', text: '已施药' }, open, null],
      [{ type: 'recordOutcome', text: '已施药' }, null, null],
      [{ type: 'recordOutcome', text: '已施药' }, { ...open, outcomeAt: NOW }, 'wholeIsOver'],
      [{ type: 'recordOutcome', text: '已施药' }, { ...open, closedAt: NOW }, 'wholeIsOver'],
      [{ type: 'progress', text: '已到现场' }, { ...open, outcomeAt: NOW }, null],
    ];
    for (const [command, whole, code] of cases) {
      const issue = accepted();
      issue.does('unit', command, NOW + 1);
      expect(issue.undoes('unit', NOW + MINUTE, whole), `${command.type} ${JSON.stringify(whole)}`).toBe(code);
    }
  });
  it('for what nobody can take back', () => {
    const issue = accepted();
    const moved = { due: NOW + 1 };
    issue.log('by-hand', { type: 'deadlineChanged', at: NOW, actor: 2, data: { moved, was: moved, reason: '' } });
    expect(issue.undoes('unit', NOW + MINUTE)).toBe('cannotBeUndone');
  });
});
