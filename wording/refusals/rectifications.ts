/** Why a step of a rectification is refused or a plan is not kept, and what can be done instead. */
import type { Directory } from '../../domain/directory.ts';
import type { RectificationCommandType, RectificationRefusal } from '../../domain/rectification.ts';
import { MOST_STEPS, type PlanProblem } from '../../domain/text/plan.ts';
import { dayWords, excerpt, momentWords } from '../format.ts';
import { permissionRefusals } from '../permissions.ts';
import { planForm } from '../rectifications.ts';
import { wordsOf, type WordsOf } from './table.ts';

const commandNames: Record<RectificationCommandType, string> = {
  join: '并入',
  submitPlan: '报方案',
  complete: '报完成',
  sendBack: '退回',
  verify: '核验',
};

export const rectificationRefusals: WordsOf<RectificationRefusal, [number: number, directory: Directory]> = {
  notYourUnit: ({ unit }, number, directory) =>
    `督查建议 ${number} 号是给${directory.unitName(unit)}的，由该单位的联络员或负责人答复。`,
  notPermitted: ({ action }, number) =>
    `${permissionRefusals.leftTo(action)}单位报进度请发：整改 完成 ${number}-1 完成情况`,
  noSuchMilestone: ({ milestone, state }, number) =>
    `督查建议 ${number} 号没有第 ${milestone} 个节点，共 ${state.milestones.length} 个。发送“整改 ${number}”可看全部。`,
  milestoneDone: ({ milestone, doneAt }, number) =>
    `${number}-${milestone} 已于 ${momentWords(doneAt)} 报完成，不用再报。`,
  milestoneOpen: ({ milestone }, number) => `${number}-${milestone} 还没有报完成，不用退回。`,
  verifiedBefore: ({ command }, number) => `督查建议 ${number} 号已核验销号，不能再${commandNames[command]}。`,
  withdrawnBefore: (_, number) => `督查建议 ${number} 号已撤销，不用答复。发送“整改”可看在办的。`,
  planAwaited: ({ command, unit, planDue }, number, directory) =>
    command === 'verify' || command === 'sendBack'
      ? `督查建议 ${number} 号还没有整改方案，${directory.unitName(unit)}报来后才能${commandNames[command]}，报方案期限 ${dayWords(planDue)}。`
      : `督查建议 ${number} 号还没有整改方案，请先报方案：\n${planForm(number)}`,
  planKept: ({ documentNumber }, number) =>
    `督查建议 ${number} 号的整改方案（${documentNumber ?? ''}）已经收下。要调整请督查联络员先发：整改 退回 ${number} 原因。节点完成请发：整改 完成 ${number}-1 完成情况`,
  allDone: (_, number) => `督查建议 ${number} 号的节点都已报完成，等督查联络员核验。`,
  stillOpen: ({ open }, number) =>
    `督查建议 ${number} 号还有 ${open.length} 个节点没有完成（${open.map((one) => `${number}-${one}`).join('、')}），完成后才能核验。`,
};

export const rectificationRefusal = (number: number, refusal: RectificationRefusal, directory: Directory): string =>
  wordsOf(rectificationRefusals, refusal, number, directory);

const steps = {
  完成: '整改 完成 3-1 完成情况',
  核验: '整改 核验 3',
  退回: '整改 退回 3-1 原因（整份方案退回写 3）',
};

export const rectificationSays = {
  noSuggestion: (number: number) => `没有督查建议 ${number} 号。发送“整改”可看全部。`,
  stepIncomplete: (step: keyof typeof steps) => `请写全，例如：${steps[step]}`,
};

/** What a plan as a whole, or one of its lines, lacks. */
export const planFaults: Record<PlanProblem['code'], () => string> = {
  noDocument: () => '缺少文号，第一行请写：文号 区住建〔2026〕12号',
  noSteps: () => '缺少节点，文号下面请一行写一个',
  tooManySteps: () => `节点太多，最多 ${MOST_STEPS} 个`,
  noDay: () => '看不懂日期，请以日期开头，如 10月20日',
  dayPast: () => '日期已经过去，请写今天以后的日期',
  noPerson: () => '日期后面缺少责任人，请写一个人的姓名',
  noText: () => '缺少责任人或内容，请写：日期 责任人 完成什么',
};

/** Every line at fault, and that nothing was kept. */
export const planProblems = (number: number, problems: readonly PlanProblem[]): string =>
  [
    '整改方案没有收下，请改好后整份重发：',
    ...problems.map(({ line, text, code }) =>
      line === 0 ? planFaults[code]() : `第 ${line} 行“${excerpt(text, 20)}”：${planFaults[code]()}`,
    ),
    `格式：\n${planForm(number)}`,
  ].join('\n');
