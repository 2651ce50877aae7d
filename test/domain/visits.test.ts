/** The programme of visits and its coverage, purely. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Directory, type Team } from '../../domain/directory.ts';
import { daysIn, monthsPeriod, periodLengths, periodOf } from '../../domain/period.ts';
import { defaultSettings } from '../../domain/settings.ts';
import { readRota } from '../../domain/text/rota.ts';
import { addDays, instantAt } from '../../domain/time.ts';
import { cover, dueInMonth, firstDay, placesToVisit, talliesBy, tally } from '../../domain/visits/coverage.ts';
import { householdWords } from '../../domain/visits/household.ts';
import { noRota, programmeOf, sessionOf, sessionsLeft, tellingFrom } from '../../domain/visits/programme.ts';
import { periodWords } from '../../wording/periods.ts';
import { calendar } from './support.ts';

const programme = programmeOf(defaultSettings, noRota);
const day = fc.integer({ min: 0, max: 3000 }).map((count) => addDays('2024-01-01', count));

describe('a period', () => {
  it.each([
    ['2026-10-15', 1, '2026-10-01', '2026-10-31'],
    ['2026-02-28', 1, '2026-02-01', '2026-02-28'],
    ['2026-10-15', 3, '2026-10-01', '2026-12-31'],
    ['2026-09-30', 3, '2026-07-01', '2026-09-30'],
    ['2026-10-15', 12, '2026-01-01', '2026-12-31'],
    ['2026-03-01', 2, '2026-03-01', '2026-04-30'],
  ] as const)('%s in periods of %d months', (on, months, from, to) => {
    expect(periodOf(on, months)).toEqual({ from, to });
  });
  it('of any length has every day in exactly one', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...periodLengths), (on, months) => {
        const { from, to } = periodOf(on, months);
        expect(from <= on && on <= to).toBe(true);
        expect(periodOf(addDays(to, 1), months).from).toBe(addDays(to, 1));
        expect(periodOf(from, months)).toEqual({ from, to });
      }),
    );
  });
  it.each([
    [{ from: '2026-10-01', to: '2026-10-31' }, '2026年10月'],
    [{ from: '2026-07-01', to: '2026-09-30' }, '2026年7月—9月'],
    [{ from: '2026-01-01', to: '2026-12-31' }, '2026年'],
    [{ from: '2026-10-08', to: '2026-10-12' }, '2026年10月8日—12日'],
    [{ from: '2026-09-28', to: '2026-10-04' }, '2026年9月28日—10月4日'],
    [{ from: '2026-12-28', to: '2027-01-03' }, '2026年12月28日—2027年1月3日'],
    [{ from: '2026-12-01', to: '2027-01-31' }, '2026年12月—2027年1月'],
    [{ from: '2026-10-13', to: '2026-10-13' }, '2026年10月13日（周二）'],
  ])('%j is called %s', (period, words) => {
    expect(periodWords(period)).toBe(words);
  });
  it('counts its days', () => {
    expect(daysIn(monthsPeriod('2028-02'))).toBe(29);
  });
});

describe('the programme', () => {
  it.each([
    ['2026-10-13', '10:00', 'day'],
    ['2026-10-13', '20:00', 'day'],
    ['2026-10-14', '19:30', 'night'],
    ['2026-10-14', null, 'night'],
    ['2026-10-15', '10:00', null],
  ] as const)('on %s at %s a visit belongs to %s', (on, time, session) => {
    expect(sessionOf(programme, on, time)).toBe(session);
  });
  it('tells a visit day and a talk night on one weekday apart by the time', () => {
    const both = programmeOf(defaultSettings, { day: 4, night: 4, months: null });
    expect(sessionOf(both, '2026-10-15', '10:00')).toBe('day');
    expect(sessionOf(both, '2026-10-15', '18:30')).toBe('night');
    expect(sessionOf(both, '2026-10-15', null)).toBe('day');
  });
  it('has sessions left until the end of the period, none on a rest day, none that is over', () => {
    const left = (moment: string, last: string) =>
      sessionsLeft(programme, instantAt(moment.slice(0, 10), moment.slice(11)), last, calendar).map(
        ({ session, day: on }) => `${session} ${on}`,
      );
    expect(left('2026-10-13T09:20', '2026-10-31')).toEqual(['day 2026-10-13', 'night 2026-10-14']);
    expect(left('2026-10-13T17:30', '2026-10-31')).toEqual(['day 2026-10-20', 'night 2026-10-14']);
    expect(left('2026-10-28T21:00', '2026-10-31')).toEqual([]);
    // 2026-10-06 and 07 are holidays.
    expect(left('2026-10-01T09:00', '2026-10-31')).toEqual(['day 2026-10-13', 'night 2026-10-14']);
  });
  it.each([
    ['2026-10', 0.5, '2026-10-17'],
    ['2026-02', 0.5, '2026-02-15'],
    ['2026-10', 0, '2026-10-01'],
  ])('tells in %s after %d of it from %s on', (month, share, from) => {
    expect(tellingFrom(monthsPeriod(month), share)).toBe(from);
  });
});

const team = (id: number, more: Partial<Team>): Team => ({
  id,
  name: `${id}组`,
  cluster: '甲组团',
  places: [],
  members: [],
  leader: null,
  rota: noRota,
  ...more,
});
const village = (id: number, parent: number) =>
  ({ id, name: `村${id}`, shortNames: [], kind: 'village', parent }) as const;
const directory = new Directory({
  units: [
    { id: 1, name: '甲街道', shortNames: [], kind: 'town', parent: null },
    { id: 2, name: '乙镇', shortNames: [], kind: 'town', parent: null },
    village(11, 1),
    village(12, 1),
    village(21, 2),
    village(22, 2),
  ],
  people: [],
  rooms: [],
  categories: [],
  teams: [
    team(1, { places: [11, 12] }),
    team(2, { places: [12, 21], rota: { ...noRota, months: 3 }, cluster: '乙组团' }),
  ],
});
const visit = (place: number, last: string) => ({
  place,
  last,
  visits: 1,
  households: 1,
  onVisitDays: 0,
  onTalkNights: 0,
});

describe('coverage', () => {
  const all = placesToVisit(directory, defaultSettings, '2026-11-20');
  it('asks of every team its places in its own period, and of nobody the villages without a team', () => {
    expect(all.map(({ place, team: of, period }) => [place, of?.id ?? null, period.from])).toEqual([
      [11, 1, '2026-11-01'],
      [12, 1, '2026-11-01'],
      [12, 2, '2026-10-01'],
      [21, 2, '2026-10-01'],
      [22, null, '2026-11-01'],
    ]);
    expect(firstDay(all, '2026-11-20')).toBe('2026-10-01');
  });
  it('counts a place once, visited only where it was in the period of each of its teams', () => {
    const covered = cover(all, [visit(11, '2026-11-02'), visit(12, '2026-10-20'), visit(21, '2026-10-01')]);
    expect(tally(covered)).toEqual({ visited: 2, places: 4, missing: [12, 22] });
    expect(talliesBy(covered, ({ team: of }) => of?.id ?? null)).toEqual([
      [1, { visited: 1, places: 2, missing: [12] }],
      [2, { visited: 2, places: 2, missing: [] }],
    ]);
    expect(talliesBy(covered, ({ town }) => town).map(([town, { visited }]) => [town, visited])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });
  it('asks in a month only for what has to be visited by its end', () => {
    expect(dueInMonth(all, '2026-11').map(({ place }) => place)).toEqual([11, 12, 22]);
    const december = placesToVisit(directory, defaultSettings, '2026-12-31');
    expect(dueInMonth(december, '2026-12')).toHaveLength(5);
  });
  it('of days asked about is the same for everybody', () => {
    const period = { from: '2026-10-01', to: '2026-10-31' };
    expect(new Set(placesToVisit(directory, defaultSettings, '2026-11-20', period).map((one) => one.period))).toEqual(
      new Set([period]),
    );
  });
});

describe('a rota', () => {
  it.each([
    ['城厢组团一组 走访日 周四', '城厢组团一组', { kind: 'session', session: 'day', weekday: 4 }],
    ['访谈夜改到星期天', '', { kind: 'session', session: 'night', weekday: 7 }],
    ['走访日 周2 城厢组团一组', '城厢组团一组', { kind: 'session', session: 'day', weekday: 2 }],
    ['城厢组团一组 周期 3个月', '城厢组团一组', { kind: 'period', months: 3 }],
    ['城厢组团一组 每季度一轮', '城厢组团一组', { kind: 'period', months: 3 }],
    ['城厢组团一组 周期改为十二个月', '城厢组团一组', { kind: 'period', months: 12 }],
    ['城厢组团一组 恢复', '城厢组团一组', { kind: 'default' }],
    ['城厢组团一组', '城厢组团一组', null],
    ['城厢组团一组 周期 5个月', '城厢组团一组 周期 5个月', null],
    ['走访日 周八', '走访日 周八', null],
    ['', '', null],
  ])('%j', (text, named, change) => {
    expect(readRota(text)).toEqual({ team: named, change });
  });
});

describe('the words of a household', () => {
  it.each([
    ['3幢501 周家', '3幢501周'],
    ['周**3幢', '周3幢'],
    ['３幢５０１周家', '3幢501周'],
    ['3-501', '3501'],
    ['王大爷', '王大爷'],
    ['家', '家'],
  ])('%j are told alike as %j', (typed, words) => {
    expect(householdWords(typed)).toBe(words);
  });
});

it("a cluster's group is the one whose name begins with the longest cluster's name", () => {
  const room = (id: number, name: string, purpose: 'cluster' | 'unit' = 'cluster') => ({
    id,
    name,
    purpose,
    unit: null,
    address: { platform: 'console', kind: 'group' as const, id: String(id) },
  });
  const directory = new Directory({
    units: [],
    people: [],
    categories: [],
    rooms: [room(1, '城厢组团群'), room(2, '城厢组团东片群'), room(3, '城厢组团工作群', 'unit'), room(4, '别的群')],
    teams: ['城厢组团', '城厢组团东片', '河上组团'].map((cluster, id) => ({
      id,
      name: '一组',
      cluster,
      places: [],
      members: [],
      leader: null,
      rota: noRota,
    })),
  });
  const of = (cluster: string): number[] => directory.roomsOfCluster(cluster).map(({ id }) => id);
  expect([of('城厢组团'), of('城厢组团东片'), of('河上组团')]).toEqual([[1], [2], []]);
});
