/** Makes what is asked for in the console, by the services chat and command line use: words, pictures, files. */
import { circulatedBetween } from '../../db/ladder.ts';
import { loadEdition } from '../../db/monthly-editions.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { monthsPeriod } from '../../domain/period.ts';
import { readPeriod } from '../../domain/text/period.ts';
import { dayOf, monthOf, monthRange, type Instant, type Month } from '../../domain/time.ts';
import { coverageHead } from '../../wording/coverage.ts';
import { diaryFileName, diaryText } from '../../wording/diary.ts';
import { message } from '../../wording/format.ts';
import { circularLine } from '../../wording/ladder.ts';
import { monthWords } from '../../wording/tables.ts';
import { materialRefusals } from '../../wording/refusals/materials.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { coverageChart } from '../charts/coverage.ts';
import { chartOf } from '../charts/of-kind.ts';
import type { Core } from '../core.ts';
import { diaryOf } from '../diary/diary.ts';
import { diaryDocument, diaryPages, diarySheets } from '../diary/files.ts';
import { diaristNamed } from '../diary/named.ts';
import { pictures } from '../made.ts';
import { editionAsItStands } from '../monthly/as-it-stands.ts';
import { editionMessage } from '../monthly/edition.ts';
import { circularDocument } from '../papers/circular.ts';
import { monthlyReportDocument } from '../papers/monthly-report.ts';
import { allPlaces } from '../visits/coverage.ts';
import { coverageIn } from '../visits/coverage-shown.ts';
import { scopeNamed } from '../visits/scope-named.ts';
import type { MaterialAsked } from './asked.ts';
import { emergingMaterial, formMaterial, orderMaterial, packMaterial } from './by-number.ts';

type Making = Pick<Core, 'db' | 'readers' | 'log'>;
type Made = Promise<OutgoingSegment[]>;

/** Words alone where there is nothing to take away: they say why, and what to do. */
export async function makeMaterial(core: Making, asked: MaterialAsked, now: Instant): Made {
  if ('month' in asked && asked.month !== null && asked.month > monthOf(now))
    return message(materialRefusals.ahead(monthWords(asked.month)));
  if ('unit' in asked && asked.unit !== null && core.readers().directory.unit(asked.unit) === undefined)
    return message(materialRefusals.unitGone());
  switch (asked.kind) {
    case 'table':
      return tableMaterial(core, asked.month, now);
    case 'report':
      return withFiles(
        `${monthWords(asked.month)}民情问题办理情况月报${asked.month === monthOf(now) ? '（截至目前）' : ''}`,
        await monthlyReportDocument(core, asked.month, now),
      );
    case 'circular':
      return circularMaterial(core, asked.month, now);
    case 'chart': {
      const chart = await chartOf(core, asked.chart, asked.unit, now);
      return message(typeof chart === 'string' ? chart : pictures(chart.name, chart.pages, chart.words));
    }
    case 'coverage':
      return coverageMaterial(core, asked, now);
    case 'diary':
      return diaryMaterial(core, asked, now);
    case 'order':
      return orderMaterial(core, asked.number);
    case 'form':
      return formMaterial(core, asked.number, now);
    case 'pack':
      return packMaterial(core, asked.quarter, now);
    case 'emerging':
      return emergingMaterial(core, asked.number, now);
  }
}

const withFiles = (words: string, files: OutgoingSegment[]): OutgoingSegment[] =>
  files.length === 0 ? message(materialRefusals.notMade()) : message(words, files);

async function tableMaterial(core: Making, month: Month, now: Instant): Made {
  const issued = await loadEdition(core.db, month);
  if (issued !== null) return editionMessage(issued);
  return editionMessage(await editionAsItStands(core, month, now));
}

async function circularMaterial(core: Making, month: Month, now: Instant): Made {
  const { from, to } = monthRange(month);
  const listed = await circulatedBetween(core.db, from, to);
  const title = `${monthWords(month)}通报`;
  if (listed.length === 0) return message(nothingThere.circulated(title));
  const lines = listed.map((one) => circularLine(one, core.readers().directory));
  return withFiles([`${title}（${listed.length} 件）`, ...lines].join('\n'), await circularDocument(core, month, now));
}

async function coverageMaterial(
  core: Making,
  { scope: typed, month }: MaterialAsked & { kind: 'coverage' },
  now: Instant,
): Made {
  const readers = core.readers();
  const today = dayOf(now);
  const period = month === null ? null : monthsPeriod(month);
  const all = allPlaces(core, today, period);
  const scope = typed === '' ? { name: '全区', places: all } : scopeNamed(readers, typed, all, null);
  if (typeof scope === 'string') return message(scope);
  if (scope.places.length === 0) return message(materialRefusals.nothingToVisit(scope.name));
  const until = period !== null && period.to < today ? period.to : today;
  const found = await coverageIn(core, scope, { until, now, own: period === null, often: typed === '' });
  const chart = await coverageChart(core, found);
  const words = coverageHead(found.shown, readers.directory);
  return message(`${words}\n`, pictures(chart.name, chart.pages, chart.words));
}

async function diaryMaterial(
  core: Making,
  { of, period: typed }: MaterialAsked & { kind: 'diary' },
  now: Instant,
): Made {
  const readers = core.readers();
  const whose = diaristNamed(readers, of);
  if (typeof whose === 'string') return message(whose);
  const period = readPeriod(typed, dayOf(now));
  if (period === null) return message(materialRefusals.whichPeriod());
  if (period.from > dayOf(now)) return message(materialRefusals.periodAhead());
  const diary = await diaryOf(core, whose, period, now);
  const listed = readers.rules.settings['digest.listed'];
  const words = diaryText(diary, listed);
  if (diary.rows.length === 0) return message(words);
  return message(
    pictures(diaryFileName(diary), await diaryPages(core, diary, listed), words),
    await diarySheets(core, diary),
    await diaryDocument(core, diary),
  );
}
