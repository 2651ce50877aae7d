/** The issues a command may mean when no number was said: those it is possible for, that are the person's to do it to. */
import { findIssues, type IssueFilter } from '../../db/issue-queries.ts';
import type { CommandType } from '../../domain/issue/commands.ts';
import { handledUnits } from '../../domain/directory.ts';
import type { Scope } from '../../domain/permissions.ts';
import { reach } from '../../domain/permitted.ts';
import { transitions } from '../../domain/issue/transitions.ts';
import type { Option } from '../../domain/question.ts';
import { issueLine } from '../../wording/cards.ts';
import type { MessageContext } from '../core.ts';

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
  const far = reach(ctx.actor, command);
  const offered = offeredFirst.find((scope) => far.has(scope));
  if (offered === undefined) return [];
  const filter = { statuses: transitions[command], ...usual[command], ...filterFor(ctx, offered) };
  const found = await findIssues(ctx.core.db, filter, OFFERED);
  return found.issues.map((issue) => ({
    label: issueLine(ctx.rules.directory, { ...issue, clocks: [] }),
    value: issue.number,
  }));
}

/** The scopes issues can be looked for by, those first that are meant where somebody may by several. */
const offeredFirst = ['any', 'unit', 'supporting', 'reported', 'duty', 'led'] as const satisfies readonly Scope[];

function filterFor({ actor }: MessageContext, scope: (typeof offeredFirst)[number]): IssueFilter {
  switch (scope) {
    case 'any':
      return {};
    case 'unit':
      return { units: handledUnits(actor) };
    case 'supporting':
      return { supporting: handledUnits(actor) };
    case 'reported':
      return { heardBy: actor.id };
    case 'duty':
      return { duty: actor.id };
    case 'led':
      return { leader: actor.id };
  }
}
