/** 逾期: what is overdue, the oldest deadline first. */
import { findIssues, type IssueRow } from '../../db/issue-queries.ts';
import { isOverdue, workingDaysOverdue } from '../../domain/deadlines.ts';
import { dueWords, message, overdueWords } from '../../wording/format.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { LISTED, offerNext, offsetOf } from '../pages.ts';
import { issueList } from './lists.ts';

export async function overdue(ctx: MessageContext, unit: number | null, page = 1): Promise<void> {
  const { directory } = ctx.rules;
  const filter = unit === null ? {} : { units: directory.withFormer([unit, ...directory.children(unit)]) };
  const found = await findIssues(ctx.core.db, { ...filter, overdueAt: ctx.now }, LISTED, offsetOf(page));
  offerNext(ctx, { page, total: found.total }, (later) => overdue(later, unit, page + 1));
  const title = unit === null ? '全区逾期未办' : `${directory.unitName(unit)}逾期未办`;
  await answer(ctx, message(issueList(ctx, title, found, { page, line: (issue) => overdueLine(ctx, issue) })));
}

function overdueLine({ rules, now }: MessageContext, { number, category, unit, due }: IssueRow): string {
  const { directory, calendar } = rules;
  const late =
    due === null || !isOverdue(due, now)
      ? ''
      : `${dueWords(due)}到期，${overdueWords(workingDaysOverdue(due, now, calendar))}`;
  return `#${number} · ${directory.categoryName(category)} · ${directory.unitName(unit)} · ${late}`;
}
