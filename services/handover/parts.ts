/** Parts of an issue: which are open, and what the unit of the whole hears when one is over. */
import { loadIssue } from '../../db/commit.ts';
import { partsOf } from '../../db/handover.ts';
import type { Database } from '../../db/connect.ts';
import type { Directory } from '../../domain/directory.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { toNamedUnit, type Notice } from '../../wording/notice.ts';
import { partOverWords } from '../../wording/routes.ts';
import type { Core } from '../core.ts';

export const isOpen = ({ outcomeAt, closedAt }: Pick<IssueState, 'outcomeAt' | 'closedAt'>): boolean =>
  outcomeAt === null && closedAt === null;

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
