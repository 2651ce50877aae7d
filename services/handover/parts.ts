/** Parts of an issue: which are open, what moves with the whole, and what its unit hears when one is over. */
import { loadIssue } from '../../db/commit.ts';
import { partsOf, unfinishedParts } from '../../db/handover.ts';
import type { Database } from '../../db/connect.ts';
import type { IssueRow } from '../../db/issue-queries.ts';
import type { Directory } from '../../domain/directory.ts';
import type { IssueCommand } from '../../domain/issue/commands.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import { inherits, movedAlong } from '../../domain/issue/parts.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import type { Instant } from '../../domain/time.ts';
import { toNamedUnit, type Notice } from '../../wording/notice.ts';
import { alongReason, partMoved, partsAlong } from '../../wording/parts.ts';
import { partOverWords } from '../../wording/routes.ts';
import type { Core } from '../core.ts';

const isOpen = ({ outcomeAt, closedAt }: IssueRow): boolean => outcomeAt === null && closedAt === null;

/** What is asked of an issue that was split, and the parts of it that the answer rests on. */
export interface AskedOfWhole {
  asked: IssueCommand;
  /** They have to be as they were read. */
  beside: readonly IssueRow[];
  /** Their deadlines are the whole's and move with it. */
  inherit: readonly IssueState[];
}

/** Before a whole is over its parts have to be; where it is given more time, they are. */
export async function askedOfWhole(
  { db }: Pick<Core, 'db'>,
  whole: IssueState,
  command: IssueCommand,
): Promise<AskedOfWhole> {
  const { type } = command;
  const alone = { asked: command, beside: [], inherit: [] };
  if (whole.parts.length === 0) return alone;
  if (type === 'recordOutcome' || type === 'withdraw' || type === 'settleOnSpot') {
    const beside = await partsOf(db, whole.number);
    return { ...alone, asked: { ...command, openParts: beside.filter(isOpen).map(({ number }) => number) }, beside };
  }
  const moves =
    type === 'changeRoute' || type === 'issueForm' || (type === 'approve' && whole.pendingExtension !== null);
  if (!moves) return alone;
  const inherit = (await unfinishedParts(db, whole.number)).filter((part) => inherits(part, whole));
  return { ...alone, asked: { ...command, inherit: inherit.map(({ number }) => number) }, inherit };
}

/** What moves along with the whole, each with its event, and what the units of it hear. */
export function alongWith(
  whole: { before: IssueState; after: IssueState; events: readonly IssueEvent[] },
  inherit: readonly IssueState[],
  at: Instant,
  rules: Rules,
): { changes: { before: IssueState; after: IssueState; events: IssueEvent[] }[]; notices: Notice[]; said: string } {
  const reason = reasonOf(whole);
  if (reason === null) return { changes: [], notices: [], said: '' };
  const changes = inherit.flatMap((before) => {
    const event = movedAlong(before, whole, at, reason, rules);
    return event === null ? [] : [{ before, after: evolve(before, event), events: [event] }];
  });
  return {
    changes,
    notices: changes.flatMap(({ after }) => partMoved(after, reason, rules.directory)),
    said: partsAlong(changes.map(({ after }) => after.number)).replace(/^，/, ''),
  };
}

/** Why the whole has more time now, where that is for its parts as well: not where another unit gets it. */
function reasonOf({ before, events }: { before: IssueState; events: readonly IssueEvent[] }): string | null {
  for (const event of events) {
    if (event.type === 'extensionApproved')
      return alongReason(before.number, '延期', before.pendingExtension?.reason ?? '');
    if (event.type === 'deadlineChanged') return alongReason(before.number, '期限顺延', event.data.reason);
  }
  return null;
}

async function openPartsOf(db: Database, parent: number): Promise<number[]> {
  const parts = await partsOf(db, parent);
  return parts.filter(isOpen).map(({ number }) => number);
}

/** To the unit that answers for the whole; nothing where the issue is no part or goes on. */
export async function partOverNotices(
  { db }: Pick<Core, 'db'>,
  part: IssueState,
  events: readonly IssueEvent[],
  directory: Directory,
): Promise<Notice[]> {
  const { parent } = part;
  if (parent === null || !events.some(({ type }) => type === 'outcomeRecorded' || type === 'withdrawn')) return [];
  const [whole, open] = await Promise.all([loadIssue(db, parent), openPartsOf(db, parent)]);
  if (whole === null || whole.unit === null) return [];
  const left = open.filter((number) => number !== part.number).length;
  return [toNamedUnit(whole, directory, whole.unit, () => partOverWords(part, left, parent, directory))];
}
