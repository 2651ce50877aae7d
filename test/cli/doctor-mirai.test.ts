/** What `doctor` says of a mirai-api-http server: what is wrong, and how to mend it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkMirai } from '../../cli/doctor-mirai.ts';
import type { Room } from '../../domain/directory.ts';
import { startFakeMirai, type FakeMirai, type FakeMiraiOptions } from '../../fakes/mirai.ts';
import { told } from './told.ts';

const open: FakeMirai[] = [];
beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue());
afterEach(async () => {
  for (const fake of open.splice(0)) await fake.stop();
  vi.restoreAllMocks();
});

async function start(given: FakeMiraiOptions = {}): Promise<FakeMirai> {
  const groups = [
    { id: 70_001, name: '督查联络群', members: [] },
    { id: 70_002, name: '篮球群', members: [] },
  ];
  const fake = await startFakeMirai({ verifyKey: 'key', groups, ...given });
  open.push(fake);
  return fake;
}

const room = (id: string, name: string, platform = 'mirai'): Room => ({
  id: 1,
  name,
  address: { platform, kind: 'group', id },
  purpose: 'liaison',
  unit: null,
});

const check = async (fake: FakeMirai, rooms: Room[] | null = null, given: object = {}): Promise<string[]> => {
  return told(await checkMirai({ url: fake.url, verifyKey: 'key', qq: '99999', ...given }, rooms));
};

it('doctor names account, version and connection when all is well, and lets its sessions go', async () => {
  const fake = await start();
  expect(await check(fake)).toEqual([
    '正常 mirai：mirai-api-http 2.10.0，账号 99999（回音）已登录',
    '正常 mirai：WebSocket 已连接，收得到消息',
  ]);
  expect(fake.sessions.size).toBe(0);
});

it('doctor compares the groups of the account with those of the roster', async () => {
  const rooms = [room('70001', '督查联络群'), room('70009', '住建局群'), room('5', '别处的群', 'onebot')];
  expect((await check(await start(), rooms)).slice(2)).toEqual([
    '有误 mirai：机器人不在“住建局群”（70009）里，请把 QQ 99999 拉进群，或在群表里更正群号',
    '正常 mirai：名册里的群，机器人在 1 个',
    '正常 mirai：机器人还在 1 个名册里没有的群：篮球群（70002）。要用就补进群表',
  ]);
  expect(await check(await start(), [])).toContainEqual(expect.stringContaining('名册里没有 mirai 的群'));
});

it.each([
  [
    'the server is not there',
    { url: 'http://127.0.0.1:9' },
    /^有误 mirai：连不上 http:\/\/127\.0\.0\.1:9（.*ECONNREFUSED.*）.*MIRAI_URL/,
  ],
  ['the key is wrong', { verifyKey: 'wrong' }, /^有误 mirai：密钥不对（Auth Key错误）.*MIRAI_VERIFY_KEY/],
  ['the account is not logged in', { qq: '12345' }, /^有误 mirai：账号 12345 没有登录.*已登录的账号：99999.*MIRAI_QQ/],
])('doctor says what to do when %s', async (_what, given, words) => {
  expect(await check(await start(), [], given)).toEqual([expect.stringMatching(words)]);
});

it('doctor says so when the server does not tell the groups', async () => {
  const fake = await start();
  fake.next('groupList', 500);
  expect((await check(fake, []))[2]).toMatch(/^有误 mirai：读不到群列表（.*），没能核对群，请稍后再查/);
});

it('doctor says what to do when the server is in single mode, or has no WebSocket', async () => {
  const fake = await start();
  fake.next('bind', 6);
  expect(await check(fake)).toEqual([expect.stringMatching(/^有误 .*singleMode/)]);
  fake.refuseUpgrades = 404;
  expect((await check(fake))[1]).toMatch(/^有误 mirai：收不到消息.*启用 ws/);
});
