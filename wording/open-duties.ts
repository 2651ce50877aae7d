/** What somebody who leaves still owes, who may take over, and what those who do are told. */
import type { Directory, Person } from '../domain/directory.ts';
import type { Owed } from '../domain/leaving.ts';
import type { HandedOver } from '../domain/roster-change.ts';
import { issueList } from './format.ts';
import { listed } from './questions.ts';
import { roleWords } from './roster-changes.ts';

/** Numbers that are named; more are counted. */
const LISTED = 10;

const milestoneName = ({ rectification, milestone }: { rectification: number; milestone: number }): string =>
  `${rectification}-${milestone}`;

/** What is open, a line a kind. */
const owedLines = ({ unanswered, handled, calls, milestones }: Owed): string[] => [
  ...(unanswered.length > 0 ? [`待答复群众：${issueList(unanswered, LISTED)}`] : []),
  ...(handled.length > 0 ? [`首问、还在办：${issueList(handled, LISTED)}`] : []),
  ...(calls.length > 0
    ? [
        `待回访：${issueList(
          calls.map(({ issue }) => issue),
          LISTED,
        )}`,
      ]
    : []),
  ...(milestones.length > 0 ? [`整改节点责任人：${milestones.map(milestoneName).join('、')}`] : []),
];

/** 孟良辰（城厢街道，单位联络员） */
export const heirLabel = (directory: Directory, { name, unit, roles }: Person): string =>
  `${name}（${unit === null ? '' : `${directory.unitName(unit)}，`}${roleWords(roles)}）`;

/** Who is to take over? Numbered, where somebody offers. */
export function whoTakesOverWords(name: string, owed: Owed, heirs: readonly string[]): string {
  const how =
    heirs.length === 0 ? '请回复接手人的姓名（可加单位）：' : '请选接手人，回复数字，或直接写姓名（可加单位）：';
  return [
    `${name}还有没办完的事，先移交再办离职：`,
    ...owedLines(owed),
    ...rulesOf(owed),
    how,
    ...listed(heirs.map((label) => ({ label, value: null }))),
    '不办了请回复“取消”。',
  ].join('\n');
}

const rulesOf = ({ calls, milestones }: Owed): string[] => [
  ...(calls.length > 0 ? ['（回访只由督查联络员打：接手人不是的，按网格分给其他督查联络员）'] : []),
  ...(milestones.length > 0 ? ['（整改节点由本单位的人负责：接手人不是的，由单位负责人接）'] : []),
];

/** Why somebody cannot leave: nobody is there who may have what they owe. */
export const nobodyTakesWords = (name: string, { calls, milestones }: Owed): string =>
  [
    `${name}还不能离职，没有人能接：`,
    ...(calls.length > 0 ? [`回访 ${calls.length} 件：请先让另一人任督查联络员（调动 姓名 督查联络员）`] : []),
    ...(milestones.length > 0
      ? [
          `整改节点 ${milestones.map(milestoneName).join('、')}：请接手人选本单位的，或先指定单位负责人（调动 姓名 单位 单位负责人）`,
        ]
      : []),
  ].join('\n');

/** To the inspector who calls now. */
export const handedToPerson = (from: string, calls: HandedOver['calls'], reason: string): string =>
  `【回访移交】${from}没打的回访 ${issueList(
    calls.map(({ issue }) => issue),
    LISTED,
  )} 由您打，原因：${reason}。看电话请私聊发：联系人 #编号；打完请发：回访 #编号 解决 满意`;

/** To the unit whose steps they are. */
export const handedToUnit = (from: string, milestones: HandedOver['milestones'], reason: string): string =>
  `整改节点 ${milestones.map(milestoneName).join('、')} 的责任人由${from}改为${milestones[0]?.to ?? ''}，原因：${reason}，日期不变。`;
