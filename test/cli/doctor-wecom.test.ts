/** What doctor says about WeCom, and that asking it does no harm. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createWecom } from '../../bot/wecom.ts';
import { checkWecom } from '../../cli/doctor-wecom.ts';
import { readConfig, type Config } from '../../config.ts';
import { Directory } from '../../domain/directory.ts';
import { startFakeWecomWebhook } from '../../fakes/wecom-webhook.ts';
import { startFakeWecom, type FakeWecom } from '../../fakes/wecom.ts';
import { until } from '../support/until.ts';
import { told } from './told.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function serve(): Promise<FakeWecom> {
  const fake = await startFakeWecom();
  ends.push(() => fake.stop());
  return fake;
}
const robot = (fake: FakeWecom, more: Record<string, string> = {}): Config =>
  // Port 1 is nobody's: no program answers there.
  readConfig({
    CHAT: 'wecom',
    PORT: '1',
    WECOM_BOT_ID: 'aib-huiyin',
    WECOM_SECRET: 'secret',
    WECOM_WS_URL: fake.url,
    ...more,
  });

const roster = (rooms: { platform: string; id: string }[], accounts: string[] = []) =>
  new Directory({
    units: [],
    categories: [],
    teams: [],
    people: accounts.map((account, id) => ({
      id,
      name: account,
      unit: null,
      roles: [],
      accounts: [{ platform: 'wecom', account }],
    })),
    rooms: rooms.map(({ platform, id }, index) => ({
      id: index,
      name: `${id}（群）`,
      address: { platform, kind: 'group', id },
      purpose: 'liaison',
      unit: null,
    })),
  });

const found = async (config: Config, directory: Directory | null, connect = false): Promise<string[]> =>
  told(await checkWecom(config, directory, { waitMs: 5000, connect }));

describe('doctor on WeCom', () => {
  it('finds the server, and does not cut off the robot that is running', async () => {
    const fake = await serve();
    const running = createWecom({
      botId: 'aib-huiyin',
      secret: 'secret',
      url: fake.url,
      clock: () => 0,
      log: { error: () => undefined },
    });
    ends.push(() => running.stop());
    await running.start({ onMessage: () => undefined, onState: () => undefined });
    await until(() => running.state().kind === 'online');
    expect(await found(robot(fake), roster([{ platform: 'wecom', id: 'g' }], ['ZhangSan']))).toEqual([
      '正常 企业微信：服务器连得上',
      expect.stringMatching(/^提示 企业微信：没有登录机器人.*huiyin doctor --connect/),
      '正常 企业微信：登记群 1 个，绑定 1 人',
    ]);
    expect(running.state().kind).toBe('online');
    expect(fake.requests.filter((request) => request.cmd === 'aibot_subscribe')).toHaveLength(1);
  });

  it('asks the program that runs on this machine how its robot is', async () => {
    const state = { kind: 'offline', since: 0, reason: '已被顶下线' };
    const house = createServer((_request, response) =>
      response.end(JSON.stringify({ connections: [{ platform: 'wecom', state }] })),
    ).listen(0, '127.0.0.1');
    await once(house, 'listening');
    ends.push(() => new Promise((resolve) => house.close(resolve)));
    const fake = await serve();
    const { port } = house.address() as AddressInfo;
    expect(await found(robot(fake, { PORT: String(port) }), null)).toContain(
      '有误 企业微信：机器人没有登录，已被顶下线',
    );
    expect(fake.clients).toBe(0);
  });

  it('tries the secret when it is told to', async () => {
    const fake = await serve();
    expect(await found(robot(fake), null, true)).toContain('正常 企业微信：机器人已登录（aib-huiyin）');
    const [wrong] = await found(robot(fake, { WECOM_SECRET: 'wrong' }), null, true);
    expect(wrong).toMatch(/^有误 .*核对 WECOM_BOT_ID 和 WECOM_SECRET/);
  });

  it('says what is in the way of a server that is not there, and how accounts are bound', async () => {
    const fake = await serve();
    await fake.stop();
    expect(await found(robot(fake), roster([]))).toEqual([
      expect.stringMatching(/^有误 企业微信：服务器连不上（.*ECONNREFUSED.*WECOM_WS_URL/),
      expect.stringMatching(
        /^提示 企业微信绑定：①.*@它 发“绑定”.*群号.*②.*账号.*③ 双访办发送：绑定 wecom:账号 姓名 单位/,
      ),
    ]);
  });

  it('holds the keys of webhooks to the roster and to WeCom, and says nothing in the groups', async () => {
    const fake = await startFakeWecomWebhook({ keys: ['k1', 'k3'] });
    ends.push(() => fake.stop());
    const config = readConfig({
      CHAT: 'wecom-webhook',
      WECOM_WEBHOOKS: '甲群=k1;乙群=k2;丁群=k3',
      WECOM_WEBHOOK_URL: fake.url,
    });
    const rooms = ['甲群', '乙群', '丙群'].map((id) => ({ platform: 'wecom-webhook', id }));
    expect(await found(config, roster(rooms))).toEqual([
      expect.stringMatching(/^有误 .*没有“丙群”（丙群（群）），这个群收不到消息/),
      expect.stringMatching(/^正常 .*“甲群”的密钥有效/),
      expect.stringMatching(/^有误 .*“乙群”的密钥无效/),
      expect.stringMatching(/^有误 .*“丁群”不在名册里.*群号 丁群/),
      expect.stringMatching(/^正常 .*“丁群”的密钥有效/),
    ]);
    expect(fake.sent).toEqual([]);
    await fake.stop();
    expect((await found(config, null)).every((line) => /^有误 .*连不上企业微信，没能核对/.test(line))).toBe(true);
  });

  it('says nothing where WeCom is not used', async () => {
    expect(await found(readConfig({ WECOM_BOT_ID: 'a', WECOM_SECRET: 'b', WECOM_WEBHOOKS: '甲=k' }), null)).toEqual([]);
  });
});
