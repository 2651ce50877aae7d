/** Flags on a unit, with the evidence a person needs to judge them. */

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

export interface FlagEvidence {
  /** Closures observed and expected for the unit's mix of categories and ages; null for hard facts. */
  observed: number | null;
  expected: number | null;
  /** P(X ≤ observed | expected). */
  tail: number | null;
  /** Kaplan–Meier median in working days; null when not reached. */
  median: number | null;
  /** The rolling window looked at, first and last day. */
  from: string;
  to: string;
  categories: readonly { name: string; observed: number; expected: number }[];
  /** Categories only this unit handles, held against all matters of the district; null where there are none. */
  across: { observed: number; expected: number; tail: number; categories: readonly string[] } | null;
  /** Issue numbers behind it. */
  issues: readonly number[];
}
