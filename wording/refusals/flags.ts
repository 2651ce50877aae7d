/** Why a flag is not shown or not decided, and what can be done instead. */
import { flagStateNames, type FlagState } from '../../domain/flags.ts';

export const flagRefusals = {
  noNumber: () => '请写预警序号，例如：预警 确认 3',
  noReason: (number: number) => `排除预警须写明理由，例如：预警 排除 ${number} 该单位当月承担防汛任务`,
  noFlag: (number: number) => `没有第 ${number} 号预警。发送“预警”可看全部。`,
  decidedBefore: (number: number, state: FlagState) => `第 ${number} 号预警此前已是“${flagStateNames[state]}”。`,
};
