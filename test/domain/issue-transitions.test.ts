/** Every command in every state: allowed exactly where the table says, and only to whom it belongs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandType, IssueCommand } from '../../domain/issue/commands.ts';
import { replay } from '../../domain/issue/history.ts';
import { issueStatuses, type IssueStatus } from '../../domain/issue/state.ts';
import { transitions } from '../../domain/issue/transitions.ts';
import { endOfDay } from '../../domain/time.ts';
import { at, History, Part, people, REPORTED, type Who } from './support.ts';

const commands: { [T in CommandType]: Extract<IssueCommand, { type: T }> } = {
  assign: { type: 'assign', unit: 2, reason: '属市容' },
  clarify: { type: 'clarify', category: 2 },
  accept: { type: 'accept' },
  return: { type: 'return', reason: '不属本单位' },
  handDown: { type: 'handDown', unit: 5, note: null },
  progress: { type: 'progress', text: '已到现场' },
  requestExtension: { type: 'requestExtension', workingDays: 3, reason: '等材料' },
  approve: { type: 'approve', words: null },
  refuse: { type: 'refuse', reason: '请按期' },
  recordOutcome: { type: 'recordOutcome', text: '已施药' },
  reply: { type: 'reply', kind: 2, text: '正在办理', expectedDay: null },
  handOverDuty: { type: 'handOverDuty', to: people.teammate.id, reason: '外出学习' },
  withdraw: { type: 'withdraw', reason: null },
  requestShelving: { type: 'requestShelving', reason: '等规划', reviewDay: '2026-12-31' },
  shelve: { type: 'shelve', reason: '等规划', reviewDay: '2026-12-31', leader: '陆文渊' },
  continueShelving: { type: 'continueShelving', reason: '仍在审批', reviewDay: '2027-03-31' },
  resume: { type: 'resume', reason: '规划已批' },
  reopen: { type: 'reopen', reason: '未解决' },
  changeRoute: { type: 'changeRoute', route: 'handover', reason: '涉及几个单位' },
  settleOnSpot: { type: 'settleOnSpot', text: '已换灯泡' },
  issueForm: {
    type: 'issueForm',
    leader: 10,
    unit: 1,
    supporting: [2],
    note: null,
    number: { year: 2026, number: 3 },
  },
  instruct: { type: 'instruct', text: '请抓紧' },
  changeSupport: { type: 'changeSupport', add: [2], remove: [], reason: null },
  split: {
    type: 'split',
    parts: [
      { number: 2, unit: 1, content: '加固' },
      { number: 3, unit: 2, content: '清场' },
    ],
  },
  recordDecision: { type: 'recordDecision', text: '加固', unit: 1, day: '2026-11-30' },
  completeDecision: { type: 'completeDecision', seq: null, text: '方案已报' },
};

const NOW = '2026-10-13T10:00';
const reply1: IssueCommand = { type: 'reply', kind: 1, text: '已告知', expectedDay: null };

/** An issue brought into a state by what people do, with an extension waiting where a unit has it. */
function inState(status: IssueStatus, decided = false): History {
  const issue = new History();
  if (decided) issue.does('office', commands.recordDecision, NOW);
  const asked = (): History =>
    issue.state.pendingExtension === null ? issue.does('unit', commands.requestExtension, NOW) : issue;
  switch (status) {
    case 'reported':
      return asked();
    case 'returned':
      return issue.does('unit', commands.return, NOW);
    case 'accepted':
      return asked().does('unit', commands.accept, NOW);
    case 'handling':
      return asked().does('unit', commands.progress, NOW);
    case 'awaitingReply':
      return issue.does('unit', commands.recordOutcome, NOW);
    case 'closed':
      return issue.does('unit', commands.recordOutcome, NOW).does('reporter', reply1, NOW);
    case 'withdrawn':
      return issue.does('reporter', commands.withdraw, NOW);
    case 'shelved':
      return issue.does('unit', commands.accept, NOW).does('office', commands.shelve, NOW);
    case 'reopened': {
      issue
        .does('unit', commands.recordOutcome, NOW)
        .does('reporter', reply1, NOW)
        .does('inspector', commands.reopen, NOW);
      return asked();
    }
    case 'undone':
      issue.happens({ type: 'undone', at: at(NOW), actor: people.reporter.id, data: { events: [1, 2], source: '' } });
      return issue;
  }
}

/** Who may give each command; everybody else is refused with this code. */
const belongsTo: Record<CommandType, { who: Who[]; otherwise: string }> = {
  assign: { who: ['office'], otherwise: 'officeOnly' },
  clarify: { who: ['reporter', 'office'], otherwise: 'reporterOnly' },
  accept: { who: ['unit'], otherwise: 'notYourUnit' },
  return: { who: ['unit', 'office'], otherwise: 'notYourUnit' },
  handDown: { who: ['unit'], otherwise: 'notYourUnit' },
  progress: { who: ['unit'], otherwise: 'notYourUnit' },
  requestExtension: { who: ['unit'], otherwise: 'notYourUnit' },
  approve: { who: ['office'], otherwise: 'officeOnly' },
  refuse: { who: ['office'], otherwise: 'officeOnly' },
  recordOutcome: { who: ['unit'], otherwise: 'notYourUnit' },
  reply: { who: ['reporter', 'office'], otherwise: 'reporterOnly' },
  handOverDuty: { who: ['reporter', 'office'], otherwise: 'reporterOnly' },
  withdraw: { who: ['reporter'], otherwise: 'reporterOnly' },
  requestShelving: { who: ['unit'], otherwise: 'notYourUnit' },
  shelve: { who: ['office'], otherwise: 'officeOnly' },
  continueShelving: { who: ['office'], otherwise: 'officeOnly' },
  resume: { who: ['office'], otherwise: 'officeOnly' },
  reopen: { who: ['office', 'inspector'], otherwise: 'officeOnly' },
  changeRoute: { who: ['office'], otherwise: 'officeOnly' },
  settleOnSpot: { who: ['reporter'], otherwise: 'reporterOnly' },
  issueForm: { who: ['office'], otherwise: 'officeOnly' },
  instruct: { who: ['leader'], otherwise: 'leaderOnly' },
  changeSupport: { who: ['office', 'unit'], otherwise: 'notYourUnit' },
  split: { who: ['office'], otherwise: 'officeOnly' },
  recordDecision: { who: ['office'], otherwise: 'officeOnly' },
  completeDecision: { who: ['unit', 'office'], otherwise: 'notYourUnit' },
};

const types = Object.keys(commands) as CommandType[];
const cells = types.flatMap((type) => issueStatuses.map((status) => [type, status] as const));

describe('an issue', () => {
  it.each(issueStatuses)('comes into the state %s', (status) => {
    expect(inState(status).state.status).toBe(status);
  });

  it.each(cells)('%s when it is %s', (type, status) => {
    const issue = inState(status, type === 'completeDecision');
    if ((type === 'requestExtension' || type === 'requestShelving') && issue.state.pendingExtension !== null)
      issue.does('office', commands.refuse, NOW);
    const by = belongsTo[type].who[0] as Who;
    const refused = issue.tries(by, commands[type], NOW);
    expect(refused).toBe(transitions[type].includes(status) ? null : 'wrongState');
  });

  it.each(types.flatMap((type) => (Object.keys(people) as Who[]).map((who) => [type, who] as const)))(
    '%s by %s',
    (type, who) => {
      const status = transitions[type].find((one) => one === 'handling') ?? transitions[type][0];
      const issue = inState(status as IssueStatus, type === 'completeDecision');
      if (type === 'requestExtension' || type === 'requestShelving') issue.does('office', commands.refuse, NOW);
      const { who: allowed, otherwise } = belongsTo[type];
      expect(issue.tries(who, commands[type], NOW)).toBe(allowed.includes(who) ? null : otherwise);
    },
  );
});

describe('deadlines of an issue', () => {
  it('come with the unit: accepted in one working day, settled in five, hours where the class says hours', () => {
    expect(new History().state).toMatchObject({
      acceptDue: endOfDay('2026-10-13'),
      due: endOfDay('2026-10-19'),
      totalDue: endOfDay('2026-10-19'),
    });
    expect(new History({ urgency: 'urgent' }).state.due).toBe(endOfDay('2026-10-15'));
    expect(new History({ urgency: 'critical' }).state).toMatchObject({
      due: endOfDay('2026-10-12'),
      acceptDue: endOfDay('2026-10-12'),
    });
    expect(new History({ route: 'handover' }).state.due).toBe(endOfDay('2026-11-02'));
    expect(new History({ category: 2 }).state).toMatchObject({
      due: at('2026-10-12T12:00'),
      acceptDue: at('2026-10-12T12:00'),
    });
  });

  it("are new for who gets it by transfer, while the resident's own runs on", () => {
    const issue = new History().does('office', commands.assign, '2026-10-16T10:00');
    expect(issue.state).toMatchObject({
      unit: 2,
      holding: 2,
      due: endOfDay('2026-10-23'),
      totalDue: endOfDay('2026-10-19'),
    });
    expect(issue.state.clocks.filter((clock) => clock.kind === 'unit')).toMatchObject([
      { unit: 1, endedBy: 'transferred' },
      { unit: 2, to: null },
    ]);
  });

  it('are extended once, asked before they end, at most ten working days, by the office', () => {
    const issue = new History();
    expect(issue.tries('unit', { ...commands.requestExtension, workingDays: 11 }, NOW)).toBe('extensionTooLong');
    expect(issue.tries('unit', { ...commands.requestExtension, workingDays: 0 }, NOW)).toBe('extensionNotLater');
    expect(issue.tries('unit', commands.requestExtension, '2026-10-20T00:01')).toBe('extensionTooLate');
    expect(issue.tries('office', commands.approve, NOW)).toBe('noRequestPending');
    issue.does('unit', commands.requestExtension, '2026-10-19T23:00');
    expect(issue.tries('unit', commands.requestExtension, '2026-10-19T23:01')).toBe('requestPending');
    expect(issue.state.due).toBe(endOfDay('2026-10-19'));
    issue.does('office', commands.approve, '2026-10-20T09:00');
    expect(issue.state).toMatchObject({ due: endOfDay('2026-10-22'), totalDue: endOfDay('2026-10-22'), extensions: 1 });
    issue.does('unit', commands.requestExtension, '2026-10-21T09:00');
    expect(issue.tries('office', commands.approve, '2026-10-21T10:00')).toBe('leaderNeeded');
    issue.does('office', { type: 'approve', words: '陆文渊' }, '2026-10-21T10:00');
    expect(issue.state.due).toBe(endOfDay('2026-10-27'));
  });

  it('stand while it is shelved and move by the working days it stood', () => {
    const issue = inState('shelved');
    expect(issue.state).toMatchObject({ due: null, totalDue: null });
    expect(issue.state.clocks.find((clock) => clock.kind === 'unit')?.due).toBeNull();
    issue.does('office', commands.resume, '2026-10-20T10:00');
    expect(issue.state).toMatchObject({
      status: 'handling',
      due: endOfDay('2026-10-26'),
      totalDue: endOfDay('2026-10-26'),
    });
    expect(issue.tries('office', { ...commands.shelve, reviewDay: '2026-10-01' }, '2026-10-20T11:00')).toBe('dayPast');
    expect(issue.tries('office', { ...commands.shelve, leader: '' }, '2026-10-20T11:00')).toBe('leaderNeeded');
  });
});

describe('the rules of an issue', () => {
  it('let a unit return it within two working days, and later ask the office, which may return it at any time', () => {
    expect(new History().does('unit', commands.return, '2026-10-14T23:00').state.status).toBe('returned');
    const late = new History().does('unit', commands.return, '2026-10-15T00:01');
    expect(late.state).toMatchObject({ status: 'reported', unit: 1, pendingRequest: { what: 'return', late: true } });
    expect(late.tries('office', commands.return, '2026-10-15T00:02')).toBeNull();
    expect(late.state).toMatchObject({ status: 'returned', unit: null, due: null, returns: 1, pendingRequest: null });
  });

  it('keep the parent accountable when it is handed down, and let the subordinate act', () => {
    const issue = new History().does('unit', commands.handDown, NOW);
    expect(issue.state).toMatchObject({ unit: 1, handler: 5, status: 'accepted' });
    expect(issue.tries('subordinate', commands.progress, NOW)).toBeNull();
    expect(issue.tries('unit', { type: 'handDown', unit: 2, note: null }, NOW)).toBe('notSubordinate');
    expect(issue.tries('unit', commands.handDown, NOW)).toBe('sameUnit');
    expect(issue.tries('otherUnit', commands.recordOutcome, NOW)).toBe('notYourUnit');
  });

  it('give an issue for a village to its town, which answers for it', () => {
    const issue = new History({ unit: null }).does('office', { type: 'assign', unit: 21, reason: '属地' }, NOW);
    expect(issue.state).toMatchObject({ unit: 11, handler: 21 });
  });

  it.each([1, 2, 3, 4, 5] as const)('close it with a reply of kind %i only after the outcome', (kind) => {
    const expectedDay = kind === 3 ? '2026-12-20' : null;
    const text = '依据《城市绿化条例》不能改建，规划调整后再议，已当面说明';
    const reply: IssueCommand = { type: 'reply', kind, text, expectedDay };
    const early = new History();
    const refused = early.tries('reporter', reply, NOW);
    expect(refused).toBe(kind === 2 || kind === 3 ? null : 'noOutcomeYet');
    expect(early.state.status).toBe('reported');
    expect(inState('awaitingReply').does('reporter', reply, NOW).state).toMatchObject({
      status: 'closed',
      replyKind: kind,
    });
  });

  it('want the expected date of what takes long', () => {
    const issue = inState('awaitingReply');
    expect(issue.tries('reporter', { type: 'reply', kind: 3, text: '要等', expectedDay: null }, NOW)).toBe(
      'replyTooThin',
    );
    expect(issue.tries('reporter', { type: 'reply', kind: 3, text: '要等', expectedDay: '2026-10-01' }, NOW)).toBe(
      'dayPast',
    );
  });

  it('give a reopened issue a new clock and mark the closing unsolved', () => {
    const issue = inState('closed').does('inspector', commands.reopen, '2026-11-02T10:00');
    expect(issue.state).toMatchObject({
      status: 'reopened',
      holding: 2,
      outcome: null,
      due: endOfDay('2026-11-09'),
      reopened: 1,
    });
    expect(issue.state.clocks.filter((clock) => clock.kind === 'unit')).toMatchObject([
      { endedBy: 'outcome', unsolvedAt: at('2026-11-02T10:00') },
      { to: null, unsolvedAt: null },
    ]);
  });

  it('record what was settled on the spot in one step', () => {
    expect(new History({ settlement: '已换灯泡', route: 'spot' }).state).toMatchObject({
      status: 'closed',
      outcome: '已换灯泡',
      replyKind: 1,
    });
  });

  it('hold through anything people do, in any order', () => {
    const step = fc.record({
      who: fc.constantFrom(...(Object.keys(people) as Who[])),
      type: fc.constantFrom(...types),
      hours: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.constantFrom(1, 2, null), (steps, unit) => {
        const issue = new History({ unit });
        let now = REPORTED;
        for (const { who, type, hours } of steps) {
          now += hours * 3_600_000;
          const command =
            'reviewDay' in commands[type] ? { ...commands[type], reviewDay: '2028-01-01' } : commands[type];
          issue.tries(who, command, now);
          const { state } = issue;
          const running = state.clocks.filter((clock) => clock.to === null);
          for (const kind of ['total', 'office', 'unit', 'handler', 'pause', 'reply'] as const) {
            expect(running.filter((clock) => clock.kind === kind).length).toBeLessThanOrEqual(1);
          }
          const ended = state.status === 'closed' || state.status === 'withdrawn';
          expect(running.some((clock) => clock.kind === 'total')).toBe(!ended);
          expect(running.length === 0).toBe(ended);
          expect(state.status === 'closed' && state.repliedAt === null).toBe(false);
          expect(state.version).toBe(issue.events.length);
          for (const { from, to } of state.clocks) expect(to ?? from).toBeGreaterThanOrEqual(from);
        }
        expect(replay(1, issue.events)).toEqual(issue.state);
      }),
    );
  });
});

describe('the route of an issue', () => {
  const form = (more: Partial<Extract<IssueCommand, { type: 'issueForm' }>> = {}) => ({
    ...commands.issueForm,
    ...more,
  });
  const DUE = endOfDay('2026-10-19');

  it('gives the unit fifteen working days by the form and five by the platform, each as an event with its reason', () => {
    const issue = new History().does('office', commands.changeRoute, NOW);
    expect(issue.state).toMatchObject({ route: 'handover', routeReason: '涉及几个单位', due: endOfDay('2026-11-03') });
    expect(issue.events.at(-1)).toMatchObject({
      type: 'deadlineChanged',
      data: { was: { due: DUE, totalDue: DUE }, reason: '涉及几个单位' },
    });
    issue.does('office', { ...commands.changeRoute, route: 'platform' }, '2026-10-14T10:00');
    expect(issue.state).toMatchObject({ route: 'platform', due: endOfDay('2026-10-21') });
    expect(issue.tries('office', { ...commands.changeRoute, route: 'platform' }, '2026-10-14T10:00')).toBe('sameRoute');
  });

  it('a form never takes time away, the platform never gives more', () => {
    const extended = new History()
      .does('unit', { ...commands.requestExtension, workingDays: 10 }, NOW)
      .does('office', commands.approve, NOW);
    const { due } = extended.does('office', commands.changeRoute, NOW).state;
    expect(due).toBe(endOfDay('2026-11-03'));
    const short = new History({ urgency: 'urgent' }).does('office', commands.changeRoute, '2026-10-12T11:00');
    expect(short.state.due).toBe(endOfDay('2026-11-02'));
    const back = short.does('office', { ...commands.changeRoute, route: 'platform' }, '2026-10-12T12:00');
    expect(back.state.due).toBe(endOfDay('2026-10-15'));
    const near = new History().does('office', commands.changeRoute, NOW);
    near.does('office', { ...commands.changeRoute, route: 'platform' }, '2026-11-02T10:00');
    expect(near.state.due).toBe(endOfDay('2026-11-03'));
  });

  it('moves the extension that waits to be decided with the deadline', () => {
    const issue = new History().does('unit', commands.requestExtension, NOW).does('office', commands.changeRoute, NOW);
    expect(issue.state.pendingExtension?.due).toBe(endOfDay('2026-11-06'));
  });

  it('gives more time after the deadline only under a leader', () => {
    const late = '2026-10-21T10:00';
    const issue = new History();
    expect(issue.tries('office', commands.changeRoute, late)).toBe('leaderNeeded');
    expect(issue.does('office', form(), late).state).toMatchObject({ route: 'handover', due: endOfDay('2026-11-11') });
  });

  it('settled on the spot is no closing of the unit that had not taken it up', () => {
    const issue = new History().does('reporter', commands.settleOnSpot, NOW);
    expect(issue.state).toMatchObject({ status: 'closed', route: 'spot', outcome: '已换灯泡', replyKind: 1 });
    expect(issue.state.clocks.find(({ kind }) => kind === 'unit')).toMatchObject({ unit: 1, endedBy: 'settled' });
  });

  it('a form keeps its number and its deadline when the leader or the note changes', () => {
    const issue = new History().does('office', form(), NOW);
    const { due } = issue.state;
    issue.does('office', form({ number: { year: 2027, number: 9 }, note: '抓紧' }), '2026-10-20T10:00');
    expect(issue.state).toMatchObject({ form: { year: 2026, number: 3, note: '抓紧' }, due, supporting: [2] });
  });

  it('a form goes to the unit it names, with a clock of its own', () => {
    const issue = new History().does('office', form({ unit: 2, supporting: [1] }), NOW);
    expect(issue.state).toMatchObject({ unit: 2, supporting: [1], holding: 2, due: endOfDay('2026-11-03') });
    expect(new History({ unit: null }).tries('office', form({ unit: null }), NOW)).toBe('noUnitYet');
    expect(() => new History().tries('office', form({ leader: 9 }), NOW)).toThrow(/no district leader/);
    expect(new History().tries('office', form({ supporting: [1] }), NOW)).toBe('alreadyResponsible');
  });

  it('a leader speaks to the own form, the office writes down what that leader said', () => {
    const issue = new History();
    expect(issue.tries('office', commands.instruct, NOW)).toBe('leaderOnly');
    issue.does('office', form(), NOW);
    expect(issue.tries('office', commands.instruct, NOW)).toBeNull();
    expect(issue.events.at(-1)).toMatchObject({ actor: people.office.id, data: { leader: 10 } });
  });

  it('a unit asks for help, the office gives it; who gets the issue helps no longer', () => {
    const issue = new History().does('unit', commands.changeSupport, NOW);
    expect(issue.state.supporting).toEqual([]);
    expect(issue.events.at(-1)).toMatchObject({ type: 'supportRequested', data: { add: [2] } });
    issue.does('office', commands.changeSupport, NOW);
    expect(issue.state.supporting).toEqual([2]);
    expect(issue.tries('office', commands.changeSupport, NOW)).toBe('noSupportChange');
    expect(issue.tries('otherUnit', commands.progress, NOW)).toBeNull();
    expect(issue.state).toMatchObject({ status: 'reported', handlingAt: null });
    expect(issue.tries('otherUnit', commands.recordOutcome, NOW)).toBe('notYourUnit');
    expect(issue.does('office', commands.assign, NOW).state.supporting).toEqual([]);
  });

  it('the whole has no outcome while a part is open, and a part is closed by its own', () => {
    const whole = new History().does('office', commands.split, NOW);
    expect(whole.state.parts).toEqual([2, 3]);
    const open = { ...commands.recordOutcome, openParts: [3] };
    expect(whole.tries('unit', open, NOW)).toBe('openParts');
    expect(whole.tries('unit', { ...open, openParts: [] }, NOW)).toBeNull();

    const part = new Part(new History().state, { number: 2, unit: 2, content: '清场' });
    expect(part.state).toMatchObject({ unit: 2, parent: 1, due: DUE, totalDue: DUE, content: '清场' });
    expect(part.tries('office', commands.split, NOW)).toBe('isPart');
    expect(part.tries('reporter', commands.withdraw, NOW)).toBe('officeOnly');
    part.does('otherUnit', commands.recordOutcome, NOW);
    expect(part.state).toMatchObject({ status: 'closed', repliedAt: null, replyDue: null });
    expect(part.state.clocks.every(({ to }) => to !== null)).toBe(true);
    expect(part.tries('office', commands.reopen, NOW)).toBe('isPart');
  });

  it('is not split when it is over, nor twice for one unit', () => {
    expect(new History().tries('office', commands.split, '2026-10-21T10:00')).toBe('splitTooLate');
    const twice = { ...commands.split, parts: commands.split.parts.map((part) => ({ ...part, unit: 2 })) };
    expect(new History().tries('office', twice, NOW)).toBe('unitTwice');
  });

  it('decisions are counted, and which one is done has to be said where several are open', () => {
    const issue = new History()
      .does('office', commands.recordDecision, NOW)
      .does('office', { ...commands.recordDecision, unit: 2 }, NOW);
    expect(issue.state.decisions.map(({ seq, unit }) => [seq, unit])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(issue.tries('unit', commands.completeDecision, NOW)).toBe('whichDecision');
    expect(issue.tries('unit', { ...commands.completeDecision, seq: 2 }, NOW)).toBe('notYourUnit');
    expect(issue.tries('otherUnit', { ...commands.completeDecision, seq: 2 }, NOW)).toBeNull();
    expect(issue.tries('unit', commands.completeDecision, NOW)).toBeNull();
    expect(issue.tries('unit', commands.completeDecision, NOW)).toBe('noOpenDecision');
    expect(issue.tries('office', { ...commands.recordDecision, day: '2026-10-01' }, NOW)).toBe('dayPast');
  });
});
