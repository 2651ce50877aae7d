/** Why a follow-up is not recorded, and what has to be said. */
import type { IssueStatus } from '../../domain/issue/state.ts';
import { statusNames } from '../format.ts';

export const followUpRefusals = {
  noResult: (number: number) => `请写回访结果，例如：回访 #${number} 解决 满意　回访 #${number} 未解决 不满意 原因`,
  noReason: (number: number) => `未解决的请写明原因，例如：回访 #${number} 未解决 不满意 路灯仍不亮`,
  notClosed: (number: number, status: IssueStatus) => `#${number} 现在是“${statusNames[status]}”，结案后才能回访。`,
};
