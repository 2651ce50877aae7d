/** The mirai adapter over a real wire: connecting and hearing, and what can go wrong with it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxiosStatic } from 'axios';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMirai } from '../../bot/mirai.ts';
import { limitRequestsTo } from '../../bot/mirai/axios.ts';
import { socketUrl } from '../../bot/mirai/line.ts';
import {
  connect,
  fellOff,
  FRIEND,
  GROUP,
  hangUp,
  listen,
  MEMBER,
  online,
  open,
  start,
  text,
} from '../support/mirai-wire.ts';
import { until } from '../support/until.ts';

// mirai-js writes a line to the console for every request that fails.
beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue());
afterEach(async () => {
  await hangUp();
  vi.restoreAllMocks();
});

describe('a request of mirai-js, which sets no limit,', () => {
  const theirs = createRequire(import.meta.resolve('mirai-js'))('axios') as AxiosStatic;
  const hanging = async (): Promise<{ url: string; close(): void }> => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: () => server.closeAllConnections(),
    };
  };

  it('ends some day all the same; nobody else gets a limit by it', async () => {
    const [mah, other] = [await hanging(), await hanging()];
    limitRequestsTo(mah.url, 50);
    await expect(theirs.post(new URL('/bind', mah.url).toString(), {})).rejects.toThrow(/timeout of 50ms/);
    expect(theirs.defaults.timeout).toBe(0);
    const ended = vi.fn<() => void>();
    void theirs.get(other.url).catch(ended);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(ended).not.toHaveBeenCalled();
    other.close();
  });
});

describe('the mirai adapter, connecting,', () => {
  it('hears groups, friends, and members who are no friends', async () => {
    const { fake, heard } = await connect();
    fake.say(70_001, 10_001, '/受理 #1', 1_700_000_000);
    fake.sayPrivately(10_002, '我的');
    fake.sayPrivately(10_001, '悄悄');
    await until(() => heard.length === 3);
    expect(heard[0]).toEqual({
      self: '99999',
      room: GROUP,
      sender: { account: '10001', name: '沈立夏' },
      messageId: expect.stringMatching(/^\d+$/),
      at: 1_700_000_000_000,
      segments: [{ type: 'text', text: '/受理 #1' }],
    });
    expect(heard.map(({ room }) => room)).toEqual([GROUP, FRIEND, MEMBER]);
  });

  it('takes a key with characters that mean something in a URL', async () => {
    const verifyKey = 'a&b#c=100%+d/中文 ?';
    const { fake, heard } = await connect({ verifyKey }, { verifyKey });
    fake.say(70_001, 10_001, '在');
    await until(() => heard.length === 1);
  });

  it.each([
    ['http://mah.example:8080', 'ws://mah.example:8080/all?sessionKey=s1&verifyKey=a%26b'],
    ['https://mah.example', 'wss://mah.example/all?sessionKey=s1&verifyKey=a%26b'],
  ])('dials %s no less encrypted than it asks', (url, socket) => {
    expect(socketUrl(url, { sessionKey: 's1', verifyKey: 'a&b' })).toBe(socket);
  });

  it('survives a refused connection and comes when the server does', async () => {
    const fake = await start();
    await fake.stop();
    const wire = await listen(fake);
    await fellOff(wire, 'ECONNREFUSED');
    await fake.restart();
    await online(wire);
  });

  it.each([
    [503, 'HTTP 503'],
    [404, '启用 ws'],
    ['cut', 'socket hang up'],
  ] as const)('survives a refused upgrade (%s) and says what it was', async (refusal, words) => {
    const fake = await start();
    fake.refuseUpgrades = refusal;
    const wire = await listen(fake);
    await fellOff(wire, words);
    fake.refuseUpgrades = null;
    await online(wire);
  });

  it('says that the key is wrong, and keeps trying', async () => {
    const wire = await listen(await start(), { verifyKey: 'wrong' });
    await fellOff(wire, 'MIRAI_VERIFY_KEY');
    const tried = () => wire.fake.requests.filter(({ action }) => action === 'verify').length;
    await until(() => tried() > 2);
    expect(await wire.bot.send(GROUP, text('x'), 'k')).toMatchObject({ kind: 'rejected', retryable: true });
  });

  it('sees a refusal in a frame and a close as polite as any other, and tries again', async () => {
    const fake = await start();
    fake.refuseUpgrades = 'wrong key';
    const wire = await listen(fake);
    await fellOff(wire, 'MIRAI_VERIFY_KEY');
    expect(wire.states.some(({ kind }) => kind === 'online')).toBe(false);
    fake.refuseUpgrades = null;
    await online(wire);
  });

  it('says that the account is not there', async () => {
    await fellOff(await listen(await start({ qq: 55_555 })), 'MIRAI_QQ');
  });

  it('goes on trying when the server gives no session', async () => {
    const fake = await start();
    fake.next('verify', 500);
    fake.next('verify', 'garbage');
    fake.next('verify', 'bad-gateway');
    const wire = await listen(fake);
    await fellOff(wire, 'mirai-api-http');
    await online(wire);
  });

  it('says that singleMode is on', async () => {
    const fake = await start();
    fake.next('bind', 6);
    await fellOff(await listen(fake), 'singleMode');
  });

  it('comes back after the server restarts in mid-session', async () => {
    const wire = await connect();
    await wire.fake.restart();
    await until(() => wire.states.some(({ kind }) => kind === 'offline'));
    await online(wire);
    wire.fake.say(70_001, 10_001, '回来了');
    await until(() => wire.heard.length === 1);
    expect((await wire.bot.send(GROUP, text('在'), 'k')).kind).toBe('delivered');
  });

  it('hears everything once after two reconnects, and leaves no session behind', async () => {
    const wire = await connect();
    for (const times of [1, 2]) {
      wire.fake.closeSockets(1000);
      await until(() => wire.states.filter(({ kind }) => kind === 'offline').length === times);
      await online(wire);
    }
    wire.fake.say(70_001, 10_001, '一次');
    wire.fake.say(70_001, 10_001, '两次');
    await until(() => wire.heard.some(({ segments }) => JSON.stringify(segments).includes('两次')));
    expect(wire.heard).toHaveLength(2);
    expect(wire.fake.clients).toBe(1);
    await until(() => wire.fake.sessions.size === 1);
    await wire.bot.stop();
    await until(() => wire.fake.sessions.size === 0);
    expect(wire.bot.state().kind).toBe('offline');
  });

  it('notices a half-open connection by itself', async () => {
    const wire = await connect({}, { pingMs: 40 });
    wire.fake.freeze();
    await fellOff(wire, '没有回应');
    await online(wire);
  });

  it('gives up a server that hangs while the session is made, and lets go of what was made', async () => {
    const fake = await start();
    fake.next('verify', 'drop');
    fake.next('bind', 'hang');
    fake.next('bind', { delayMs: 300 });
    const wire = await listen(fake, { requestTimeoutMs: 150 });
    await fellOff(wire, '没有回应');
    await online(wire);
    await until(() => fake.requests.filter(({ action }) => action === 'bind').length >= 3);
    await until(() => fake.sessions.size === 1);
  });

  it('is offline while the account is, with the reason, and online when it is back', async () => {
    const wire = await connect();
    wire.fake.event({ type: 'BotOfflineEventForce', qq: 99_999, title: '', tips: '' });
    await fellOff(wire, '被顶下线');
    expect(await wire.bot.send(GROUP, text('x'), 'k')).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('被顶下线'),
      retryable: true,
    });
    wire.fake.event({ type: 'BotReloginEvent', qq: 99_999 });
    await online(wire);
    wire.fake.event({ type: 'BotOfflineEventDropped', qq: 99_999 });
    await fellOff(wire, '掉线');
    wire.fake.event({ type: 'BotOnlineEvent', qq: 99_999 });
    await online(wire);
    expect((await wire.bot.send(GROUP, text('在'), 'k')).kind).toBe('delivered');
  });
});

describe('the mirai adapter, hearing,', () => {
  it('goes on when a handler throws', async () => {
    const fake = await start();
    const warned: string[] = [];
    const heard: string[] = [];
    const bot = createMirai({
      url: fake.url,
      verifyKey: 'test-key',
      qq: '99999',
      clock: () => Date.now(),
      log: { warn: (_about, words) => void warned.push(words) },
    });
    open.push(bot);
    await bot.start({
      onMessage(message) {
        heard.push(message.messageId);
        throw new Error('broken');
      },
      onState() {
        throw new Error('broken');
      },
    });
    await until(() => bot.state().kind === 'online');
    fake.say(70_001, 10_001, '一');
    fake.say(70_001, 10_001, '二');
    await until(() => heard.length === 2);
    expect(bot.state().kind).toBe('online');
    expect(warned).toHaveLength(3);
  });

  it('is not disturbed by frames that are no JSON, no objects, or nothing it knows', async () => {
    const { fake, heard, bot } = await connect();
    const wrap = (data: unknown) => ({ syncId: '-1', data });
    for (const frame of ['{', 'null', '[]', '3', {}, wrap(null), wrap([]), wrap(3), wrap({ type: 'GroupMessage' })])
      fake.pushRaw(frame);
    fake.event({ type: 'NewKindOfEvent' });
    fake.say(70_001, 10_001, '还在吗');
    await until(() => heard.length === 1);
    expect(bot.state().kind).toBe('online');
  });

  it('drops what the account says on other devices', async () => {
    const { fake, heard } = await connect();
    const messageChain = [
      { type: 'Source', id: 5, time: 1 },
      { type: 'Plain', text: '/结案 #1' },
    ];
    const subject = { id: 70_001, name: '', permission: 'MEMBER' };
    for (const type of ['GroupSyncMessage', 'FriendSyncMessage', 'TempSyncMessage', 'StrangerSyncMessage'])
      fake.event({ type, subject, messageChain });
    fake.event({ type: 'OtherClientMessage', sender: { id: 1, platform: 'MOBILE' }, messageChain });
    fake.say(70_001, 99_999, '自己');
    fake.say(70_001, 10_001, '别人');
    await until(() => heard.length === 1);
    expect(heard[0]?.segments).toEqual([{ type: 'text', text: '别人' }]);
  });

  it('passes on a message pushed twice or late as it comes, with its own id and time', async () => {
    const { fake, heard } = await connect();
    const id = fake.say(70_001, 10_001, '迟到', 1_700_000_000);
    fake.pushAgain(id);
    await until(() => heard.length === 2);
    for (const message of heard) expect(message).toMatchObject({ messageId: String(id), at: 1_700_000_000_000 });
  });
});
