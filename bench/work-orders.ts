/**
 * Real work orders as issues through the rules into the database; table, flags and surges by our code and by a second,
 * naive count of the same: `npx tsx bench/work-orders.ts FILE.csv.gz`.
 */
import { parseArgs } from 'node:util';
import { spellCount } from '../domain/statistics/survival.ts';
import { addDays, dayOf, monthRange, startOfDay, type Instant, type Month } from '../domain/time.ts';
import { grewAlong } from '../domain/emerging.ts';
import { judgeWeeks, type EmergingFound } from '../services/emerging/judged.ts';
import { judgeUnits } from '../services/flags/judged.ts';
import { makeTable } from '../services/monthly/make.ts';
import { countMonth, daysHad, whoHad, type Holidays, type Told } from '../test/second/month.ts';
import { progressAgain } from '../test/second/progress.ts';
import { surgesAgain, type Reported } from '../test/second/surges.ts';
import { print, printTable } from './support/figures.ts';
import { load, type Loaded } from './support/work-order-issues.ts';
import { levels, readWorkOrders, type Level } from './support/work-orders.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { level: { type: 'string', default: 'main' }, seed: { type: 'string', default: '1' } },
});

const MONTHS: readonly Month[] = ['2018-09', '2018-10', '2018-11'];
/** State Council, 2018, by hand. */
const holidays: Holidays = {
  off: ['2018-02-15', '2018-02-16', '2018-02-19', '2018-02-20', '2018-02-21', '2018-04-05', '2018-04-06', '2018-04-30']
    .concat(['2018-05-01', '2018-06-18', '2018-09-24', '2018-10-01', '2018-10-02', '2018-10-03', '2018-10-04'])
    .concat(['2018-10-05', '2018-12-31']),
  work: ['2018-02-11', '2018-02-24', '2018-04-08', '2018-04-28', '2018-09-29', '2018-09-30', '2018-12-29'],
};

/** How many figures were held against each other, and those that differ. */
class Agreement {
  compared = 0;
  readonly differing: string[] = [];
  hold(what: string, ours: number | string | null, theirs: number | string | null): void {
    this.compared += 1;
    const close =
      typeof ours === 'number' && typeof theirs === 'number'
        ? Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(ours))
        : ours === theirs;
    if (!close) this.differing.push(`${what}: ${ours} and ${theirs}`);
  }
  say(what: string): void {
    print(`  ${what}: ${this.compared.toLocaleString('en-US')} figures compared, ${this.differing.length} differ`);
    for (const one of this.differing.slice(0, 10)) print(`    ${one}`);
    if (this.differing.length > 0) process.exitCode = 1;
  }
}

async function tables({ core, told }: Loaded): Promise<void> {
  const agreement = new Agreement();
  const byUnit = new Map<number, Told[]>();
  for (const one of told) if (one.unit !== null) byUnit.set(one.unit, [...(byUnit.get(one.unit) ?? []), one]);
  const rows: string[][] = [];
  for (const month of MONTHS) {
    const { from, to } = monthRange(month);
    const table = await makeTable(core, { month, issuedAt: to, edition: 0, issuedBy: null });
    for (const row of table.departments) {
      const again = countMonth([row.unit], byUnit.get(row.unit) ?? [], [], [from, to], holidays);
      for (const figure of Object.keys(again) as (keyof typeof again)[])
        agreement.hold(`${month} ${row.name} ${figure}`, row[figure] ?? 0, again[figure]);
    }
    const all = table.totals.departments;
    const naive = [...table.departments].filter(({ onTimeRate }) => onTimeRate !== null && onTimeRate < 0.8);
    rows.push([
      month,
      ...[all.carriedOver, all.added, all.due, all.closed, all.open].map(String),
      `${((all.onTimeRate ?? 0) * 100).toFixed(2)} %`,
      String(all.medianDays),
      String(naive.length),
    ]);
  }
  print('');
  printTable(['', 'carried over', 'new', 'due', 'closed', 'open', 'on time', 'median days', 'units < 80 %'], rows);
  print('');
  agreement.say('monthly tables');
}

async function flags({ core, told }: Loaded, at: Instant): Promise<void> {
  const agreement = new Agreement();
  const { from, spells, progress } = await judgeUnits(core, at);
  const start = startOfDay(from);
  const again = progressAgain(
    told.flatMap((one) =>
      whoHad(one)
        .filter((had) => had.from < at && (had.to === null || had.to >= start))
        .map((had) => {
          const entry = had.from >= start ? 0 : daysHad(had, start, holidays);
          return {
            unit: had.unit,
            category: one.category,
            days: daysHad(had, at, holidays),
            settled: had.how === 'settled' && had.to !== null && had.to < at,
            entry: entry === 0 ? null : entry,
          };
        }),
    ),
  );
  agreement.hold('units', progress.length, again.size);
  for (const one of progress) {
    const other = again.get(one.unit);
    const name = core.readers().directory.unitName(one.unit);
    agreement.hold(`${name} observed`, one.observed, other?.observed ?? null);
    agreement.hold(`${name} expected`, one.expected, other?.expected ?? null);
    agreement.hold(`${name} tail`, one.tail, other?.tail ?? null);
    agreement.hold(`${name} verdict`, one.verdict, other?.verdict ?? null);
    agreement.hold(`${name} alone`, one.across?.expected ?? null, other?.alone?.expected ?? null);
  }
  agreement.say(`slow progress on ${dayOf(at)}, ${spellCount(spells).toLocaleString('en-US')} spells`);
  for (const one of progress.filter(({ verdict }) => verdict !== 'onTrack').slice(0, 10))
    print(
      `    ${one.verdict}: ${core.readers().directory.unitName(one.unit)}, closed ${one.observed} of ${one.expected.toFixed(1)} expected, p ${one.tail.toExponential(1)}, median ${one.median ?? 'not reached'}`,
    );
}

async function surges({ core, told }: Loaded, mondays: readonly string[]): Promise<void> {
  const agreement = new Agreement();
  const { directory, rules } = core.readers();
  const towns = directory.data.units.filter(({ kind }) => kind === 'town').length;
  const tested = (towns + 1) * directory.data.categories.length;
  const reports = told.map(({ number, events, town, category }): Reported => ({
    number,
    at: events[0]?.at ?? 0,
    town,
    category,
  }));
  const lines: string[] = [];
  const weekly: string[][] = [];
  for (const week of mondays) {
    const found = await judgeWeeks(core, [week]);
    const again = surgesAgain(reports, startOfDay(week), rules.settings['emerging.baselineWeeks'], tested);
    agreement.hold(`${week} surges`, found.length, again.length);
    const own = found.filter((one) => !grewAlong(one));
    const counted = (some: readonly EmergingFound[]): string =>
      `${some.filter(({ level: one }) => one === 'alarm').length}/${some.length}`;
    const growth = found[0]?.evidence.growth;
    weekly.push([
      week.slice(5),
      growth === undefined ? '' : `${growth.total} after ${growth.average.toFixed(0)}`,
      counted(found),
      counted(own),
    ]);
    for (const one of found) {
      const cell = `${one.town ?? ''}|${one.category}`;
      const other = again.find((surge) => surge.cell === cell);
      agreement.hold(`${week} ${cell} level`, one.level, other?.level ?? null);
      agreement.hold(`${week} ${cell} log tail`, Math.log(one.evidence.tail), Math.log(other?.tail ?? 1));
      agreement.hold(`${week} ${cell} growth`, one.evidence.growth?.factor ?? null, other?.factor ?? null);
      agreement.hold(
        `${week} ${cell} log tail beside growth`,
        Math.log(one.evidence.growth?.tail ?? 1),
        Math.log(other?.grown.tail ?? 1),
      );
      agreement.hold(`${week} ${cell} explained`, String(grewAlong(one)), String(other?.grown.level === null));
      agreement.hold(`${week} ${cell} counts`, one.evidence.counts.join(), other?.counts.join() ?? null);
      const name = `${one.town === null ? 'district' : directory.unitName(one.town)} ${directory.categoryName(one.category)}`;
      lines.push(
        `    ${week} ${one.level}: ${name}, ${one.evidence.counts.join(' ')}, p ${one.evidence.tail.toExponential(1)}`,
      );
    }
  }
  agreement.say(`surges of ${mondays.length} weeks, ${tested} cells each`);
  printTable(['week', 'reports, average before', 'alarms/raised', 'beside the growth of all'], weekly);
  for (const line of lines.slice(-12)) print(line);
}

const [path] = positionals;
const level = options.level as Level;
if (path === undefined || !(level in levels)) {
  print('  npx tsx bench/work-orders.ts FILE.csv.gz [--level event|main|sub] [--seed 1]');
  process.exitCode = 1;
} else {
  const { orders, respelt } = readWorkOrders(path, level);
  print(`\n  ${orders.length.toLocaleString('en-US')} work orders; ${respelt.length} units spelt two ways made one`);
  const loaded = await load(orders, Number(options.seed));
  await tables(loaded);
  await flags(loaded, startOfDay('2018-12-01'));
  // In September the hotline was new and everything grew; from October on twelve weeks of full days are on record.
  await surges(
    loaded,
    Array.from({ length: 13 }, (_, week) => addDays('2018-09-03', 7 * week)),
  );
  await loaded.core.db.close();
}
