/** The fake mirai-api-http server, proved by two clients nobody here wrote: mirai-js and mirai-ts. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mirai from 'mirai-js';
import type { Mirai } from 'mirai-ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startFakeMirai, type FakeMirai } from '../../fakes/mirai.ts';
import { until } from '../support/until.ts';

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const OPTIONS = {
  verifyKey: 'test-key',
  qq: 99_999,
  groups: [
    {
      id: 70_001,
      name: '督查联络群',
      permission: 'ADMINISTRATOR' as const,
      members: [
        { id: 10_001, name: '沈立夏' },
        { id: 10_002, name: '宋知秋' },
      ],
    },
  ],
  friends: [{ id: 10_002, name: '宋知秋' }],
};

/** Its ESM entry names a file that is not in the package; the CommonJS one works. */
const { Mirai: MiraiClient } = createRequire(import.meta.url)('mirai-ts') as { Mirai: typeof Mirai };

let fake: FakeMirai;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  vi.restoreAllMocks();
});

async function start(): Promise<void> {
  fake = await startFakeMirai(OPTIONS);
  closing.push(() => fake.stop());
}

describe('mirai-js', () => {
  it('runs on an axios without the advisories of the one it asks for', () => {
    const { VERSION } = createRequire(import.meta.resolve('mirai-js'))('axios') as { VERSION: string };
    expect(Number(VERSION.split('.')[0])).toBeGreaterThanOrEqual(1);
  });

  async function connect(): Promise<InstanceType<typeof mirai.Bot>> {
    await start();
    const bot = new mirai.Bot();
    await bot.open({ baseUrl: fake.url, verifyKey: OPTIONS.verifyKey, qq: OPTIONS.qq });
    for (const event of ['close', 'error'] as const) bot.on(event, () => undefined);
    // Without its handlers it writes to the console as it closes.
    closing.push(() => bot.close({ keepProcessor: true }));
    await until(() => fake.clients === 1);
    return bot;
  }

  it('hears groups and friends', async () => {
    const bot = await connect();
    const heard: { type: string; sender: number; text: string | undefined }[] = [];
    const hear = (message: { type: string; sender: { id: number }; messageChain: { text?: string }[] }): void =>
      void heard.push({ type: message.type, sender: message.sender.id, text: message.messageChain[1]?.text });
    bot.on('GroupMessage', hear);
    bot.on('FriendMessage', hear);
    fake.say(70_001, 10_001, '/受理 #1');
    fake.sayPrivately(10_002, '我的');
    await until(() => heard.length === 2);
    expect(heard).toEqual([
      { type: 'GroupMessage', sender: 10_001, text: '/受理 #1' },
      { type: 'FriendMessage', sender: 10_002, text: '我的' },
    ]);
  });

  it('sends to groups, friends and members, with a mention and a quote', async () => {
    const bot = await connect();
    const question = fake.say(70_001, 10_001, '在吗');
    const message = new mirai.Message().addAt(10_001).addText(' 在');
    const id = await bot.sendMessage({ group: 70_001, quote: question, message });
    await bot.sendMessage({ friend: 10_002, message: new mirai.Message().addText('好') });
    await bot.sendMessage({ temp: true, friend: 10_001, group: 70_001, message: new mirai.Message().addText('悄悄') });
    expect(fake.sent).toMatchObject([
      { via: 'group', target: 70_001, quote: question, text: '@10001 在', messageId: id },
      { via: 'friend', target: 10_002, text: '好' },
      { via: 'temp', target: 10_001, text: '悄悄' },
    ]);
  });

  it('uploads a picture and sends it', async () => {
    const bot = await connect();
    const { imageId } = await bot.uploadImage({ type: 'group', img: PICTURE });
    await bot.sendMessage({ group: 70_001, message: new mirai.Message().addImageId(imageId) });
    expect(fake.sent[0]?.chain).toEqual([{ type: 'Image', imageId }]);
  });

  it('lists groups and members, finds a message again, and recalls it', async () => {
    const bot = await connect();
    const members = await bot.getMemberList({ group: 70_001 });
    expect(members.map(({ id, name }) => ({ id, name }))).toEqual(OPTIONS.groups[0]?.members);
    expect(await bot.getGroupList()).toMatchObject({ data: [{ id: 70_001, name: '督查联络群' }] });
    const messageId = fake.say(70_001, 10_001, '我的电话是 13800000000');
    expect(await bot.getMessageById({ messageId, target: 70_001 })).toMatchObject({ sender: { id: 10_001 } });
    await bot.recall({ messageId, target: 70_001 });
    vi.spyOn(console, 'error').mockReturnValue();
    await expect(bot.getMessageById({ messageId, target: 70_001 })).rejects.toThrow('指定对象不存在');
  });

  it('is refused with a wrong key, for an account that is not there, and when somebody mentioned has left', async () => {
    const bot = await connect();
    vi.spyOn(console, 'error').mockReturnValue();
    const open = (given: object) =>
      new mirai.Bot().open({ baseUrl: fake.url, verifyKey: OPTIONS.verifyKey, qq: OPTIONS.qq, ...given });
    await expect(open({ verifyKey: 'wrong' })).rejects.toThrow('Auth Key错误');
    await expect(open({ qq: 12_345 })).rejects.toThrow('指定Bot不存在');
    const send = (message: InstanceType<typeof mirai.Message>) => bot.sendMessage({ group: 70_001, message });
    await expect(send(new mirai.Message().addAt(10_009).addText('在吗'))).rejects.toThrow('指定对象不存在');
    await expect(send(new mirai.Message().addText('长'.repeat(4501)))).rejects.toThrow('消息过长');
    fake.next('sendGroupMessage', 500);
    expect(await send(new mirai.Message().addText('x'))).toBeUndefined();
  });
});

describe('mirai-ts', () => {
  async function connect(): Promise<Mirai> {
    await start();
    const { hostname: host, port } = new URL(fake.url);
    const adapter = { host, port: Number(port) };
    const client = new MiraiClient({
      verifyKey: OPTIONS.verifyKey,
      enableVerify: true,
      singleMode: false,
      cacheSize: 4096,
      debug: false,
      adapters: ['http', 'ws'],
      adapterSettings: { http: { ...adapter, cors: [] }, ws: { ...adapter, reservedSyncId: '-1' } },
    });
    for (const logger of [client.logger, client.api.logger]) logger.level = -999;
    closing.push(() => {
      client.api.ws.client?.terminate();
      // It writes on the axios everybody shares.
      delete client.axios.defaults.baseURL;
      delete client.axios.defaults.headers.common['sessionKey'];
      client.axios.interceptors.request.clear();
      client.axios.interceptors.response.clear();
    });
    await client.link(OPTIONS.qq);
    client.listen();
    await until(() => fake.clients === 1);
    return client;
  }

  it('hears groups, friends and members who are none, and replies with a quote', async () => {
    const client = await connect();
    const heard: string[] = [];
    client.on('message', (message) => {
      heard.push(`${message.type} ${message.sender.id} ${message.plain}`);
      if (message.type === 'GroupMessage') void message.reply('收到', true);
    });
    const id = fake.say(70_001, 10_001, '/受理 #1');
    fake.sayPrivately(10_002, '我的');
    fake.sayPrivately(10_001, '悄悄');
    await until(() => heard.length === 3 && fake.sent.length === 1);
    expect(heard).toEqual(['GroupMessage 10001 /受理 #1', 'FriendMessage 10002 我的', 'TempMessage 10001 悄悄']);
    expect(fake.sent[0]).toMatchObject({ target: 70_001, text: '收到', quote: id });
  });

  it('hears events', async () => {
    const client = await connect();
    const heard = new Promise((resolve) => client.on('BotOfflineEventForce', resolve));
    fake.event({ type: 'BotOfflineEventForce', qq: OPTIONS.qq, title: '下线通知', tips: '' });
    expect(await heard).toMatchObject({ qq: OPTIONS.qq });
  });

  it('sends text and pictures, lists members and recalls', async () => {
    const client = await connect();
    const { api } = client;
    expect(await api.about()).toMatchObject({ code: 0, data: { version: '2.10.0' } });
    expect(await api.sendFriendMessage('好', 10_002)).toMatchObject({ code: 0, messageId: expect.any(Number) });
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'a.png'), PICTURE);
    const picture = createReadStream(join(folder, 'a.png')) as unknown as Parameters<typeof api.uploadImage>[1];
    const { imageId } = await api.uploadImage('group', picture);
    expect(imageId).toMatch(/^\{[\w-]+\}\.png$/);
    const sent = (await api.sendGroupMessage(
      [{ type: 'Image', imageId, url: null, path: null, base64: null }],
      70_001,
    )) as { messageId: number };
    expect(fake.sent.map(({ text }) => text)).toEqual(['好', '[图片]']);
    expect(await api.memberList(70_001)).toMatchObject({
      data: [{ id: 10_001, memberName: '沈立夏' }, { id: 10_002 }],
    });
    expect(await api.recall({ messageId: sent.messageId, target: 70_001 })).toMatchObject({ code: 0 });
    await api.release();
    await until(() => fake.sessions.size <= 1);
  });
});
