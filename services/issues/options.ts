/** The issues a command may mean when no number was said: those it is possible for, that are the person's to do it to. */
import { findIssues, type IssueFilter } from '../../db/issue-queries.ts';
import type { CommandType } from '../../domain/issue/commands.ts';
import { issuePermissions, type Standing } from '../../domain/permissions.ts';
import { transitions } from '../../domain/issue/transitions.ts';
import type { Option } from '../../domain/question.ts';
import { issueLine } from '../../wording/cards.ts';
import type { MessageContext } from '../core.ts';
import { actorOf } from './act.ts';

/** A phone's screen, and one digit. */
const OFFERED = 9;

/** What a command is about beside the states it is possible in: the few it is usually given for. */
const usual: Partial<Record<CommandType, IssueFilter>> = {
  assign: { statuses: ['reported', 'returned'], unassigned: true },
  reply: { statuses: ['awaitingReply'] },
  approve: { asked: true },
  refuse: { asked: true },
};

/** Newest first, as groups may see them; none where the command is about no issue in particular. */
export async function issueOptions(ctx: MessageContext, command: CommandType | null): Promise<Option[]> {
  if (command === null) return [];
  const own = issuePermissions[command].map((standing) => filterFor(ctx, standing)).find((filter) => filter !== null);
  if (own === undefined || own === null) return [];
  const filter = { statuses: transitions[command], ...usual[command], ...own };
  const found = await findIssues(ctx.core.db, filter, OFFERED);
  return found.issues.map((issue) => ({
    label: issueLine(ctx.rules.directory, { ...issue, clocks: [] }),
    value: issue.number,
  }));
}

function filterFor(ctx: MessageContext, standing: Standing): IssueFilter | null {
  const { id, handles, office, inspector, districtLeader } = actorOf(ctx.actor);
  switch (standing) {
    case 'unit':
      return handles.size === 0 ? null : { units: [...handles] };
    case 'supporting':
      return handles.size === 0 ? null : { supporting: [...handles] };
    case 'reporter':
      return office ? {} : { heardBy: id };
    case 'duty':
      return office ? {} : { duty: id };
    case 'leader':
      return districtLeader ? { leader: id } : null;
    case 'office':
      return office ? {} : null;
    case 'inspector':
      return inspector ? {} : null;
    case 'decided':
    case 'officeForPart':
    case 'officeForLeader':
      return null;
  }
}
