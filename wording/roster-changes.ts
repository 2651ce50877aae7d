/** Changes of the roster in words: what was and what is, by whom, and how to take it back. */
import { teamName, type Directory } from '../domain/directory.ts';
import { groupBy } from '../domain/group-by.ts';
import type { HandedOver, PersonRecord, RosterChange, RosterChangeKind } from '../domain/roster-change.ts';
import { roleNames, type RoleGrant } from '../domain/roles.ts';
import { dayOf } from '../domain/time.ts';
import { dateWords, issueList, momentWords } from './format.ts';

export const changeNames: Record<RosterChangeKind, string> = {
  bound: '绑定',
  unbound: '解绑',
  vouched: '担保',
  moved: '调动',
  left: '离职',
  stoodIn: '代班',
  stoodDown: '代班取消',
  renamed: '更名',
  merged: '合并',
  handedOver: '离职移交',
};

export const roleWords = (roles: readonly RoleGrant[]): string =>
  [...new Set(roles.map(({ role }) => roleNames[role]))].join('、') || '无角色';

export const accountWords = (accounts: PersonRecord['accounts']): string =>
  accounts.map(({ platform, account }) => `${platform}:${account}`).join('、');

/** The person with the unit, as lists name them. */
export const whoWords = (directory: Directory, { name, unit }: Pick<PersonRecord, 'name' | 'unit'>): string =>
  unit === null ? name : `${name}（${directory.unitName(unit)}）`;

/** With the unit and the roles. */
export const rolesToo = (directory: Directory, { name, unit, roles }: PersonRecord): string =>
  `${name}（${unit === null ? '' : `${directory.unitName(unit)}，`}${roleWords(roles)}）`;

const teamsWords = (directory: Directory, ids: readonly number[]): string =>
  ids
    .flatMap((id) => directory.data.teams.find((team) => team.id === id) ?? [])
    .map(teamName)
    .join('、') || '无';

/** What differs, a line each; of somebody new what there is. */
export function recordChanges(directory: Directory, before: PersonRecord | null, after: PersonRecord): string[] {
  const was = before ?? { ...after, unit: null, roles: [], accounts: [], teams: [], leads: [] };
  const arrow = (label: string, from: string, to: string): string[] =>
    from === to ? [] : [before === null ? `${label}：${to}` : `${label}：${from} → ${to}`];
  const key = (one: PersonRecord['accounts'][number]): string => `${one.platform}:${one.account}`;
  const has = (list: PersonRecord['accounts'], one: string): boolean => list.some((other) => key(other) === one);
  const added = after.accounts.map(key).filter((one) => !has(was.accounts, one));
  const released = was.accounts.map(key).filter((one) => !has(after.accounts, one));
  return [
    ...(was.active && !after.active ? ['已离职，不再提醒，也不能再使用'] : []),
    ...(!was.active && after.active ? ['已恢复在职'] : []),
    ...arrow('单位', directory.unitName(was.unit), directory.unitName(after.unit)),
    ...arrow('角色', roleWords(was.roles), roleWords(after.roles)),
    ...arrow('走访小组', teamsWords(directory, was.teams), teamsWords(directory, after.teams)),
    ...arrow('组长', teamsWords(directory, was.leads), teamsWords(directory, after.leads)),
    ...(added.length > 0 ? [`绑定账号：${added.join('、')}`] : []),
    ...(released.length > 0 ? [`解除账号：${released.join('、')}`] : []),
  ];
}

const takeBackWords = ({ number, kind, person }: RosterChange, directory: Directory): string => {
  const back =
    kind === 'stoodIn'
      ? `取消请发：代班 取消 ${(person === null ? undefined : directory.person(person))?.name ?? ''}`
      : `改回请发：名册变动 撤回 ${number}`;
  return `（名册变动 ${number} 号，${back}）`;
};

/** What a change was, on one line, without who did it. */
function changeSummary({ kind, person, unit, data }: RosterChange, directory: Directory): string {
  const name = changeNames[kind];
  if (data.person !== undefined) {
    const { before, after } = data.person;
    return `${name} ${whoWords(directory, before ?? after)}：${recordChanges(directory, before, after).join('；')}`;
  }
  if (data.names !== undefined) return `${name} ${data.names.before.name} → ${data.names.after.name}`;
  if (data.merged !== undefined) {
    const { into, reason, issues } = data.merged;
    return `${name} ${directory.unitName(unit)}并入${directory.unitName(into)}，移交在办 ${issues.length} 件，理由：${reason}`;
  }
  if (data.standIn !== undefined) {
    const { person: other, from, to } = data.standIn;
    const who = (id: number | null): string => (id === null ? '' : (directory.person(id)?.name ?? '已不在名册'));
    return `${name} ${who(other)}替${who(person)}，${dateWords(from)}至${dateWords(to)}`;
  }
  if (data.handedOver !== undefined) {
    const who = person === null ? '' : (directory.person(person)?.name ?? '已不在名册');
    return `${name} ${who}：${handedOverWords(data.handedOver, directory).join('；')}`;
  }
  return name;
}

/** 回访 #3、#5 由顾清和打 · 整改节点 3-1 由宋知秋负责 */
export function handedOverWords({ calls, milestones }: HandedOver, directory: Directory): string[] {
  const callers = groupBy(calls, ({ to }) => to);
  const takers = groupBy(milestones, ({ to }) => to);
  return [
    ...[...callers].map(
      ([id, ofOne]) =>
        `回访 ${issueList(
          ofOne.map(({ issue }) => issue),
          10,
        )} 由${directory.person(id)?.name ?? '已不在名册'}打`,
    ),
    ...[...takers].map(
      ([name, ofOne]) =>
        `整改节点 ${ofOne.map(({ rectification, milestone }) => `${rectification}-${milestone}`).join('、')} 由${name}负责`,
    ),
  ];
}

/** One line of the list: number, when, who, what, and whether it stands. */
export function changeLine(change: RosterChange, directory: Directory): string {
  const by = directory.person(change.by)?.name ?? '已不在名册';
  const back = change.takesBack === null ? '' : `撤回 ${change.takesBack} 号：`;
  const over = change.takenBackBy === null ? '' : `（已由 ${change.takenBackBy} 号撤回）`;
  const year = dayOf(change.at).slice(0, 4);
  return `${change.number} 号 ${year}年${momentWords(change.at)} ${by} ${back}${changeSummary(change, directory)}${over}`;
}

const supervisedNames = { rectification: '整改', finding: '督查发现', jointItem: '联合事项', flag: '预警' } as const;

/** 整改 1 项、督查发现 2 项 */
export const supervisedWords = (counts: ReadonlyMap<keyof typeof supervisedNames, number>): string =>
  (Object.keys(supervisedNames) as (keyof typeof supervisedNames)[])
    .flatMap((subject) => (counts.has(subject) ? [`${supervisedNames[subject]} ${counts.get(subject) ?? 0} 项`] : []))
    .join('、');

/** The answer to the one who changed something: what it is now, and how to take it back. */
export function changedWords(change: RosterChange, directory: Directory, notes: readonly string[] = []): string {
  const { kind, data, takesBack } = change;
  const done = kind === 'stoodDown' ? '已取消代班' : `已${changeNames[kind]}`;
  const head = takesBack === null || kind === 'stoodDown' ? done : `已撤回名册变动 ${takesBack} 号`;
  const body =
    data.person === undefined
      ? [`${head}：${changeSummary(change, directory).replace(/^\S+ /, '')}`]
      : [
          `${head}：${rolesToo(directory, data.person.after)}`,
          ...recordChanges(directory, data.person.before, data.person.after),
        ];
  return [...body, ...notes, ...(takesBack === null ? [takeBackWords(change, directory)] : [])].join('\n');
}

/** Who is named as an administrator by an account nobody is bound to. */
export const administratorName = (account: string): string => `管理员 ${account}`;

/** Why what a merger moved goes back. */
export const mergerTakenBack = '撤回合并';
