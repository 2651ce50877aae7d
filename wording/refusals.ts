/** Why something is refused, and what can be done instead. Exhaustive by type. */
import type { Directory } from '../domain/directory.ts';
import type { CommandType, Refusal, RequestKind } from '../domain/issue/commands.ts';
import type { ReplyKind } from '../domain/issue/state.ts';
import { dayWords, dueWords, replyKindNames, statusNames } from './format.ts';
import { routeRefusalWords } from './route-refusals.ts';

export const commandNames: Record<CommandType, string> = {
  assign: '转办',
  clarify: '更正',
  accept: '受理',
  return: '退回',
  handDown: '下派',
  progress: '办理',
  requestExtension: '延期',
  approve: '批准',
  refuse: '驳回',
  recordOutcome: '办结',
  reply: '反馈',
  handOverDuty: '移交',
  withdraw: '撤回',
  requestShelving: '申请挂账',
  shelve: '挂账',
  continueShelving: '继续挂账',
  resume: '恢复',
  reopen: '重办',
  changeRoute: '途径',
  settleOnSpot: '现场解决',
  issueForm: '交办',
  instruct: '批示',
  changeSupport: '协办',
  split: '拆分',
  recordDecision: '议定',
  completeDecision: '议定完成',
};

const requestNames: Record<RequestKind, string> = { extension: '延期', return: '退回', shelving: '挂账' };

const peopleNames = (directory: Directory, person: number): string => directory.person(person)?.name ?? '首问责任人';

/** The words for a refusal: the reason, then the way out. */
export function refusalWords(refusal: Refusal, directory: Directory): string {
  const no = `#${refusal.number}`;
  switch (refusal.code) {
    case 'wrongState':
      return wrongState(refusal);
    case 'notYourUnit':
      return `${no} 由${directory.unitName(refusal.unit)}负责，只有该单位的联络员或负责人可以办理。若应由您单位办理，请双访办“转办 ${no} 单位”。`;
    case 'officeOnly':
      return refusal.inspectorsToo === true
        ? `${no} 的“${commandNames[refusal.command]}”由督查联络员或双访办提出。`
        : `${no} 的“${commandNames[refusal.command]}”由双访办决定，请联系双访办。`;
    case 'reporterOnly':
      return `${no} 的首问责任人是${peopleNames(directory, refusal.owner)}，“${commandNames[refusal.command]}”须由本人进行${refusal.command === 'handOverDuty' ? '，或请双访办移交' : ''}。`;
    case 'hasDutyAlready':
      return `${peopleNames(directory, refusal.to)}已经是首问责任人，不用再移交。`;
    case 'notTeammate':
      return `${peopleNames(directory, refusal.to)}不在您的走访小组，首问责任只能移交同组的人。要移交组外的人，请双访办发送“移交”。`;
    case 'notBound':
      return `${peopleNames(directory, refusal.to)}还没有绑定账号，收不到提醒，不能接手。请先绑定，或换一个人。`;
    case 'noUnitYet':
      return `${no} 还没有责任单位，请双访办先“转办 ${no} 单位”。`;
    case 'sameUnit':
      return `${no} 已经在${directory.unitName(refusal.unit)}，不用再转。`;
    case 'alreadyAccepted':
      return `${no} 已由${directory.unitName(refusal.unit)}受理，要换单位请联系双访办“转办 ${no} 单位”。`;
    case 'notAnswerable':
      return `${directory.unitName(refusal.unit)}不是区级单位或镇街，也没有上级单位，不能作责任单位。请另选单位。`;
    case 'notSubordinate':
      return `${directory.unitName(refusal.unit)}不是${directory.unitName(refusal.parent)}的下属单位，不能下派。要换责任单位请“退回 ${no} 理由”。`;
    case 'extensionTooLate':
      return `${no} 的期限 ${dueWords(refusal.due)} 已过，延期须在到期前申请。请尽快办结；确实无法解决的，请发“申请挂账 ${no} 复核日期 原因”，由双访办报区领导同意。`;
    case 'extensionTooLong':
      return `延期天数应在 1 到 ${refusal.maximum} 个工作日之间，例如“延期 ${no} 5天 等待材料”。还不够的，到期前再申请一次，由双访办报区领导同意；一时无法解决的，请发“申请挂账 ${no} 复核日期 原因”。`;
    case 'requestPending':
      return `${no} 已有一份${requestNames[refusal.what]}申请在等双访办决定，请等答复，或联系双访办。`;
    case 'noRequestPending':
      return `${no} 没有待决定的延期、退回或挂账申请。`;
    case 'leaderNeeded': {
      const known = refusal.known.length === 0 ? '' : `（${refusal.known.slice(0, 5).join('、')}）`;
      const example = `批准 ${no} ${refusal.known[0] ?? '区领导姓名'}`;
      return refusal.what === 'extension'
        ? `${no} 是再次延期，须写明同意的区领导${known}，例如“${example}”。`
        : refusal.what === 'form'
          ? `${no} 的交办单须由名册里的区领导牵头协调，请发“交办 ${no} 区领导姓名 主办单位”。`
          : refusal.what === 'route'
            ? `${no} 已经逾期，改走交办单须由区领导牵头，请发“交办 ${no} 区领导姓名 主办单位”，期限从签发起另计。`
            : `挂账须写明同意的区领导${known}，例如“${example}”，或“挂账 ${no} 2026-12-31 ${refusal.known[0] ?? '区领导姓名'} 原因”。`;
    }
    case 'noOutcomeYet':
      return `${no} 还没有办理结果，暂不能按“${replyKindNames[refusal.kind]}”反馈。可先按“2 不能立即解决”或“3 需较长时间”告知进展。`;
    case 'replyTooThin':
      return thinReply(no, refusal.kind);
    case 'dayPast':
      return `${dayWords(refusal.day)}已经过去，请写今天以后的日期。`;
    default:
      return routeRefusalWords(refusal, directory);
  }
}

/** What a reply of a kind has to say, by an example. */
function thinReply(no: string, kind: ReplyKind): string {
  const wanted: Record<ReplyKind, string> = {
    1: `须写明办了什么，例如“反馈 ${no} 1 已换新灯管，当晚亮灯，已当面告知”`,
    2: `须写明正在怎么办，例如“反馈 ${no} 2 正在联系施工单位，有进展再告知”`,
    3: `须写明预计日期和为什么要等，例如“反馈 ${no} 3 12月20日 列入年底改造，已告知”`,
    4: `须说明为什么一时解决不了，例如“反馈 ${no} 4 管网改造要等明年立项，眼下没有资金，已当面说明”`,
    5: `须写明依据的法规、政策或原则，例如“反馈 ${no} 5 依据《物业管理条例》公共绿地不能改车位，已当面说明”`,
  };
  return `按“${replyKindNames[kind]}”反馈，${wanted[kind]}。`;
}

function wrongState(refusal: Extract<Refusal, { code: 'wrongState' }>): string {
  const { command, status, number, closedAt } = refusal;
  const no = `#${number}`;
  const name = commandNames[command];
  switch (status) {
    case 'closed':
      return `${no} 已于 ${closedAt === null ? '此前' : dueWords(closedAt)} 结案，不能再${name}。若群众反映未解决，请督查联络员“重办 ${no} 原因”。`;
    case 'withdrawn':
      return `${no} 已由上报人撤回，不能再${name}。需要时请重新上报。`;
    case 'undone':
      return `${no} 的上报已由上报人撤销，不能再${name}。需要时请重新上报。`;
    case 'shelved':
      return command === 'shelve' || command === 'requestShelving'
        ? `${no} 已经挂账。复核后仍无法解决的，请双访办“继续挂账 ${no} 复核日期 原因”。`
        : `${no} 正在挂账，期限暂停，不能${name}。请双访办先“恢复 ${no} 原因”。`;
    case 'returned':
      return `${no} 已退回双访办，等待转办，不能${name}。`;
    case 'awaitingReply':
      return command === 'withdraw'
        ? `${no} 已经办结，不能撤回。`
        : `${no} 已有办理结果，等待首问责任人答复群众，不能再${name}。`;
    case 'reported':
    case 'reopened':
      return `${no} 现在是“${statusNames[status]}”，不能${name}。请先“受理 ${no}”。`;
    case 'accepted':
    case 'handling':
      return command === 'accept'
        ? `${no} 已经受理过了，现在是“${statusNames[status]}”。`
        : command === 'settleOnSpot'
          ? `${no} 单位已经受理，办理结果由单位记录，不能再记现场解决。请等办理结果，或用“查询 ${no}”联系责任单位。`
          : command === 'withdraw'
            ? `${no} 已被受理，不能撤回。情况有变请用“查询 ${no}”联系责任单位。`
            : `${no} 现在是“${statusNames[status]}”，不能${name}。`;
  }
}
