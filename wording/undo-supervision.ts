/** 撤销 of what inspectors follow: what each act is called, and how things stand once it is taken back. */
import type { FollowedAct, FollowedEvents, FollowedSubject } from '../domain/followed.ts';

const things: Record<FollowedSubject, string> = {
  rectification: '督查建议',
  finding: '督查发现',
  jointItem: '联合事项',
  surge: '苗头',
  flag: '预警',
};

/** 督查建议 1 号 */
export const thingWords = (subject: FollowedSubject, number: number): string => `${things[subject]} ${number} 号`;

const acts: { [S in FollowedSubject]: Record<FollowedEvents[S]['type'], string> } = {
  rectification: {
    suggested: '发出',
    joined: '并入',
    planSubmitted: '报方案',
    milestoneCompleted: '报完成',
    sentBack: '退回',
    verified: '核验',
    daysMoved: '期限调整',
    inherited: '单位合并',
    milestonesHandedOver: '责任人变更',
  },
  finding: {
    progressed: '报进展',
    answered: '报完成',
    sentBack: '退回',
    settled: '销号',
    daysMoved: '期限调整',
    inherited: '单位合并',
  },
  jointItem: {
    opened: '立项',
    joined: '并入',
    progressed: '报进展',
    answered: '报办结',
    sentBack: '退回',
    rescheduled: '定期限',
    settled: '销号',
    daysMoved: '期限调整',
    inherited: '单位合并',
  },
  surge: { dismissed: '排除', restored: '恢复', opened: '立项', joined: '并入' },
  flag: { confirmed: '确认', dismissed: '排除', inherited: '单位合并' },
};

/** 报方案 */
export const actName = (subject: FollowedSubject, type: string): string => {
  const names: Record<string, string> = acts[subject];
  return names[type] ?? type;
};

/** 督查建议 1 号的“报方案”, 督查建议 1 号节点 1-2 的“报完成”, 联合事项 1 号的“苗头 2 号并入” */
export function actWords({ subject, number, event }: FollowedAct): string {
  const name = actName(subject, event.type);
  const milestone = 'milestone' in event.data ? event.data.milestone : null;
  const which =
    event.type === 'joined' && 'emerging' in event.data ? `${thingWords('surge', event.data.emerging)}${name}` : name;
  return `${thingWords(subject, number)}${milestone === null ? '' : `节点 ${number}-${milestone} `}的“${which}”`;
}

/** A flag is a draft again; what became of the suggestion it had led to. */
export function flagAgain(number: number, suggestion: { number: number; withdrawn: boolean } | null): string {
  const draft = `${thingWords('flag', number)}重新待核`;
  if (suggestion === null) return `${draft}。`;
  const thing = thingWords('rectification', suggestion.number);
  return suggestion.withdrawn
    ? `${thing}随之撤销，不用答复，编号不再使用；${draft}。`
    : `${thing}不再包括这条预警，其余照常答复；${draft}。`;
}

/** A joint item whose opening was taken back, or with what it deals again. */
export const itemAgain = (withdrawn: boolean, issues: number): string =>
  withdrawn ? '编号不再使用，各件仍按原单位、原期限办理。' : `联合事项现共 ${issues} 件。`;

export const surgeAgain = (dismissed: boolean): string => (dismissed ? '排除继续有效。' : '再有异常增多照常提出。');

export const standsNow = (status: string): string => `现在是“${status}”。`;
