/**
 * What happens by itself, on years of issues: every statement of every job with its plan; one that looks at
 * many rows in vain is an error. `npm run bench -- queries --help` prints the options.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { groupBy } from '../domain/group-by.ts';
import { instantAt } from '../domain/time.ts';
import { importTables } from '../services/roster/import.ts';
import type { Measured } from './scheduled.ts';
import { Child } from './support/child.ts';
import { compile } from './support/compiled.ts';
import { openServer, prepare, temporaryFolder } from './support/databases.ts';
import { benchDistrict } from './support/district.ts';
import { figure, print, printTable } from './support/figures.ts';
import { fill } from './support/fill.ts';

const { values: options } = parseArgs({
  options: {
    issues: { type: 'string', default: '200000' },
    years: { type: 'string', default: '3' },
    plans: { type: 'string' },
    job: { type: 'string' },
    embedded: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const usage = `  --issues 200000  issues, with their clocks, events, reminders and messages
  --years 3        over which they are spread
  --job name       only that one
  --embedded       on the embedded database, without plans, with issues and their clocks alone: for the weekly looks
  --plans folder   writes every plan there as JSON`;

/** A Monday morning, when most jobs are due. */
const AT = instantAt('2026-10-12', '09:30');

async function main(): Promise<void> {
  const path = compile();
  const home = await openHome();
  let child: Child | null = null;
  try {
    await prepare(home.where, async (db) => {
      const imported = await importTables(db, benchDistrict().tables, (text) => text);
      if (!imported.ok) throw new Error(JSON.stringify(imported.problems.slice(0, 5)));
    });
    const began = performance.now();
    const [issues, years] = [Number(options.issues), Number(options.years)];
    await fill(home.where, { issues, years, at: AT, clocksOnly: options.embedded });
    print(
      `\n  ${figure(issues)} issues over ${options.years} years, written in ${figure((performance.now() - began) / 1000)} s`,
    );
    child = new Child(path('scheduled'), [JSON.stringify(home.where), String(AT)], ['--expose-gc']);
    const names = await child.ask<string[]>('names');
    const all: Measured[] = [];
    for (const what of options.job === undefined ? names : [options.job])
      all.push(await child.ask<Measured>('run', { what }, 300));
    show(all);
    if (options.plans !== undefined) writePlans(options.plans, all);
    const inVain = all.flatMap(({ what, statements }) =>
      statements.flatMap((one) => one.inVain.map((scan) => `${what}: ${scan} in ${one.text.slice(0, 100)}`)),
    );
    if (inVain.length > 0) {
      print(`\n  many rows looked at in vain:\n${[...new Set(inVain)].map((line) => `    ${line}`).join('\n')}`);
      process.exitCode = 1;
    } else if (!options.embedded) print('\n  no statement reads a big table, or looks at many rows in vain');
  } finally {
    await child?.stop();
    await home.close();
  }
}

/** A server's database, or a folder. */
async function openHome(): Promise<{ where: { url: string } | { dataDir: string }; close(): Promise<void> | void }> {
  if (options.embedded) {
    const folder = temporaryFolder();
    return { where: { dataDir: folder.path }, close: () => folder.remove() };
  }
  const server = await openServer({ durable: false });
  return { where: { url: await server.create('years') }, close: () => server.stop() };
}

function show(all: readonly Measured[]): void {
  print('');
  printTable(
    ['', 'ms in all', 'CPU of the bot, ms', 'longest block, ms', 'memory, MB', 'statements'],
    all.map(({ what, total, cpu, block, grown, statements }) => [
      what,
      figure(total),
      figure(cpu / 1000),
      figure(block),
      `+${(grown / 1e6).toFixed(0)}`,
      String(statements.length),
    ]),
  );
  for (const { what, statements } of all) {
    print(`\n  ${what}`);
    const alike = [...groupBy(statements, (one) => one.text).values()].map((group) => ({
      worst: group.reduce((a, b) => (b.server > a.server ? b : a)),
      times: group.length,
    }));
    alike.sort((a, b) => b.worst.server - a.worst.server);
    for (const { worst, times } of alike.slice(0, 6)) {
      const { text, rows, total, server, pages, scans } = worst;
      print(
        `    ${figure(server)} ms, with its rows ${figure(total)} ms${times > 1 ? ` at most, ${times} times` : ''} · ` +
          `${figure(rows)} rows · ${figure(pages)} pages · ${text.slice(0, 70)}…`,
      );
      print(`      ${scans.join(', ')}`);
    }
  }
}

function writePlans(folder: string, all: readonly Measured[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { what, statements } of all)
    writeFileSync(join(folder, `${what}.json`), JSON.stringify(statements, null, 1));
}

if (options.help) print(usage);
else await main();
