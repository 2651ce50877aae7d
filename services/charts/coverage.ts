/** The picture of a coverage: which places were visited, by town, or by team within one. */
import { teamName, type Directory } from '../../domain/directory.ts';
import { groupBy } from '../../domain/group-by.ts';
import { percent } from '../../domain/monthly-table.ts';
import { talliesBy, type CoveredPlace } from '../../domain/visits/coverage.ts';
import type { CoverageGroup } from '../../reports/picture/coverage.ts';
import { coverageLists, coverageNotes, coverageSubtitle } from '../../wording/coverage.ts';
import type { Core } from '../core.ts';
import { made } from '../made.ts';
import type { CoverageFound } from '../visits/coverage-shown.ts';
import type { Chart } from './make.ts';

export async function coverageChart(
  core: Pick<Core, 'readers' | 'log'>,
  { shown, covered }: CoverageFound,
): Promise<Chart> {
  const { directory } = core.readers();
  const { all, visits } = shown;
  const title = `走访覆盖　${shown.name}`;
  const pages = await made(core, 'coverage', {
    title,
    subtitle: coverageSubtitle(shown),
    figures: [
      { label: '应走访村社', value: String(all.places) },
      { label: '已走访', value: String(all.visited) },
      { label: '覆盖率', value: percent(all.places === 0 ? null : all.visited / all.places) },
      { label: '未走访', value: String(all.missing.length), tone: all.missing.length > 0 ? 'red' : 'green' },
      { label: '走访次数', value: String(visits.visits) },
    ],
    groups: groupsOf(covered, directory),
    notes: coverageNotes(shown, directory),
  });
  return { name: title.replace('　', '-').replaceAll('、', ''), pages, words: coverageLists(shown, directory) };
}

/** Most missing first, and in each the missing first. A place of two teams stands once in its town. */
function groupsOf(covered: readonly CoveredPlace[], directory: Directory): CoverageGroup[] {
  const several = new Set(covered.map(({ town }) => town)).size > 1;
  const keyOf = ({ town, team }: CoveredPlace): string =>
    several ? directory.unitName(town) : team === null ? '没有走访小组' : teamName(team);
  const places = groupBy(covered, keyOf);
  return talliesBy(covered, keyOf).map(([name, { missing }]) => {
    const ids = [...new Set((places.get(name) ?? []).map(({ place }) => place))];
    const isMissing = new Set(missing);
    const named = ids.map((id) => ({ name: directory.unitName(id), visited: !isMissing.has(id) }));
    return { name, places: named.sort((a, b) => Number(a.visited) - Number(b.visited)) };
  });
}
