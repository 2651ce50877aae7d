/** Who may stand in for whom, and on which mornings both are told. */
import { describe, expect, it } from 'vitest';
import type { RoleGrant } from '../../domain/roles.ts';
import type { Action } from '../../domain/permissions.ts';
import { mayAtAll } from '../../domain/permitted.ts';
import { standInDays, whyNoStandIn } from '../../domain/stand-ins.ts';
import { at, calendar } from './support.ts';

const holding = (...roles: RoleGrant[]) => ({ roles });
const liaison: RoleGrant = { role: 'unitLiaison', unit: 1 };
const cadre: RoleGrant = { role: 'cadre', unit: 11 };
const inspector: RoleGrant = { role: 'inspector', unit: null };
const office: RoleGrant = { role: 'office', unit: null };

describe('a stand-in', () => {
  it.each([
    ['for a liaison: a cadre', holding(liaison), holding(cadre), null],
    ['for a lead: a liaison', holding({ role: 'unitLead', unit: 1 }), holding(liaison), null],
    ['for an inspector: another', holding(inspector), holding(inspector), null],
    ['for the office: a cadre', holding(office), holding(cadre), null],
    ['for an inspector: no liaison', holding(inspector), holding(liaison), 'conflict'],
    ['for the office: no liaison', holding(office), holding(liaison), 'conflict'],
    ['for a liaison: no inspector', holding(liaison), holding(inspector), 'conflict'],
    ['for a liaison: no administrator', holding(liaison), holding({ role: 'admin', unit: null }), 'conflict'],
    ['for a cadre: nobody', holding(cadre), holding(cadre), 'nothingLent'],
    ['for a district leader: nobody', holding({ role: 'districtLeader', unit: null }), holding(cadre), 'nothingLent'],
    ['for who holds both: who holds one of them', holding(office, liaison), holding(office), null],
  ])('%s', (_, absent, other, code) => {
    expect(whyNoStandIn(absent, other)?.code ?? null).toBe(code);
  });

  it('does what the absent does, but changes nobody’s role', () => {
    const person = holding(cadre, { ...office, standingInFor: 7 });
    const may = (action: Action): boolean => mayAtAll({ ...person, id: 8 }, action);
    expect([may('approve'), may('move')]).toEqual([true, false]);
  });
});

describe('both are told', () => {
  // 2026-10-17 and 18 are a Saturday and a Sunday.
  it.each([
    ['on the first morning', '2026-10-13', '2026-10-15', '2026-10-13', { begins: true, ends: false }],
    ['of it on the first working morning', '2026-10-17', '2026-10-21', '2026-10-19', { begins: true, ends: false }],
    ['on the last morning', '2026-10-13', '2026-10-15', '2026-10-15', { begins: true, ends: true }],
    ['before a weekend it ends on', '2026-10-13', '2026-10-18', '2026-10-16', { begins: true, ends: true }],
    ['after a weekend it was on', '2026-10-17', '2026-10-18', '2026-10-19', { begins: false, ends: true }],
    ['nothing before it', '2026-10-13', '2026-10-15', '2026-10-12', { begins: false, ends: false }],
    ['nothing long after it', '2026-10-13', '2026-10-15', '2026-11-02', { begins: false, ends: false }],
  ])('%s', (_, from, to, today, told) => {
    expect(standInDays({ from, to, setAt: at('2026-10-12T10:00') }, today, calendar, 14)).toEqual(told);
  });

  it('not on the first morning, where it was set on that day', () => {
    const given = { from: '2026-10-13', to: '2026-10-15', setAt: at('2026-10-13T08:00') };
    expect(standInDays(given, '2026-10-13', calendar, 14)).toEqual({ begins: false, ends: false });
  });
});
