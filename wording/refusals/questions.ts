/** What is said to an answer that is none. */
import type { Option } from '../../domain/question.ts';
import { ending, listed } from '../questions.ts';

export const answerRefusals = {
  again: (reason: string, options: readonly Option[]) =>
    [`${reason}。请再回复一次：`, ...listed(options), ending].join('\n'),
  wrongTwice: (command: string, reason: string, usage: string) =>
    `${reason}。“${command}”先不办了，需要时请重新发送。\n用法：${usage}`,
  numberPlease: (options: number) => `请回复 1 到 ${options} 之间的数字`,
  cancelled: (command: string) => `“${command}”已取消，没有登记。`,
  recordedStays: () => '好的，先不确认；已登记的内容保留。',
};
