/** Rectifications in words: the suggestion, how one stands, what each step says to the unit and to the liaison group. */
import type { Directory } from '../domain/directory.ts';
import { flagKindNames } from '../domain/flags.ts';
import type { RectificationEventOf, RectificationState, RectificationStatus } from '../domain/rectification.ts';
import { yearOf, type Day } from '../domain/time.ts';
import { dayWords, excerpt, momentWords } from './format.ts';

/** 督查建议〔2026〕3号 */
export const suggestionNumber = ({ number, suggestedAt }: Pick<RectificationState, 'number' | 'suggestedAt'>): string =>
  `督查建议〔${yearOf(suggestedAt)}〕${number}号`;

export const rectificationStatusNames: Record<RectificationStatus, string> = {
  suggested: '待报整改方案',
  rectifying: '整改中',
  completed: '待核验',
  verified: '已销号',
  withdrawn: '已撤销',
};

const doneOf = ({ milestones }: RectificationState): string =>
  `${milestones.filter((one) => one.doneAt !== null).length}/${milestones.length}`;

/**
 * How it stands on a day, in the few words a table has room for: 整改中 2/3，逾期 1 项.
 *
 * @param inTime the earliest day that is not over (`inTimeFrom`); so everywhere
 */
export function rectificationWords(state: RectificationState, inTime: Day): string {
  const { status, planDue, milestones } = state;
  if (status === 'suggested') return planDue < inTime ? '整改方案逾期' : rectificationStatusNames.suggested;
  if (status !== 'rectifying') return rectificationStatusNames[status];
  const late = milestones.filter((one) => one.doneAt === null && one.day < inTime).length;
  return `${rectificationStatusNames.rectifying} ${doneOf(state)}${late === 0 ? '' : `，逾期 ${late} 项`}`;
}

/** One line of a list. */
export function rectificationLine(state: RectificationState, directory: Directory, inTime: Day): string {
  const next = state.milestones.find((one) => one.doneAt === null);
  const due =
    state.status === 'suggested'
      ? `，报方案期限 ${dayWords(state.planDue)}`
      : state.status === 'rectifying' && next !== undefined
        ? `，下一节点 ${dayWords(next.day)}`
        : '';
  return `${state.number} ${directory.unitName(state.unit)}〔${rectificationWords(state, inTime)}〕${due}`;
}

/** All there is of one. */
export function rectificationInFull(state: RectificationState, directory: Directory, inTime: Day): string {
  return [
    `${suggestionNumber(state)} ${directory.unitName(state.unit)}〔${rectificationWords(state, inTime)}〕`,
    `${momentWords(state.suggestedAt)}发出${
      state.flags.length === 0
        ? ''
        : `，依据：${state.flags.map(({ flag, kind }) => `预警 ${flag} 号${flagKindNames[kind]}`).join('、')}`
    }`,
    ...(state.status === 'suggested' ? [`整改方案：${dayWords(state.planDue)}前报`] : []),
    ...(state.documentNumber === null ? [] : [`整改方案：${state.documentNumber}`]),
    ...state.milestones.map(
      (one, index) =>
        `${state.number}-${index + 1} ${dayWords(one.day)} ${one.person} ${one.text}${
          one.doneAt === null ? (one.day < inTime ? '（逾期）' : '') : `（${momentWords(one.doneAt)}完成：${one.note}）`
        }`,
    ),
    ...(state.verifiedAt === null ? [] : [`${momentWords(state.verifiedAt)}核验销号`]),
  ].join('\n');
}

export const planForm = (number: number): string =>
  `整改 ${number} 文号 本单位发文字号\nX月X日 责任人 完成什么\nX月X日 责任人 完成什么`;

/** To the unit: why, until when, and how it answers. `evidence` says what was found. */
export const suggestionWords = (state: RectificationState, evidence: string, directory: Directory): string =>
  ` 【${suggestionNumber(state)}】经督查联络员核实，${directory.unitName(state.unit)}${evidence}。请于${dayWords(state.planDue)}前报整改方案，一行一个节点，写明日期和责任人：\n${planForm(state.number)}\n发送“预警 ${directory.unitName(state.unit)}”可看全部依据。`;

/** To the unit: a further flag is answered by the plan it owes already. */
export const joinedWords = (state: RectificationState, evidence: string, directory: Directory): string =>
  ` 【${suggestionNumber(state)}】另经督查联络员核实，${directory.unitName(state.unit)}${evidence}。请在${dayWords(state.planDue)}前的整改方案里一并答复。`;

/** What the liaison group sees of a step: one line. */
export const stepLine = (state: RectificationState, directory: Directory, what: string): string =>
  `【整改】${suggestionNumber(state)} ${directory.unitName(state.unit)}：${what}`;

export const planLine = ({ data }: RectificationEventOf<'planSubmitted'>): string => {
  const last = data.steps.reduce((day, step) => (step.day > day ? step.day : day), '');
  return `已报整改方案（${data.documentNumber}），${data.steps.length} 个节点，${dayWords(last)}前完成`;
};

export const completedLine = (state: RectificationState, milestone: number): string =>
  `${state.number}-${milestone} ${excerpt(state.milestones[milestone - 1]?.text ?? '', 20)} 已完成（${doneOf(state)}）`;

/** To the unit that submitted its plan: what was understood, and who of the persons named cannot be reminded. */
export function planKept(state: RectificationState, unlinked: readonly { name: string; namesakes: number }[]): string {
  const unknown = unlinked.filter(({ namesakes }) => namesakes === 0).map(({ name }) => name);
  const several = unlinked.filter(({ namesakes }) => namesakes > 0);
  const { number, documentNumber, milestones } = state;
  return [
    `${suggestionNumber(state)} 整改方案已收下：${documentNumber}`,
    ...milestones.map((one, index) => `${number}-${index + 1} ${dayWords(one.day)} ${one.person} ${one.text}`),
    `每个节点到期前一天、当天和逾期各提醒一次。完成后请发：整改 完成 ${number}-1 完成情况`,
    ...(unknown.length === 0 ? [] : [`本单位名册里没有${unknown.join('、')}，提醒时只写姓名，不能 @ 到本人。`]),
    ...several.map(({ name, namesakes }) => `本单位名册里有 ${namesakes} 个${name}，提醒时只写姓名，不能 @ 到本人。`),
  ].join('\n');
}

/** To the inspectors: everything is done, somebody has to look. */
export const toVerifyWords = (number: number): string =>
  `全部完成，请核验后回复：整改 核验 ${number}　或　整改 退回 ${number}-1 原因 `;
