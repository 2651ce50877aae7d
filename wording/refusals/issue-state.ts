/** Why an issue is in the wrong state for what is asked of it, and what can be done instead. */
import type { CommandType, Refusal } from '../../domain/issue/commands.ts';
import type { IssueStatus } from '../../domain/issue/state.ts';
import { commandNames } from '../commands.ts';
import { dueWords, statusNames } from '../format.ts';

type WrongState = Extract<Refusal, { code: 'wrongState' }>;

export const stateRefusals = {
  closed: ({ number, command, closedAt }: WrongState) =>
    `#${number} 已于 ${closedAt === null ? '此前' : dueWords(closedAt)} 结案，不能再${commandNames[command]}。若群众反映未解决，请督查联络员“重办 #${number} 原因”。`,
  withdrawn: ({ number, command }: WrongState) =>
    `#${number} 已由上报人撤回，不能再${commandNames[command]}。需要时请重新上报。`,
  undone: ({ number, command }: WrongState) =>
    `#${number} 的上报已由上报人撤销，不能再${commandNames[command]}。需要时请重新上报。`,
  shelvedAlready: ({ number }: WrongState) =>
    `#${number} 已经挂账。复核后仍无法解决的，请双访办“继续挂账 #${number} 复核日期 原因”。`,
  shelved: ({ number, command }: WrongState) =>
    `#${number} 正在挂账，期限暂停，不能${commandNames[command]}。请双访办先“恢复 #${number} 原因”。`,
  returned: ({ number, command }: WrongState) =>
    `#${number} 已退回双访办，等待转办，不能${commandNames[command]}。请双访办先“转办 #${number} 单位”。`,
  withdrawDone: ({ number }: WrongState) => `#${number} 已经办结，不能撤回。`,
  awaitingReply: ({ number, command }: WrongState) =>
    `#${number} 已有办理结果，等待首问责任人答复群众，不能再${commandNames[command]}。`,
  notShelved: ({ number, command, status }: WrongState) =>
    `#${number} 没有挂账，现在是“${statusNames[status]}”，不用${commandNames[command]}。`,
  notClosed: ({ number, status }: WrongState) =>
    `#${number} 还没有结案，现在是“${statusNames[status]}”，不用重办。要督促请发：催办 #${number}`,
  notAccepted: ({ number, command, status }: WrongState) =>
    `#${number} 现在是“${statusNames[status]}”，不能${commandNames[command]}。请责任单位先“受理 #${number}”。`,
  reopened: ({ number, command }: WrongState) =>
    `#${number} 是结案后重办的，不能${commandNames[command]}，由责任单位重新办理后答复群众。`,
  acceptedBefore: ({ number, status }: WrongState) => `#${number} 已经受理过了，现在是“${statusNames[status]}”。`,
  settleAccepted: ({ number }: WrongState) =>
    `#${number} 单位已经受理，办理结果由单位记录，不能再记现场解决。请等办理结果，或用“查询 #${number}”联系责任单位。`,
  withdrawAccepted: ({ number }: WrongState) =>
    `#${number} 已被受理，不能撤回。情况有变请用“查询 #${number}”联系责任单位。`,
};

export const stateRefusal = (refusal: WrongState): string => stateRefusals[caseOf(refusal)](refusal);

function caseOf({ command, status }: WrongState): keyof typeof stateRefusals {
  switch (status) {
    case 'closed':
    case 'withdrawn':
    case 'undone':
      return status;
    case 'shelved':
      return command === 'shelve' || command === 'requestShelving' ? 'shelvedAlready' : 'shelved';
    case 'awaitingReply':
      return command === 'withdraw' ? 'withdrawDone' : 'awaitingReply';
    case 'returned':
    case 'reported':
    case 'reopened':
    case 'accepted':
    case 'handling':
      if (command === 'resume' || command === 'continueShelving') return 'notShelved';
      if (command === 'reopen') return 'notClosed';
      return underWay(command, status);
  }
}

function underWay(command: CommandType, status: IssueStatus): keyof typeof stateRefusals {
  if (status === 'returned' || status === 'reopened') return status;
  if (status === 'reported') return 'notAccepted';
  if (command === 'settleOnSpot') return 'settleAccepted';
  return command === 'withdraw' ? 'withdrawAccepted' : 'acceptedBefore';
}
