/** The WeCom adapter over a real wire, and what can go wrong on it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ChatAdapter, ConnectionState, SendableSegment } from '../../bot/port.ts';
import { createWecom } from '../../bot/wecom.ts';
import type { IncomingMessage } from '../../domain/message.ts';
import { startFakeWecom, type FakeWecom, type FakeWecomOptions } from '../../fakes/wecom.ts';
import { until } from '../support/until.ts';

const GROUP = { platform: 'wecom', kind: 'group', id: 'group-1' } as const;

interface Wire {
  fake: FakeWecom;
  bot: ChatAdapter;
  heard: IncomingMessage[];
  states: ConnectionState[];
  complaints: string[];
}
const bots: ChatAdapter[] = [];
const fakes: FakeWecom[] = [];

async function serve(options: FakeWecomOptions = {}): Promise<FakeWecom> {
  const fake = await startFakeWecom({ open: ['group-1'], ...options });
  fakes.push(fake);
  return fake;
}

async function join(fake: FakeWecom, { secret = 'secret', pingMs = 30_000, answerMs = 5000 } = {}): Promise<Wire> {
  const wire: Omit<Wire, 'bot'> = { fake, heard: [], states: [], complaints: [] };
  const bot = createWecom({
    botId: 'aib-huiyin',
    secret,
    url: fake.url,
    clock: () => Date.now(),
    log: { error: (_about, text) => void wire.complaints.push(text) },
    answerMs,
    reconnectMs: 10,
    pingMs,
  });
  bots.push(bot);
  await bot.start({
    onMessage: (message) => void wire.heard.push(message),
    onState: (state) => void wire.states.push(state),
  });
  return { ...wire, bot };
}

const online = ({ bot }: Wire): Promise<void> => until(() => bot.state().kind === 'online');
const wasOffline = ({ states }: Wire, words: string): boolean =>
  states.some((state) => state.kind === 'offline' && state.reason.includes(words));

/** For tests in which no answer comes: nobody shall wait for it, and a machine under load shall still log in. */
const IMPATIENT = 250;

async function connect(options: FakeWecomOptions = {}, answerMs?: number): Promise<Wire> {
  const wire = await join(await serve(options), answerMs === undefined ? {} : { answerMs });
  await online(wire);
  return wire;
}

const text = (value: string): SendableSegment[] => [{ type: 'text', text: value }];
const file = (type: 'image' | 'file', name: string, bytes: Buffer): SendableSegment[] => {
  const data = bytes.toString('base64');
  return type === 'file' ? [{ type, name, data }] : [{ type, name, data, alt: '督查表' }];
};
const picture = file('image', '督查日报.png', Buffer.alloc(2000, 7));

afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.stop();
  for (const fake of fakes.splice(0)) await fake.stop();
});

describe('the WeCom adapter', () => {
  it('hears groups and private chats, and speaks where it was spoken to', async () => {
    const { fake, bot, heard } = await connect();
    expect(bot.state()).toMatchObject({ kind: 'online', account: 'aib-huiyin' });
    fake.say('group-1', 'ZhangSan', '受理 #1');
    fake.sayPrivately('LiSi', '我的');
    await until(() => heard.length === 2);
    expect(heard).toMatchObject([
      {
        room: GROUP,
        sender: { account: 'ZhangSan' },
        segments: [{ type: 'at', account: 'aib-huiyin' }, { text: '受理 #1' }],
      },
      { room: { kind: 'private', id: 'LiSi' }, segments: [{ type: 'text', text: '我的' }] },
    ]);
    expect(await bot.send(heard[1]?.room ?? GROUP, text('您没有待办'), 'k')).toEqual({
      kind: 'delivered',
      messageId: null,
    });
    expect(fake.sent).toMatchObject([{ chatid: 'LiSi', msgtype: 'markdown', text: '您没有待办' }]);
  });

  it('takes events and frames it does not know for nothing said', async () => {
    const { fake, heard } = await connect();
    fake.happen('enter_chat', 'LiSi');
    fake.happen('feedback_event', 'LiSi');
    for (const frame of [
      '{',
      'null',
      '[]',
      '3',
      {},
      { cmd: 'aibot_msg_callback' },
      { cmd: 'aibot_msg_callback', body: 3 },
    ])
      fake.pushRaw(frame);
    fake.deliver({ msgtype: 'video', video: { url: 'https://x' } });
    fake.deliver({ msgid: '' });
    fake.say('group-1', 'ZhangSan', '还在吗');
    await until(() => heard.length > 0);
    expect(heard).toHaveLength(1);
  });

  it('gives the same message the same id when WeCom delivers it twice, so that it is answered once', async () => {
    const { fake, heard } = await connect();
    for (let times = 0; times < 2; times += 1)
      fake.deliver({ msgid: 'CAIQ16HMjQYY', text: { content: '上报 路灯不亮' }, from: { userid: 'LiSi' } });
    await until(() => heard.length === 2);
    expect(heard.map((message) => message.messageId)).toEqual(['CAIQ16HMjQYY', 'CAIQ16HMjQYY']);
  });

  it('says that Bot ID or Secret is wrong, and keeps trying', async () => {
    const fake = await serve();
    const wire = await join(fake, { secret: 'wrong' });
    const logins = () => fake.requests.filter((request) => request.cmd === 'aibot_subscribe').length;
    // More often than the SDK's own limit of five.
    await until(() => logins() > 6);
    expect(wire.bot.state()).toMatchObject({
      kind: 'offline',
      reason: expect.stringMatching(/核对 WECOM_BOT_ID 和 WECOM_SECRET：invalid bot_id or secret/),
    });
    expect(wire.states).toHaveLength(1);
    expect(await wire.bot.send(GROUP, text('x'), 'k')).toMatchObject({ kind: 'rejected', retryable: true });
  });

  it('survives a refused upgrade', async () => {
    const fake = await serve();
    fake.refusing = 503;
    const wire = await join(fake);
    await until(() => wasOffline(wire, '连不上企业微信'));
    fake.refusing = null;
    await online(wire);
  });

  it('survives a server that is not there yet', async () => {
    const fake = await serve();
    await fake.stop();
    const wire = await join(fake);
    await until(() => wasOffline(wire, 'ECONNREFUSED'));
    await fake.restart();
    await online(wire);
  });

  it('comes back after the server restarts in mid-session, and hears and speaks again', async () => {
    const wire = await connect();
    await wire.fake.restart();
    await until(() => wire.states.some((state) => state.kind === 'offline'));
    await online(wire);
    wire.fake.say('group-1', 'ZhangSan', '回来了');
    await until(() => wire.heard.length === 1);
    expect((await wire.bot.send(GROUP, text('在'), 'k')).kind).toBe('delivered');
  });

  it('notices a half-open connection by itself', async () => {
    const wire = await join(await serve(), { pingMs: 50 });
    await online(wire);
    wire.fake.freeze();
    await until(() => wire.states.some((state) => state.kind === 'offline'));
    await online(wire);
  });

  it('does not wait for ever for the answer to its login', async () => {
    const fake = await serve();
    fake.next('aibot_subscribe', 'drop');
    const wire = await join(fake, { answerMs: IMPATIENT });
    await until(() => wasOffline(wire, '没有回应登录'));
    await online(wire);
    expect(wire.complaints).toEqual([]);
  });

  it('logs in again when the server forgot its login, and does not count the message as sent', async () => {
    const wire = await connect();
    wire.fake.forgetLogin();
    expect(await wire.bot.send(GROUP, text('x'), 'k')).toMatchObject({ kind: 'rejected', retryable: true });
    await until(() => wasOffline(wire, '登录已失效'));
    await online(wire);
    expect((await wire.bot.send(GROUP, text('x'), 'k')).kind).toBe('delivered');
  });

  it('gives way for good when another program takes the robot over, and says so once', async () => {
    const first = await connect();
    const second = await join(first.fake);
    await online(second);
    await until(() => first.bot.state().kind === 'offline');
    expect(first.bot.state()).toMatchObject({ reason: expect.stringMatching(/被顶下线，不再自动重连/) });
    expect(first.complaints).toHaveLength(1);
    // Long enough for ten reconnects, had there been any.
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(first.bot.state().kind).toBe('offline');
    expect(second.states.map((state) => state.kind)).toEqual(['online']);
    expect(await first.bot.send(GROUP, text('x'), 'k')).toMatchObject({ kind: 'rejected', retryable: true });
    expect((await second.bot.send(GROUP, text('x'), 'k')).kind).toBe('delivered');
  });

  it.each(['drop', 'hang'] as const)('takes silence (%s) for unknown', async (fault) => {
    const { fake, bot } = await connect({}, IMPATIENT);
    fake.next('aibot_send_msg', fault);
    expect(await bot.send(GROUP, text('督查日报'), 'k')).toMatchObject({ kind: 'unknown' });
    expect(fake.sent).toHaveLength(fault === 'hang' ? 1 : 0);
  });

  it('takes a connection lost while sending for unknown', async () => {
    const { fake, bot } = await connect();
    fake.next('aibot_send_msg', 'close');
    expect(await bot.send(GROUP, text('x'), 'k')).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    [93006, false, /先有人 @它一次/],
    [846607, true, /发送频率/],
    [45009, true, /发送频率/],
    [40201, false, /反垃圾/],
    [40058, false, /太长/],
    [-1, true, /繁忙/],
    [40099, false, /拒绝/],
    [600041, true, /拒绝/],
  ])('reads the refusal %i, a plain object, with whether to try again', async (errcode, retryable, reason) => {
    const { fake, bot } = await connect();
    fake.next('aibot_send_msg', {
      errcode,
      errmsg: 'no, hint: [1776156971133], from ip: 10.1.2.3, more info at https://open.work.weixin.qq.com/devtool',
    });
    const outcome = await bot.send(GROUP, text('x'), 'k');
    expect(outcome).toEqual({ kind: 'rejected', retryable, reason: expect.stringMatching(reason) });
    expect(outcome).toMatchObject({ reason: expect.stringContaining(`（${errcode} no）`) });
  });

  it('says what to do about a chat in which nobody has spoken to it', async () => {
    const { bot } = await connect();
    expect(await bot.send({ ...GROUP, id: 'group-2' }, text('x'), 'k')).toMatchObject({
      kind: 'rejected',
      retryable: false,
      reason: expect.stringMatching(/群里先有人 @它一次，私聊先由本人给它发一条消息/),
    });
  });

  it('sends no message of 0 bytes, nor one of blanks', async () => {
    const { fake, bot } = await connect();
    for (const part of [[], text(''), text(' \n'), [{ type: 'quote' as const, messageId: '1' }]])
      expect(await bot.send(GROUP, part, 'k')).toEqual({ kind: 'rejected', reason: '空消息', retryable: false });
    expect(fake.requests.filter((request) => request.cmd === 'aibot_send_msg')).toEqual([]);
  });

  it('sends the longest text its limits allow, whatever is in it', async () => {
    const { fake, bot } = await connect({ perMinute: 100 });
    const at = Array.from({ length: bot.limits.mentions }, (_, n): SendableSegment => ({
      type: 'at',
      account: `u${String(n).padStart(63, '0')}`,
      name: '*',
    }));
    const room = bot.limits.text - at.length * '@* '.length;
    for (const filling of ['长', '*', '\n.', '# ', '😀', '<@all>'])
      expect(
        await bot.send(GROUP, [...at, ...text(filling.repeat(Math.floor(room / Buffer.byteLength(filling))))], 'k'),
      ).toMatchObject({ kind: 'delivered' });
    expect(fake.sent).toHaveLength(6);
  });

  it('mentions people beside their names, and never everybody', async () => {
    const { fake, bot } = await connect();
    const called = (account: string): SendableSegment => ({ type: 'at', account, name: '沈立夏' });
    await bot.send(GROUP, [called('ShenLiXia'), called('all'), called('a b'), called('x>'), ...text('请办理')], 'k');
    expect(fake.sent[0]?.content).toBe('沈立夏 <@ShenLiXia> @沈立夏 @沈立夏 @沈立夏 请办理');
  });

  it('uploads a picture and sends it', async () => {
    const { fake, bot } = await connect();
    expect(await bot.send(GROUP, picture, 'k')).toMatchObject({ kind: 'delivered' });
    expect(fake.sent[0]).toMatchObject({ msgtype: 'image', media: { type: 'image', filename: '督查日报.png' } });
    expect(fake.sent[0]?.media?.bytes.equals(Buffer.alloc(2000, 7))).toBe(true);
  });

  it('sends a file in pieces under its Chinese name', async () => {
    const { fake, bot } = await connect();
    const bytes = Buffer.alloc(1_100_000, '台账');
    const name = `民情〔2026〕1024号：督查<台账>${'长'.repeat(100)}.xlsx`;
    expect(await bot.send(GROUP, file('file', name, bytes), 'k')).toMatchObject({ kind: 'delivered' });
    const filename = fake.sent[0]?.media?.filename ?? '';
    expect(filename).toMatch(/^民情〔2026〕1024号：督查台账长+\.xlsx$/);
    expect(Buffer.byteLength(filename)).toBeLessThanOrEqual(256);
    expect(fake.sent[0]?.media?.bytes.equals(bytes)).toBe(true);
  });

  it('tells of an upload that is refused, so that words can take the picture’s place', async () => {
    const { fake, bot } = await connect();
    fake.next('aibot_upload_media_init', { errcode: 40009, errmsg: 'invalid image' });
    expect(await bot.send(GROUP, picture, 'k')).toMatchObject({ kind: 'rejected', retryable: false });
    fake.next('aibot_upload_media_finish', { errcode: -1, errmsg: 'system busy' });
    expect(await bot.send(GROUP, picture, 'k')).toMatchObject({ kind: 'rejected', retryable: true });
    for (let piece = 0; piece < 3; piece += 1)
      fake.next('aibot_upload_media_chunk', { errcode: 40058, errmsg: 'invalid base64' });
    expect(await bot.send(GROUP, picture, 'k')).toMatchObject({
      kind: 'rejected',
      retryable: false,
      reason: expect.stringContaining('40058 invalid base64'),
    });
    expect(fake.sent).toEqual([]);
  });

  it('tells of an upload that broke off: nothing was said, so it may be repeated', async () => {
    const { fake, bot } = await connect();
    fake.next('aibot_upload_media_finish', 'close');
    expect(await bot.send(GROUP, picture, 'k')).toEqual({ kind: 'rejected', reason: '上传中断', retryable: true });
  });

  it('takes silence after the upload for unknown: the picture may have been seen', async () => {
    const { fake, bot } = await connect({}, IMPATIENT);
    fake.next('aibot_send_msg', 'hang');
    expect(await bot.send(GROUP, picture, 'k')).toMatchObject({ kind: 'unknown' });
  });

  it('sends no empty file, and no picture between words', async () => {
    const { bot } = await connect();
    expect(await bot.send(GROUP, file('file', '空.xlsx', Buffer.alloc(0)), 'k')).toEqual({
      kind: 'rejected',
      reason: '空.xlsx 是空的',
      retryable: false,
    });
    expect(await bot.send(GROUP, [...text('见图'), ...picture], 'k')).toMatchObject({
      kind: 'rejected',
      retryable: false,
    });
  });

  it('is silent once it is stopped', async () => {
    const { fake, bot, heard } = await connect();
    await bot.stop();
    await until(() => fake.clients === 0);
    expect(await bot.send(GROUP, text('x'), 'k')).toMatchObject({ kind: 'rejected' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fake.clients).toBe(0);
    expect(heard).toEqual([]);
  });
});
