/** `huiyin start`: the bot itself, until it is told to stop. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConsole, CONSOLE } from '../bot/console.ts';
import { createOneBot } from '../bot/onebot.ts';
import type { ChatAdapter } from '../bot/port.ts';
import { createWecomWebhook } from '../bot/wecom-webhook.ts';
import { accountsOf, compose } from '../compose.ts';
import type { Config } from '../config.ts';
import { exportLedger } from '../services/ledger/export.ts';
import { materialChoices } from '../services/materials/choices.ts';
import { ledgerCount, ledgerFor } from '../services/materials/ledger.ts';
import { makeMaterial } from '../services/materials/make.ts';
import { consoleAttachment, consoleMessages } from '../db/console-messages.ts';
import { grantAdministrators } from '../db/people.ts';
import { queueState } from '../db/outbox.ts';
import { loadDemoIfEmpty } from '../demo/district.ts';
import { FAILED_DAYS } from '../domain/channel.ts';
import { DAY, type Instant } from '../domain/time.ts';
import { PortTaken, startWeb } from '../web/server.ts';
import { demoLoaded, started, stopping } from '../wording/command-line.ts';
import { consoleRefusals } from '../wording/refusals/console.ts';
import { createLog, open } from './open.ts';
import { print, Refused } from './say.ts';

/** Runs until SIGINT or SIGTERM; what is under way is finished, what waits stays in the outbox. */
export async function start(config: Config): Promise<void> {
  const { db, vault } = await open(config);
  const log = createLog(config.logLevel);
  if (await loadDemoIfEmpty(db, vault.seal)) print(demoLoaded);
  await grantAdministrators(db, config.adminAccounts);

  // The console may run ahead of the world; with a real platform connected the clock is the world's.
  const movable = config.chat.every((platform) => platform === CONSOLE);
  const aheadFile = join(config.dataDir, 'console-clock');
  let ahead = movable && existsSync(aheadFile) ? Number(readFileSync(aheadFile, 'utf8')) || 0 : 0;
  const clock = (): Instant => Date.now() + ahead;
  const consoleChat = createConsole(consoleMessages(db), clock);
  const adapters: ChatAdapter[] = [consoleChat];
  if (config.chat.includes('onebot') && config.onebot !== null)
    adapters.push(createOneBot({ ...config.onebot, clock, log }));
  // Loaded only where it is used: mirai-js takes a tenth of a second.
  if (config.chat.includes('mirai') && config.mirai !== null)
    adapters.push((await import('../bot/mirai.ts')).createMirai({ ...config.mirai, clock, log }));
  // Loaded only where they are used: the SDK brings an HTTP client of its own.
  if (config.chat.includes('wecom') && config.wecom !== null)
    adapters.push((await import('../bot/wecom.ts')).createWecom({ ...config.wecom, clock, log }));
  if (config.chat.includes('wecom-webhook') && config.wecomWebhook !== null)
    adapters.push(createWecomWebhook({ ...config.wecomWebhook, clock }));

  const house = await compose({ db, adapters, vault, clock, log });
  await house.start();
  house.runner.start();
  const web = await startWeb({
    port: config.port,
    log,
    console: consoleChat,
    readers: () => house.core.readers(),
    clock: {
      now: clock,
      movable,
      async moveTo(at, onProgress) {
        // Slot by slot, as if the time had passed with the bot awake.
        for (let next = house.runner.nextDue(clock()); next <= at; next = house.runner.nextDue(clock())) {
          ahead += next - clock();
          await house.runner.runDue();
          await house.quiet();
          onProgress(next);
        }
        ahead += Math.max(0, at - clock());
        // Kept, so that a restart does not fall back behind what has happened.
        writeFileSync(aheadFile, String(ahead));
      },
    },
    attachment: (message, place) => consoleAttachment(db, message, place),
    ledger: (unit, month) => exportLedger(house.core, ledgerFor(unit, month), clock()),
    materials: {
      choices: () => materialChoices(house.core, clock()),
      ledgerCount: (unit, month) => ledgerCount(house.core, unit, month),
      make: (asked) => makeMaterial(house.core, asked, clock()),
    },
    status: async () => {
      const { waiting, dead } = await queueState(db, clock() - FAILED_DAYS * DAY);
      return {
        connections: adapters.map((adapter) => ({
          platform: adapter.platform,
          state: adapter.state(),
          accounts: accountsOf(adapter).map(({ name, state }) => ({ name, state })),
        })),
        waiting,
        dead,
      };
    },
  }).catch(async (error: unknown) => {
    await house.stop();
    await db.close();
    throw error instanceof PortTaken ? new Refused(consoleRefusals.portTaken(config.port)) : error;
  });
  print(started(web.url));

  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  print(stopping);
  await web.stop();
  await house.stop();
  await db.close();
}
