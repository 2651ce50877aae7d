/** Parts of an issue: which are open, what moves with the whole, and what its unit hears when one is over. */
import { loadIssue } from '../../db/commit.ts';
import { loadHistory } from '../../db/history.ts';
import { partsOf, partsWithClocks } from '../../db/handover.ts';
import type { Database } from '../../db/connect.ts';
import type { IssueRow } from '../../db/issue-queries.ts';
import type { Directory } from '../../domain/directory.ts';
import type { IssueCommand } from '../../domain/issue/commands.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { EventOf, IssueEvent } from '../../domain/issue/events.ts';
import { standingUntil } from '../../domain/issue/history.ts';
import { caughtUp, givenSince, givenTime, goesOnWith, inherits, movedAlong } from '../../domain/issue/parts.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import type { Instant } from '../../domain/time.ts';
import { toNamedUnit, type Notice } from '../../wording/notice.ts';
import { alongReason, partMoved, partsAlong, partsLate } from '../../wording/parts.ts';
import { partOverWords } from '../../wording/routes.ts';
import type { Core } from '../core.ts';

const isOpen = ({ outcomeAt, closedAt }: IssueRow): boolean => outcomeAt === null && closedAt === null;

/** What is asked of an issue that was split, and the parts of it that the answer rests on. */
export interface AskedOfWhole {
  asked: IssueCommand;
  /** They have to be as they were read. */
  beside: readonly Pick<IssueState, 'number' | 'version'>[];
  /** Their deadlines are the whole's and move with it. */
  inherit: readonly IssueState[];
  /** Their deadlines were the whole's and have passed: they do not move. */
  late: readonly number[];
}

/** Before a whole is over its parts have to be; where it is given more time, they are. */
export async function askedOfWhole(
  { db }: Pick<Core, 'db'>,
  whole: IssueState,
  command: IssueCommand,
  at: Instant,
): Promise<AskedOfWhole> {
  const { type } = command;
  const alone = { asked: command, beside: [], inherit: [], late: [] };
  if (whole.parts.length === 0) return alone;
  if (type === 'recordOutcome' || type === 'withdraw' || type === 'settleOnSpot') {
    const beside = await partsOf(db, whole.number);
    return { ...alone, asked: { ...command, openParts: beside.filter(isOpen).map(({ number }) => number) }, beside };
  }
  const moves =
    type === 'changeRoute' ||
    type === 'issueForm' ||
    type === 'resume' ||
    (type === 'approve' && whole.pendingExtension !== null);
  if (!moves) return alone;
  const beside = await partsWithClocks(db, whole.number);
  const sharing = beside.filter((part) => inherits(part, whole));
  const inherit = type === 'resume' ? sharing.filter((part) => goesOnWith(part, at)) : sharing;
  const late = sharing.filter((part) => part.status !== 'shelved' && !inherit.includes(part));
  return { asked: { ...command, inherit: numbersOf(inherit) }, beside, inherit, late: numbersOf(late) };
}

const numbersOf = (parts: readonly IssueState[]): number[] => parts.map(({ number }) => number);

/** What moves along with the whole, each with its event, and what the units of it hear. */
export function alongWith(
  { before, events }: { before: IssueState; events: readonly IssueEvent[] },
  { inherit, late }: Pick<AskedOfWhole, 'inherit' | 'late'>,
  at: Instant,
  rules: Rules,
): { changes: { before: IssueState; after: IssueState; events: IssueEvent[] }[]; notices: Notice[]; said: string } {
  const whole = givenTime(before, events);
  if (whole === null) return { changes: [], notices: [], said: '' };
  const reason = alongReason(whole);
  const changes = inherit.flatMap((part) => {
    const event = movedAlong(part, whole, at, reason, rules);
    return event === null ? [] : [{ before: part, after: evolve(part, event), events: [event] }];
  });
  return {
    changes,
    notices: changes.flatMap(({ after }) => partMoved(after, reason, rules.directory)),
    said: `${partsAlong(numbersOf(changes.map(({ after }) => after)))}${partsLate(late)}`.replace(/^[，；]/, ''),
  };
}

/** What a part has missed of the whole's time that is opened again by an undoing. */
export async function missedOf(
  { db }: Pick<Core, 'db'>,
  part: IssueState,
  whole: IssueState,
  since: Instant,
  at: Instant,
  rules: Rules,
): Promise<EventOf<'deadlineChanged'>[]> {
  if (part.outcomeAt !== null || part.closedAt !== null) return [];
  const history = (await loadHistory(db, whole.number)).map(({ event }) => event);
  return caughtUp(part, givenSince(whole.number, standingUntil(history, Infinity), since), at, alongReason, rules);
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
