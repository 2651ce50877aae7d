/** Who gets what somebody who leaves still owes: each thing the successor where they may have it, else by rule. */
import { describe, expect, it } from 'vitest';
import { Directory, type Person } from '../../domain/directory.ts';
import { callTaker, heirsOf, milestoneTaker, owesNothing, type Owed } from '../../domain/leaving.ts';
import type { Role } from '../../domain/roles.ts';
import { directory as district } from './support.ts';

const person = (id: number, name: string, unit: number | null, role: Role, held: number | null): Person => ({
  id,
  name,
  unit,
  roles: [{ role, unit: held }],
  accounts: [{ platform: 'console', account: `p${id}` }],
});
const lead = person(31, '宋知秋', 1, 'unitLead', 1);
const liaison = person(32, '沈立夏', 1, 'unitLiaison', 1);
const first = person(33, '顾清和', null, 'inspector', null);
const second = person(34, '许南星', null, 'inspector', null);
const third = person(35, '江晚舟', null, 'inspector', null);
const stranger = person(36, '贺云帆', 2, 'unitLiaison', 2);
const having = (...people: Person[]) =>
  new Directory({ ...district.data, people: [...district.data.people, ...people], grid: [{ inspector: 34, unit: 1 }] });
const all = having(lead, liaison, first, second, third, stranger);

const call = { issue: 7, unit: 1 };
const step = { rectification: 3, milestone: 1, unit: 1 };
const nothing: Owed = { unanswered: [], handled: [], calls: [], milestones: [] };
const names = (people: readonly Person[]): string[] => people.map(({ name }) => name);

describe('a call of somebody who leaves', () => {
  it.each([
    ['goes to a successor who is an inspector', all, first.id, third, '江晚舟'],
    ['else to an inspector for the unit', all, first.id, liaison, '许南星'],
    ['never back to who leaves', having(first), first.id, liaison, null],
  ])('%s', (_, directory, from, to, taker) => {
    expect(callTaker(directory, from, to, call)?.name ?? null).toBe(taker);
  });
});

describe('a milestone of somebody who leaves', () => {
  it.each([
    ['goes to a successor of the unit', all, lead.id, liaison, '沈立夏'],
    ['else to the unit’s lead', all, 99, stranger, '宋知秋'],
    ['to its liaison where the lead leaves', all, lead.id, stranger, '沈立夏'],
    ['to nobody where the unit has nobody', having(stranger), lead.id, stranger, null],
  ])('%s', (_, directory, from, to, taker) => {
    expect(milestoneTaker(directory, from, to, step)?.name ?? null).toBe(taker);
  });
});

describe('those who are offered', () => {
  it('are the own team for duties, without those nobody can reach', () => {
    const reporter = all.person(1);
    if (reporter === undefined) throw new Error('the district has no reporter');
    expect(names(heirsOf(all, reporter, { ...nothing, handled: [4] }))).toEqual(['林知远']);
  });

  it('are inspectors for calls, and people of the unit for milestones', () => {
    expect(names(heirsOf(all, first, { ...nothing, calls: [call] }))).toEqual(['许南星', '江晚舟']);
    expect(names(heirsOf(all, lead, { ...nothing, milestones: [step] }))).toEqual(['沈立夏']);
  });

  it('are not asked for where nothing is owed', () => {
    expect([owesNothing(nothing), owesNothing({ ...nothing, calls: [call] })]).toEqual([true, false]);
  });
});
