/** What units ask of the office: returns that need its consent, extensions, shelving, and what it decides with one word. */
import { describe, expect, it } from 'vitest';
import { Directory } from '../../domain/directory.ts';
import type { IssueCommand } from '../../domain/issue/commands.ts';
import { decide } from '../../domain/issue/decide.ts';
import { endOfDay } from '../../domain/time.ts';
import { at, directory, History, people, rules, type Who } from './support.ts';

const back: IssueCommand = { type: 'return', reason: '不属本单位' };
const more: IssueCommand = { type: 'requestExtension', workingDays: 3, reason: '等材料' };
const aside: IssueCommand = { type: 'requestShelving', reason: '等规划批复', reviewDay: '2026-12-31' };
const yes: IssueCommand = { type: 'approve', words: null };
const no: IssueCommand = { type: 'refuse', reason: '请按期办理' };
const leader: IssueCommand = { type: 'approve', words: '陆文渊' };
const toHousing: IssueCommand = { type: 'assign', unit: 1, reason: '属房屋' };
const toEnforcement: IssueCommand = { type: 'assign', unit: 2, reason: '属市容' };

/** Within the two working days for a return, and after them. */
const EARLY = '2026-10-14T23:00';
const LATE = '2026-10-15T09:00';

describe('a return', () => {
  it.each<[string, Who, string, 'returned' | 'reported', string | null]>([
    ['by the unit in time', 'unit', EARLY, 'returned', null],
    ['by the unit later', 'unit', LATE, 'reported', 'return'],
    ['by the office later', 'office', LATE, 'returned', null],
  ])('%s is carried out or asked', (_, who, when, status, pending) => {
    const { state } = new History().does(who, back, when);
    expect(state).toMatchObject({ status, pendingRequest: pending === null ? null : { what: pending } });
  });

  it('that was asked goes on running, and is granted or refused with one word', () => {
    const asked = () => new History().does('unit', back, LATE);
    expect(asked().state).toMatchObject({ unit: 1, due: endOfDay('2026-10-19') });
    expect(asked().does('office', yes, '2026-10-15T10:00').state).toMatchObject({
      status: 'returned',
      returnedBy: [{ unit: 1, reason: '不属本单位' }],
      pendingRequest: null,
    });
    const refused = asked().does('office', no, '2026-10-15T10:00');
    expect(refused.state).toMatchObject({ status: 'reported', unit: 1, returns: 0, pendingRequest: null });
    expect(refused.tries('office', no, '2026-10-15T11:00')).toBe('noRequestPending');
    expect(refused.does('unit', back, '2026-10-15T12:00').state.pendingRequest).not.toBeNull();
  });

  it('for the third time needs the office however early, and the one before it said so', () => {
    const issue = new History()
      .does('unit', back, '2026-10-13T10:00')
      .does('office', toEnforcement, '2026-10-13T11:00')
      .does('otherUnit', { type: 'return', reason: '属房屋' }, '2026-10-13T12:00');
    expect(issue.state.returnedBy).toMatchObject([
      { unit: 1, reason: '不属本单位' },
      { unit: 2, reason: '属房屋' },
    ]);
    issue.does('office', toHousing, '2026-10-13T13:00');
    expect(issue.events.at(-1)).toMatchObject({ type: 'assigned', data: { firm: true } });
    issue.does('unit', back, '2026-10-13T14:00');
    expect(issue.state).toMatchObject({ unit: 1, pendingRequest: { what: 'return', late: false } });
    expect(issue.does('office', yes, '2026-10-13T15:00').state).toMatchObject({ status: 'returned', returns: 3 });
  });

  it('may be asked by the subordinate that works on it; the unit above it is the one that gave it back', () => {
    const issue = new History()
      .does('unit', { type: 'handDown', unit: 5, note: null }, '2026-10-13T10:00')
      .does('subordinate', back, LATE)
      .does('office', yes, LATE);
    expect(issue.state.returnedBy).toMatchObject([{ unit: 1 }]);
  });
});

describe('one request at a time', () => {
  it.each<[string, IssueCommand, IssueCommand]>([
    ['extension, then shelving', more, aside],
    ['extension, then a late return', more, back],
    ['shelving, then extension', aside, more],
    ['a late return, then shelving', back, aside],
    ['shelving twice', aside, aside],
  ])('%s', (_, first, second) => {
    const issue = new History().does('unit', first, LATE);
    expect(issue.tries('unit', second, LATE)).toBe('requestPending');
    expect(issue.does('office', no, LATE).tries('unit', second, LATE)).toBeNull();
  });

  it.each<[string, Who, IssueCommand]>([
    ['the outcome', 'unit', { type: 'recordOutcome', text: '已施药' }],
    ['a transfer', 'office', toEnforcement],
  ])('is past with %s', (_, who, command) => {
    for (const first of [more, aside, back]) {
      const { state } = new History().does('unit', first, LATE).does(who, command, LATE);
      expect(state).toMatchObject({ pendingExtension: null, pendingRequest: null });
    }
  });
});

describe('shelving', () => {
  it('is asked before the deadline and after it, and accepts the issue', () => {
    const late = new History().does('unit', aside, '2026-10-21T09:00');
    expect(late.state).toMatchObject({ status: 'accepted', pendingRequest: { what: 'shelving' } });
    expect(new History().tries('unit', { ...aside, reviewDay: '2026-10-12' }, '2026-10-13T09:00')).toBe('dayPast');
  });

  it('is agreed to with the name of a district leader', () => {
    const issue = new History().does('unit', aside, LATE);
    expect(issue.tries('office', yes, LATE)).toBe('leaderNeeded');
    expect(issue.does('office', leader, LATE).state).toMatchObject({
      status: 'shelved',
      due: null,
      reviewDay: '2026-12-31',
      shelving: { reason: '等规划批复', leader: '陆文渊', since: at(LATE), continued: 0 },
      pendingRequest: null,
    });
  });

  it('is continued with a new day and reason, and ends', () => {
    const issue = new History().does('unit', aside, LATE).does('office', leader, LATE);
    const again: IssueCommand = { type: 'continueShelving', reason: '仍在审批', reviewDay: '2027-03-31' };
    expect(issue.tries('unit', again, '2026-12-31T09:00')).toBe('officeOnly');
    expect(issue.tries('office', { ...again, reviewDay: '2026-12-31' }, '2026-12-31T09:00')).toBe('dayPast');
    expect(issue.does('office', again, '2026-12-31T09:00').state).toMatchObject({
      status: 'shelved',
      reviewDay: '2027-03-31',
      shelving: { reason: '仍在审批', leader: '陆文渊', continued: 1 },
    });
    expect(issue.does('office', { type: 'resume', reason: '已批' }, '2027-01-05T09:00').state).toMatchObject({
      status: 'handling',
      shelving: null,
      reviewDay: null,
    });
  });
});

describe('the leader agreed to by', () => {
  const withLeaders = {
    ...rules,
    directory: new Directory({
      ...directory.data,
      people: [
        ...directory.data.people,
        { id: 20, name: '陆文渊', unit: null, roles: [{ role: 'districtLeader', unit: null }], accounts: [] },
      ],
    }),
  };
  const again = new History().does('unit', more, LATE).does('office', yes, LATE).does('unit', more, LATE).state;

  it.each<[string | null, string | null]>([
    ['陆文渊', null],
    ['已报陆文渊同意', null],
    ['请抓紧', 'leaderNeeded'],
    [null, 'leaderNeeded'],
  ])('%s is one of the roster', (words, refused) => {
    const decision = decide(again, { type: 'approve', words }, people.office, at(LATE), withLeaders);
    expect(decision).toMatchObject(
      refused === null
        ? { ok: true, events: [{ data: { leader: '陆文渊' } }] }
        : { ok: false, refusal: { code: refused } },
    );
  });

  it('nobody is not invented where none is needed', () => {
    const { state } = new History().does('unit', more, LATE);
    const decision = decide(state, { type: 'approve', words: '请抓紧' }, people.office, at(LATE), withLeaders);
    expect(decision).toMatchObject({ ok: true, events: [{ type: 'extensionApproved', data: { leader: null } }] });
  });
});

describe('a correction before the unit has accepted', () => {
  const water: IssueCommand = { type: 'clarify', category: 2 };
  const termites: IssueCommand = { type: 'clarify', category: 1 };
  const NOON = '2026-10-12T12:00';
  const corrected = () => new History().does('reporter', water, NOON);

  it('moves nothing: the unit that follows from what is right is proposed, with the reason', () => {
    const issue = corrected();
    expect(issue.events.slice(-2)).toMatchObject([
      { type: 'clarified' },
      { type: 'unitProposed', data: { unit: 2, reason: '类别“停水停电”的主管单位' } },
    ]);
    expect(issue.state).toMatchObject({ unit: 1, category: 2, pendingRequest: { what: 'unit', unit: 2 } });
  });

  it('is decided by the office with one word: the unit gets it with time of its own, or it stays', () => {
    const given = corrected().does('office', yes, '2026-10-12T13:00');
    expect(given.state).toMatchObject({ unit: 2, category: 2, pendingRequest: null, status: 'reported' });
    expect(given.events.at(-1)).toMatchObject({ type: 'transferred', data: { reason: '类别“停水停电”的主管单位' } });
    const kept = corrected().does('office', no, '2026-10-12T13:00');
    expect(kept.state).toMatchObject({ unit: 1, category: 2, pendingRequest: null });
    expect(kept.events.at(-1)).toMatchObject({ type: 'unitKept', data: { reason: '请按期办理' } });
    // The office has decided: it is not asked again.
    expect(kept.does('reporter', termites, '2026-10-12T14:00').state.pendingRequest).toBeNull();
    expect(corrected().tries('unit', yes, '2026-10-12T13:00')).not.toBeNull();
  });

  it('of a correction is proposed what follows from the last one', () => {
    const issue = corrected().does('reporter', termites, '2026-10-12T13:00');
    expect(issue.state).toMatchObject({ unit: 1, category: 1, pendingRequest: null });
    expect(issue.events.at(-1)).toMatchObject({ type: 'unitKept' });
  });

  it.each<[string, (issue: History) => History]>([
    ['the unit accepts it', (issue) => issue.does('unit', { type: 'accept' }, '2026-10-12T13:00')],
    ['the unit asks for time', (issue) => issue.does('unit', more, '2026-10-12T13:00')],
    ['the unit gives it back', (issue) => issue.does('unit', back, '2026-10-12T13:00')],
    [
      'the unit has settled it',
      (issue) => issue.does('unit', { type: 'recordOutcome', text: '已通水' }, '2026-10-12T13:00'),
    ],
    ['it is withdrawn', (issue) => issue.does('reporter', { type: 'withdraw', reason: null }, '2026-10-12T13:00')],
  ])('what was proposed is over once %s', (_, then) => {
    expect(then(corrected()).state.pendingRequest).toBeNull();
  });

  it.each<[string, () => History]>([
    [
      'somebody has chosen the unit',
      () => new History().does('office', toEnforcement, '2026-10-12T11:00').does('office', termites, NOON),
    ],
    [
      'the unit has accepted',
      () => new History().does('unit', { type: 'accept' }, '2026-10-12T11:00').does('office', water, NOON),
    ],
    [
      'the unit is named with it',
      () => new History().does('reporter', { type: 'clarify', category: 2, unit: 2 }, NOON),
    ],
    [
      'it leads to the same unit',
      () => new History({ category: null, place: 21, unit: 11 }).does('reporter', { type: 'clarify', place: 11 }, NOON),
    ],
  ])('nothing is proposed where %s', (_, issue) => {
    const { events, state } = issue();
    expect(state.pendingRequest).toBeNull();
    expect(events.map(({ type }) => type)).not.toContain('unitProposed');
  });
});
