/** The handbook of commands, from the declarations and the table of permissions. */
import { permissions, scopes, type Permission, type Scope } from '../domain/permissions.ts';
import { actionsOf, isForAnybody } from '../domain/permitted.ts';
import { roleNames, roles, type Role } from '../domain/roles.ts';
import { isLent } from '../domain/stand-ins.ts';
import { doors } from '../services/materials/doors.ts';
import { commandRoles, scopeNames } from '../wording/permissions.ts';
import { commands } from './all.ts';
import { saidIn, usageOf, type Command } from './define.ts';
import { commandGroups } from './registry.ts';

const whoMay = ({ name }: Command): string =>
  isForAnybody(name)
    ? '所有人'
    : commandRoles(name)
        .map((role) => roleNames[role])
        .join('、');

const section = (command: Command): string =>
  [
    `### ${command.name}`,
    '',
    command.summary,
    '',
    `- 用法：\`${usageOf(command)}\``,
    ...(command.aliases.length > 0 ? [`- 也可说：${command.aliases.join('、')}`] : []),
    `- 谁可以用：${whoMay(command)}${command.where === 'private' ? '（仅私聊）' : ''}`,
    '',
    ...command.examples.flatMap((example) => ['```text', saidIn(example), '```', '']),
    ...(command.steps === undefined ? [] : [...command.steps.map((step) => `- ${step}`), '']),
  ].join('\n');

/** What the scopes mean, where the word in the cell does not say it. */
const explained: Partial<Record<Scope, string>> = {
  reported: '自己首问的，或现在由自己答复群众的',
  unit: '自己是联络员或负责人的单位及其下属；问题是其负责或办理的',
  home: '自己所在的单位',
  led: '交办单上由自己牵头的，还没有签发的不限',
  called: '月度抽样里由自己打的',
};

const lentNames = roles
  .filter(isLent)
  .map((role) => roleNames[role])
  .join('、');

/** How far a role gets; blank where it may not. */
const cell = ({ may }: Permission, role: Role): string =>
  (may[role] ?? may.anybody ?? []).map((scope) => (scope === 'any' ? '●' : scopeNames[scope])).join('、');

/** Role × command × scope, a line for each thing a command can be asked. */
const matrix = (): string =>
  [
    `| 命令 | 做什么 | ${roles.map((role) => roleNames[role]).join(' | ')} |`,
    `| --- | --- | ${roles.map(() => '---').join(' | ')} |`,
    ...commands.flatMap(({ name }) =>
      actionsOf(name).map((action) => {
        const permission = permissions[action];
        const cells = roles.map((role) => cell(permission, role));
        return `| ${name} | ${permission.verb}${permission.object}${permission.personal === true ? '（不能代班）' : ''} | ${cells.join(' | ')} |`;
      }),
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
    '群里以 `/`（或 `／` `!` `！`）开头、@回音、或引用回音的消息回复，都算对回音说话；“上报”后面跟空格、冒号或换行，“走访”写明方式或户数，以及单说“帮助”，可以不加前缀；其他命令带着编号而忘了前缀的，会先问一句。私聊时每句话都是对回音说的。编号写 `#12`、`12号`、`#１２` 都行；引用回音的卡片时不用写编号。',
    '',
    '## 权限一览',
    '',
    '每个命令的每一步谁可以做、做到哪里。空白：不可以；●：可以，不限范围；写了范围的，只在该范围内可以。没有列在表里的，谁都不可以。一人有几个角色的，各角色的权限相加。',
    '',
    ...scopes.flatMap((scope) => {
      const words = explained[scope];
      return words === undefined ? [] : [`- ${scopeNames[scope]}：${words}`];
    }),
    `- 代班：${lentNames}可以由人代班。代班人在起止日之内，有离开的人的这些权限，限于离开的人的单位，写明“不能代班”的除外；不代离开的人的首问责任和小组职务。记录里写的是代班人自己`,
    '',
    matrix(),
    '',
    '## 资料',
    '',
    '同一份资料，聊天里发一句、命令行写成文件、控制台“资料”里选，都由同一处做成：',
    '',
    doorTable(),
    '',
    ...commandGroups().flatMap(({ name, commands: some }) => [`## ${name}`, '', ...some.map(section)]),
  ].join('\n');
