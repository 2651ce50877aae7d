/** Why something asked of an issue is refused, and what can be done instead. */
import type { Directory } from '../../domain/directory.ts';
import type { Refusal } from '../../domain/issue/commands.ts';
import type { ReplyKind } from '../../domain/issue/state.ts';
import { commandNames } from '../commands.ts';
import { dayWords, dueWords, replyKindNames } from '../format.ts';
import { requestNames } from '../requests.ts';
import { stateRefusal } from './issue-state.ts';
import { routeRefusals } from './routes.ts';
import { wordsOf, type WordsOf } from './table.ts';

const nameOf = (directory: Directory, person: number): string => directory.person(person)?.name ?? '首问责任人';

type LeaderNeeded = Extract<Refusal, { code: 'leaderNeeded' }>;

const leaderExample = ({ number, known }: LeaderNeeded): string => `批准 #${number} ${known[0] ?? '区领导姓名'}`;
const leadersKnown = ({ known }: LeaderNeeded): string =>
  known.length === 0 ? '' : `（${known.slice(0, 5).join('、')}）`;

/** Where a district leader has to be named. */
export const leaderRefusals: Record<LeaderNeeded['what'], (refusal: LeaderNeeded) => string> = {
  extension: (refusal) =>
    `#${refusal.number} 是再次延期，须写明同意的区领导${leadersKnown(refusal)}，例如“${leaderExample(refusal)}”。`,
  shelving: (refusal) =>
    `挂账须写明同意的区领导${leadersKnown(refusal)}，例如“${leaderExample(refusal)}”，或“挂账 #${refusal.number} 2026-12-31 ${refusal.known[0] ?? '区领导姓名'} 原因”。`,
  route: ({ number }) =>
    `#${number} 已经逾期，改走交办单须由区领导牵头，请发“交办 #${number} 区领导姓名 主办单位”，期限从签发起另计。`,
};

/** What a reply of a kind has to say, by an example. */
export const thinReplies: Record<ReplyKind, (number: number) => string> = {
  1: (number) => `须写明办了什么，例如“反馈 #${number} 1 已换新灯管，当晚亮灯，已当面告知”`,
  2: (number) => `须写明正在怎么办，例如“反馈 #${number} 2 正在联系施工单位，有进展再告知”`,
  3: (number) => `须写明预计日期和为什么要等，例如“反馈 #${number} 3 12月20日 列入年底改造，已告知”`,
  4: (number) => `须说明为什么一时解决不了，例如“反馈 #${number} 4 管网改造要等明年立项，眼下没有资金，已当面说明”`,
  5: (number) =>
    `须写明依据的法规、政策或原则，例如“反馈 #${number} 5 依据《物业管理条例》公共绿地不能改车位，已当面说明”`,
};

export const issueRefusals: WordsOf<Refusal, [directory: Directory]> = {
  ...routeRefusals,
  wrongState: stateRefusal,
  notYourUnit: ({ number, unit }, directory) =>
    `#${number} 由${directory.unitName(unit)}负责，只有该单位的联络员或负责人可以办理。若应由您单位办理，请双访办“转办 #${number} 单位”。`,
  officeOnly: ({ number, command, inspectorsToo }) =>
    inspectorsToo === true
      ? `#${number} 的“${commandNames[command]}”由督查联络员或双访办提出。`
      : `#${number} 的“${commandNames[command]}”由双访办决定，请联系双访办。`,
  reporterOnly: ({ number, owner, command }, directory) =>
    `#${number} 的首问责任人是${nameOf(directory, owner)}，“${commandNames[command]}”须由本人进行${command === 'handOverDuty' ? '，或请双访办移交' : ''}。`,
  hasDutyAlready: ({ to }, directory) => `${nameOf(directory, to)}已经是首问责任人，不用再移交。`,
  notTeammate: ({ to }, directory) =>
    `${nameOf(directory, to)}不在您的走访小组，首问责任只能移交同组的人。要移交组外的人，请双访办发送“移交”。`,
  notBound: ({ to }, directory) =>
    `${nameOf(directory, to)}还没有绑定账号，收不到提醒，不能接手。请先绑定，或换一个人。`,
  noUnitYet: ({ number }) => `#${number} 还没有责任单位，请双访办先“转办 #${number} 单位”。`,
  sameUnit: ({ number, unit }, directory) => `#${number} 已经在${directory.unitName(unit)}，不用再转。`,
  alreadyAccepted: ({ number, unit }, directory) =>
    `#${number} 已由${directory.unitName(unit)}受理，要换单位请联系双访办“转办 #${number} 单位”。`,
  notAnswerable: ({ unit }, directory) =>
    `${directory.unitName(unit)}不是区级单位或镇街，也没有上级单位，不能作责任单位。请另选单位。`,
  notSubordinate: ({ number, unit, parent }, directory) =>
    `${directory.unitName(unit)}不是${directory.unitName(parent)}的下属单位，不能下派。要换责任单位请“退回 #${number} 理由”。`,
  extensionTooLate: ({ number, due }) =>
    `#${number} 的期限 ${dueWords(due)} 已过，延期须在到期前申请。请尽快办结；确实无法解决的，请发“申请挂账 #${number} 复核日期 原因”，由双访办报区领导同意。`,
  extensionNotLater: ({ number, due, latest }) =>
    `#${number} 的期限是 ${dueWords(due)}，新的日期须在这以后，最晚 ${dueWords(latest)}，例如“延期 #${number} 5天 等待材料”。`,
  extensionTooLong: ({ number, maximum, latest }) =>
    `延期最多 ${maximum} 个工作日，#${number} 最晚到 ${dueWords(latest)}，例如“延期 #${number} 5天 等待材料”。还不够的，到期前再申请一次，由双访办报区领导同意；一时无法解决的，请发“申请挂账 #${number} 复核日期 原因”。`,
  requestPending: ({ number, what }) =>
    `#${number} 已有一份${requestNames[what]}申请在等双访办决定，请等答复，或联系双访办。`,
  noRequestPending: ({ number }) => `#${number} 没有待决定的延期、退回或挂账申请。`,
  leaderNeeded: (refusal) => leaderRefusals[refusal.what](refusal),
  noOutcomeYet: ({ number, kind }) =>
    `#${number} 还没有办理结果，暂不能按“${replyKindNames[kind]}”反馈。可先按“2 不能立即解决”或“3 需较长时间”告知进展。`,
  replyTooThin: ({ number, kind }) => `按“${replyKindNames[kind]}”反馈，${thinReplies[kind](number)}。`,
  dayPast: ({ day }) => `${dayWords(day)}已经过去，请写今天以后的日期。`,
};

/** The words for a refusal. */
export const refusalWords = (refusal: Refusal, directory: Directory): string =>
  wordsOf(issueRefusals, refusal, directory);
