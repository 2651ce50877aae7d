/** Huiyin in a process of its own: the whole house with the OneBot adapter, on the database it is given. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { createOneBot } from '../bot/onebot.ts';
import { compose } from '../compose.ts';
import { connect } from '../db/connect.ts';
import { createVault } from '../services/vault.ts';
import { answerQuestions } from './support/child.ts';
import { usageOfThisProcess } from './support/usage.ts';

const [url = '', database = ''] = process.argv.slice(2);

const log = pino({ level: 'warn' });
const clock = (): number => Date.now();
const db = await connect(database.startsWith('postgres:') ? { url: database } : { dataDir: database });
const house = await compose({
  db,
  adapters: [createOneBot({ urls: [url], reverse: null, token: '', clock, log })],
  vault: createVault(randomBytes(32)),
  clock,
  log,
});
await house.start();
house.runner.start();

answerQuestions(
  {
    usage: async (about: { collect: boolean }) => {
      await house.quiet();
      return usageOfThisProcess(about);
    },
    /** What the reports left behind. */
    written: async () => {
      await house.quiet();
      const [row] = await db.query<{ issues: number; events: number; undelivered: number }>(
        `select (select count(*)::int from issues) as issues, (select count(*)::int from events) as events,
           (select count(*)::int from outbox where state <> 'delivered') as undelivered`,
        [],
      );
      return row;
    },
  },
  async () => {
    await house.stop();
    await db.close();
  },
);
