/** Why a step of the ladder cannot be taken by hand, and what can be done instead. */
import type { Directory } from '../../domain/directory.ts';
import type { LadderStep } from '../../domain/escalation.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { dayOf, type Instant } from '../../domain/time.ts';
import { ladderNames } from '../digests.ts';
import { dayWords } from '../format.ts';

/** What would be the next, where a step was taken before. */
const harder: Partial<Record<LadderStep, string>> = {
  urge: '督办 #编号 要求',
  supervise: '通报 #编号 说明',
  circulate: '约谈 #编号 理由',
};

export const ladderRefusals = {
  shelved: (number: number, step: LadderStep) => `#${number} 正在挂账，期限暂停，不用${ladderNames[step]}。`,
  awaitingReply: (number: number, step: LadderStep, owner: string) =>
    `#${number} 已有办理结果，只等首问责任人${owner}答复群众，不用${ladderNames[step]}责任单位。`,
  over: (number: number, step: LadderStep, how: string) => `#${number} 已经${how}，不用${ladderNames[step]}。`,
  noUnitYet: (number: number) => `#${number} 还没有责任单位，请双访办先“转办 #${number} 单位”。`,
  /** @param by null: it was taken by the daily reminders */
  takenBefore: (number: number, step: LadderStep, at: Instant, by: string | null) => {
    const next = harder[step]?.replace('编号', String(number));
    return `#${number} 已于${dayWords(dayOf(at))}${by === null ? '在每日提醒里' : `由${by}`}${ladderNames[step]}，同一单位办理期间每一步只做一次。${next === undefined ? '' : `要加力请发：${next}`}`;
  },
  noOrder: (number: number) => `#${number} 还没有督办单。要督办请发：督办 #${number} 要求；发送“督办”可看全部督办单。`,
  noOrderToUnit: (number: number) => `#${number} 没有发给本单位的督办单。发送“督办”可看本单位的督办单。`,
  nothingDrafted: (number: number) => `#${number} 没有待审定的督办、通报或约谈。发送“我的”可看待审定的事项。`,
};

/** Why a step cannot be taken now; null when it can. */
export function notForStep(issue: IssueState, step: LadderStep, directory: Directory): string | null {
  const { number } = issue;
  if (issue.status === 'shelved') return ladderRefusals.shelved(number, step);
  if (issue.status === 'awaitingReply')
    return ladderRefusals.awaitingReply(number, step, directory.person(issue.duty)?.name ?? '');
  if (issue.closedAt !== null) {
    const how = issue.status === 'withdrawn' ? '撤回' : issue.status === 'undone' ? '撤销' : '结案';
    return ladderRefusals.over(number, step, how);
  }
  return issue.unit === null ? ladderRefusals.noUnitYet(number) : null;
}

export const summonsRefusals = {
  noReason: (unit: string) => `约谈单位须写明理由，例如：约谈 ${unit} 连续两月进度缓慢`,
  noResult: () => '请写序号和结果，例如：约谈 完成 3 已约谈，承诺月底前清零',
  noProposal: (number: number) => `没有 ${number} 号约谈建议。发送“约谈”可看全部。`,
  concludedBefore: (number: number, result: string) => `约谈建议 ${number} 号此前已记录结果：${result}`,
};
