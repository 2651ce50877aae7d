/** What is wrong with a value that was typed for a setting. */
import type { SettingFault } from '../../domain/settings.ts';
import { wordsOf, type WordsOf } from './table.ts';

export const settingFaults: WordsOf<SettingFault> = {
  tooSmall: ({ least }) => `应不小于 ${least}`,
  notAbove: ({ least }) => `应大于 ${least}`,
  tooBig: ({ most }) => `应不大于 ${most}`,
  tooShort: ({ least }) => `至少 ${least} 个字`,
  tooLong: ({ most }) => `太长，最多 ${most}`,
  notNumber: () => '应为数字',
  notWhole: () => '应为整数',
  notText: () => '应为文字',
  notYesOrNo: () => '应为 true（是）或 false（否）',
  notTime: () => '应为时间，如 09:00',
  notOneOf: ({ values }) => `应为 ${values.join('、')} 之一`,
  otherwise: () => '写法不对，请照默认值的样子写',
};

export const settingFault = (fault: SettingFault): string => wordsOf(settingFaults, fault);
