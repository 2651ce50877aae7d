/** Accounts that come to Huiyin by themselves, and others who try. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createOneBot, type OneBotOptions } from '../../bot/onebot.ts';
import type { FakeOptions } from '../../fakes/onebot.ts';
import { closeWires, GROUP, offline, online, startBot, startFake, words, type Bot } from '../support/onebot-wire.ts';
import { until } from '../support/until.ts';

afterEach(closeWires);

const open = (options: Partial<OneBotOptions> = {}) =>
  startBot({ reverse: { host: '127.0.0.1', port: 0 }, ...options });
const come = (bot: Bot, options: FakeOptions = {}, reverse: { pair?: boolean; reconnectMs?: number } = {}) =>
  startFake({ ...options, reverse: { url: `${bot.door()?.url}/onebot/v11/ws`, reconnectMs: 20, ...reverse } });

/** Knocks as a stranger would; the HTTP status of the refusal, or 101. */
async function knock(bot: Bot, headers: Record<string, string>, path = '/'): Promise<number> {
  const socket = new WebSocket(`${bot.door()?.url}${path}`, { headers });
  const status = new Promise<number>((resolve) => {
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('upgrade', () => resolve(101));
  });
  const answer = await status;
  socket.terminate();
  return answer;
}

describe('a reverse connection from OneBot', () => {
  it.each([
    ['one connection', false],
    ['a pair of API and Event', true],
  ])('hears and speaks over %s', async (_form, pair) => {
    const { bot, heard } = await open({ token: 'secret' });
    const fake = await come(bot, { token: 'secret' }, { pair });
    await online(bot);
    expect(bot.state()).toMatchObject({ account: '99999' });
    fake.say(7, 10_001, '/受理 #1');
    fake.sayPrivately(10_002, '我的');
    await until(() => heard.length === 2);
    expect(heard[0]).toMatchObject({ self: '99999', room: GROUP });
    expect((await bot.send(GROUP, words('好'))).kind).toBe('delivered');
  });

  it('is waited for, and the operator is told where', async () => {
    const { bot } = await open();
    expect(bot.state()).toMatchObject({ kind: 'offline', reason: `等账号来连 ${bot.door()?.url}` });
    expect(await bot.send(GROUP, words('x'))).toMatchObject({ kind: 'rejected', retryable: true });
  });

  it('comes back after it was lost', async () => {
    const { bot, states } = await open();
    const fake = await come(bot);
    await online(bot);
    fake.cut();
    await until(() => states.some((state) => state.kind === 'offline' && state.reason.includes('连接断开')));
    await online(bot);
    expect((await bot.send(GROUP, words('在'))).kind).toBe('delivered');
  });

  it('that is half-open gives way to a new one of the same account', async () => {
    const { bot, heard } = await open();
    const dead = await come(bot, {}, { reconnectMs: 60_000 });
    await online(bot);
    dead.freeze();
    const alive = await come(bot);
    await until(() => alive.requests.some(({ action }) => action === 'get_status'));
    await online(bot);
    alive.say(7, 10_001, '换了一个');
    await until(() => heard.length === 1);
    expect((await bot.send(GROUP, words('在'))).kind).toBe('delivered');
    expect(alive.sent.length).toBe(1);
  });

  it('of half a pair is not enough, and what is missing is said', async () => {
    const { bot } = await open();
    const half = (role: string): WebSocket => {
      const headers = { 'X-Self-ID': '10001', 'X-Client-Role': role };
      return new WebSocket(bot.door()?.url ?? '', { headers }).on('error', () => undefined);
    };
    const api = half('API');
    await offline(bot, /没有连 Event/);
    api.terminate();
    const event = half('Event');
    await offline(bot, /没有连 API/);
    event.terminate();
  });

  it('waits for its port while another program has it', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { bot } = await open({ reverse: { host: '127.0.0.1', port } });
    await offline(bot, new RegExp(`端口 ${port} 已被占用`));
    other.close();
    await come(bot);
    await online(bot);
  });
});

describe('who comes to the reverse port', () => {
  const self = { 'X-Self-ID': '10001', 'X-Client-Role': 'Universal' };

  it.each([
    ['with the token as Bearer', { ...self, Authorization: 'Bearer secret' }, '/', 101],
    ['with the token as Token', { ...self, Authorization: 'Token secret' }, '/', 101],
    ['with the token in the address', self, '/ws?access_token=secret', 101],
    ['with its role in the path alone', { 'X-Self-ID': '10001' }, '/api/?access_token=secret', 101],
    ['without a token', self, '/', 401],
    ['with an empty token', { ...self, Authorization: 'Bearer ' }, '/', 401],
    ['with another token', { ...self, Authorization: 'Bearer secre' }, '/', 403],
    ['without an account', { 'X-Client-Role': 'Universal', Authorization: 'Bearer secret' }, '/', 400],
    ['with words for an account', { ...self, 'X-Self-ID': '<b>1</b>', Authorization: 'Bearer secret' }, '/', 400],
    ['with a role nobody knows', { ...self, 'X-Client-Role': 'Root', Authorization: 'Bearer secret' }, '/', 400],
    ['with an address that is none', { ...self, Authorization: 'Bearer secret' }, '//', 101],
  ])('%s', async (_who, headers, path, status) => {
    const { bot } = await open({ token: 'secret' });
    expect(await knock(bot, headers, path)).toBe(status);
  });

  it('is told to the operator when the token is wrong, and forgotten when it is right', async () => {
    const { bot } = await open({ token: 'secret' });
    await knock(bot, { ...self, Authorization: 'Bearer wrong' });
    await offline(bot, /账号 10001 来连，令牌与 ONEBOT_TOKEN 不同/);
    await come(bot, { token: 'secret' });
    await online(bot);
    expect(bot.troubles()).toBe('');
  });

  it('may go without a token on this machine, but a web page may not', async () => {
    const { bot } = await open();
    expect(await knock(bot, self)).toBe(101);
    expect(await knock(bot, { Origin: 'https://evil.example' })).toBe(400);
    expect((await fetch(bot.door()?.url.replace('ws:', 'http:') ?? '')).status).toBe(426);
  });

  it.each(['0.0.0.0', '192.168.1.5', '::'])('needs a token on %s', (host) => {
    const options = { urls: [], token: '', clock: () => 0, log: { warn: () => undefined } };
    expect(() => createOneBot({ ...options, reverse: { host, port: 0 } })).toThrow(/ONEBOT_TOKEN 不能为空/);
  });
});
