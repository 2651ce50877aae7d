/**
 * What a message costs: chatter and reports through a fake OneBot server, Huiyin beside the least a bot can do.
 * `npx tsx bench/chat.ts --help` prints the options; bench/README.md says what is measured and what it gave.
 */
import { parseArgs } from 'node:util';
import type { Database } from '../db/connect.ts';
import { settings } from '../db/schema/index.ts';
import { importTables } from '../services/roster/import.ts';
import { Child } from './support/child.ts';
import { compile } from './support/compiled.ts';
import { openServer, prepare, temporaryFolder, type BenchServer } from './support/databases.ts';
import { benchDistrict } from './support/district.ts';
import { figure, print, printTable, spread, spreadOf } from './support/figures.ts';
import type { Usage } from './support/usage.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    chatter: { type: 'string', default: '100000' },
    singly: { type: 'string', default: '2000' },
    together: { type: 'string', default: '10000' },
    memory: { type: 'string', default: '1000000' },
    pglite: { type: 'boolean', default: false },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const usage = `  --runs 3          how often each measurement is made
  --chatter 100000  messages a run that nobody answers
  --singly 2000     reports a run, one at a time
  --together 10000  reports a run, 64 at a time
  --memory 1000000  chatter messages in all until memory is looked at again; 0 leaves it out
  --pglite          Huiyin on the embedded database, without a bare bot beside it
  --profile folder  writes a CPU profile of each bot there`;

/** Reports waiting for their answer at any time. */
const AT_ONCE = 64;
/** Chatter and reports before anything is measured: code is compiled, statements are prepared. */
const WARM_UP = { chatter: 30_000, reports: 1000 };
/** Chatter after which memory is looked at first. */
const FIRST_LOOK = 100_000;

interface Bot {
  name: string;
  process: Child;
  group: Child;
  chatter: number[];
  singly: number[];
  together: number[];
  reportCpu: number[];
  serverCpu: number[];
  memory: { first: Usage; last: Usage } | null;
}

/** Neither gaps between messages nor limits by the minute: what is measured is the bot. */
async function fillDistrict(db: Database): Promise<void> {
  const imported = await importTables(db, benchDistrict().tables, (plain) => plain);
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems.slice(0, 5)));
  await db.orm.insert(settings).values([
    { key: 'delivery.roomSeconds', value: 0, changedAt: Date.now() },
    { key: 'delivery.accountPerMinute', value: 1e9, changedAt: Date.now() },
  ]);
}

async function main(): Promise<void> {
  const count = {
    runs: Number(options.runs),
    chatter: Number(options.chatter),
    singly: Number(options.singly),
    together: Number(options.together),
    memory: Number(options.memory),
  };
  const path = compile();
  const flags = (name: string): string[] => [
    '--expose-gc',
    ...(options.profile === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`, `--cpu-prof-name=${name}.cpuprofile`]),
  ];
  const started: Child[] = [];
  const ends: (() => Promise<void> | void)[] = [];
  const start = (name: string, args: readonly string[], nodeFlags: readonly string[]): Child => {
    const child = new Child(path(name), args, nodeFlags);
    started.push(child);
    return child;
  };
  const bring = async (name: string, script: string, database: string): Promise<Bot> => {
    const group = start('group', [], []);
    const url = await group.ask<string>('url');
    const process = start(script, [url, database], flags(script));
    await group.ask('connected');
    return { name, process, group, chatter: [], singly: [], together: [], reportCpu: [], serverCpu: [], memory: null };
  };

  try {
    const bots: Bot[] = [];
    let server: BenchServer | null = null;
    if (options.pglite) {
      const folder = temporaryFolder();
      ends.push(folder.remove);
      await prepare({ dataDir: folder.path }, fillDistrict);
      bots.push(await bring('Huiyin on PGlite', 'huiyin-bot', folder.path));
    } else {
      server = await openServer({ durable: true });
      ends.push(server.stop);
      bots.push(await bring('bare bot', 'bare-bot', await server.create('bare')));
      const url = await server.create('huiyin');
      await prepare({ url }, fillDistrict);
      bots.push(await bring('Huiyin', 'huiyin-bot', url));
    }
    for (const bot of bots) {
      await bot.group.ask('chat', { count: WARM_UP.chatter });
      await bot.group.ask('report', { count: WARM_UP.reports, together: AT_ONCE });
    }
    for (let run = 0; run < count.runs; run += 1) {
      for (const bot of bots) await measure(bot, server, count);
    }
    for (const bot of bots) {
      if (count.memory > FIRST_LOOK) bot.memory = await memoryOver(bot, count.memory);
    }
    const expected = WARM_UP.reports + count.runs * (count.singly + count.together);
    await checkWritten(bots.at(-1), expected);
    show(bots);
  } finally {
    for (const child of started.reverse()) await child.stop();
    for (const end of ends.reverse()) await end();
  }
}

const usageOf = (bot: Bot, collect = false): Promise<Usage> => bot.process.ask<Usage>('usage', { collect });

async function measure(
  bot: Bot,
  server: BenchServer | null,
  count: { chatter: number; singly: number; together: number },
): Promise<void> {
  const before = await usageOf(bot);
  await bot.group.ask('chat', { count: count.chatter });
  const chatted = await usageOf(bot);
  bot.chatter.push((chatted.cpu - before.cpu) / count.chatter);
  const alone = await bot.group.ask<number>('report', { count: count.singly, together: 1 });
  bot.singly.push((count.singly / alone) * 1000);
  const begun = await usageOf(bot);
  const serverBegun = server?.cpu() ?? 0;
  const together = await bot.group.ask<number>('report', { count: count.together, together: AT_ONCE });
  bot.together.push((count.together / together) * 1000);
  bot.reportCpu.push(((await usageOf(bot)).cpu - begun.cpu) / count.together);
  bot.serverCpu.push(((server?.cpu() ?? 0) - serverBegun) / count.together);
}

/** What a process holds after much chatter beside what it held after some. */
async function memoryOver(bot: Bot, total: number): Promise<{ first: Usage; last: Usage }> {
  await bot.group.ask('chat', { count: FIRST_LOOK });
  const first = await usageOf(bot, true);
  await bot.group.ask('chat', { count: total - FIRST_LOOK }, 600);
  return { first, last: await usageOf(bot, true) };
}

/** A figure counts only when every report was kept and every answer went out. */
async function checkWritten(bot: Bot | undefined, expected: number): Promise<void> {
  const written = await bot?.process.ask<{ issues: number; events: number; undelivered: number }>('written');
  if (written?.issues !== expected || written.events < expected || written.undelivered > 0)
    throw new Error(`of ${expected} reports there are ${JSON.stringify(written)}`);
  print(`\n  all ${expected} reports are in the database, every answer is delivered`);
}

function show(bots: readonly Bot[]): void {
  const [bare, huiyin] = bots;
  const row = (what: string, of: (bot: Bot) => number[]): string[] => {
    const all = bots.map((bot) => spreadOf(of(bot)));
    const ratio = bare === undefined || huiyin === undefined ? [] : [ratioOf(of(huiyin), of(bare))];
    return [what, ...all.map(spread), ...ratio];
  };
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  print(`\n  median (least – most) of ${options.runs} runs\n`);
  printTable(
    ['', ...bots.map((bot) => bot.name), ...(bots.length > 1 ? ['ratio'] : [])],
    [
      row('CPU of the bot a chatter message, µs', (bot) => bot.chatter),
      row('reports a second, one at a time', (bot) => bot.singly),
      row(`reports a second, ${AT_ONCE} at a time`, (bot) => bot.together),
      row(`CPU of the bot a report, ${AT_ONCE} at a time, µs`, (bot) => bot.reportCpu),
      ...(bots.length > 1 ? [row('… and of PostgreSQL, µs', (bot) => bot.serverCpu)] : []),
    ],
  );
  const looked = bots.filter((bot) => bot.memory !== null);
  if (looked.length === 0) return;
  print(`\n  memory in MB after ${figure(FIRST_LOOK)} → after ${figure(Number(options.memory))} chatter messages\n`);
  printTable(
    ['', ...looked.map((bot) => bot.name)],
    (['heap', 'rss'] as const).map((kind) => [
      kind === 'heap' ? 'objects, garbage collected' : 'resident',
      ...looked.map(({ memory }) => `${megabytes(memory?.first[kind] ?? 0)} → ${megabytes(memory?.last[kind] ?? 0)}`),
    ]),
  );
}

/** Run by run, since the machine's speed drifts; the median of these. */
const ratioOf = (ours: readonly number[], theirs: readonly number[]): string =>
  `× ${figure(spreadOf(ours.map((value, run) => value / (theirs[run] ?? Number.NaN))).median)}`;

if (options.help) print(usage);
else await main();
