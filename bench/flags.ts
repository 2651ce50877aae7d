/**
 * How often slow units are found and others are flagged in vain, by the rule of slow progress and by naive ones, on made-up
 * districts: `npx tsx bench/flags.ts --help`.
 */
import { parseArgs } from 'node:util';
import { createProgress } from '../cli/progress.ts';
import { defaultSettings as settings } from '../domain/settings.ts';
import { judgeProgress, type UnitSpell } from '../domain/statistics/slow-progress.ts';
import { createRandom, type Random } from '../rehearsal/random.ts';
import { print, printTable } from './support/figures.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    spells: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const usage = `  --runs 400   made-up quarters for each pace
  --seed 1     the same seed gives the same districts
  --spells n   instead: how long one look at so many spells takes`;

const UNITS = 75;
const CATEGORIES = 20;
/** Working days of a quarter; what comes in its last days is still open. */
const WINDOW = 65;
/** Given to a unit for an issue. */
const DUE = 5;
const SLOW_UNITS = 2;
/** A unit that is to be slow gets at least so many issues: of fewer nobody could tell. */
const LEAST = 30;

const rule = {
  slowTail: settings['flag.slowTail'],
  watchTail: settings['flag.watchTail'],
  minimumExpected: settings['flag.minimumExpected'],
  soleShare: settings['flag.soleShare'],
  overdispersion: false,
};

interface District {
  /** Issues of each unit in the quarter. */
  sizes: number[];
  /** For each unit its categories, repeated as often as they are likely. */
  mixes: number[][];
  /** Median working days of each category. */
  paces: number[];
}

/** A few units have hundreds of issues, many have a dozen; easy categories take a day, hard ones two weeks. */
function makeDistrict(random: Random): District {
  return {
    sizes: Array.from({ length: UNITS }, () => Math.round(random.logNormal(35, 0.9)) + 5),
    mixes: Array.from({ length: UNITS }, () => {
      const kinds = Array.from({ length: 1 + Math.floor(random.next() * 6) }, () =>
        Math.floor(random.next() ** 1.5 * CATEGORIES),
      );
      return kinds.flatMap((kind, index) => Array.from({ length: kinds.length - index }, () => kind));
    }),
    paces: Array.from({ length: CATEGORIES }, () => random.logNormal(2.6, 0.6)),
  };
}

/** @param spread how much units differ though nothing is wrong with any: σ of the logarithm of their pace */
function quarter(district: District, slow: ReadonlyMap<number, number>, spread: number, random: Random): UnitSpell[] {
  let issue = 0;
  return district.sizes.flatMap((size, unit) => {
    const pace = (slow.get(unit) ?? 1) * (spread === 0 ? 1 : random.logNormal(1, spread));
    return Array.from({ length: size }, (): UnitSpell => {
      const category = random.pick(district.mixes[unit] ?? [0]);
      const takes = Math.ceil(random.logNormal((district.paces[category] ?? 3) * pace, 0.8));
      const until = Math.floor(random.next() * WINDOW);
      issue += 1;
      return { unit, category, issue, time: Math.min(takes, until), closed: takes <= until };
    });
  });
}

type Rule = (spells: readonly UnitSpell[]) => number[];

const byUnit = (spells: readonly UnitSpell[]): UnitSpell[][] => {
  const units = Array.from({ length: UNITS }, (): UnitSpell[] => []);
  for (const spell of spells) units[spell.unit]?.push(spell);
  return units;
};
const meanDays = (spells: readonly UnitSpell[]): number => {
  const closed = spells.filter((spell) => spell.closed);
  return closed.reduce((sum, { time }) => sum + time, 0) / Math.max(1, closed.length);
};
const judged =
  (verdicts: readonly string[], overdispersion: boolean): Rule =>
  (spells) =>
    judgeProgress(spells, { ...rule, overdispersion }).flatMap(({ unit, verdict }) =>
      verdicts.includes(verdict) ? [unit] : [],
    );

const rules: readonly (readonly [string, Rule])[] = [
  ['slow progress', judged(['slow'], false)],
  ['… or watch-list', judged(['slow', 'watch'], false)],
  ['slow, overdispersion', judged(['slow'], true)],
  [
    'mean > 1.5 × average',
    (spells) => {
      const limit = 1.5 * meanDays(spells);
      return byUnit(spells).flatMap((own, unit) => (meanDays(own) > limit ? [unit] : []));
    },
  ],
  [
    'bottom five',
    (spells) =>
      byUnit(spells)
        .map((own, unit) => ({ unit, days: meanDays(own) }))
        .sort((a, b) => b.days - a.days)
        .slice(0, 5)
        .map(({ unit }) => unit),
  ],
  [
    'on-time < 80 %',
    (spells) =>
      byUnit(spells).flatMap((own, unit) => {
        const onTime = own.filter(({ time, closed }) => closed && time <= DUE).length;
        const due = own.filter(({ time, closed }) => closed || time > DUE).length;
        return due > 0 && onTime / due < 0.8 ? [unit] : [];
      }),
  ],
];

interface Tally {
  found: number;
  vain: number;
}

function simulate(factor: number, spread: number, runs: number, random: Random, onRun: () => void): Tally[] {
  const tallies = rules.map((): Tally => ({ found: 0, vain: 0 }));
  for (let run = 0; run < runs; run += 1) {
    const district = makeDistrict(random);
    const able = district.sizes.flatMap((size, unit) => (size >= LEAST ? [unit] : []));
    const slow = new Map(
      factor === 1 ? [] : Array.from({ length: SLOW_UNITS }, () => [random.pick(able), factor] as const),
    );
    const spells = quarter(district, slow, spread, random);
    rules.forEach(([, flag], index) => {
      const tally = tallies[index] as Tally;
      for (const unit of flag(spells)) {
        if (slow.has(unit)) tally.found += 1 / slow.size;
        else tally.vain += 1;
      }
    });
    onRun();
  }
  return tallies.map(({ found, vain }) => ({ found: found / runs, vain: vain / runs }));
}

function main(): void {
  const runs = Number(options.runs);
  const random = createRandom(Number(options.seed));
  const factors = [1, 1.5, 2, 3, 4];
  const cases = [
    ...factors.map((factor) => ({ factor, spread: 0 })),
    { factor: 1, spread: 0.15 },
    { factor: 2, spread: 0.15 },
  ];
  const progress = createProgress();
  let done = 0;
  const results = cases.map(({ factor, spread }) => ({
    name: `${factor === 1 ? 'none slow' : `${factor} × slower`}${spread === 0 ? '' : ', all uneven'}`,
    tallies: simulate(factor, spread, runs, random, () => {
      done += 1;
      progress.show(done / (runs * cases.length), `${done} of ${runs * cases.length} quarters`);
    }),
  }));
  progress.done();
  print(
    `\n  ${UNITS} units, ${CATEGORIES} categories, ${runs} quarters a row, ${SLOW_UNITS} slow units where any; seed ${options.seed}`,
  );
  print('\n  power: share of the slow units that were flagged\n');
  const header = ['', ...rules.map(([name]) => name)];
  printTable(
    header,
    results
      .filter(({ name }) => !name.startsWith('none'))
      .map(({ name, tallies }) => [name, ...tallies.map(({ found }) => `${(found * 100).toFixed(0)} %`)]),
  );
  print('\n  flags in vain, a run\n');
  printTable(
    header,
    results.map(({ name, tallies }) => [name, ...tallies.map(({ vain }) => vain.toFixed(vain < 1 ? 3 : 1))]),
  );
}

/** One look at very many spells: time, and memory beyond the spells themselves. */
function measure(count: number): void {
  const random = createRandom(Number(options.seed));
  const spells = Array.from({ length: count }, (_, issue): UnitSpell => {
    const takes = Math.ceil(random.logNormal(3, 0.8));
    const until = Math.floor(random.next() * WINDOW);
    const unit = Math.floor(random.next() ** 2 * UNITS);
    const category = Math.floor(random.next() * CATEGORIES);
    return { unit, category, issue, time: Math.min(takes, until), closed: takes <= until };
  });
  judgeProgress(spells.slice(0, 10_000), rule);
  const before = process.memoryUsage().rss;
  const began = performance.now();
  judgeProgress(spells, rule);
  const ms = performance.now() - began;
  print(
    `  ${count.toLocaleString('en-US')} spells judged in ${ms.toFixed(0)} ms, +${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB`,
  );
}

if (options.help) print(usage);
else if (options.spells !== undefined) measure(Number(options.spells));
else main();
