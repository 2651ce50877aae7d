/** The steps of the ladder that people take, in words: to the unit, to the liaison group, and as lists. */
import type { Directory } from '../domain/directory.ts';
import type { LadderStep } from '../domain/escalation.ts';
import type { SuperviseOrder } from '../domain/supervise-order.ts';
import { dayOf, yearOf, type Day, type Instant } from '../domain/time.ts';
import { ladderNames } from './digests.ts';
import { dayWords, dueWords } from './format.ts';

/** 督办〔2026〕3号 */
export const orderNumber = ({ number, issuedAt }: { number: number; issuedAt: Instant }): string =>
  `督办〔${yearOf(issuedAt)}〕${number}号`;

const overBy = (days: number): string => (days > 0 ? `逾期 ${days} 个工作日` : '');

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('，');

/** To the unit's lead: 催办. */
export const urgedWords = (
  issue: { number: number; category: string; due: Instant | null },
  daysOverdue: number,
  note: string | null,
  by: string,
): string =>
  ` 【催办】#${issue.number} ${joined(
    issue.category,
    issue.due === null ? '' : `${dueWords(issue.due)}到期`,
    overBy(daysOverdue),
  )}，请负责人督促办理。${note === null ? '' : `${note}。`}（${by}催办）`;

/** To the unit: a 督办单. A group is told neither place nor content. */
export const orderWords = (order: SuperviseOrder): string =>
  ` 【督办】#${order.issue.number} 请${order.unit}于${dayWords(order.answerDue)}前办结或说明情况。${joined(
    orderNumber(order),
    order.issue.category,
    overBy(order.daysOverdue),
    before(order.before),
  )}。${order.requirement === null ? '' : `要求：${order.requirement}。`}（${order.issuedBy}签发）`;

/** 已催办 2 次 is no question here: each step is taken once. */
const before = (steps: SuperviseOrder['before']): string =>
  steps.length === 0
    ? ''
    : `此前${steps.map(({ step, at }) => `${dayWords(dayOf(at))}${ladderNames[step]}`).join('、')}`;

export const circulatedWords = (
  issue: number,
  unit: string,
  daysOverdue: number,
  note: string | null,
  by: string,
): string =>
  ` 【通报】#${issue} ${joined(`${unit}${overBy(daysOverdue)}`, '列入本月通报')}。${note === null ? '' : `${note}。`}（${by}签发）`;

/** To the unit: that its lead may be summoned. */
export const summonedWords = (issue: number | null, unit: string, reason: string | null, by: string): string =>
  ` 【约谈】${issue === null ? '' : `#${issue} `}建议约谈${unit}负责人${reason === null ? '' : `：${reason}`}，由双访办安排。（${by}提出）`;

/** To the office: it has to be arranged. */
export const toArrangeWords = (number: number, issue: number | null, unit: string, reason: string | null): string =>
  `【约谈建议】${number} 号 ${unit}${issue === null ? '' : ` #${issue}`}${reason === null ? '' : `：${reason}`}\n请双访办安排，谈过后请发：约谈 完成 ${number} 结果 `;

/** What the liaison group sees of a step above urging: one line. */
export const stepLineWords = (
  step: LadderStep,
  issue: number,
  unit: string,
  paper: string | null,
  by: string,
): string => `【${ladderNames[step]}】#${issue} ${unit}${paper === null ? '' : ` ${paper}`}（${by}签发）`;

/** To the person who took a step. `paper` is the number of the proposal, for a 督办单 the order itself. */
export function tookWords(
  step: LadderStep,
  issue: number,
  unit: string,
  paper: number | null,
  order: SuperviseOrder | null,
): string {
  if (order !== null) {
    return `#${issue} ${orderNumber(order)}已签发，送${unit}，${dayWords(order.answerDue)}前办结或说明情况。`;
  }
  if (step === 'circulate') return `#${issue} ${unit}已列入本月通报。`;
  if (step === 'summon') return `#${issue} 约谈建议 ${paper ?? ''} 号已提出：${unit}，等双访办安排。`;
  return `#${issue} 已催办${unit}负责人，每日提醒不再重复催办。`;
}

export const orderSentWords = (issue: number): string => `#${issue} 的督办单（Word）：`;
/** In a group: the document tells what residents said. */
export const orderInPrivateWords = (issue: number): string => `#${issue} 的督办单已私聊发给您。`;
interface OrderView {
  number: number;
  issue: number;
  unit: number;
  answerDue: Day;
  issuedAt: Instant;
  settled: boolean;
}

export const orderLine = (order: OrderView, directory: Directory, inTime: Day): string =>
  `${orderNumber(order)} #${order.issue} ${directory.unitName(order.unit)}〔${
    order.settled ? '已办结' : order.answerDue < inTime ? '逾期未办结' : '办理中'
  }〕${dayWords(order.answerDue)}前办结或说明`;

/** The circular of a month as it stands, by unit. */
export const circularLine = (
  one: {
    issue: number;
    unit: number;
    /** Where it is called otherwise now. */
    unitThen: string | null;
    category: number | null;
    due: Instant | null;
    note: string | null;
    by: number;
    settled: boolean;
  },
  directory: Directory,
): string =>
  `${one.unitThen ?? directory.unitName(one.unit)} #${one.issue} ${directory.categoryName(one.category)}，${
    one.settled ? '现已办结' : one.due === null ? '仍未办结' : `${dueWords(one.due)}到期，仍未办结`
  }${one.note === null ? '' : `：${one.note}`}（${directory.person(one.by)?.name ?? ''}签发）`;

export const summonsLine = (
  one: {
    number: number;
    unit: number;
    issue: number | null;
    reason: string | null;
    proposedBy: number;
    proposedAt: Instant;
  },
  directory: Directory,
): string =>
  `${one.number} ${directory.unitName(one.unit)}${one.issue === null ? '' : ` #${one.issue}`}${
    one.reason === null ? '' : `：${one.reason}`
  }（${directory.person(one.proposedBy)?.name ?? ''} ${dayWords(dayOf(one.proposedAt))}提出）`;
