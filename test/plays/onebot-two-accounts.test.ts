/** The district on QQ with two accounts over real wires: one is thrown out while the other goes on. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { House } from '../../compose.ts';
import type { Database } from '../../db/database.ts';
import { FakeOneBot, FakeQq } from '../../fakes/onebot.ts';
import { openTestDatabase } from '../support/database.ts';
import { CADRE, CLUSTER, HOUSING, houseOnQq, LIAISON, members } from '../support/on-qq.ts';
import { until } from '../support/until.ts';

const ONE = 90_001;
const TWO = 90_002;

let db: Database;
let qq: FakeQq;
let one: FakeOneBot;
let two: FakeOneBot;
let house: House;

const accountsNow = () => house.core.connections()[0]?.accounts.map(({ name, online }) => `${name} ${online}`);
const shown = (fake: FakeOneBot, group: number): string[] =>
  fake.sent.filter(({ kind, target }) => kind === 'group' && target === group).map(({ text }) => text);
const say = (group: number, account: number, text: string): void =>
  void qq.say({ group }, account, [{ type: 'text', data: { text } }]);

beforeEach(async () => {
  db = await openTestDatabase('pglite');
  qq = new FakeQq([
    { id: HOUSING, members, accounts: [ONE] },
    { id: CLUSTER, members, accounts: [TWO] },
  ]);
  one = await FakeOneBot.start({ qq, selfId: ONE });
  two = await FakeOneBot.start({ qq, selfId: TWO });
  const made = await houseOnQq(db, [one.url, two.url], { 'delivery.attempts': 2 }, 50);
  house = made.house;
  await until(() => made.bot.troubles() === '');
});

afterEach(async () => {
  await house.stop();
  await one.stop();
  await two.stop();
  await db.close();
});

it('cards for the groups of the one wait, and what is said there is answered in one message once it is back', async () => {
  one.kick('登录已失效');
  await until(() => accountsNow()?.[0] === `${ONE} false`);
  expect(house.core.connections()[0]).toMatchObject({ online: true });
  for (const trouble of ['白蚁成灾', '垃圾没人收', '外墙漏水']) say(CLUSTER, CADRE, `/上报 拱秀社区${trouble}`);
  await until(() => shown(two, CLUSTER).filter((text) => /已登记/.test(text)).length === 3);
  await house.quiet();
  const waiting = () => db.query(`select distinct state, attempts from outbox where room like '%${HOUSING}'`, []);
  expect(await waiting()).toEqual([{ state: 'waiting', attempts: 0 }]);
  say(HOUSING, LIAISON, '/受理 #1');
  say(HOUSING, LIAISON, '/查询 #1');
  await house.quiet();
  expect([one.sent, shown(two, HOUSING)]).toEqual([[], []]);
  one.setOnline(true);
  await one.restart();
  await until(() => shown(one, HOUSING).some((text) => /停线期间/.test(text)));
  await house.quiet();
  const [cards, digest] = [shown(one, HOUSING).slice(0, -1), shown(one, HOUSING).at(-1)];
  expect(cards.every((text) => /新交办/.test(text))).toBe(true);
  expect(digest).toMatch(/^停线期间收到 2 条，已补办：[^]*已受理[^]*#1/);
});
