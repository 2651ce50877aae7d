/** How the bot asks for what is missing, and what it says to the answers. */
import type { Option } from '../domain/question.ts';

/** Numbered, one a line. */
export const listed = (options: readonly Option[]): string[] =>
  options.map(({ label }, index) => `${index + 1} ${label}`);

export const ending = '不办了请回复“取消”。';

/** @param wanted what is missing, in words: `编号：请写 #编号`; or a question · @param label what may be typed instead of a number */
export function askWords(command: string, wanted: string, label: string, options: readonly Option[]): string {
  if (wanted.endsWith('？')) return [`${command}：${wanted}请回复数字：`, ...listed(options), ending].join('\n');
  const how =
    options.length === 0 ? `请直接回复${label}` : `请回复数字${/^\d/.test(label) ? '' : `，或直接写 ${label}`}：`;
  return options.length === 0
    ? `“${command}”${wanted}。${how}；${ending}`
    : [`“${command}”${wanted}。${how}`, ...listed(options), ending].join('\n');
}

/** Nothing is done yet: words in a group that look like a command, without the sign that they are one. */
export const whetherMeant = (command: string, issue: number): string =>
  `要“${command} #${issue}”吗？还没有登记，是请回复 1，不是对我说的不用理会。下次请以 / 开头，或引用我的消息。`;
