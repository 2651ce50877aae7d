/** A small district and its rules for tests of the pure domain. */
import { createCalendar } from '../../domain/calendar.ts';
import { Directory } from '../../domain/directory.ts';
import { holidayYears } from '../../domain/holidays.ts';
import type { Actor } from '../../domain/permitted.ts';
import type { Role } from '../../domain/roles.ts';
import type { IssueCommand, NewPart, ReportInput } from '../../domain/issue/commands.ts';
import { decidePart } from '../../domain/issue/decide-parts.ts';
import { decide, decideReport } from '../../domain/issue/decide.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import { replay } from '../../domain/issue/history.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { defaultSettings } from '../../domain/settings.ts';
import { instantAt, type Instant } from '../../domain/time.ts';

export const calendar = createCalendar(holidayYears);

/** 1 住建局 with 5 白蚁中心 below it · 2 城管局 · 11 a town with village 21. */
export const directory = new Directory({
  units: [
    { id: 1, name: '住房和城乡建设局', shortNames: ['住建局'], kind: 'department', parent: null },
    { id: 2, name: '综合行政执法局', shortNames: ['城管局'], kind: 'department', parent: null },
    { id: 5, name: '白蚁防治管理中心', shortNames: [], kind: 'subordinate', parent: 1 },
    { id: 11, name: '城厢街道', shortNames: [], kind: 'town', parent: null },
    { id: 21, name: '拱秀社区', shortNames: [], kind: 'village', parent: 11 },
  ],
  people: [
    { id: 1, name: '郭辛夷', unit: 11, roles: [], accounts: [{ platform: 'console', account: 'p1' }] },
    { id: 7, name: '林知远', unit: 11, roles: [], accounts: [{ platform: 'console', account: 'p7' }] },
    { id: 8, name: '何未名', unit: 11, roles: [], accounts: [] },
    { id: 9, name: '苏景行', unit: 13, roles: [], accounts: [{ platform: 'console', account: 'p9' }] },
    { id: 10, name: '陆文渊', unit: null, roles: [{ role: 'districtLeader', unit: null }], accounts: [] },
  ],
  rooms: [],
  categories: [
    { id: 1, name: '白蚁防治', keywords: ['白蚁'], unit: 1 },
    { id: 2, name: '停水停电', keywords: ['停水'], unit: 2 },
  ],
  teams: [
    {
      id: 1,
      name: '一组',
      cluster: '城厢组团',
      places: [21],
      members: [1, 7, 8],
      leader: 1,
      rota: { day: null, night: null, months: null },
    },
  ],
});

export const rules: Rules = {
  calendar,
  directory,
  settings: { ...defaultSettings, 'deadline.classHours': { 停水停电: 2 } },
};

const held = (role: Role, unit: number | null = null): Pick<Actor, 'roles'> => ({ roles: [{ role, unit }] });
export const people = {
  reporter: { ...held('cadre', 11), id: 1 },
  teammate: { ...held('cadre', 11), id: 7 },
  stranger: { ...held('cadre', 11), id: 9 },
  unit: { ...held('unitLiaison', 1), id: 2 },
  subordinate: { ...held('unitLiaison', 5), id: 3 },
  otherUnit: { ...held('unitLiaison', 2), id: 4 },
  office: { ...held('office'), id: 5 },
  inspector: { ...held('inspector'), id: 6 },
  leader: { ...held('districtLeader'), id: 10 },
} satisfies Record<string, Actor>;
export type Who = keyof typeof people;

export const at = (moment: string): Instant => instantAt(moment.slice(0, 10), moment.slice(11));
export const REPORTED = at('2026-10-12T10:00');

export const reportOf = (more: Partial<ReportInput> = {}): ReportInput => ({
  source: 'console:group:1',
  place: 21,
  placeText: null,
  content: '白蚁',
  photos: [],
  resident: null,
  category: 1,
  urgency: 'normal',
  route: 'platform',
  routeReason: null,
  proposal: null,
  unit: 1,
  handler: null,
  assignReason: '类别',
  settlement: null,
  ...more,
});

/** An issue and what became of it, step by step. */
export class History {
  readonly events: IssueEvent[];
  constructor(report: Partial<ReportInput> = {}, when: Instant = REPORTED) {
    this.events = decideReport(reportOf(report), people.reporter.id, when, rules);
  }
  get state(): IssueState {
    return replay(1, this.events);
  }
  /** The refusal code, or null when it was done. */
  tries(who: Who, command: IssueCommand, when: string | Instant): string | null {
    const decision = decide(this.state, command, people[who], typeof when === 'string' ? at(when) : when, rules);
    if (!decision.ok) return decision.refusal.code;
    this.events.push(...decision.events);
    return null;
  }
  /** What the bot itself does. */
  happens(event: IssueEvent): void {
    this.events.push(event);
  }
  does(who: Who, command: IssueCommand, when: string | Instant): this {
    const refused = this.tries(who, command, when);
    if (refused !== null) throw new Error(`${who} may not ${command.type}: ${refused}`);
    return this;
  }
}

/** A part of an issue, given to its unit. */
export class Part extends History {
  constructor(whole: IssueState, part: NewPart, when: Instant = REPORTED) {
    super();
    this.events.splice(0, this.events.length, ...decidePart(whole, part, people.office.id, when, rules));
  }
}
