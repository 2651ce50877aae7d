/** Reads what is asked of the list of issues: state words and the page, wherever they stand; the other words in order. */
import type { IssueStatus } from '../issue/state.ts';
import { readCount } from './numbers.ts';
import { toHalfWidth } from './normalize.ts';

/** A word for how issues stand; `overdue`, `soon` and `unrouted` are no states of their own. */
export interface AskedState {
  statuses?: readonly IssueStatus[];
  overdue?: true;
  /** Due within the days of the digest. */
  soon?: true;
  /** Nobody has it: the office has to route it. */
  unrouted?: true;
  /** An extension is asked for. */
  extension?: true;
}

const working: readonly IssueStatus[] = ['reported', 'accepted', 'handling', 'reopened'];
const states: readonly (readonly [words: readonly string[], state: AskedState])[] = [
  [['逾期', '超期', '过期'], { overdue: true }],
  [['即将到期', '快到期', '临期'], { soon: true }],
  [['待转办', '待交办', '待分派', '退回', '已退回'], { unrouted: true }],
  [['延期', '延期待批', '待批'], { extension: true }],
  [['待受理', '未受理', '新增'], { statuses: ['reported', 'reopened'] }],
  [['已受理', '受理'], { statuses: ['accepted'] }],
  [['办理中', '在办', '办理'], { statuses: ['accepted', 'handling'] }],
  [['挂账', '暂停'], { statuses: ['shelved'] }],
  [['待反馈', '待答复', '未反馈'], { statuses: ['awaitingReply'] }],
  [['已办结', '办结'], { statuses: ['awaitingReply', 'closed'] }],
  [['已结', '已结案', '结案', '销号'], { statuses: ['closed'] }],
  [['未结', '未办结', '未完'], { statuses: [...working, 'returned', 'shelved'] }],
  [['撤回', '已撤回'], { statuses: ['withdrawn'] }],
  [['重办'], { statuses: ['reopened'] }],
];
const stateByWord = new Map(states.flatMap(([words, state]) => words.map((word) => [word, state] as const)));

/** State words that stand alone, for help and for what is not understood. */
export const stateWords: readonly string[] = states.map(([words]) => words[0] ?? '');

export interface IssueQuestion {
  /** From 1. */
  page: number;
  states: readonly AskedState[];
  /** Places, units, categories or what was said. */
  words: readonly string[];
}

const PAGE = /第\s*([\d一二三四五六七八九十]{1,4})\s*页/;

/** `教育局 逾期 第2页`; 新增 alone is a state, within a longer word it is not. */
export function readIssueQuestion(text: string): IssueQuestion {
  const plain = toHalfWidth(text);
  const page = readCount(PAGE.exec(plain)?.[1] ?? '1') ?? 1;
  const words = plain
    .replace(PAGE, ' ')
    .split(/[\s，,、;；。]+/)
    .filter((word) => word !== '' && word !== '的');
  const asked = words.map((word) => ({ word, state: stateByWord.get(word.replace(/(?:的|件)$/, '')) }));
  return {
    page: Math.max(page, 1),
    states: asked.flatMap(({ state }) => state ?? []),
    words: asked.flatMap(({ word, state }) => (state === undefined ? [word] : [])),
  };
}

/** Neighbouring pairs of characters, by which words are looked up; as the database makes them (code points). */
export function pairsOf(text: string): string[] {
  const characters = [...text];
  return [...new Set(characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`))];
}
