/** Who may do something, in words: for refusals and the handbook. */
import { permissions, type Action, type Scope } from '../domain/permissions.ts';
import { actionsOf, reach, rolesThatMay, wouldUseAsOneself, type Actor } from '../domain/permitted.ts';
import { roleNames, roles, type Role } from '../domain/roles.ts';
import { insteadOf } from './refusals/steps.ts';

/** Said before 的: 本单位的台账. */
export const scopeNames: Record<Scope, string> = {
  any: '全区',
  own: '本人',
  reported: '本人首问',
  duty: '本人负责答复',
  unit: '本单位',
  supporting: '本单位协办',
  decided: '议定由本单位落实',
  home: '所在单位',
  team: '本小组',
  teamLed: '本人任组长的小组',
  led: '本人牵头',
  withForm: '已签发交办单',
  called: '待本人回访',
};

/** The administrator may what the office may, and need not be named beside it. */
const who = (some: readonly Role[]): string =>
  some
    .filter((role) => role !== 'admin' || !some.includes('office'))
    .map((role) => roleNames[role])
    .join('、');

/** The roles that may use a command, for something at least. */
export const commandRoles = (command: string): Role[] => {
  const all = new Set(actionsOf(command).flatMap((action) => rolesThatMay(action)));
  return roles.filter((role) => all.has(role));
};

/** What one does instead, where that is not plain. */
const instead = (action: Action): string => {
  const known: Partial<Record<Action, () => string>> = insteadOf;
  return known[action]?.() ?? '';
};

export const permissionRefusals = {
  /** To somebody who may not use a command at all. */
  command: (command: string) =>
    `“${command}”只有${commandRoles(command)
      .map((role) => roleNames[role])
      .join('、')}可以用。需要权限请联系双访办。`,
  /** To somebody who has the role for a command only while another is away. */
  notForStandIns: (command: string) => `“${command}”由本人办理，代班期间不能代办。急用请找双访办或管理员。`,
  /** To somebody whom it is not left to: whom it is left to. */
  leftTo: (action: Action) => {
    const { verb, object } = permissions[action];
    return `${object}由${who(rolesThatMay(action))}${verb}。${instead(action)}`;
  },
  /** To somebody who may, but not this: how far they may, and who may beyond that. */
  notSoFar: (action: Action, far: readonly Scope[]) => {
    const { verb, object } = permissions[action];
    const wide = rolesThatMay(action, 'any');
    const others = wide.length === 0 ? '' : `其他的由${who(wide)}${verb}。`;
    return `只能${verb}${far.map((scope) => scopeNames[scope]).join('、')}的${object}。${others}${instead(action)}`;
  },
};

/** To somebody who may not use a command at all. */
export const commandDeniedWords = (actor: Actor, command: string): string =>
  wouldUseAsOneself(actor, command) ? permissionRefusals.notForStandIns(command) : permissionRefusals.command(command);

/** To somebody who may not, or not this. */
export function notPermittedWords(actor: Actor, action: Action): string {
  const far = [...reach(actor, action)];
  return far.length === 0 ? permissionRefusals.leftTo(action) : permissionRefusals.notSoFar(action, far);
}
