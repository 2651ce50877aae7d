/** The surges of a week over every town and category, from one statement's counts. */
import { weeklyCounts, type WeeklyCount } from '../../db/emerging.ts';
import { weeksOnRecord, type EmergingEvidence } from '../../domain/emerging.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import { judgeSurges, type Surge, type SurgeCell } from '../../domain/statistics/emerging.ts';
import { addDays, startOfDay, type Day } from '../../domain/time.ts';
import type { Core } from '../core.ts';

export interface EmergingFound {
  week: Day;
  town: number | null;
  category: number;
  level: Surge['level'];
  evidence: EmergingEvidence;
}

/** Judges weeks that follow each other, given by their Mondays. */
export async function judgeWeeks(core: Pick<Core, 'db' | 'readers'>, weeks: readonly Day[]): Promise<EmergingFound[]> {
  const [first] = weeks;
  if (first === undefined) return [];
  const { rules } = core.readers();
  const before = rules.settings['emerging.baselineWeeks'];
  const from = startOfDay(addDays(first, -7 * before));
  const to = startOfDay(addDays(first, 7 * weeks.length));
  const { counts, since } = await weeklyCounts(core.db, from, to, before);
  if (since === null) return [];
  return weeks.flatMap((week, index) => {
    const known = Math.min(before, weeksOnRecord(week, since));
    return known < rules.settings['emerging.leastWeeks'] ? [] : judgeWeek(counts, week, before + index, known, rules);
  });
}

/** @param at the week's place among the counts @param known how many weeks before it are looked at */
function judgeWeek(
  counts: readonly WeeklyCount[],
  week: Day,
  at: number,
  known: number,
  { directory, settings }: Rules,
): EmergingFound[] {
  const within = counts.filter((row) => row.week <= at && row.week >= at - known);
  const cells = [...groupBy(within, ({ category }) => category)].flatMap(([category, rows]): SurgeCell[] => [
    { town: null, category, counts: seriesOf(rows, at, known) },
    ...[...groupBy(rows, ({ town }) => town)].flatMap(([town, ofTown]) =>
      town === null ? [] : [{ town, category, counts: seriesOf(ofTown, at, known) }],
    ),
  ]);
  const towns = directory.data.units.filter(({ kind }) => kind === 'town').length;
  const tested = Math.max(cells.length, (towns + 1) * directory.data.categories.length);
  const surges = judgeSurges(cells, tested, {
    falseShare: settings['emerging.falseShare'],
    watchTail: settings['emerging.watchTail'],
    minimumCount: settings['emerging.minimumCount'],
    growthShrink: settings['emerging.growthShrink'],
  });
  const mode = settings['emerging.growth'];
  const all = seriesOf(within, at, known);
  const district = { total: all[known] ?? 0, average: all.slice(0, known).reduce((sum, one) => sum + one, 0) / known };
  const kept = surges.filter(({ growth }) => mode !== '不提' || !growth.explained);
  return kept.map(({ town, category, level, counts: series, tail, average, apart, growth }) => {
    const behind = within.filter(
      (row) =>
        row.week === at &&
        row.category === category &&
        (town === null ? row.town === null || !apart.includes(row.town) : row.town === town),
    );
    const evidence: EmergingEvidence = {
      counts: series,
      tail,
      average,
      tested,
      apart,
      towns:
        town === null
          ? behind.map((row) => ({ town: row.town, count: row.count })).sort((a, b) => b.count - a.count)
          : [],
      issues: behind.flatMap(({ issues }) => issues).sort((a, b) => a - b),
      ...(mode === '不区分' ? {} : { growth: { ...district, ...growth } }),
    };
    return { week, town, category, level, evidence };
  });
}

function seriesOf(rows: readonly WeeklyCount[], at: number, known: number): number[] {
  const series = Array.from({ length: known + 1 }, () => 0);
  for (const { week, count } of rows) series[week - at + known] = (series[week - at + known] ?? 0) + count;
  return series;
}
