/** The OneBot adapter over a real wire: connecting, hearing, and what goes wrong with a connection. */
import { afterEach, describe, expect, it } from 'vitest';
import { createOneBot } from '../../bot/onebot.ts';
import { FakeOneBot } from '../../fakes/onebot.ts';
import {
  closeWires,
  connect,
  connected,
  GROUP,
  impatient,
  offline,
  online,
  startBot,
  textsOf,
  words,
} from '../support/onebot-wire.ts';
import { until } from '../support/until.ts';

afterEach(closeWires);

describe('a forward connection to OneBot', () => {
  it('hears groups and private chats and answers', async () => {
    const { fake, bot, heard } = await connected({ token: 'secret' });
    fake.say(7, 10_001, '/受理 #1');
    fake.sayPrivately(10_002, '我的');
    await until(() => heard.length === 2);
    expect(heard.map((message) => message.room.kind)).toEqual(['group', 'private']);
    expect(bot.state()).toMatchObject({ kind: 'online', account: '99999' });
    const messageId = expect.stringMatching(/^\d+$/);
    expect(await bot.send(GROUP, words('好'))).toEqual({ kind: 'delivered', messageId });
  });

  it.each([{ cqStrings: true }, { stringIds: true }])('hears servers that write %j', async (deviation) => {
    const { fake, heard } = await connected(deviation);
    fake.say(7, 10_001, [
      { type: 'at', data: { qq: '99999' } },
      { type: 'text', data: { text: ' 帮助 [1]' } },
    ]);
    await until(() => heard.length === 1);
    expect(heard[0]).toMatchObject({
      self: '99999',
      sender: { account: '10001', name: '沈立夏' },
      segments: [
        { type: 'at', account: '99999' },
        { type: 'text', text: ' 帮助 [1]' },
      ],
    });
  });

  it('comes back after the server restarts in mid-session', async () => {
    const { fake, bot, heard, states } = await connected();
    await fake.restart();
    await until(() => states.some((state) => state.kind === 'offline'));
    await online(bot);
    fake.say(7, 10_001, '回来了');
    await until(() => heard.length === 1);
    expect((await bot.send(GROUP, words('在'))).kind).toBe('delivered');
  });

  it.each(['frame', 'http'] as const)('says that the token is wrong, and keeps trying: %s', async (badToken) => {
    const { fake, bot } = await connect({ token: 'secret', badToken }, { token: 'wrong' });
    await offline(bot, /令牌不对/);
    expect(await bot.send(GROUP, words('x'))).toMatchObject({ kind: 'rejected', retryable: true });
    expect(fake.sent).toEqual([]);
  });

  it('survives a refused upgrade, says so, and gets in when the server lets it', async () => {
    const { fake, bot } = await connected();
    fake.refuseConnections(503);
    fake.cut();
    await offline(bot, /HTTP 503/);
    fake.refuseConnections(null);
    await online(bot);
  });

  it('survives that nothing listens there, and says so', async () => {
    const fake = await FakeOneBot.start();
    await fake.stop();
    const { bot } = await startBot({ urls: [fake.url] });
    await offline(bot, /没有服务在监听/);
  });

  it('refuses an empty token for a server elsewhere', () => {
    const options = { reverse: null, token: '', clock: () => 0, log: { warn: () => undefined } };
    expect(() => createOneBot({ ...options, urls: ['ws://bot.example:3001'] })).toThrow(/ONEBOT_TOKEN 不能为空/);
  });

  it('notices a half-open connection by itself, and comes back', async () => {
    const { fake, bot, states } = await connected({}, { pingMs: 40 });
    fake.freeze();
    await until(() => states.some((state) => state.kind === 'offline' && state.reason.includes('没有回应')));
    await online(bot);
  });

  it('is online only once the server has said who it is, and asks again when it does not', async () => {
    const { bot, fake } = await connect({}, { checkMs: 30, ...impatient });
    fake.next('get_login_info', 'drop', 'fail');
    await offline(bot, /问不出登录的账号/);
    await online(bot);
  });

  it('is no server’s that does not answer at all', async () => {
    const { bot, fake } = await connect({ unsupported: ['get_login_info'] });
    await offline(bot, /问不出登录的账号（不支持的api get_login_info）/i);
    expect(await bot.send(GROUP, words('x'))).toMatchObject({ kind: 'rejected', retryable: true });
    expect(fake.sent).toEqual([]);
  });

  it('is content with a server that knows neither status nor lists', async () => {
    const { bot } = await connected({ unsupported: ['get_status', 'get_group_list', 'get_friend_list'] });
    expect((await bot.send(GROUP, words('x'))).kind).toBe('delivered');
  });

  it('is not disturbed by frames that are no JSON, no objects, or nothing it knows', async () => {
    const { fake, heard } = await connected();
    for (const frame of [
      '{',
      'null',
      '[]',
      '3',
      { post_type: 'message' },
      { retcode: 0 },
      { echo: 'huiyin-1', retcode: 'x' },
      { post_type: 'notice' },
      { post_type: 'notice', notice_type: 'group_decrease' },
      { post_type: 'meta_event', meta_event_type: 'heartbeat' },
      { post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online: null } },
    ])
      fake.pushRaw(frame);
    fake.say(7, 10_001, '还在吗');
    await until(() => heard.length === 1);
  });

  it('does not hear itself', async () => {
    const { fake, bot, heard } = await connected({ reportsSelf: true });
    await bot.send(GROUP, words('回音说的'));
    fake.say(7, 10_001, '有人说的');
    await until(() => heard.length > 0);
    expect(textsOf(heard)).toEqual(['有人说的']);
  });

  it('gives a message that is pushed twice the same id, and one that comes late its own time', async () => {
    const { fake, heard } = await connected();
    fake.say(7, 10_001, '/上报 路灯不亮', { times: 2 });
    fake.say(7, 10_001, '/逾期', { secondsAgo: 3600 });
    await until(() => heard.length === 3);
    expect(heard[1]?.messageId).toBe(heard[0]?.messageId);
    expect((heard[0]?.at ?? 0) - (heard[2]?.at ?? 0)).toBeGreaterThan(3_500_000);
  });
});

describe('a quoted message', () => {
  const quoting = (id: number, text: string) => [
    { type: 'reply', data: { id: String(id) } },
    { type: 'text', data: { text } },
  ];

  it('comes with its words, so that a card is known after its id is forgotten', async () => {
    const { fake, bot, heard } = await connected();
    await bot.send(GROUP, words('已登记 #1024'));
    fake.say(7, 10_001, quoting(fake.sent[0]?.messageId ?? 0, '受理'));
    await until(() => heard.length === 1);
    expect(heard[0]?.segments).toEqual([
      { type: 'quote', messageId: String(fake.sent[0]?.messageId), text: '已登记 #1024' },
      { type: 'text', text: '受理' },
    ]);
  });

  it.each(['drop', 'refuse', 'close'] as const)(
    'is heard without its words when they do not come: %s',
    async (fault) => {
      const { fake, heard } = await connected({}, impatient);
      fake.next('get_msg', fault);
      fake.say(7, 10_001, quoting(3, '受理'));
      await until(() => heard.length === 1);
      expect(heard[0]?.segments[0]).toMatchObject({ type: 'quote', text: null });
    },
  );

  it('is not overtaken by what is said after it', async () => {
    const { fake, heard } = await connected();
    const card = fake.say(7, 10_002, '一');
    fake.next('get_msg', { delay: 40 });
    fake.say(7, 10_001, quoting(card, '二'));
    fake.say(7, 10_001, '三');
    fake.say(7, 10_001, quoting(card, '四'));
    fake.say(7, 10_001, '五');
    await until(() => heard.length === 5);
    expect(textsOf(heard)).toEqual(['一', '二', '三', '四', '五']);
  });
});
