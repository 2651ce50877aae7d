/** 季度研究: the forms unsolved at the end of a quarter, for the leading group, from what had happened by then. */
import { formHistories } from '../../db/handover.ts';
import { isUnsolved, type QuarterlyPack } from '../../domain/handover-form.ts';
import { standingAt, standingUntil } from '../../domain/issue/history.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { rangeOf, type Period } from '../../domain/period.ts';
import type { Instant } from '../../domain/time.ts';
import type { Core } from '../core.ts';
import { unsolvedForm } from './form.ts';

/** As what a pack is issued; edition 0 is only looked at. */
export type PackIssued = Pick<QuarterlyPack, 'edition' | 'issuedAt' | 'issuedBy'>;

export const lookedAt = (now: Instant): PackIssued => ({ edition: 0, issuedAt: now, issuedBy: null });

/** As it was, its place and category as they were set right since: those were wrong from the beginning. */
function asCorrected(issue: number, history: readonly IssueEvent[], until: Instant): IssueState | null {
  const [then, now] = [standingAt(issue, history, until), standingAt(issue, history, Infinity)];
  if (then === null || now === null) return null;
  const { place, placeText, category } = now;
  return { ...then, place, placeText, category };
}

/**
 * As things stood at the end of the quarter, or at `issuedAt` for one that still runs: a form withdrawn, solved or reopened
 * since is listed as it was. What `更正` set right is listed right.
 */
export async function quarterlyPack(
  core: Pick<Core, 'db' | 'readers'>,
  quarter: Period,
  issued: PackIssued,
): Promise<QuarterlyPack> {
  const { rules } = core.readers();
  const until = Math.min(rangeOf(quarter).to - 1, issued.issuedAt);
  const histories = await formHistories(core.db, until);
  return {
    quarter,
    until,
    forms: histories.flatMap(({ issue, history }) => {
      const state = asCorrected(issue, history, until);
      if (state === null || !isUnsolved(state)) return [];
      const progress = standingUntil(history, until).findLast((event) => event.type === 'progressed');
      return unsolvedForm(state, progress?.type === 'progressed' ? progress.data.text : null, rules, until) ?? [];
    }),
    ...issued,
    changes: null,
  };
}
