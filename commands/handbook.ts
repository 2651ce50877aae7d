/** The handbook of commands, from the declarations. */
import { roleNames, roles } from '../domain/roles.ts';
import { commands } from './all.ts';
import { usageOf, type Command } from './define.ts';

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

/** The matrix role × command: ● may, blank may not. Which unit, whose report is decided by the rules. */
const matrix = (): string =>
  [
    `| 命令 | ${roles.map((role) => roleNames[role]).join(' | ')} |`,
    `| --- | ${roles.map(() => '---').join(' | ')} |`,
    ...commands.map(
      (command) =>
        `| ${command.name} | ${roles.map((role) => (command.allow === 'everyone' || command.allow.includes(role) ? '●' : '')).join(' | ')} |`,
    ),
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
    matrix(),
    '',
    ...commands.map(section),
  ].join('\n');
