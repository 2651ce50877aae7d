/** What stands beside an issue on its card: its parts, and what the district leader said. */
import { eventsOfIssue, partsOf } from '../../db/handover.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { instructionLine, partLine } from '../../wording/routes.ts';
import type { Core } from '../core.ts';

export async function besideIssue({ db, readers }: Core, issue: IssueState): Promise<string[]> {
  const { directory } = readers();
  const [parts, said] = await Promise.all([
    issue.parts.length === 0 ? [] : partsOf(db, issue.number),
    eventsOfIssue(db, issue.number, ['instructed']),
  ]);
  return [
    ...said.map((event) => instructionLine(event, directory)),
    ...(parts.length === 0 ? [] : [`拆分 ${parts.length} 个部分：`, ...parts.map((part) => partLine(part, directory))]),
  ];
}
