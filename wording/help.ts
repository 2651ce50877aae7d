/** What somebody reads who asks what they can do here. */

const howToSpeak = '群里请以 / 开头或 @我，也可以引用我发的消息直接回复，如“受理”。';

/** Groups of commands, numbered: a line each. */
export const helpOverview = (groups: readonly { name: string; commands: readonly string[] }[]): string =>
  [
    '您可以发送：',
    ...groups.map(({ name, commands }, index) => `${index + 1} ${name}：${commands.join('、')}`),
    '发“帮助 1”看这一组怎么说，“帮助 反馈”看一个命令的用法。',
    howToSpeak,
  ].join('\n');

const firstLine = (example: string): string => {
  const [first = '', ...more] = example.split('\n');
  return more.length === 0 ? first : `${first} …`;
};

export const helpOfGroup = (name: string, examples: readonly string[]): string =>
  [`${name}，您可以发送：`, ...examples.map((example) => `· ${firstLine(example)}`), howToSpeak].join('\n');

export interface CommandHelp {
  usage: string;
  aliases: readonly string[];
  summary: string;
  examples: readonly string[];
  steps: readonly string[];
  /** Why the one who asks may not use it. */
  denied: string | null;
}

export const helpOfCommand = ({ usage, aliases, summary, examples, steps, denied }: CommandHelp): string =>
  [
    `${usage}${aliases.length > 0 ? `（也可说：${aliases.join('、')}）` : ''}`,
    ...(denied === null ? [] : [denied]),
    summary,
    ...examples.map((example) => `例：${example}`),
    ...steps,
  ].join('\n');
