/** A unit's open issues in words, clock by clock. */
import type { ClockCard, Holder, NextStep } from '../domain/clock-card.ts';
import type { Directory } from '../domain/directory.ts';
import type { IssueState } from '../domain/issue/state.ts';
import { dayWords, dueWords, statusNames } from './format.ts';
import { withdrawnForm } from './routes.ts';

export interface DeskWords {
  open: number;
  overdue: number;
  soon: number;
  unaccepted: number;
  shelved: number;
  awaitingReply: number;
}

const stepNames: Record<NextStep, string> = { accept: '受理', outcome: '办结', reply: '答复群众', review: '复核' };

/** `在办 5 件：逾期 1，待受理 1；挂账 1，待反馈 2`; what is none is left out. */
export function deskCounts({ open, overdue, soon, unaccepted, shelved, awaitingReply }: DeskWords): string {
  const some = (parts: readonly (readonly [string, number])[]): string =>
    parts.flatMap(([label, count]) => (count > 0 ? [`${label} ${count}`] : [])).join('，');
  const within = some([
    ['逾期', overdue],
    ['待受理', unaccepted],
    ['即将到期', soon],
  ]);
  const beside = some([
    ['挂账', shelved],
    ['待反馈', awaitingReply],
  ]);
  return `在办 ${open} 件${within === '' ? '' : `：${within}`}${beside === '' ? '' : `；${beside}`}`;
}

function holderWords(holder: Holder, directory: Directory): string {
  switch (holder.kind) {
    case 'office':
      return '双访办待转办';
    case 'unit':
      return directory.unitName(holder.unit);
    case 'receiver':
      return `首问${directory.person(holder.person)?.name ?? ''}`;
    case 'shelved':
      return '挂账';
  }
}

function nextWords(next: ClockCard['next']): string {
  if (next === null) return '没有期限';
  const { step, due, left } = next;
  const until = typeof due === 'string' ? dayWords(due) : dueWords(due);
  return left < 0
    ? `${until}应${stepNames[step]}，已逾期 ${-left} 个工作日`
    : `${until}前${stepNames[step]}，还剩 ${left} 个工作日`;
}

/** Two lines: what it is, then its clocks. Nothing of what was said: it may stand in a group. */
export function clockLines(issue: IssueState, card: ClockCard, directory: Directory): string {
  const { holder, used, next, total } = card;
  const left = total.left === null ? '' : total.left < 0 ? `，超 ${-total.left}` : `，剩 ${total.left}`;
  return [
    [
      `#${issue.number} ${directory.categoryName(issue.category)}`,
      statusNames[issue.status],
      ...withdrawnForm(issue),
    ].join(' · '),
    `　${holderWords(holder, directory)}，已用 ${used} 个工作日；${nextWords(next)}；总时钟已用 ${total.used}${left}`,
  ].join('\n');
}

export const overdueFirst = (overdue: number): string => `其中逾期 ${overdue} 件，请先办逾期的`;
