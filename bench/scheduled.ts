/** Everything that happens by itself, on a database that is full: each job, and a look into the outbox, measured one by one. */
import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { MemoryChat } from '../bot/memory.ts';
import { compose } from '../compose.ts';
import { connect } from '../db/connect.ts';
import { jobs } from '../jobs/all.ts';
import { createVault } from '../services/vault.ts';
import { answerQuestions } from './support/child.ts';
import { noting, type Statement } from './support/plans.ts';
import { usageOfThisProcess } from './support/usage.ts';

export interface Measured {
  what: string;
  /** Milliseconds without explaining, all statements and rules included; processor time of this process of them. */
  total: number;
  cpu: number;
  /** The longest the event loop was held up, in milliseconds. */
  block: number;
  /** Bytes the process grew at most while it ran. */
  grown: number;
  statements: Statement[];
}

const [home = '{}', moment = ''] = process.argv.slice(2);
const where = JSON.parse(home) as { url: string } | { dataDir: string };
const at = Number(moment);
/** The plan of a whole table takes longer than a command may. */
const patience = { statementTimeoutMs: 120_000, answerTimeoutMs: 130_000 };

const plain = await connect({ ...where, ...patience });
/** The embedded database has one connection: what runs there is not explained. */
const explainer = 'url' in where ? await connect({ ...where, ...patience, maxConnections: 1 }) : null;
const noted = explainer === null ? { db: plain, taken: () => [] } : await noting(plain, explainer);
let noteStatements = false;
const db: typeof plain = { ...plain, query: (text, params) => (noteStatements ? noted.db : plain).query(text, params) };
const house = await compose({
  db,
  adapters: [
    new MemoryChat(
      'onebot',
      () => at,
      () => undefined,
    ),
  ],
  vault: createVault(randomBytes(32)),
  clock: () => at,
  log: pino({ level: 'warn' }),
});

const works = new Map<string, () => Promise<unknown>>([
  ...jobs.map((job) => [job.name, () => job.run({ core: house.core, dueAt: at })] as const),
  // The house is not started: nothing is delivered while something else is measured.
  ['delivery', () => house.delivery.drain()],
]);

/** Once as it is, for time and memory; once more with every statement explained. */
async function run({ what }: { what: string }): Promise<Measured> {
  const work = works.get(what);
  if (work === undefined) throw new Error(`nothing is called ${what}`);
  noteStatements = what === 'delivery'; // what is delivered is not there to be delivered again
  const before = usageOfThisProcess({ collect: true });
  let most = before.rss;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const began = performance.now();
  await work();
  const total = performance.now() - began;
  loop.disable();
  const after = usageOfThisProcess({ collect: false });
  clearInterval(watch);
  if (!noteStatements && explainer !== null) {
    noteStatements = true;
    await work();
  }
  noteStatements = false;
  return {
    what,
    total,
    cpu: after.cpu - before.cpu,
    block: loop.max / 1e6,
    grown: Math.max(most, after.rss) - before.rss,
    statements: noted.taken(),
  };
}

answerQuestions({ names: () => [...works.keys()], run }, async () => {
  await house.stop();
  await explainer?.close();
  await plain.close();
});
