/** The OneBot adapter over a real wire, and what can go wrong on it. */
import { afterEach, describe, expect, it } from 'vitest';
import { createOneBot } from '../../bot/onebot.ts';
import type { ChatAdapter, ConnectionState } from '../../bot/port.ts';
import type { IncomingMessage } from '../../domain/message.ts';
import { FakeOneBot, type FakeOptions } from '../../fakes/onebot.ts';

const GROUP = { platform: 'onebot', kind: 'group', id: '7' } as const;
const members = [
  { id: 10_001, name: '沈立夏' },
  { id: 10_002, name: '宋知秋' },
];

interface Wire {
  fake: FakeOneBot;
  bot: ChatAdapter;
  heard: IncomingMessage[];
  states: ConnectionState[];
}
const open: Wire[] = [];

async function connect(options: FakeOptions = {}, token = options.token ?? '', pingMs = 30_000): Promise<Wire> {
  const fake = await FakeOneBot.start({ groups: [{ id: 7, members }], ...options });
  const heard: IncomingMessage[] = [];
  const states: ConnectionState[] = [];
  const bot = createOneBot({
    url: fake.url,
    token,
    clock: () => Date.now(),
    log: { warn: () => undefined },
    requestTimeoutMs: 150,
    reconnectMs: { first: 20, longest: 50 },
    pingMs,
  });
  const wire = { fake, bot, heard, states };
  open.push(wire);
  await bot.start({ onMessage: (message) => void heard.push(message), onState: (state) => void states.push(state) });
  return wire;
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what(); tries += 1) {
    if (tries > 500) throw new Error('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const online = ({ bot }: Wire): Promise<void> => until(() => bot.state().kind === 'online');
const text = (value: string) => [{ type: 'text' as const, text: value }];

afterEach(async () => {
  for (const { bot, fake } of open.splice(0)) {
    await bot.stop();
    await fake.stop();
  }
});

describe('the OneBot adapter', () => {
  it('hears groups and private chats and answers with segment arrays', async () => {
    const wire = await connect({ token: 'secret' });
    await online(wire);
    wire.fake.say(7, 10_001, '/受理 #1');
    wire.fake.sayPrivately(10_002, '我的');
    await until(() => wire.heard.length === 2);
    expect(wire.heard.map((message) => message.room.kind)).toEqual(['group', 'private']);
    expect(await wire.bot.send(GROUP, text('好'), 'k')).toEqual({
      kind: 'delivered',
      messageId: expect.stringMatching(/^\d+$/),
    });
    expect(wire.fake.sent[0]?.segments).toEqual([{ type: 'text', data: { text: '好' } }]);
  });

  it.each([{ cqStrings: true }, { stringIds: true }])('hears servers that write %j', async (deviation) => {
    const wire = await connect(deviation);
    await online(wire);
    wire.fake.say(7, 10_001, [
      { type: 'at', data: { qq: '99999' } },
      { type: 'text', data: { text: ' 帮助 [1]' } },
    ]);
    await until(() => wire.heard.length === 1);
    expect(wire.heard[0]).toMatchObject({
      self: '99999',
      sender: { account: '10001' },
      segments: [
        { type: 'at', account: '99999' },
        { type: 'text', text: ' 帮助 [1]' },
      ],
    });
  });

  it('comes back after the server restarts in mid-session', async () => {
    const wire = await connect();
    await online(wire);
    await wire.fake.restart();
    await until(() => wire.states.some((state) => state.kind === 'offline'));
    await online(wire);
    wire.fake.say(7, 10_001, '回来了');
    await until(() => wire.heard.length === 1);
    expect((await wire.bot.send(GROUP, text('在'), 'k')).kind).toBe('delivered');
  });

  it('says that the token is wrong, and keeps trying', async () => {
    const wire = await connect({ token: 'secret' }, 'wrong');
    await until(() => wire.bot.state().kind === 'offline');
    expect(wire.bot.state()).toMatchObject({ reason: expect.stringContaining('令牌') });
    expect(await wire.bot.send(GROUP, text('x'), 'k')).toMatchObject({ kind: 'rejected', retryable: true });
  });

  it('survives a refused connection', async () => {
    const fake = await FakeOneBot.start();
    const { url } = fake;
    await fake.stop();
    const bot = createOneBot({
      url,
      token: '',
      clock: () => Date.now(),
      log: { warn: () => undefined },
      reconnectMs: { first: 10, longest: 10 },
    });
    await bot.start({ onMessage: () => undefined, onState: () => undefined });
    await until(() => bot.state().kind === 'offline');
    await bot.stop();
  });

  it('refuses an empty token for a server elsewhere', () => {
    expect(() =>
      createOneBot({ url: 'ws://bot.example:3001', token: '', clock: () => 0, log: { warn: () => undefined } }),
    ).toThrow(/ONEBOT_TOKEN 不能为空/);
  });

  it('notices a half-open connection by itself', async () => {
    const wire = await connect({}, '', 40);
    await online(wire);
    wire.fake.freeze();
    await until(() => wire.states.some((state) => state.kind === 'offline' && state.reason.includes('没有回应')));
  });

  it('takes silence for unknown, and finds in the history what was sent all the same', async () => {
    const wire = await connect();
    await online(wire);
    const since = Date.now();
    wire.fake.next('send_group_msg', 'hang');
    expect(await wire.bot.send(GROUP, text('督查日报'), 'k')).toMatchObject({ kind: 'unknown' });
    expect(await wire.bot.wasSent?.(GROUP, text('督查日报'), since)).toBe('yes');
    wire.fake.next('send_group_msg', 'drop');
    expect(await wire.bot.send(GROUP, text('另一条'), 'k')).toMatchObject({ kind: 'unknown' });
    expect(await wire.bot.wasSent?.(GROUP, text('另一条'), since)).toBe('no');
  });

  it('takes 1200 for unknown, for it sometimes was sent', async () => {
    const wire = await connect();
    await online(wire);
    const since = Date.now();
    const words = [{ type: 'at' as const, account: '10001', name: '沈立夏' }, ...text('逾期 2 件')];
    wire.fake.next('send_group_msg', '1200-but-sent');
    expect(await wire.bot.send(GROUP, words, 'k')).toMatchObject({ kind: 'unknown' });
    expect(await wire.bot.wasSent?.(GROUP, words, since)).toBe('yes');
  });

  it('cannot tell where there is no history', async () => {
    const wire = await connect({ noHistory: true });
    await online(wire);
    expect(await wire.bot.wasSent?.(GROUP, text('x'), 0)).toBe('cannotTell');
    expect(await wire.bot.wasSent?.({ ...GROUP, kind: 'private' }, text('x'), 0)).toBe('cannotTell');
  });

  it('takes a lost connection for unknown', async () => {
    const wire = await connect();
    await online(wire);
    wire.fake.next('send_group_msg', 'close');
    expect(await wire.bot.send(GROUP, text('x'), 'k')).toMatchObject({ kind: 'unknown' });
  });

  it('tells what is final from what is worth another try, and what was swallowed', async () => {
    const wire = await connect();
    await online(wire);
    wire.fake.next('send_group_msg', 'refuse');
    wire.fake.next('send_group_msg', 'fail');
    wire.fake.next('send_group_msg', 'swallow');
    expect(await wire.bot.send(GROUP, text('x'), 'k')).toEqual({
      kind: 'rejected',
      reason: '群不存在',
      retryable: false,
    });
    expect(await wire.bot.send(GROUP, text('x'), 'k')).toEqual({
      kind: 'rejected',
      reason: '稍后再试',
      retryable: true,
    });
    expect(await wire.bot.send(GROUP, text('x'), 'k')).toMatchObject({ kind: 'suppressed' });
  });

  it('names members who left and still mentions the others', async () => {
    const wire = await connect();
    await online(wire);
    await wire.bot.send(
      GROUP,
      [
        { type: 'at', account: '10001', name: '沈立夏' },
        { type: 'at', account: '10009', name: '走了的人' },
        ...text('请办理'),
      ],
      'k',
    );
    expect(wire.fake.sent[0]?.segments.filter((segment) => segment.type === 'at')).toEqual([
      { type: 'at', data: { qq: '10001' } },
    ]);
    expect(wire.fake.sent[0]?.text).toContain('@走了的人');
  });

  it.each(['0', '', 'NaN', 'all', '-1'])('never @s %j', async (account) => {
    const wire = await connect();
    await online(wire);
    await wire.bot.send(GROUP, [{ type: 'at', account, name: '某人' }], 'k');
    expect(wire.fake.sent[0]?.segments).toEqual([{ type: 'text', data: { text: '@某人 ' } }]);
  });

  it('sends what residents typed as text, CQ codes and all', async () => {
    const wire = await connect();
    await online(wire);
    await wire.bot.send(GROUP, text('[CQ:at,qq=all] 快来看'), 'k');
    expect(wire.fake.sent[0]?.segments).toEqual([{ type: 'text', data: { text: '[CQ:at,qq=all] 快来看' } }]);
  });

  it('is not disturbed by frames that are no JSON, no objects, or nothing it knows', async () => {
    const wire = await connect();
    await online(wire);
    for (const frame of [
      '{',
      'null',
      '[]',
      '3',
      { post_type: 'message' },
      { retcode: 0 },
      { echo: 'huiyin-1', retcode: 'x' },
      { post_type: 'notice' },
    ])
      wire.fake.pushRaw(frame);
    wire.fake.say(7, 10_001, '还在吗');
    await until(() => wire.heard.length === 1);
  });
});
