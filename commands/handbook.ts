/** The handbook of commands, from the declarations. */
import {
  canStand,
  issuePermissions,
  scopes,
  steps,
  type Scope,
  type Standing,
  type StepPermission,
} from '../domain/permissions.ts';
import { roleNames, roles, type Role } from '../domain/roles.ts';
import { doors } from '../services/materials/doors.ts';
import { commands } from './all.ts';
import { usageOf, type Command } from './define.ts';

const scopeNames: Record<Scope, string> = { own: '本人', unit: '本单位', district: '全区' };
const standingNames: Record<Standing, string> = {
  reporter: '首问',
  duty: '首问责任',
  unit: '本单位',
  supporting: '协办',
  decided: '议定责任',
  leader: '牵头',
  inspector: '全区',
  office: '全区',
  officeForPart: '部分件',
  officeForLeader: '有交办单的',
};

const whoMay = (command: Command): string =>
  command.allow === 'everyone' ? '所有人' : command.allow.map((role) => roleNames[role]).join('、');

const section = (command: Command): string =>
  [
    `## ${command.name}`,
    '',
    command.summary,
    '',
    `- 用法：\`${usageOf(command)}\``,
    ...(command.aliases.length > 0 ? [`- 也可说：${command.aliases.join('、')}`] : []),
    `- 谁可以用：${whoMay(command)}${command.where === 'private' ? '（仅私聊）' : ''}`,
    '',
    ...command.examples.flatMap((example) => ['```text', example, '```', '']),
    ...(command.steps === undefined ? [] : [...command.steps.map((step) => `- ${step}`), '']),
  ].join('\n');

/** How far a role gets with a command, in a word; blank where it may not. */
const cell = (command: Command, role: Role): string => {
  if (command.allow !== 'everyone' && !command.allow.includes(role)) return '';
  if (command.does === undefined) {
    if (command.scoped === undefined) return '●';
    return scopeNames[command.scoped === 'own' && scopes[role] === 'unit' ? 'own' : scopes[role]];
  }
  const standings = issuePermissions[command.does].filter((standing) => canStand(role, standing));
  // Inspectors decide the ladder's steps with the word the office decides extensions with.
  return standings.length === 0 ? '●' : standings.map((one) => standingNames[one]).join('、');
};

/** The matrix role × command, with how far each gets. */
const matrix = (): string =>
  [
    `| 命令 | ${roles.map((role) => roleNames[role]).join(' | ')} |`,
    `| --- | ${roles.map(() => '---').join(' | ')} |`,
    ...commands.map((command) => `| ${command.name} | ${roles.map((role) => cell(command, role)).join(' | ')} |`),
  ].join('\n');

/** What only some of those who may use a command may do with it. */
const stepTable = (): string =>
  [
    `| 命令 | 其中 | ${roles.map((role) => roleNames[role]).join(' | ')} |`,
    `| --- | --- | ${roles.map(() => '---').join(' | ')} |`,
    ...Object.values<StepPermission>(steps).map(
      (step) =>
        `| ${step.command} | ${step.what} | ${roles.map((role) => (step.roles.includes(role) ? '●' : '')).join(' | ')} |`,
    ),
  ].join('\n');

/** What people take away, and how each is had. */
const doorTable = (): string =>
  [
    '| 资料 | 聊天 | 命令行 | 控制台 |',
    '| --- | --- | --- | --- |',
    ...Object.values(doors)
      .flat()
      .map(({ name, chat, cli }) => `| ${name} | \`${chat}\` | \`huiyin ${cli}\` | 资料 |`),
  ].join('\n');

/** Markdown; the same text whenever nothing changed. */
export const handbook = (): string =>
  [
    '# 回音使用手册',
    '',
    '群里以 `/`（或 `／` `!` `！`）开头、@回音、或引用回音的消息回复，都算对回音说话；“上报”后面跟空格、冒号或换行时可以不加前缀。私聊时每句话都是对回音说的。编号写 `#12`、`12号`、`#１２` 都行；引用回音的卡片时不用写编号。',
    '',
    '## 权限一览',
    '',
    '● 可以用；“首问”：自己首问的；“首问责任”：现在由自己负责答复群众的；“本单位”：本单位负责或办理的；“协办”：本单位协办的；“议定责任”：领导小组议定由本单位落实的；“牵头”：交办单上由自己牵头的（没有交办单的不限）；“部分件”“有交办单的”：只限这类事项；“本人”：自己首问的和本小组的；“全区”：全部。',
    '',
    matrix(),
    '',
    '命令里有几步只归其中一些人：',
    '',
    stepTable(),
    '',
    '## 资料',
    '',
    '同一份资料，聊天里发一句、命令行写成文件、控制台“资料”里选，都由同一处做成：',
    '',
    doorTable(),
    '',
    ...commands.map(section),
  ].join('\n');
