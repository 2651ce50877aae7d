/** 撤销: what was taken back, and what others are told of it. */
import type { IssueState } from '../domain/issue/state.ts';
import type { Did } from '../domain/issue/undo.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import { dueWords, message, statusNames } from './format.ts';

/** What somebody did, as they call it. */
export const actionNames: Record<Did, string> = {
  reported: '上报',
  assigned: '转办',
  clarified: '更正',
  accepted: '受理',
  returned: '退回',
  returnRequested: '退回',
  returnRefused: '驳回',
  unitProposed: '改派建议',
  unitKept: '驳回',
  transferred: '转办',
  handedDown: '下派',
  inherited: '单位合并',
  progressed: '办理',
  extensionRequested: '延期',
  extensionApproved: '批准',
  extensionRefused: '驳回',
  outcomeRecorded: '办结',
  settledOnSpot: '现场解决',
  replied: '反馈',
  dutyHandedOver: '移交',
  withdrawn: '撤回',
  shelvingRequested: '申请挂账',
  shelvingRefused: '驳回',
  shelved: '挂账',
  shelvingContinued: '继续挂账',
  resumed: '恢复',
  reopened: '重办',
  deadlineChanged: '期限更正',
  routeChanged: '途径',
  formIssued: '交办',
  instructed: '批示',
  supportRequested: '协办',
  supportChanged: '协办',
  split: '拆分',
  decisionRecorded: '议定',
  decisionCarriedOut: '议定完成',
  undone: '撤销',
};

/** As it stands once something was taken back. */
const standsNow = (issue: IssueState): string =>
  `现在是“${statusNames[issue.status]}”${issue.due === null || issue.outcomeAt !== null ? '' : `，期限 ${dueWords(issue.due)}`}`;

/** To the one who took it back. */
export function undoneWords(did: Did, issue: IssueState, corrected: boolean): OutgoingSegment[] {
  const told = corrected ? '，已告知收到过通知的人' : '';
  return message(
    did === 'reported'
      ? `#${issue.number} 的上报已撤销${told}。编号不再使用，要登记请重新上报。`
      : `#${issue.number} 的“${actionNames[did]}”已撤销${told}。${standsNow(issue)}。`,
  );
}

/** To those who were told of it, called again as they were then. */
export function correctionWords(
  did: Did,
  issue: IssueState,
  by: string,
  called: readonly OutgoingSegment[],
): OutgoingSegment[] {
  return message(
    called,
    did === 'reported'
      ? `更正：#${issue.number} 已由上报人${by}撤销，不用办理，请忽略刚才的消息。`
      : `更正：#${issue.number} 的“${actionNames[did]}”已由${by}撤销，请忽略刚才的消息。${standsNow(issue)}。`,
  );
}
