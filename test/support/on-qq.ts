/** The small district of the plays on QQ: everybody and every group has a number there, over a real wire. */
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { createOneBot } from '../../bot/onebot.ts';
import { compose, type House } from '../../compose.ts';
import type { Database } from '../../db/database.ts';
import { accounts, rooms, settings } from '../../db/schema/index.ts';
import { createVault } from '../../services/vault.ts';
import { counted } from './counted.ts';
import { seedDistrict } from './district.ts';

export const HOUSING = 70_002;
export const CLUSTER = 70_004;
export const CADRE = 10_001;
export const LIAISON = 10_002;

/** Everybody of the district, as a member of a group. */
export const members = Array.from({ length: 13 }, (_, person) => ({ id: 10_001 + person, name: `人${person + 1}` }));

/**
 * The house on these servers; nobody waits between two messages.
 *
 * @param changed settings that are different in this play
 * @param checkMs how often the accounts are held against their groups
 */
export async function houseOnQq(
  db: Database,
  urls: readonly string[],
  changed: Readonly<Record<string, number>> = {},
  checkMs = 30_000,
): Promise<{ house: House; bot: ReturnType<typeof createOneBot> }> {
  await seedDistrict(db);
  await db.orm.update(accounts).set({ platform: 'onebot', account: sql`(10000 + ${accounts.person})::text` });
  await db.orm.update(rooms).set({ platform: 'onebot', platformRoom: sql`(70000 + ${rooms.id})::text` });
  const values = { 'delivery.roomSeconds': 0, 'delivery.accountPerMinute': 100_000, ...changed };
  await db.orm.insert(settings).values(Object.entries(values).map(([key, value]) => ({ key, value, changedAt: 0 })));
  const clock = (): number => Date.now();
  const bot = createOneBot({
    urls,
    reverse: null,
    token: '',
    clock,
    log: { warn: () => undefined },
    requestTimeoutMs: 2000,
    reconnectMs: { first: 20, longest: 50 },
    settleMs: 0,
    checkMs,
  });
  const house = await compose({
    db,
    adapters: [counted(bot)],
    vault: createVault(randomBytes(32)),
    clock,
    log: pino({ level: 'silent' }),
  });
  await house.start();
  return { house, bot };
}
