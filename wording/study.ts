/** What came of a quarterly pack: decisions and instructions, item by item. */
import type { Directory } from '../domain/directory.ts';
import type { QuarterlyPack } from '../domain/handover-form.ts';
import type { EventOf } from '../domain/issue/events.ts';
import type { LeadingDecision } from '../domain/issue/state.ts';
import { dateWords, statusNames } from './format.ts';
import { quarterWords } from './handover.ts';
import { decisionLine, instructionLine } from './routes.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import type { IssueState } from '../domain/issue/state.ts';

/** An item as it stands, with what was said on the pack. */
export interface SaidOnItem {
  issue: Pick<IssueState, 'number' | 'status'>;
  decisions: readonly LeadingDecision[];
  instructions: readonly EventOf<'instructed'>[];
}

const isDone = ({ doneAt }: LeadingDecision): boolean => doneAt !== null;

/** Behind a decision: on which quarter's pack it was made. */
export const studyWords = ({ study }: LeadingDecision): string =>
  study === undefined ? '' : `（${quarterWords({ from: study.quarter, to: study.quarter })}研究）`;

/** For a group: how many, behind the pack's line. */
export function studiedCount(said: readonly SaidOnItem[]): string {
  const decisions = said.flatMap((item) => item.decisions);
  return decisions.length === 0 ? '' : `已议定 ${decisions.length} 项，落实 ${decisions.filter(isDone).length} 项。`;
}

/** @param said the items something was said on */
export function studiedLines(
  pack: QuarterlyPack,
  said: readonly SaidOnItem[],
  directory: Directory,
  now: Instant,
): string[] {
  const of = new Map(said.map((item) => [item.issue.number, item]));
  const items = pack.forms.flatMap(({ number, issue }) => {
    const item = of.get(issue);
    if (item === undefined || item.decisions.length + item.instructions.length === 0) return [];
    return [
      `${number} #${issue} ${statusNames[item.issue.status]}`,
      ...item.decisions.map((decision) => `　${decisionLine(issue, decision, directory)}`),
      ...item.instructions.map((event) => `　${instructionLine(event, directory)}`),
    ];
  });
  const left = pack.forms.filter(({ issue }) => (of.get(issue)?.decisions.length ?? 0) === 0);
  return [
    `—— 研究以后（至${dateWords(dayOf(now))}）：${studiedCount(said) === '' ? '还没有议定。' : studiedCount(said)}`,
    ...items,
    ...(items.length === 0 || left.length === 0
      ? []
      : [`尚无议定：${left.map(({ issue }) => `#${issue}`).join('、')}`]),
  ];
}
