/** Joint items in words: what they deal with, who leads, how they stand, what each step says. */
import type { Directory } from '../domain/directory.ts';
import type { JointItemState, JointItemStatus } from '../domain/joint-item.ts';
import type { Day } from '../domain/time.ts';
import { surgeName } from './emerging.ts';
import { dayWords, issueList, momentWords } from './format.ts';

const statusNames: Record<JointItemStatus, string> = {
  open: '办理中',
  answered: '待核',
  settled: '已销号',
  withdrawn: '已撤销',
};

export const jointItemStatusWords = ({ status, due }: JointItemState, inTime: Day): string =>
  status === 'open' && due !== null && due < inTime ? '逾期未办结' : statusNames[status];

/** 1 城厢街道·道路交通〔办理中〕交通运输局主办，12 件，11月30日（周一）前 */
export const jointItemLine = (item: JointItemState, directory: Directory, inTime: Day): string =>
  `${item.number} ${surgeName(item, directory)}〔${jointItemStatusWords(item, inTime)}〕${directory.unitName(item.unit)}主办，${item.issues.length} 件${
    item.due === null || item.status !== 'open' ? '' : `，${dayWords(item.due)}前`
  }`;

/** Beside an issue: 联合事项 1 号（交通运输局主办，办理中） */
export const jointItemOfIssue = (item: JointItemState, directory: Directory, inTime: Day): string =>
  `联合事项：${item.number} 号（${directory.unitName(item.unit)}主办，${jointItemStatusWords(item, inTime)}）`;

export function jointItemInFull(item: JointItemState, directory: Directory, inTime: Day): string {
  const by = directory.person(item.openedBy)?.name ?? '';
  return [
    `联合事项 ${item.number} 号 ${surgeName(item, directory)}〔${jointItemStatusWords(item, inTime)}〕`,
    `${momentWords(item.openedAt)}由${by}立项${
      item.surges.length === 0 ? '' : `，依据：${item.surges.map((one) => `苗头 ${one} 号`).join('、')}`
    }`,
    `主办：${directory.unitName(item.unit)}${item.due === null ? '' : `　期限：${dayWords(item.due)}`}`,
    ...(item.text === null ? [] : [`说明：${item.text}`]),
    ...(item.issues.length === 0 ? [] : [`事项 ${item.issues.length} 件：${issueList(item.issues, 30)}`]),
    ...(item.last === null || item.last.text === '' ? [] : [`最新：${momentWords(item.last.at)} ${item.last.text}`]),
    ...(item.settledAt === null ? [] : [`${momentWords(item.settledAt)}销号`]),
  ].join('\n');
}

const dueWords = ({ due }: JointItemState): string => (due === null ? '' : `，${dayWords(due)}前办结`);

/** To the one who opened it. */
export const openedWords = (item: JointItemState, emerging: number, joined: boolean, directory: Directory): string =>
  joined
    ? `第 ${emerging} 号苗头已并入联合事项 ${item.number} 号（${directory.unitName(item.unit)}主办），现共 ${item.issues.length} 件。`
    : `联合事项 ${item.number} 号已立项：${surgeName(item, directory)}，${directory.unitName(item.unit)}主办，共 ${item.issues.length} 件${dueWords(item)}。${
        item.due === null ? `要定期限请发：联合 期限 ${item.number} 11月30日。` : ''
      }`;

/** To the unit that leads it. */
export const forLead = (item: JointItemState, joined: boolean, directory: Directory): string =>
  joined
    ? ` 【联合事项】${item.number} 号又有同类事项并入，现共 ${item.issues.length} 件：${issueList(item.issues, 20)}`
    : ` 【联合事项】${item.number} 号 ${surgeName(item, directory)}，由${directory.unitName(item.unit)}主办${dueWords(item)}：${
        item.text === null ? '' : `${item.text}。`
      }涉及 ${item.issues.length} 件：${issueList(item.issues, 20)}。请找出共同原因一并解决，各件仍按原单位、原期限办理。\n进展请发：联合 进展 ${item.number} 做了什么\n办好请发：联合 办结 ${item.number} 怎样解决的`;

/** What the liaison group sees of a step. */
export const jointItemStep = (item: JointItemState, directory: Directory, what: string): string =>
  `【联合事项】${item.number} 号 ${surgeName(item, directory)}（${directory.unitName(item.unit)}主办）：${what}`;

export const toSettleWords = (number: number): string =>
  `请核实后回复：联合 销号 ${number}　或　联合 退回 ${number} 原因 `;

export const jointItemsHead = (count: number): string => `联合事项 ${count} 项：`;
