/** What goes out over OneBot: how it is written, and what is made of every answer. */
import { afterEach, describe, expect, it } from 'vitest';
import type { SendableSegment } from '../../bot/port.ts';
import { closeWires, connected, GROUP, impatient, PERSON, words } from '../support/onebot-wire.ts';
import { until } from '../support/until.ts';

afterEach(closeWires);

const at = (account: string, name: string): SendableSegment => ({ type: 'at', account, name });
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const picture: SendableSegment = { type: 'image', name: '表.png', data: base64('picture'), alt: '督查表' };
const file = (name: string): SendableSegment[] => [{ type: 'file', name, data: base64('表格') }];

describe('a message over OneBot', () => {
  it('is an array of segments: a quote, an @, words, a picture as base64', async () => {
    const { fake, bot } = await connected();
    const question = String(fake.say(7, 10_001, '受理了吗'));
    await bot.send(GROUP, [{ type: 'quote', messageId: question }, at('10001', '沈立夏'), ...words('已受理'), picture]);
    expect(fake.sent[0]?.segments).toEqual([
      { type: 'reply', data: { id: question } },
      { type: 'at', data: { qq: '10001' } },
      { type: 'text', data: { text: ' ' } },
      { type: 'text', data: { text: '已受理' } },
      { type: 'image', data: { file: `base64://${base64('picture')}` } },
    ]);
  });

  it('says what residents typed as text, CQ codes and all', async () => {
    const { fake, bot } = await connected();
    await bot.send(GROUP, words('[CQ:at,qq=all] 快来看'));
    expect(fake.sent[0]?.segments).toEqual([{ type: 'text', data: { text: '[CQ:at,qq=all] 快来看' } }]);
  });

  it.each(['0', '', 'NaN', 'all', '-1', '10001 '])('never @s %j', async (account) => {
    const { fake, bot } = await connected();
    await bot.send(GROUP, [at(account, '某人')]);
    expect(fake.sent[0]?.segments).toEqual([{ type: 'text', data: { text: '@某人 ' } }]);
  });

  it('names members who left and still mentions the others', async () => {
    const { fake, bot } = await connected();
    await bot.send(GROUP, [at('10001', '沈立夏'), at('10009', '走了的人'), ...words('请办理')]);
    expect(fake.sent[0]?.text).toBe('@10001 @走了的人 请办理');
  });

  it('knows of a member who leaves at the moment they leave', async () => {
    const { fake, bot, heard } = await connected();
    await bot.send(GROUP, [at('10002', '宋知秋')]);
    fake.qq.groups[0]?.members.pop();
    fake.pushRaw({ post_type: 'notice', notice_type: 'group_decrease', group_id: 7, user_id: 10_002, self_id: 99_999 });
    fake.say(7, 10_001, '走了一个');
    await until(() => heard.length === 1);
    await bot.send(GROUP, [at('10002', '宋知秋')]);
    expect(fake.sent.map(({ text }) => text)).toEqual(['@10002 ', '@宋知秋 ']);
  });

  it('mentions everybody meant when the server does not say who is there', async () => {
    const { fake, bot } = await connected({ unsupported: ['get_group_member_list'] });
    await bot.send(GROUP, [at('10009', '也许在')]);
    expect(fake.sent[0]?.text).toBe('@10009 ');
    expect(await bot.members(GROUP)).toBeNull();
  });

  it('names people in private, where an @ would vanish with the name', async () => {
    const { fake, bot } = await connected();
    await bot.send(PERSON, [at('10002', '宋知秋'), ...words('已受理')]);
    expect(fake.sent[0]).toMatchObject({ kind: 'private', target: 10_001, text: '@宋知秋 已受理' });
  });

  it('can be taken back while the server knows it', async () => {
    const { fake, bot } = await connected();
    const outcome = await bot.send(GROUP, words('说错了'));
    expect(outcome.kind).toBe('delivered');
    expect(await bot.recall(GROUP, String(fake.sent[0]?.messageId))).toBe(true);
    expect(fake.qq.history({ group: 7 })).toEqual([]);
    expect(await bot.recall(GROUP, String(fake.sent[0]?.messageId))).toBe(false);
  });

  it('can be somebody else’s and taken back only where the account is an administrator', async () => {
    const { fake, bot } = await connected({
      groups: [
        { id: 7, members: [] },
        { id: 8, members: [], admins: [99_999] },
      ],
    });
    const inSeven = String(fake.say(7, 10_001, '电话 13812345678'));
    const inEight = String(fake.say(8, 10_001, '电话 13812345678'));
    expect(await bot.recall(GROUP, inSeven)).toBe(false);
    expect(await bot.recall({ ...GROUP, id: '8' }, inEight)).toBe(true);
  });
});

describe('the fate of a message over OneBot', () => {
  it('is final, worth another try, or to be swallowed', async () => {
    const { fake, bot } = await connected();
    fake.next('send_group_msg', 'refuse', 'fail', 'swallow');
    const send = () => bot.send(GROUP, words('x'));
    expect(await send()).toEqual({ kind: 'rejected', reason: '群不存在', retryable: false });
    expect(await send()).toEqual({ kind: 'rejected', reason: '稍后再试', retryable: true });
    expect(await send()).toMatchObject({ kind: 'suppressed' });
  });

  it.each(['hang', 'drop', 'close'] as const)('is unknown when no answer comes: %s', async (fault) => {
    const { fake, bot } = await connected({}, impatient);
    fake.next('send_group_msg', fault);
    expect(await bot.send(GROUP, words('x'))).toMatchObject({ kind: 'unknown' });
  });

  it('is what the history says when the answer is 1200: sent, with its id', async () => {
    const { fake, bot } = await connected();
    fake.next('send_group_msg', '1200-but-sent');
    const outcome = await bot.send(GROUP, [at('10001', '沈立夏'), ...words('逾期 2 件'), picture]);
    expect(outcome).toEqual({ kind: 'delivered', messageId: String(fake.sent[0]?.messageId) });
  });

  it('is what the history says when the answer is 1200: not sent', async () => {
    const { fake, bot } = await connected();
    await bot.send(GROUP, words('逾期 2 件'));
    fake.next('send_group_msg', '1200');
    expect(await bot.send(GROUP, words('逾期 2 件'))).toEqual({
      kind: 'rejected',
      reason: 'EventChecker Failed',
      retryable: true,
    });
  });

  it('is unknown when the answer is 1200 and there is no history', async () => {
    const { fake, bot } = await connected({ unsupported: ['get_group_msg_history', 'get_friend_msg_history'] });
    fake.next('send_group_msg', '1200-but-sent');
    fake.next('send_private_msg', '1200-but-sent');
    expect(await bot.send(GROUP, words('x'))).toMatchObject({ kind: 'unknown' });
    expect(await bot.send(PERSON, words('x'))).toMatchObject({ kind: 'unknown' });
  });

  it('waits longer for what is large', async () => {
    const { fake, bot } = await connected({}, impatient);
    fake.next('send_group_msg', { delay: 500 });
    const large = { ...picture, data: 'A'.repeat(200_000) };
    expect((await bot.send(GROUP, [large])).kind).toBe('delivered');
  });
});

describe('a file over OneBot', () => {
  it('is uploaded as base64 with its Chinese name, to a group and in private', async () => {
    const { fake, bot } = await connected();
    const delivered = { kind: 'delivered', messageId: null };
    expect(await bot.send(GROUP, file('2026年10月督查表.xlsx'))).toEqual(delivered);
    expect(await bot.send(PERSON, file('民情日记.docx'))).toEqual(delivered);
    expect(fake.sent.map(({ kind, target, file }) => [kind, target, file?.name, file?.bytes.toString()])).toEqual([
      ['group', 7, '2026年10月督查表.xlsx', '表格'],
      ['private', 10_001, '民情日记.docx', '表格'],
    ]);
  });

  it.each([
    ['民情〔2026〕1024号 交办单.docx', '民情〔2026〕1024号 交办单.docx'],
    ['../上级/台账:10月.xlsx', '_上级_台账_10月.xlsx'],
    ['a\\b*c?"d"<e>|f.xlsx', 'a_b_c__d__e__f.xlsx'],
    ['第一行\n第二行.txt', '第一行_第二行.txt'],
    [' . ', '文件'],
  ])('may be called %j', async (name, uploaded) => {
    const { fake, bot } = await connected();
    await bot.send(GROUP, file(name));
    expect(fake.sent[0]?.file?.name).toBe(uploaded);
  });

  it('that fails to upload is rejected, so that something else can take its place', async () => {
    const { fake, bot } = await connected();
    fake.next('upload_group_file', '1200', 'fail');
    expect(await bot.send(GROUP, file('表.xlsx'))).toMatchObject({ kind: 'rejected', retryable: true });
    expect(await bot.send(GROUP, file('表.xlsx'))).toMatchObject({ kind: 'rejected', retryable: true });
  });

  it('is for good rejected by a server that takes none', async () => {
    const { bot } = await connected({ unsupported: ['upload_group_file'] });
    expect(await bot.send(GROUP, file('表.xlsx'))).toMatchObject({ kind: 'rejected', retryable: false });
  });

  it.each([[], ['get_group_root_files'], ['get_group_msg_history']])(
    'that was uploaded although the answer says no is found, without %j too',
    async (...unsupported) => {
      const { fake, bot } = await connected({ unsupported });
      fake.next('upload_group_file', '1200-but-sent');
      expect((await bot.send(GROUP, file('督查表.xlsx'))).kind).toBe('delivered');
    },
  );
});
