/** Visits of cadres to residents (走访): what kinds there are, and what one is. */
import type { Day, Instant } from '../time.ts';

export const visitKinds = ['household', 'meeting', 'talk', 'comfort', 'fieldStudy', 'onSite'] as const;

/** 入户 · 座谈 · 约谈 · 慰问 · 蹲点调查 · 现场办公 */
export type VisitKind = (typeof visitKinds)[number];

export const visitKindNames: Record<VisitKind, string> = {
  household: '入户',
  meeting: '座谈',
  talk: '约谈',
  comfort: '慰问',
  fieldStudy: '蹲点调查',
  onSite: '现场办公',
};

/** 走访日 · 访谈夜 */
export type VisitSession = 'day' | 'night';
export const sessionNames: Record<VisitSession, string> = { day: '走访日', night: '访谈夜' };

export interface Visit {
  id: number;
  cadre: number;
  /** The day it took place; recorded that day or a few days later. */
  day: Day;
  recordedAt: Instant;
  kind: VisitKind;
  /** Whether it was the team's visit day or talk night by the rota of the time; null for any other day. */
  session: VisitSession | null;
  /** Null while it is asked which of several villages is meant. */
  place: number | null;
  households: number | null;
  companions: readonly string[];
  /** Personal data masked. */
  note: string;
}
