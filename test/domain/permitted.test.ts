/** How the scopes of the table of permissions look at people and what is done something to. */
import { describe, expect, it } from 'vitest';
import { permissions, scopes, type Action, type Scope } from '../../domain/permissions.ts';
import {
  may,
  mayAtAll,
  mayUse,
  standing,
  unitsWithin,
  wouldUseAsOneself,
  type Subject,
} from '../../domain/permitted.ts';
import type { Role, RoleGrant } from '../../domain/roles.ts';

const one = (role: Role, unit: number | null = null): { id: number; roles: RoleGrant[] } => ({
  id: 1,
  roles: [{ role, unit }],
});
const team = (leader: number, ...members: number[]) => ({ leader, members });

interface Looked {
  action: Action;
  role: Role;
  within: Subject;
  without: Subject;
}

const looked: Record<Exclude<Scope, 'any'>, Looked> = {
  own: { action: 'standIn', role: 'unitLiaison', within: { person: 1 }, without: { person: 2 } },
  reported: { action: 'clarify', role: 'cadre', within: { receivers: [2, 1] }, without: { receivers: [2], duty: 1 } },
  duty: { action: 'reply', role: 'cadre', within: { duty: 1 }, without: { duty: 2, receivers: [1] } },
  // The line of a unit ends with the units above it.
  unit: { action: 'accept', role: 'unitLead', within: { units: [9, 5] }, without: { units: [9], supporting: [5] } },
  supporting: { action: 'progress', role: 'unitLead', within: { supporting: [5] }, without: { supporting: [6] } },
  decided: { action: 'completeDecision', role: 'unitLead', within: { decided: [5] }, without: { units: [5] } },
  home: { action: 'readUnitTotals', role: 'cadre', within: { home: true }, without: { home: false, units: [5] } },
  team: { action: 'readDiary', role: 'cadre', within: { teams: [team(2, 2, 1)] }, without: { teams: [team(1, 2)] } },
  teamLed: { action: 'changeRota', role: 'cadre', within: { teams: [team(1, 1)] }, without: { teams: [team(2, 1)] } },
  led: { action: 'instruct', role: 'districtLeader', within: { leader: 1 }, without: { leader: 2 } },
  withForm: { action: 'instruct', role: 'office', within: { leader: 2 }, without: { leader: null } },
  called: { action: 'readContact', role: 'inspector', within: { callers: [1] }, without: { callers: [2] } },
};

describe('a scope', () => {
  it.each(Object.entries(looked))('%s holds within, and neither without nor of nothing', (scope, tried) => {
    const { action, role, within, without } = tried;
    const actor = one(role, 5);
    expect([...standing(actor, action, within)]).toEqual([scope]);
    expect([may(actor, action, within), may(actor, action, without), may(actor, action)]).toEqual([true, false, false]);
  });

  it('is looked at for each there is', () => {
    expect(Object.keys(looked).sort()).toEqual(scopes.filter((scope) => scope !== 'any').sort());
  });

  it('is every district leader’s while no form names one', () => {
    expect(may(one('districtLeader'), 'instruct', { leader: null })).toBe(true);
  });

  it('of a unit is that of the role, not of the person', () => {
    const actor = { ...one('unitLiaison', 5), roles: [...one('unitLiaison', 5).roles, ...one('unitLead', 6).roles] };
    expect(unitsWithin(actor, 'accept')).toEqual([5, 6]);
    expect(unitsWithin(actor, 'bind')).toEqual([5]);
    expect(may(actor, 'bind', { units: [6] })).toBe(false);
  });

  it('of several roles adds up', () => {
    const actor = { id: 1, roles: [...one('cadre').roles, ...one('office').roles] };
    expect(may(one('cadre'), 'reply', { duty: 2 })).toBe(false);
    expect(may(actor, 'reply', { duty: 2 })).toBe(true);
  });
});

describe('who stands in', () => {
  it('may what the absent may, but what stays with the person', () => {
    const lent = { id: 1, roles: [{ role: 'office' as const, unit: null, standingInFor: 9 }] };
    for (const action of Object.keys(permissions) as Action[]) {
      const kept = permissions[action].personal === true;
      expect(mayAtAll(lent, action), action).toBe(mayAtAll(one('office'), action) && !kept);
    }
    expect([mayUse(lent, '调动'), wouldUseAsOneself(lent, '调动')]).toEqual([false, true]);
    expect([mayUse(lent, '受理'), wouldUseAsOneself(lent, '受理')]).toEqual([false, false]);
  });
});
