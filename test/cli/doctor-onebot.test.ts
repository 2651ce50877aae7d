/** What `doctor` says of OneBot, over both ways of connecting: what is wrong, and how to mend it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { checkOneBot } from '../../cli/doctor-onebot.ts';
import type { Config } from '../../config.ts';
import type { Room } from '../../domain/directory.ts';
import { closeWires, startBot, startFake } from '../support/onebot-wire.ts';
import { told } from './told.ts';

afterEach(closeWires);

/** Where nothing listens: doctor then knows of no running bot. */
const NO_CONSOLE = 9;

async function check(
  onebot: Partial<NonNullable<Config['onebot']>>,
  more: { rooms?: Room[]; consolePort?: number; waitMs?: number } = {},
): Promise<string[]> {
  const config = { urls: [], reverse: null, token: '', ...onebot };
  return told(await checkOneBot(config, { rooms: null, consolePort: NO_CONSOLE, waitMs: 2000, ...more }));
}

const room = (id: string, name: string, platform = 'onebot'): Room => ({
  id: 1,
  name,
  address: { platform, kind: 'group', id },
  purpose: 'liaison',
  unit: null,
});

it('doctor names every account when all is well, and how many groups it is in', async () => {
  const one = await startFake({ token: 'secret' });
  const two = await startFake({ token: 'secret', selfId: 10_002, unsupported: ['get_group_list'] });
  expect(await check({ urls: [one.url, two.url], token: 'secret' })).toEqual([
    '正常 OneBot：账号 99999 已连接，在 1 个群里',
    '正常 OneBot：账号 10002 已连接',
  ]);
});

it('doctor compares the groups of the accounts with those of the roster', async () => {
  const { url } = await startFake();
  const rooms = [room('7', '督查联络群'), room('8', '住建局群'), room('5', '别处的群', 'mirai')];
  expect((await check({ urls: [url] }, { rooms })).slice(1)).toEqual([
    '有误 OneBot：机器人不在“住建局群”（8）里，请把机器人的 QQ 拉进群，或在群表里更正群号',
    '正常 OneBot：名册里的群，机器人在 1 个',
  ]);
  expect(await check({ urls: [url] }, { rooms: [] })).toContainEqual(expect.stringContaining('名册里没有 onebot 的群'));
});

it('doctor says what to do about a wrong token, an account that is offline, a server that is another, and none at all', async () => {
  const locked = await startFake({ token: 'secret' });
  const thrownOut = await startFake({ selfId: 10_002 });
  thrownOut.setOnline(false);
  const refusing = await startFake();
  refusing.refuseConnections(404);
  const other = await startFake({ unsupported: ['get_login_info'] });
  const gone = await startFake();
  await gone.stop();
  const urls = [locked.url, thrownOut.url, refusing.url, other.url, gone.url];
  expect(await check({ urls }, { waitMs: 1000 })).toEqual([
    expect.stringMatching(/^有误 OneBot：127\.0\.0\.1:\d+ 连不上（令牌不对（ONEBOT_TOKEN））。ONEBOT_TOKEN 要与/),
    expect.stringMatching(/^有误 OneBot：10002 连不上（账号在 QQ 里离线.*）。.*重新登录/),
    expect.stringMatching(/^有误 OneBot：127\.0\.0\.1:\d+ 连不上（服务器拒绝连接（HTTP 404）.*端口和路径/),
    expect.stringMatching(/^有误 OneBot：127\.0\.0\.1:\d+ 连不上（连上了，但问不出登录的账号.*请确认 QQ 已登录/),
    expect.stringMatching(/^有误 OneBot：127\.0\.0\.1:\d+ 连不上（那里没有服务在监听）。.*启用了 WebSocket 服务器/),
  ]);
});

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('doctor waits for accounts that come by themselves, and says where they should come to', async () => {
  const reverse = { host: '127.0.0.1', port: await freePort() };
  expect(await check({ reverse }, { waitMs: 50 })).toEqual([
    expect.stringMatching(
      /^有误 OneBot：等账号来连 ws:\/\/127\.0\.0\.1:\d+。.*新建 WebSocket 客户端.*token 与 ONEBOT_TOKEN/,
    ),
  ]);
  const url = `ws://127.0.0.1:${reverse.port}`;
  await startFake({ token: 'wrong', reverse: { url, reconnectMs: 20 } });
  expect((await check({ reverse, token: 'secret' }, { waitMs: 1000 }))[0]).toMatch(
    /账号 99999 来连，令牌与 ONEBOT_TOKEN 不同/,
  );
  await startFake({ selfId: 10_002, token: 'right', reverse: { url, reconnectMs: 20 } });
  expect(await check({ reverse, token: 'right' }, { waitMs: 1000 })).toContain(
    '正常 OneBot：账号 10002 已连接，在 1 个群里',
  );
});

it('doctor says what to do about an account of which only one half came', async () => {
  const reverse = { host: '127.0.0.1', port: await freePort() };
  const url = `ws://127.0.0.1:${reverse.port}`;
  const half = setInterval(() => {
    const socket = new WebSocket(url, { headers: { 'X-Self-ID': '10001', 'X-Client-Role': 'Event' } });
    socket.on('error', () => undefined).on('open', () => clearInterval(half));
  }, 20);
  expect((await check({ reverse }, { waitMs: 1000 }))[0]).toMatch(
    /^有误 OneBot：10001 连不上（只连上了 Event，没有连 API，发不出消息）。请在 OneBot 程序里改用 Universal/,
  );
});

it('doctor asks the running bot when that has the port, and otherwise says who may have it', async () => {
  const running = await startBot({ reverse: { host: '127.0.0.1', port: 0 } });
  const port = Number(running.bot.door()?.url.split(':').at(-1));
  const reverse = { host: '127.0.0.1', port };
  expect(await check({ reverse }, { waitMs: 50 })).toEqual([
    expect.stringMatching(/^有误 OneBot：端口 \d+ 已被占用，账号连不进来。.*ONEBOT_REVERSE_PORT/),
  ]);
  let state: object = { kind: 'online', since: 0, account: '10001' };
  const web = createServer((_request, response) =>
    response.end(JSON.stringify({ connections: [{ platform: 'onebot', state }] })),
  );
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const consolePort = (web.address() as AddressInfo).port;
  expect(await check({ reverse }, { waitMs: 50, consolePort })).toEqual([
    '正常 OneBot：回音正在运行，账号 10001 已连接',
  ]);
  state = { kind: 'offline', since: 0, reason: '10001：被 QQ 下线' };
  expect(await check({ reverse }, { waitMs: 50, consolePort })).toEqual([
    '有误 OneBot：回音正在运行，但10001：被 QQ 下线',
  ]);
  await new Promise((resolve) => web.close(resolve));
});
