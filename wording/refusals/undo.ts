/** Why something cannot be taken back (撤销), and how to set it right instead. */
import type { Directory } from '../../domain/directory.ts';
import type { Did, UndoRefusal } from '../../domain/issue/undo.ts';
import { actionNames } from '../undo.ts';
import { wordsOf, type WordsOf } from './table.ts';

/** The way to set right what can no longer be taken back. */
const instead = (did: Did, no: string, since: Did | null = null): string => {
  switch (did) {
    case 'reported':
      return `受理前可“撤回 ${no} 原因”，地点、类别、单位有误可“更正 ${no} …”。`;
    case 'clarified':
      return `请再发“更正 ${no} …”写明正确的。`;
    case 'accepted':
      return `不属本单位的，请“退回 ${no} 理由”。`;
    case 'unitProposed':
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
    case 'unitKept':
    case 'shelvingRefused':
      return '决定已通知各方，请双访办另行说明。';
    case 'outcomeRecorded':
      return since === 'replied'
        ? `群众已经答复。未解决的请督查联络员“重办 ${no} 原因”；只是文字有误的，请首问责任人向群众补充说明。`
        : `请告诉首问责任人先不要答复群众；结案后未解决的由督查联络员“重办 ${no} 原因”。`;
    case 'replied':
    case 'settledOnSpot':
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

/** Each part has its number and its unit. */
const splitInstead = (parts: readonly number[]): string =>
  `各部分已编号交给单位。不用办的请双访办分别发：${parts.map((part) => `撤回 #${part} 原因`).join('　')}`;

const nameOf = (directory: Directory, person: number | null): string =>
  person === null ? '系统' : (directory.person(person)?.name ?? '他人');

export const undoRefusals: WordsOf<UndoRefusal, [directory: Directory]> = {
  nothingToUndo: ({ number }) => `#${number} 没有可撤销的操作。`,
  undoTooLate: ({ number, did, minutes }) =>
    `#${number} 的“${actionNames[did]}”已超过 ${minutes} 分钟，不能撤销。${instead(did, `#${number}`)}`,
  notYourAction: ({ number, did, actor }, directory) =>
    `#${number} 最近的“${actionNames[did]}”是${nameOf(directory, actor)}做的，只能由本人撤销。${instead(did, `#${number}`)}`,
  cannotBeUndone: ({ number, did, parts }) =>
    `“${actionNames[did]}”不能撤销。${parts === undefined ? instead(did, `#${number}`) : splitInstead(parts)}`,
  handedOverTogether: ({ number, issues, change }) =>
    change === null
      ? `这次一共移交了 ${issues} 件，不能撤销。请接手的人或双访办“移交 全部 姓名 原因”移交回来。`
      : `首问责任是随名册变动移交的，不能单独撤销。请发“名册变动 撤回 ${change}”，接手后没有办过的一并交还；人不回来的，请“移交 #${number} 姓名 原因”。`,
  actedSince: ({ number, did, since, by }, directory) =>
    `#${number} 在您“${actionNames[did]}”之后，${nameOf(directory, by)}已经“${actionNames[since]}”，不能再撤销。${instead(did, `#${number}`, since)}`,
  partsMoved: ({ number, did, parts }) =>
    `#${number} 的“${actionNames[did]}”不能撤销：拆分的 ${parts.map((part) => `#${part}`).join('、')} 的期限已同步顺延并告知了单位。${instead(did, `#${number}`)}`,
  wholeIsOver: (refusal, directory) =>
    wholeRefusals[refusal.whole.outcomeAt === null ? 'withdrawn' : 'closed'](refusal, directory),
};

type WholeIsOver = Extract<UndoRefusal, { code: 'wholeIsOver' }>;

const partKept = ({ number, did }: WholeIsOver): string => `#${number} 的“${actionNames[did]}”不能撤销：`;

/** A part that was over when the whole was ended. */
export const wholeRefusals = {
  withdrawn: (refusal: WholeIsOver) =>
    `${partKept(refusal)}#${refusal.whole.number} 已撤回。请撤回的人先“撤销 #${refusal.whole.number}”，再发“撤销 #${refusal.number}”；超过 ${refusal.minutes} 分钟的请重新上报。`,
  closed: (refusal: WholeIsOver, directory: Directory) => {
    const [unit, whole] = [directory.unitName(refusal.whole.unit), `#${refusal.whole.number}`];
    return `${partKept(refusal)}${unit}已据此汇总办结 ${whole}。请${unit}先“撤销 ${whole}”，再发“撤销 #${refusal.number}”；超过 ${refusal.minutes} 分钟的，请告诉首问责任人先不要答复群众，结案后由督查联络员“重办 ${whole} 原因”。`;
  },
};

/** Where there is no issue to take anything back from. */
export const nothingToUndo = {
  nothingDone: (minutes: number) =>
    `没有找到您刚才的操作。撤销只对 ${minutes} 分钟内自己做的最后一步有效，可写编号，如：撤销 #12`,
  /** Who says it twice means the same: what came before is taken back by its number only. */
  takenBackJustNow: () =>
    '您刚才那一步已经撤销，要恢复请重新发送。再往前的请写编号，如：撤销 #12；名册变动请发：名册变动 撤回 序号',
  published: () => '发布的表和材料不能撤销，有误请再更正一次：督查表 更正 月份 说明　或　季度研究 更正 季度 说明',
  /** A change of the roster is taken back at any time, but by its number. */
  rosterTooLate: (number: number, minutes: number) =>
    `您最近办的是名册变动 ${number} 号，已超过 ${minutes} 分钟。要改回请双访办发：名册变动 撤回 ${number}`,
  visitTooLate: (minutes: number) =>
    `走访已超过 ${minutes} 分钟，不用“撤销”：当天的请发“走访 撤回”，更早的引用我当时的回复再发。`,
};

export const undoRefusalWords = (refusal: UndoRefusal, directory: Directory): string =>
  wordsOf(undoRefusals, refusal, directory);
