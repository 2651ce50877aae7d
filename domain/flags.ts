/** Flags on a unit, with the evidence a person needs to judge them, and what was decided about them. */
import type { Inheritance } from './roster-change.ts';
import { standing, type Log } from './taken-back.ts';
import type { Instant } from './time.ts';

/** slow 进度缓慢 · watch 关注 · untouched 久未办理 · overdueTogether 多件同时逾期 */
export type FlagKind = 'slow' | 'watch' | 'untouched' | 'overdueTogether';
export const flagKindNames: Record<FlagKind, string> = {
  slow: '进度缓慢',
  watch: '关注',
  untouched: '久未办理',
  overdueTogether: '多件同时逾期',
};

/** A flag is a draft until an inspector confirms or dismisses it. */
export type FlagState = 'draft' | 'confirmed' | 'dismissed';
export const flagStateNames: Record<FlagState, string> = { draft: '待核', confirmed: '已确认', dismissed: '已排除' };

export interface FlagPayloads {
  /** With the rectification it began or joined. */
  confirmed: { rectification: number | null };
  dismissed: { reason: string | null };
  /** The unit was merged into another. */
  inherited: Inheritance;
}
export type FlagEvent = {
  [T in keyof FlagPayloads]: { type: T; at: Instant; actor: number | null; data: FlagPayloads[T] };
}[keyof FlagPayloads];

/** What was decided and not taken back; the row of the flag says the same. */
export const foldFlag = (log: Log<FlagEvent>): FlagState =>
  standing(log).reduce<FlagState>((state, { type }) => (type === 'inherited' ? state : type), 'draft');

/** How a unit stood a month before, over the window that ended then. */
export interface ProgressBefore {
  from: string;
  to: string;
  observed: number;
  expected: number;
  verdict: 'onTrack' | 'watch' | 'slow';
}

export interface FlagEvidence {
  /** Closures observed and expected for the unit's mix of categories and ages. */
  observed: number | null;
  expected: number | null;
  /** P(X ≤ observed | expected), adjusted for overdispersion where that is set. */
  tail: number | null;
  /** Kaplan–Meier median in working days; null when not reached. */
  median: number | null;
  /** The rolling window looked at, first and last day. */
  from: string;
  to: string;
  /** What the unit was given: how many of each, and closures observed and expected of them. */
  categories: readonly { name: string; held?: number; observed: number; expected: number }[];
  /** The same look a month before; null where the unit held nothing then. Flags raised before this was kept have none. */
  before?: ProgressBefore | null;
  /** Categories only this unit handles, held against all matters of the district; null where there are none. */
  across: { observed: number; expected: number; tail: number; categories: readonly string[] } | null;
  /** Issue numbers behind it. */
  issues: readonly number[];
  /** Working days the longest of them has been left alone, of a flag for that. Flags raised before this was kept have none. */
  idleDays?: number;
}

/** Slow or watched now and a month ago: no passing weakness. */
export const isPersistent = ({ before }: Pick<FlagEvidence, 'before'>): boolean =>
  before !== undefined && before !== null && before.verdict !== 'onTrack';

/** 进度缓慢, then what needs no statistics, then what is only watched. */
const weights: Record<FlagKind, number> = { slow: 0, overdueTogether: 1, untouched: 2, watch: 3 };

/** What weighs most first: of a kind the less likely, or the one with more issues behind it. */
export const heaviestFirst = <F extends { kind: FlagKind; unit: number; evidence: FlagEvidence }>(
  flags: readonly F[],
): F[] =>
  flags.toSorted(
    (a, b) =>
      weights[a.kind] - weights[b.kind] ||
      (a.kind === 'slow' || a.kind === 'watch' ? (a.evidence.tail ?? 1) - (b.evidence.tail ?? 1) : 0) ||
      b.evidence.issues.length - a.evidence.issues.length ||
      a.unit - b.unit,
  );
