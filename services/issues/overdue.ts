/** 逾期: what is overdue, the oldest deadline first. */
import { findIssues, type IssueRow } from '../../db/issue-queries.ts';
import { isOverdue, workingDaysOverdue } from '../../domain/deadlines.ts';
import { owedToUnit } from '../../domain/issue/requests.ts';
import { dueWords, message, overdueWords } from '../../wording/format.ts';
import { owedWords } from '../../wording/requests.ts';
import { withdrawnForm } from '../../wording/routes.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { listedOf, offerNext, offsetOf } from '../pages.ts';
import { issueList } from './lists.ts';

export async function overdue(ctx: MessageContext, unit: number | null, page = 1): Promise<void> {
  const { directory } = ctx.rules;
  const filter = unit === null ? {} : { units: directory.withFormer([unit, ...directory.children(unit)]) };
  const listed = listedOf(ctx);
  const found = await findIssues(ctx.core.db, { ...filter, overdueAt: ctx.now }, listed, offsetOf(page, listed));
  offerNext(ctx, { page, total: found.total, listed }, (later) => overdue(later, unit, page + 1));
  const title = unit === null ? '全区逾期未办' : `${directory.unitName(unit)}逾期未办`;
  await answer(ctx, message(issueList(ctx, title, found, { page, line: (issue) => overdueLine(ctx, issue) })));
}

function overdueLine({ rules, now }: MessageContext, issue: IssueRow): string {
  const { number, category, unit, due } = issue;
  const { directory, calendar } = rules;
  const late =
    due === null || !isOverdue(due, now)
      ? ''
      : `${dueWords(due)}到期，${overdueWords(workingDaysOverdue(due, now, calendar))}`;
  const parts = [
    `#${number}`,
    directory.categoryName(category),
    directory.unitName(unit),
    `${late}${owedWords(owedToUnit(issue))}`,
    ...withdrawnForm(issue),
  ];
  return parts.join(' · ');
}
