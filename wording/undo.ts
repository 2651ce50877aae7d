/** 撤销: what was taken back, why it was not, and what to do instead. */
import type { Directory } from '../domain/directory.ts';
import type { EventType } from '../domain/issue/events.ts';
import type { IssueState } from '../domain/issue/state.ts';
import type { UndoRefusal } from '../domain/issue/undo.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import { dueWords, message, statusNames } from './format.ts';

/** What somebody did, as they call it. */
export const actionNames: Record<EventType, string> = {
  reported: '上报',
  assigned: '转办',
  clarified: '更正',
  accepted: '受理',
  returned: '退回',
  returnRequested: '退回',
  returnRefused: '驳回',
  transferred: '转办',
  handedDown: '下派',
  inherited: '单位合并',
  progressed: '办理',
  extensionRequested: '延期',
  extensionApproved: '批准',
  extensionRefused: '驳回',
  outcomeRecorded: '办结',
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

/** The way to set right what can no longer be taken back. */
const instead = (did: EventType, no: string): string => {
  switch (did) {
    case 'reported':
      return `受理前可“撤回 ${no} 原因”，地点、类别、单位有误可“更正 ${no} …”。`;
    case 'clarified':
      return `请再发“更正 ${no} …”写明正确的。`;
    case 'accepted':
      return `不属本单位的，请“退回 ${no} 理由”。`;
    case 'assigned':
    case 'transferred':
    case 'returned':
      return `请双访办“转办 ${no} 单位”。`;
    case 'inherited':
      return '请双访办用“名册变动”撤回合并。';
    case 'handedDown':
      return `请再发“下派 ${no} 单位”改派。`;
    case 'progressed':
      return `请再发“办理 ${no} …”写明正确的情况。`;
    case 'extensionRequested':
    case 'returnRequested':
    case 'shelvingRequested':
      return `请双访办“驳回 ${no} 理由”。`;
    case 'extensionApproved':
    case 'extensionRefused':
    case 'returnRefused':
    case 'shelvingRefused':
      return '决定已通知各方，请双访办另行说明。';
    case 'outcomeRecorded':
      return `请告诉首问责任人先不要答复群众；结案后未解决的由督查联络员“重办 ${no} 原因”。`;
    case 'replied':
      return `未解决的请督查联络员“重办 ${no} 原因”；只是文字有误的，请向群众补充说明。`;
    case 'dutyHandedOver':
      return '请接手的人或双访办再移交回来。';
    case 'withdrawn':
      return '需要时请重新上报。';
    case 'shelved':
      return `请双访办“恢复 ${no} 原因”。`;
    case 'shelvingContinued':
      return `请再发“继续挂账 ${no} 复核日期 原因”写明正确的。`;
    case 'resumed':
      return `请双访办再次“挂账 ${no} 复核日期 区领导 原因”。`;
    case 'reopened':
      return `请责任单位办结时说明，或请双访办协调。`;
    case 'routeChanged':
      return `请双访办再发“途径 ${no} 交办单 理由”或“途径 ${no} 平台流转 理由”。`;
    case 'formIssued':
      return `编号已经给出。请再发“交办 ${no} 区领导 要求”更正，不用交办单的发“途径 ${no} 平台流转 理由”。`;
    case 'instructed':
      return `请再发“批示 ${no} …”写明正确的。`;
    case 'supportRequested':
    case 'supportChanged':
      return `请双访办“协办 ${no} 单位”或“协办 ${no} 取消 单位”。`;
    case 'split':
      return '各部分已交给单位。不用办的请双访办“撤回 #编号 原因”。';
    case 'decisionRecorded':
      return `请记“议定 完成 ${no}-序号 记错了”，再记正确的。`;
    case 'decisionCarriedOut':
      return '需要继续落实的请双访办再记一项议定。';
    case 'deadlineChanged':
    case 'undone':
      return '需要时请双访办协调。';
  }
};

export function undoRefusalWords(refusal: UndoRefusal, directory: Directory): string {
  const no = `#${refusal.number}`;
  const nameOf = (person: number | null): string =>
    person === null ? '系统' : (directory.person(person)?.name ?? '他人');
  switch (refusal.code) {
    case 'nothingToUndo':
      return `${no} 没有可撤销的操作。`;
    case 'undoTooLate':
      return `${no} 的“${actionNames[refusal.did]}”已超过 ${refusal.minutes} 分钟，不能撤销。${instead(refusal.did, no)}`;
    case 'notYourAction':
      return `${no} 最近的“${actionNames[refusal.did]}”是${nameOf(refusal.actor)}做的，只能由本人撤销。${instead(refusal.did, no)}`;
    case 'cannotBeUndone':
      return `“${actionNames[refusal.did]}”不能撤销。${instead(refusal.did, no)}`;
    case 'actedSince':
      return `${no} 在您“${actionNames[refusal.did]}”之后，${nameOf(refusal.by)}已经“${actionNames[refusal.since]}”，不能再撤销。${instead(refusal.did, no)}`;
    case 'partsMoved':
      return `${no} 的“${actionNames[refusal.did]}”不能撤销：拆分的 ${refusal.parts.map((part) => `#${part}`).join('、')} 的期限已同步顺延并告知了单位。${instead(refusal.did, no)}`;
    case 'wholeIsOver':
      return wholeIsOver(refusal, directory);
  }
}

/** A part that was over when the whole was ended. */
function wholeIsOver(
  { number, did, whole, minutes }: Extract<UndoRefusal, { code: 'wholeIsOver' }>,
  directory: Directory,
): string {
  const [part, all] = [`#${number}`, `#${whole.number}`];
  const unit = directory.unitName(whole.unit);
  const first = `${part} 的“${actionNames[did]}”不能撤销：`;
  return whole.outcomeAt === null
    ? `${first}${all} 已撤回。请撤回的人先“撤销 ${all}”，再发“撤销 ${part}”；超过 ${minutes} 分钟的请重新上报。`
    : `${first}${unit}已据此汇总办结 ${all}。请${unit}先“撤销 ${all}”，再发“撤销 ${part}”；超过 ${minutes} 分钟的，请告诉首问责任人先不要答复群众，结案后由督查联络员“重办 ${all} 原因”。`;
}

/** Where nothing was done for a day. */
export const nothingDoneWords = (minutes: number): string =>
  `没有找到您刚才的操作。撤销只对 ${minutes} 分钟内自己做的最后一步有效，可写编号，如：撤销 #12`;

/** A change of the roster is taken back at any time, but by its number. */
export const rosterTooLateWords = (number: number, minutes: number): string =>
  `您最近办的是名册变动 ${number} 号，已超过 ${minutes} 分钟。要改回请双访办发：名册变动 撤回 ${number}`;

/** As it stands once something was taken back. */
const standsNow = (issue: IssueState): string =>
  `现在是“${statusNames[issue.status]}”${issue.due === null || issue.outcomeAt !== null ? '' : `，期限 ${dueWords(issue.due)}`}`;

/** To the one who took it back. */
export function undoneWords(did: EventType, issue: IssueState, corrected: boolean): OutgoingSegment[] {
  const told = corrected ? '，已告知收到过通知的人' : '';
  return message(
    did === 'reported'
      ? `#${issue.number} 的上报已撤销${told}。编号不再使用，要登记请重新上报。`
      : `#${issue.number} 的“${actionNames[did]}”已撤销${told}。${standsNow(issue)}。`,
  );
}

/** To those who were told of it, called again as they were then. */
export function correctionWords(
  did: EventType,
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
