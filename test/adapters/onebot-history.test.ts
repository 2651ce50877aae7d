/** What a OneBot server remembers: whether a message of unknown fate arrived, and what was said during an outage. */
import { afterEach, describe, expect, it } from 'vitest';
import type { SendableSegment } from '../../bot/port.ts';
import { closeWires, connected, GROUP, impatient, online, PERSON, textsOf, words } from '../support/onebot-wire.ts';
import { until } from '../support/until.ts';

afterEach(closeWires);

const at = (account: string, name: string): SendableSegment => ({ type: 'at', account, name });
const picture: SendableSegment = { type: 'image', name: '表.png', data: 'AAAA', alt: '督查表' };
const file: SendableSegment = { type: 'file', name: '督查表.xlsx', data: 'AAAA' };
const noHistory = { unsupported: ['get_group_msg_history', 'get_friend_msg_history'] };

describe('a part whose sending ended unknown', () => {
  it.each([
    ['words', words('督查日报\n逾期 2 件')],
    ['words with an @', [at('10001', '沈立夏'), ...words('请办理')]],
    ['words with the name of one who left', [at('10009', '走 了的人'), ...words('请办理')]],
    ['words with a picture', [...words('十月督查表'), picture]],
    ['a picture alone', [picture]],
  ])('is found where it was sent all the same: %s', async (_what, part) => {
    const { fake, bot } = await connected({}, impatient);
    const since = Date.now();
    fake.next('send_group_msg', 'hang', 'drop');
    expect(await bot.send(GROUP, part)).toMatchObject({ kind: 'unknown' });
    expect(await bot.wasSent(GROUP, part, since)).toBe('yes');
  });

  it.each([[words('督查日报')], [[picture]]])('is not found where it was not sent: %j', async (part) => {
    const { fake, bot } = await connected({}, impatient);
    fake.next('send_group_msg', 'drop');
    expect(await bot.send(GROUP, part)).toMatchObject({ kind: 'unknown' });
    expect(await bot.wasSent(GROUP, part, Date.now())).toBe('no');
  });

  it.each([
    ['somebody else said the same', '收到'],
    ['the bot said something else', '另一条'],
  ])('is not taken for sent because %s', async (_why, other) => {
    const { fake, bot, heard } = await connected();
    if (other === '收到') {
      fake.say(7, 10_001, '收到');
      await until(() => heard.length === 1);
    } else await bot.send(GROUP, words(other));
    expect(await bot.wasSent(GROUP, words('收到'), Date.now())).toBe('no');
  });

  it('is not taken for sent because the same words arrived before, as another message', async () => {
    const { fake, bot } = await connected({}, impatient);
    const since = Date.now();
    expect((await bot.send(GROUP, words('没有逾期'))).kind).toBe('delivered');
    fake.next('send_group_msg', 'drop');
    await bot.send(GROUP, words('没有逾期'));
    expect(await bot.wasSent(GROUP, words('没有逾期'), since)).toBe('no');
  });

  it('is not taken for sent because the same words went to somebody else', async () => {
    const { fake, bot } = await connected({}, impatient);
    const since = Date.now();
    fake.next('send_group_msg', 'hang');
    await bot.send(GROUP, [at('10001', '沈立夏'), ...words('逾期 1 件')]);
    expect(await bot.wasSent(GROUP, [at('10002', '宋知秋'), ...words('逾期 1 件')], since)).toBe('no');
  });

  it('is not taken for sent because its words came without the picture', async () => {
    const { fake, bot } = await connected({}, impatient);
    const since = Date.now();
    fake.next('send_group_msg', 'hang');
    await bot.send(GROUP, words('十月督查表'));
    expect(await bot.wasSent(GROUP, [...words('十月督查表'), picture], since)).toBe('no');
  });

  it('is not taken for sent because the same was said long before', async () => {
    const { fake, bot } = await connected();
    fake.say(7, 99_999, '没有逾期', { secondsAgo: 3600 });
    expect(await bot.wasSent(GROUP, words('没有逾期'), Date.now())).toBe('no');
  });

  it.each([{}, { stringIds: true }, { cqStrings: true }, { paging: 'llbot' as const }])(
    'is found behind much that was said since, with %j',
    async (deviation) => {
      const { fake, bot } = await connected(deviation, impatient);
      const since = Date.now();
      fake.next('send_group_msg', 'hang');
      await bot.send(GROUP, words('督查日报'));
      for (let index = 0; index < 120; index += 1) fake.say(7, 10_001, `闲话${index}`);
      expect(await bot.wasSent(GROUP, words('督查日报'), since)).toBe('yes');
    },
  );

  it('is looked for in private too', async () => {
    const { fake, bot } = await connected({}, impatient);
    const since = Date.now();
    fake.next('send_private_msg', 'hang', 'drop');
    await bot.send(PERSON, words('请答复群众'));
    expect(await bot.wasSent(PERSON, words('请答复群众'), since)).toBe('yes');
    await bot.send(PERSON, words('另一条'));
    expect(await bot.wasSent(PERSON, words('另一条'), since)).toBe('no');
  });

  it('is not there when a history that is empty is told as an error', async () => {
    const { bot } = await connected({ emptyHistoryFails: true });
    expect(await bot.wasSent(GROUP, words('x'), 0)).toBe('no');
  });

  it('stays unknown where there is no history, or none comes', async () => {
    const without = await connected(noHistory);
    expect(await without.bot.wasSent(GROUP, words('x'), 0)).toBe('cannotTell');
    expect(await without.bot.wasSent(PERSON, words('x'), 0)).toBe('cannotTell');
    const silent = await connected({}, impatient);
    silent.fake.next('get_group_msg_history', 'drop', '1200');
    expect(await silent.bot.wasSent(GROUP, words('x'), 0)).toBe('cannotTell');
    expect(await silent.bot.wasSent(GROUP, words('x'), 0)).toBe('cannotTell');
  });

  it('stays unknown while nobody is online', async () => {
    const { fake, bot } = await connected();
    await fake.stop();
    await until(() => bot.state().kind === 'offline');
    expect(await bot.wasSent(GROUP, words('x'), 0)).toBe('cannotTell');
    expect(await bot.missed(GROUP, 0)).toBeNull();
  });

  it('is found when it is a file: in the group among its files, in private among what was said', async () => {
    const { fake, bot } = await connected({}, impatient);
    const since = Date.now();
    fake.next('upload_group_file', 'hang');
    fake.next('upload_private_file', 'hang');
    for (const room of [GROUP, PERSON]) {
      expect(await bot.wasSent(room, [file], since)).not.toBe('yes');
      expect(await bot.send(room, [file])).toMatchObject({ kind: 'unknown' });
      expect(await bot.wasSent(room, [file], since)).toBe('yes');
    }
  });

  it('is no file of the same name that somebody else uploaded, or that is old', async () => {
    const { fake, bot } = await connected({ unsupported: ['get_group_msg_history'] });
    fake.qq.upload(7, 10_001, '督查表.xlsx', 3);
    expect(await bot.wasSent(GROUP, [file], Date.now())).toBe('no');
    fake.qq.upload(7, 99_999, '督查表.xlsx', 3);
    expect(await bot.wasSent(GROUP, [file], Date.now() + 3_600_000)).toBe('no');
    expect(await bot.wasSent(GROUP, [file], Date.now())).toBe('yes');
  });
});

describe('what was said during an outage', () => {
  const since = () => Date.now() - 600_000;

  it('is told oldest first, without what the bot said and what came before', async () => {
    const { fake, bot } = await connected();
    fake.say(7, 10_001, '太早', { secondsAgo: 3600 });
    fake.say(7, 10_001, '/受理 #1', { secondsAgo: 60 });
    await bot.send(GROUP, words('已受理'));
    fake.say(7, 10_002, '/办结 #1 已修好');
    const missed = await bot.missed(GROUP, since());
    expect(textsOf(missed ?? [])).toEqual(['/受理 #1', '/办结 #1 已修好']);
  });

  it('has the ids and quotes that would have been pushed, so that nothing is done twice', async () => {
    const { fake, bot, heard } = await connected();
    await bot.send(GROUP, words('已登记 #1024'));
    fake.say(7, 10_001, [
      { type: 'reply', data: { id: String(fake.sent[0]?.messageId) } },
      { type: 'text', data: { text: '受理' } },
    ]);
    await until(() => heard.length === 1);
    expect(await bot.missed(GROUP, since())).toEqual(heard);
  });

  it.each([
    {},
    { stringIds: true },
    { cqStrings: true },
    { paging: 'llbot' as const },
    { paging: 'llbot' as const, stringIds: true },
  ])('is read page by page, with %j', async (deviation) => {
    const { fake, bot } = await connected(deviation);
    const said = Array.from({ length: 130 }, (_, index) => `第${index}句`);
    said.forEach((text, index) => fake.say(7, 10_001, text, { secondsAgo: 130 - index }));
    expect(textsOf((await bot.missed(GROUP, since())) ?? [])).toEqual(said);
  });

  it('is not read to the bottom of a room in which very much was said', async () => {
    const { fake, bot } = await connected();
    for (let index = 0; index < 900; index += 1) fake.say(7, 10_001, '闲话');
    fake.requests.length = 0;
    expect((await bot.missed(GROUP, 0))?.length).toBeLessThan(900);
    expect(fake.requests.length).toBe(10);
  });

  it('is what was read until the server stopped to answer', async () => {
    const { fake, bot } = await connected({}, impatient);
    for (let index = 0; index < 70; index += 1) fake.say(7, 10_001, '闲话');
    fake.next('get_group_msg_history', { delay: 0 }, 'drop');
    expect((await bot.missed(GROUP, 0))?.length).toBe(50);
  });

  it('is nothing where nothing was said, also when that is told as an error', async () => {
    for (const emptyHistoryFails of [true, false]) {
      const { bot } = await connected({ emptyHistoryFails });
      expect(await bot.missed(GROUP, 0)).toEqual([]);
      expect(await bot.missed(PERSON, 0)).toEqual([]);
    }
  });

  it('is not known where there is no history, or the server fails', async () => {
    const without = await connected(noHistory);
    expect(await without.bot.missed(GROUP, 0)).toBeNull();
    const failing = await connected();
    failing.fake.next('get_group_msg_history', '1200');
    expect(await failing.bot.missed(GROUP, 0)).toBeNull();
  });

  it('is told for private rooms too', async () => {
    const { fake, bot } = await connected();
    fake.sayPrivately(10_001, '我的');
    await bot.send(PERSON, words('没有'));
    const missed = await bot.missed(PERSON, since());
    expect(missed).toMatchObject([{ room: PERSON, sender: { account: '10001' } }]);
    expect(textsOf(missed ?? [])).toEqual(['我的']);
  });

  it('is there after the server comes back', async () => {
    const { fake, bot, heard } = await connected();
    const lost = Date.now();
    fake.cut();
    await until(() => bot.state().kind === 'offline');
    fake.say(7, 10_001, '/上报 路灯不亮');
    await online(bot);
    expect(heard).toEqual([]);
    expect(textsOf((await bot.missed(GROUP, lost)) ?? [])).toEqual(['/上报 路灯不亮']);
  });
});
