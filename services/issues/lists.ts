/** Issues in lists: what may be shown of each, to whom, where. */
import { subjectOf } from '../../domain/issue/permissions.ts';
import { may } from '../../domain/permitted.ts';
import type { IssueList, IssueRow } from '../../db/issue-queries.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { issueLine } from '../../wording/cards.ts';
import { excerpt } from '../../wording/format.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { inGroup, type MessageContext } from '../core.ts';
import { countWords, listedOf, moreWords } from '../pages.ts';

/** Who may see what a resident said: those who handle it or help, the first receiver, the office, inspectors and leaders. */
export function maySee(ctx: MessageContext, issue: IssueState | IssueRow): boolean {
  return may(ctx.actor, 'readIssue', subjectOf(issue, ctx.rules.directory));
}

/** One line in a list: what groups may see, and in private the first words of what it is about. */
export function listLine(ctx: MessageContext, issue: IssueRow): string {
  const known = issueLine(ctx.rules.directory, { ...issue, clocks: [] });
  return inGroup(ctx) || !maySee(ctx, issue) ? known : `${known}\n　${excerpt(issue.content, 30)}`;
}

/** A page of a list; `page` 1 where it is not asked page by page. */
export function issueList(
  ctx: MessageContext,
  title: string,
  found: IssueList,
  { page, line = (issue) => listLine(ctx, issue) }: { page: number; line?: (issue: IssueRow) => string },
): string {
  const { total } = found;
  if (found.issues.length === 0) return page > 1 ? nothingThere.listedSoFar(title, page) : nothingThere.listed(title);
  const shown = { page, total, listed: listedOf(ctx) };
  return [`${title}${countWords(shown)}`, ...found.issues.map(line), ...moreWords(shown)].join('\n');
}

/**
 * The first of a section, the others counted, and what is to be sent to act on them.
 *
 * @param more what shows all of them
 */
export function section(
  ctx: MessageContext,
  title: string,
  found: IssueList,
  more: string | null,
  act: string | null = null,
): string[] {
  if (found.issues.length === 0) return [];
  const rest = found.total - found.issues.length;
  return [
    [
      `${title}（${found.total} 件）`,
      ...found.issues.map((issue) => listLine(ctx, issue)),
      ...(rest > 0 ? [`……另有 ${rest} 件${more === null ? '' : `，发“${more}”看全部`}`] : []),
      ...(act === null ? [] : [`请发：${act}`]),
    ].join('\n'),
  ];
}
