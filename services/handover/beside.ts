/** What stands beside an issue: its parts and what the district leader said, on its card and to a unit that gets it. */
import { eventsOfIssue, partsOf } from '../../db/handover.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { toNamedUnit, type Notice } from '../../wording/notice.ts';
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

/** What the district leader has said so far, to the lead of a unit that gets the issue now: it has not heard it. */
export async function instructionNotices(
  { db, readers }: Pick<Core, 'db' | 'readers'>,
  issue: IssueState,
  events: readonly IssueEvent[],
): Promise<Notice[]> {
  const { unit, handler } = issue;
  if (unit === null || !events.some(({ type }) => type === 'assigned' || type === 'transferred')) return [];
  const { directory } = readers();
  const said = await eventsOfIssue(db, issue.number, ['instructed']);
  return said.map((event) =>
    toNamedUnit(issue, directory, handler ?? unit, () => ` ${instructionLine(event, directory)}`, 'unitLead'),
  );
}
