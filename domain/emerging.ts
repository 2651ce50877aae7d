/** Emerging issues (倾向性苗头性问题): what is kept of a surge, and which weeks are looked at when. */
import type { WorkingCalendar } from './calendar.ts';
import type { SurgeGrowth, SurgeLevel } from './statistics/emerging.ts';
import { addDays, startOfDay, weekdayOf, DAY, type Day, type Instant } from './time.ts';

export const surgeLevelNames: Record<SurgeLevel, string> = { alarm: '预警', watch: '关注' };

export interface EmergingEvidence {
  /** Reports week by week, oldest first; the last is the week itself. */
  counts: readonly number[];
  /** P(X ≥ the last count), from the weeks before it. */
  tail: number;
  /** Reports a week before it, on average. */
  average: number;
  /** How many towns × categories, and categories, were looked at together. */
  tested: number;
  /** Of the district: towns raised by themselves, not counted here. */
  apart: readonly number[];
  /** Of the district: how many came from which town, most first; null is not known. */
  towns: readonly { town: number | null; count: number }[];
  /** Issue numbers behind it. */
  issues: readonly number[];
  /** Beside the growth of the whole district; what was raised before this was kept has none. */
  growth?: DistrictGrowth;
}

/** What all of the district reported in the week, an average week before it, and what a surge is beside that. */
export interface DistrictGrowth extends SurgeGrowth {
  total: number;
  average: number;
}

/** What is done with surges that are no more than the growth of the whole: 另列 apart, 不提 left out, 不区分 nothing. */
export const growthModes = ['另列', '不提', '不区分'] as const;
export type GrowthMode = (typeof growthModes)[number];

/** It grew with the whole district. */
export const grewAlong = ({ evidence }: { evidence: EmergingEvidence }): boolean => evidence.growth?.explained === true;

/** The Monday of a day's week. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/**
 * Mondays of the whole weeks a weekly look on `day` has to judge: the last one, and those before it whose own look, put
 * off by a holiday, fell on this day too.
 */
export function weeksToJudge(day: Day, calendar: WorkingCalendar): Day[] {
  const weeks: Day[] = [];
  for (let look = mondayOf(day); ; look = addDays(look, -7)) {
    weeks.unshift(addDays(look, -7));
    if (calendar.sameOrNextWorkingDay(addDays(look, -7)) < mondayOf(day)) return weeks;
  }
}

/** Whole weeks on record before a week, the first report having come at `since`. */
export const weeksOnRecord = (week: Day, since: Instant): number =>
  Math.max(0, Math.floor((startOfDay(week) - since + DAY) / (7 * DAY)));
