/** The weekly look for emerging issues: what stands out is raised once and told to the liaison group and the office. */
import { dismissedCells, loadEmerging, reserveEmergingNumbers, type EmergingIssue } from '../../db/emerging.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import { grewAlong, weeksToJudge } from '../../domain/emerging.ts';
import { addDays, dayOf, type Day, type Instant } from '../../domain/time.ts';
import { emergingSummary } from '../../wording/emerging.ts';
import type { Core } from '../core.ts';
import { queued, toLiaison } from '../issues/outgoing.ts';
import { judgeWeeks, type EmergingFound } from './judged.ts';

export async function weeklyEmerging(core: Core, dueAt: Instant): Promise<JobWork> {
  const { directory, rules } = core.readers();
  const weeks = weeksToJudge(dayOf(dueAt), rules.calendar);
  const quiet = rules.settings['emerging.repeatDays'];
  const [found, earlier, dismissed] = await Promise.all([
    judgeWeeks(core, weeks),
    loadEmerging(core.db, addDays(weeks[0] ?? dayOf(dueAt), -quiet)),
    dismissedCells(core.db, dayOf(dueAt)),
  ]);
  const fresh = found.filter(
    (one, index) =>
      !dismissed.some(({ town, category }) => town === one.town && category === one.category) &&
      isNews(one, [...earlier, ...found.slice(0, index)], quiet),
  );
  if (fresh.length === 0) return noWork;
  const numbers = await reserveEmergingNumbers(core.db, fresh.length);
  const raised = fresh.map((one, index): EmergingIssue => ({ ...one, id: numbers[index] ?? 0 }));
  const outgoing = toLiaison(
    core.reach,
    directory,
    emergingSummary(raised, directory, rules.settings['emerging.listed']),
    directory.holdersOf('office'),
  );
  return { ...noWork, emerging: raised, outbox: queued(outgoing, `emerging:${dueAt}`, null, dueAt) };
}

type Known = Pick<EmergingFound, 'week' | 'town' | 'category' | 'level' | 'evidence'>;

/**
 * What was said of the same town and category some weeks ago is said again only when it has become an alarm, or stands
 * out where it had grown with the whole district.
 */
const isNews = (one: Known, earlier: readonly Known[], quiet: number): boolean => {
  const since: Day = addDays(one.week, 1 - quiet);
  return !earlier.some(
    (before) =>
      before.week >= since &&
      before.town === one.town &&
      before.category === one.category &&
      (before.level === 'alarm' || one.level === 'watch') &&
      (!grewAlong(before) || grewAlong(one)),
  );
};
