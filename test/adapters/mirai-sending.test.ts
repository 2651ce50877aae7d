/** The mirai adapter over a real wire: sending and looking back, and what can go wrong with it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SendableSegment } from '../../bot/port.ts';
import { connect, fellOff, FRIEND, GROUP, hangUp, MEMBER, online, text } from '../support/mirai-wire.ts';
import { until } from '../support/until.ts';

const at = (account: string, name = '某人'): SendableSegment => ({ type: 'at', account, name });
const image = (bytes: number): SendableSegment => ({
  type: 'image',
  name: 'a.png',
  data: Buffer.alloc(bytes, 7).toString('base64'),
  alt: '督查表',
});
const file = (name: string, words: string): SendableSegment[] => [
  { type: 'file', name, data: Buffer.from(words).toString('base64') },
];

// mirai-js writes a line to the console for every request that fails.
beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue());
afterEach(async () => {
  await hangUp();
  vi.restoreAllMocks();
});

describe('the mirai adapter, sending,', () => {
  it('writes chains of plain segments: what residents typed is never a code', async () => {
    const { fake, bot } = await connect();
    const typed = '[mirai:atall][CQ:at,qq=all] 快来看';
    expect(await bot.send(GROUP, text(typed), 'k')).toEqual({
      kind: 'delivered',
      messageId: String(fake.sent[0]?.messageId),
    });
    expect(fake.sent[0]?.chain).toEqual([{ type: 'Plain', text: typed }]);
  });

  it('takes silence, a cut connection and a broken gateway for unknown', async () => {
    const { fake, bot } = await connect({}, { requestTimeoutMs: 150 });
    for (const fault of ['hang', 'drop', 'close', 'bad-gateway'] as const) {
      fake.next('sendGroupMessage', fault);
      expect(await bot.send(GROUP, text(fault), 'k')).toMatchObject({ kind: 'unknown' });
    }
    expect(fake.sent.map((message) => message.text)).toEqual(['hang', 'close']);
  });

  it.each([
    [20, { kind: 'rejected', reason: '机器人在群里被禁言', retryable: true }],
    [10, { kind: 'rejected', reason: '机器人没有权限', retryable: false }],
    [30, { kind: 'rejected', reason: '消息过长', retryable: false }],
    [400, { kind: 'rejected', retryable: false }],
    [5, { kind: 'rejected', retryable: false }],
    [500, { kind: 'rejected', retryable: true }],
    ['swallow', { kind: 'suppressed' }],
  ] as const)('knows what %s means', async (fault, outcome) => {
    const { fake, bot } = await connect();
    fake.next('sendGroupMessage', fault);
    expect(await bot.send(GROUP, text('x'), 'k')).toMatchObject(outcome);
    expect(fake.sent).toHaveLength(0);
  });

  it('makes a new session when the server has forgotten this one', async () => {
    const wire = await connect();
    wire.fake.sessions.forgetAll();
    expect(await wire.bot.send(GROUP, text('x'), 'k')).toMatchObject({ kind: 'rejected', retryable: true });
    await fellOff(wire, '会话失效');
    await online(wire);
    expect((await wire.bot.send(GROUP, text('x'), 'k')).kind).toBe('delivered');
  });

  it('names members who left and still mentions the others', async () => {
    const { fake, bot } = await connect();
    await bot.send(GROUP, [at('10001', '沈立夏'), at('10009', '走了的人'), ...text('请办理')], 'k');
    expect(fake.sent[0]?.chain.filter(({ type }) => type === 'At')).toEqual([
      { type: 'At', target: 10_001, display: '' },
    ]);
    expect(fake.sent[0]?.text).toContain('@走了的人');
  });

  it.each([{}, { oldVersion: true }])(
    'finds out who left when the whole message is refused for it %j',
    async (given) => {
      const { fake, bot } = await connect(given);
      const words = [at('10001', '沈立夏'), at('10002', '宋知秋'), ...text('逾期 2 件')];
      await bot.send(GROUP, words, 'k');
      fake.leave(70_001, 10_001);
      expect(await bot.send(GROUP, words, 'k')).toMatchObject({ kind: 'delivered' });
      expect(fake.sent[1]?.text).toBe('@沈立夏 @10002 逾期 2 件');
      expect(fake.requests.filter(({ action }) => action === 'sendGroupMessage')).toHaveLength(3);
    },
  );

  it('tries no second time when everybody mentioned is there', async () => {
    const { fake, bot } = await connect();
    fake.next('sendGroupMessage', 5);
    expect(await bot.send(GROUP, [at('10001'), ...text('在吗')], 'k')).toMatchObject({ kind: 'rejected' });
    expect(fake.sent).toHaveLength(0);
  });

  it('asks again who is in the group when somebody is said to have come or gone', async () => {
    const { fake, bot, heard } = await connect();
    expect((await bot.members?.(GROUP))?.size).toBe(2);
    fake.leave(70_001, 10_001);
    expect((await bot.members?.(GROUP))?.size).toBe(2);
    fake.event({ type: 'MemberLeaveEventQuit', member: { id: 10_001, group: { id: 70_001 } } });
    fake.say(70_001, 10_002, '走了');
    await until(() => heard.length === 1);
    expect(await bot.members?.(GROUP)).toEqual(new Set(['10002']));
    expect(await bot.members?.({ ...GROUP, id: '70009' })).toBeNull();
    expect(await bot.members?.(FRIEND)).toBeNull();
  });

  it.each(['0', '', 'NaN', 'all', '-1'])('never @s %j', async (account) => {
    const { fake, bot } = await connect();
    await bot.send(GROUP, [at(account)], 'k');
    expect(fake.sent[0]?.chain).toEqual([{ type: 'Plain', text: '@某人 ' }]);
  });

  it('quotes, and does without the quote when the server has forgotten what is quoted', async () => {
    const { fake, bot } = await connect();
    const messageId = fake.say(70_001, 10_001, '问');
    await bot.send(GROUP, [{ type: 'quote', messageId: String(messageId) }, ...text('答')], 'k');
    await bot.send(GROUP, [{ type: 'quote', messageId: '3' }, at('10001'), ...text('答')], 'k');
    await bot.send(FRIEND, [{ type: 'quote', messageId: '3' }, ...text('答')], 'k');
    expect(fake.sent.map(({ quote, text }) => [quote, text])).toEqual([
      [messageId, '答'],
      [null, '@10001 答'],
      [null, '答'],
    ]);
  });

  it('sends the largest picture it says it can, beside text', async () => {
    const { fake, bot } = await connect();
    const picture = image(bot.limits.imageBytes);
    expect((await bot.send(GROUP, [...text('督查表'), picture], 'k')).kind).toBe('delivered');
    expect(fake.sent[0]?.chain[1]).toEqual({ type: 'Image', base64: picture.type === 'image' ? picture.data : '' });
  });

  it('gives a picture more time than words', async () => {
    const { fake, bot } = await connect({}, { requestTimeoutMs: 100, uploadTimeoutMs: 200 });
    fake.next('sendGroupMessage', 'hang');
    expect(await bot.send(GROUP, [image(10)], 'k')).toMatchObject({ kind: 'unknown' });
  });

  it('puts a file into the group under its Chinese name, without what QQ takes in none', async () => {
    const { fake, bot } = await connect();
    expect(await bot.send(GROUP, file('9月督查表：镇街"版"<1/2>|*?.xlsx', '表'), 'k')).toEqual({
      kind: 'delivered',
      messageId: null,
    });
    expect(fake.sent[0]?.file).toEqual({ name: '9月督查表：镇街版12.xlsx', bytes: Buffer.from('表') });
    expect(fake.requests.at(-1)?.params).toMatchObject({ type: 'group', target: '70001', path: '' });
  });

  it('sends the largest file it says it can', async () => {
    const { fake, bot } = await connect();
    const data = Buffer.alloc(bot.limits.fileBytes ?? 0, 9);
    const part = [{ type: 'file' as const, name: '台账.xlsx', data: data.toString('base64') }];
    expect((await bot.send(GROUP, part, 'k')).kind).toBe('delivered');
    expect(fake.sent[0]?.file?.bytes.equals(data)).toBe(true);
  });

  it('says how a file failed, so that a picture can go in its place', async () => {
    const { fake, bot } = await connect({}, { uploadTimeoutMs: 400 });
    const send = (room: typeof GROUP | typeof FRIEND) => bot.send(room, file('台账.xlsx', '表'), 'k');
    expect(await send(FRIEND)).toMatchObject({ kind: 'rejected', retryable: false });
    fake.next('file_upload', 10);
    expect(await send(GROUP)).toMatchObject({ kind: 'rejected', reason: '机器人没有权限', retryable: false });
    fake.next('file_upload', 500);
    expect(await send(GROUP)).toMatchObject({ kind: 'rejected', retryable: true });
    fake.next('file_upload', 'hang');
    expect(await send(GROUP)).toMatchObject({ kind: 'unknown' });
    fake.next('file_upload', 'garbage');
    expect(await send(GROUP)).toMatchObject({ kind: 'unknown' });
  });

  it('writes to people alone as friends, the way they wrote, or through a group both are in', async () => {
    const { fake, bot, heard } = await connect();
    expect((await bot.send(MEMBER, text('没写过'), 'k')).kind).toBe('delivered');
    fake.sayPrivately(10_001, '悄悄');
    await until(() => heard.length === 1);
    await bot.send(MEMBER, [at('10001', '沈立夏'), ...text('回')], 'k');
    await bot.send(FRIEND, [at('10002', '宋知秋'), ...text('好')], 'k');
    expect(fake.sent.map(({ via, target, text }) => [via, target, text])).toEqual([
      ['temp', 10_001, '没写过'],
      ['temp', 10_001, '@沈立夏 回'],
      ['friend', 10_002, '@宋知秋 好'],
    ]);
    expect(await bot.send({ ...FRIEND, id: '10007' }, text('陌生人'), 'k')).toMatchObject({
      kind: 'rejected',
      retryable: false,
    });
  });

  it('refuses rooms and parts that cannot be meant', async () => {
    const { bot } = await connect();
    expect(await bot.send({ ...GROUP, id: 'NaN' }, text('x'), 'k')).toMatchObject({
      kind: 'rejected',
      retryable: false,
    });
    expect(await bot.send(GROUP, [], 'k')).toMatchObject({ kind: 'rejected', retryable: false });
    expect(await bot.send(GROUP, [{ type: 'quote', messageId: '5' }], 'k')).toMatchObject({ kind: 'rejected' });
  });
});

describe('the mirai adapter, looking back,', () => {
  it('finds in the history what was sent all the same, and what was not', async () => {
    const { fake, bot } = await connect({ roaming: true }, { requestTimeoutMs: 400, uploadTimeoutMs: 400 });
    const since = Date.now();
    const words = [at('10001', '沈立夏'), ...text('逾期 2 件'), image(3)];
    for (const [fault, part] of [
      ['hang', words],
      ['drop', text('另一条')],
    ] as const) {
      fake.next('sendGroupMessage', fault);
      await bot.send(GROUP, part, 'k');
    }
    fake.say(70_001, 10_001, '另一条');
    expect(await bot.wasSent?.(GROUP, words, since)).toBe('yes');
    expect(await bot.wasSent?.(GROUP, text('逾期 2 件'), since)).toBe('no');
    expect(await bot.wasSent?.(GROUP, text('另一条'), since)).toBe('no');
  });

  it('catches up on what others said in a group, oldest first', async () => {
    const { fake, bot } = await connect({ roaming: true });
    const now = Math.floor(Date.now() / 1000);
    fake.say(70_001, 10_001, '第二', now - 10);
    fake.say(70_001, 10_002, '第一', now - 20);
    fake.say(70_001, 10_002, '太早', now - 200);
    await bot.send(GROUP, text('自己'), 'k');
    const missed = await bot.missed?.(GROUP, (now - 100) * 1000);
    expect(missed?.map(({ segments }) => segments)).toEqual([text('第一'), text('第二')]);
    expect(missed?.[0]?.sender).toEqual({ account: '10002', name: '宋知秋' });
    expect(await bot.missed?.(FRIEND, 0)).toBeNull();
  });

  it('cannot tell where the core has no history', async () => {
    const { bot } = await connect();
    expect(await bot.wasSent?.(GROUP, text('x'), 0)).toBe('cannotTell');
    expect(await bot.missed?.(GROUP, 0)).toBeNull();
  });

  it('recalls where it may', async () => {
    const { fake, bot } = await connect();
    const theirs = String(fake.say(70_001, 10_001, '我的电话是 13800000000'));
    const outcome = await bot.send(GROUP, text('自己'), 'k');
    const own = outcome.kind === 'delivered' ? String(outcome.messageId) : '';
    expect(await bot.recall?.(GROUP, own)).toBe(true);
    expect(await bot.recall?.(GROUP, own)).toBe(false);
    expect(await bot.recall?.(GROUP, theirs)).toBe(false);
    fake.next('recall', 500);
    expect(await bot.recall?.(GROUP, theirs)).toBe(false);
  });

  it('recalls what others said where it is an administrator', async () => {
    const group = { id: 70_001, members: [{ id: 10_001, name: '沈立夏' }], permission: 'ADMINISTRATOR' as const };
    const { fake, bot } = await connect({ groups: [group] });
    expect(await bot.recall?.(GROUP, String(fake.say(70_001, 10_001, '我的电话是 13800000000')))).toBe(true);
  });
});
