/** A running house whose only platform is the console, with a clock that is moved by its page. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { createConsole, type ConsoleChat } from '../../bot/console.ts';
import { compose, type House } from '../../compose.ts';
import { exportLedger } from '../../services/ledger/export.ts';
import { materialChoices } from '../../services/materials/choices.ts';
import { ledgerCount, ledgerFor } from '../../services/materials/ledger.ts';
import { makeMaterial } from '../../services/materials/make.ts';
import { consoleAttachment, consoleMessages } from '../../db/console-messages.ts';
import type { Database } from '../../db/connect.ts';
import { queueState } from '../../db/outbox.ts';
import { readable } from '../../domain/message.ts';
import { instantAt, type Instant } from '../../domain/time.ts';
import { createVault } from '../../services/vault.ts';
import type { WebOptions } from '../../web/api.ts';
import { counted } from './counted.ts';
import { openTestDatabase } from './database.ts';
import { seedDistrict } from './district.ts';
import { sent } from './touched.ts';

export interface ConsoleHouse {
  db: Database;
  house: House;
  chat: ConsoleChat;
  web: WebOptions;
  close(): Promise<void>;
}

export async function openConsoleHouse(day: string, movable = true): Promise<ConsoleHouse> {
  const db = await openTestDatabase('pglite');
  await seedDistrict(db);
  let now: Instant = instantAt(day, '19:30');
  const clock = (): Instant => now;
  const chat = createConsole(consoleMessages(db), clock);
  const house = await compose({
    db,
    adapters: [counted(chat)],
    vault: createVault(randomBytes(32)),
    clock,
    log: pino({ level: 'warn' }),
  });
  await house.start();
  await house.runner.runDue();
  return {
    db,
    house,
    chat,
    web: {
      console: chat,
      readers: () => house.core.readers(),
      clock: {
        now: clock,
        movable,
        async moveTo(at, onProgress) {
          for (let next = house.runner.nextDue(now); next <= at; next = house.runner.nextDue(now)) {
            now = next;
            await house.runner.runDue();
            await house.quiet();
            onProgress(next);
          }
          now = at;
        },
      },
      attachment: (message, place) => consoleAttachment(db, message, place),
      ledger: (unit, month) => exportLedger(house.core, ledgerFor(unit, month), clock()),
      materials: {
        choices: () => materialChoices(house.core, clock()),
        ledgerCount: (unit, month) => ledgerCount(house.core, unit, month),
        make: async (asked) => {
          const made = await makeMaterial(house.core, asked, clock());
          sent(readable(made));
          return made;
        },
      },
      status: async () => {
        const { waiting, dead } = await queueState(db, 0);
        return { connections: [{ platform: chat.platform, state: chat.state() }], waiting, dead };
      },
    },
    close: async () => {
      await house.stop();
      await db.close();
    },
  };
}
