/** 覆盖: which places were visited and which not, of the district, a town, a cluster, a team; as a picture. */
import { may, mayEverywhere } from '../../domain/permitted.ts';
import { teamName } from '../../domain/directory.ts';
import { takePeriod } from '../../domain/text/period.ts';
import { dayOf } from '../../domain/time.ts';
import type { PlaceToVisit } from '../../domain/visits/coverage.ts';
import { coverageHead } from '../../wording/coverage.ts';
import { message } from '../../wording/format.ts';
import { notPermittedWords } from '../../wording/permissions.ts';
import { coverageRefusals } from '../../wording/refusals/visits.ts';
import { answer } from '../answer.ts';
import { coverageChart } from '../charts/coverage.ts';
import type { MessageContext } from '../core.ts';
import { pictures } from '../made.ts';
import { allPlaces } from './coverage.ts';
import { coverageIn, type Scope } from './coverage-shown.ts';
import { scopeNamed } from './scope-named.ts';

export async function showCoverage(ctx: MessageContext, text: string | null): Promise<void> {
  const { core, now, rules, actor } = ctx;
  const today = dayOf(now);
  const { period, words: asked } = takePeriod(text ?? '', today);
  if (period !== null && period.from > today) {
    await answer(ctx, message(coverageRefusals.ahead(period.from)));
    return;
  }
  const all = allPlaces(core, today, period);
  const scope = scopeOf(ctx, asked.join(''), all);
  if (typeof scope === 'string') {
    await answer(ctx, message(scope));
    return;
  }
  const until = period !== null && period.to < today ? period.to : today;
  // Of a few villages the number of often visited households would all but say who they are.
  const ofDistrict = scope.places.length === all.length && mayEverywhere(actor, 'readCoverage');
  const found = await coverageIn(core, scope, { until, now, own: period === null, often: ofDistrict });
  const chart = await coverageChart(core, found);
  const words = coverageHead(found.shown, rules.directory);
  await answer(ctx, message(`${words}\n`, pictures(chart.name, chart.pages, chart.words)));
}

/** What was asked for, as far as the person may see it; why not otherwise. */
function scopeOf(ctx: MessageContext, words: string, all: readonly PlaceToVisit[]): Scope | string {
  const { actor, rules, readers } = ctx;
  const { directory } = rules;
  const supervises = mayEverywhere(actor, 'readCoverage');
  const mine = all.filter(({ team, town }) =>
    may(actor, 'readCoverage', { teams: team === null ? [] : [team], units: town === null ? [] : [town] }),
  );
  if (words === '') {
    if (mine.length === 0) return coverageRefusals.noTeam();
    const names = supervises
      ? '全区'
      : [...new Set(mine.map(({ team, town }) => (team === null ? directory.unitName(town) : teamName(team))))].join(
          '、',
        );
    return { name: names, places: mine };
  }
  const wanted = scopeNamed(readers, words, all, actor);
  if (typeof wanted === 'string') return wanted;
  const places = wanted.places.filter((one) => mine.includes(one));
  if (places.length === 0 && wanted.places.length > 0)
    return coverageRefusals.notOthers(notPermittedWords(actor, 'readCoverage'));
  return { ...wanted, places };
}
