/** Why something about an inspection or a finding is refused, and what can be done instead. */
import type { Directory } from '../../domain/directory.ts';
import type { FindingRefusal } from '../../domain/inspection.ts';
import type { Day } from '../../domain/time.ts';
import { dayWords } from '../format.ts';
import { permissionRefusals } from '../permissions.ts';
import { wordsOf, type WordsOf } from './table.ts';

export const findingRefusals: WordsOf<FindingRefusal, [number: number, directory: Directory]> = {
  notYourUnit: ({ unit }, number, directory) =>
    `督查发现 ${number} 由${directory.unitName(unit)}整改，由该单位的联络员或负责人答复。`,
  notPermitted: ({ action }, number) =>
    `${permissionRefusals.leftTo(action)}整改好请发：督查 整改 ${number} 已完成 怎样整改的`,
  settledBefore: (_, number) => `督查发现 ${number} 此前已销号。`,
  answeredBefore: (_, number) => `督查发现 ${number} 已报完成，等督查联络员核销。`,
  notAnswered: (_, number) => `督查发现 ${number} 还没有报完成，不用退回。`,
};

export const findingRefusal = (number: number, refusal: FindingRefusal, directory: Directory): string =>
  wordsOf(findingRefusals, refusal, number, directory);

const steps = { 整改: '督查 整改 3 已完成 怎样整改的', 销号: '督查 销号 3', 退回: '督查 退回 3 原因' };
const EXAMPLE = '督查 住建局 问:联络员清楚进度 看:现场已施工 查:台账齐全 发现:公示栏未更新 限10月20日';

export const inspectionRefusals = {
  noFinding: (number: number) => `没有督查发现 ${number}。发送“督查”可看全部。`,
  stepIncomplete: (step: keyof typeof steps) => `请写全，例如：${steps[step]}`,
  nobodyAnswers: (unit: string) => `${unit}没有负责的区级单位或镇街，不能记督查。`,
  nothingNoted: () => `请写明问了、看了、查了什么或发现什么，例如：\n${EXAMPLE}`,
  dayPast: (text: string, due: Day) => `“${text}”的期限${dayWords(due)}已经过去，请改好后重发。`,
};
