/** Several accounts behind the one platform: heard once, answered by the right one, and nothing lost when one goes. */
import { afterEach, describe, expect, it } from 'vitest';
import type { RoomAddress } from '../../domain/message.ts';
import { FakeQq, type FakeOneBot, type FakeOptions } from '../../fakes/onebot.ts';
import {
  closeWires,
  GROUP,
  online,
  PERSON,
  startBot,
  startFake,
  textsOf,
  words,
  type Ears,
} from '../support/onebot-wire.ts';
import { until } from '../support/until.ts';

afterEach(closeWires);

const ONE = 90_001;
const TWO = 90_002;
const group = (id: string): RoomAddress => ({ ...GROUP, id });
const members = [{ id: 10_001, name: '沈立夏' }];

interface Pair extends Ears {
  qq: FakeQq;
  one: FakeOneBot;
  two: FakeOneBot;
}

/** Both are in group 7, the first in 8, the second in 9. */
async function pair(options: { one?: FakeOptions; two?: FakeOptions; pingMs?: number } = {}): Promise<Pair> {
  const qq = new FakeQq([
    { id: 7, members },
    { id: 8, members, accounts: [ONE] },
    { id: 9, members, accounts: [TWO] },
  ]);
  const one = await startFake({ qq, selfId: ONE, ...options.one });
  const two = await startFake({ qq, selfId: TWO, ...options.two });
  const ears = await startBot({ urls: [one.url, two.url], checkMs: 20, pingMs: options.pingMs ?? 30_000 });
  await until(() => ears.bot.troubles() === '');
  return { qq, one, two, ...ears };
}

/** Said by a member where both accounts may be; each pushes it if it can. */
const say = ({ qq }: Pair, room: number, text: string): void =>
  void qq.say({ group: room }, 10_001, [{ type: 'text', data: { text } }]);

describe('two accounts in one group', () => {
  it('hear what is said there once, by the first', async () => {
    const both = await pair();
    say(both, 7, '/受理 #1');
    say(both, 7, '/办结 #1 好了');
    say(both, 9, '完');
    await until(() => textsOf(both.heard).includes('完'));
    const inSeven = both.heard.filter(({ room }) => room.id === '7');
    expect(inSeven.map(({ self }) => self)).toEqual([String(ONE), String(ONE)]);
  });

  it('are not deaf to the same words said twice', async () => {
    const both = await pair();
    say(both, 7, '收到');
    say(both, 7, '收到');
    await until(() => both.heard.length === 2);
  });

  it('do not answer each other', async () => {
    const both = await pair();
    await both.bot.send(GROUP, words('一号说的'));
    both.qq.say({ group: 7 }, TWO, [{ type: 'text', data: { text: '二号说的' } }]);
    say(both, 7, '人说的');
    await until(() => both.heard.length > 0);
    expect(textsOf(both.heard)).toEqual(['人说的']);
    expect(textsOf((await both.bot.missed(GROUP, 0)) ?? [])).toEqual(['人说的']);
  });

  it('are both the bot for who @s one of them', async () => {
    const { one, heard } = await pair();
    one.say(7, 10_001, [{ type: 'at', data: { qq: String(TWO) } }]);
    await until(() => heard.length === 1);
    expect(heard[0]).toMatchObject({ self: String(ONE), segments: [{ type: 'at', account: String(ONE) }] });
  });

  it('take over from each other, and back', async () => {
    const both = await pair();
    const { bot, one, two, heard } = both;
    one.refuseConnections(503);
    one.cut();
    await until(() => bot.troubles().includes(`${ONE}：服务器拒绝连接`));
    expect(bot.state()).toMatchObject({ kind: 'online', account: String(TWO) });
    say(both, 7, '一号走了');
    await until(() => heard.length === 1);
    await bot.send(GROUP, words('由二号说'));
    one.refuseConnections(null);
    await until(() => bot.troubles() === '');
    say(both, 7, '一号回来了');
    await until(() => heard.length === 2);
    await bot.send(GROUP, words('由一号说'));
    expect(heard.map(({ self }) => self)).toEqual([String(TWO), String(ONE)]);
    expect([...one.sent, ...two.sent].map(({ text }) => text)).toEqual(['由一号说', '由二号说']);
  });

  it('lose nothing that was said after the first had fallen silent and before that was noticed', async () => {
    const both = await pair({ pingMs: 40 });
    both.one.freeze();
    both.one.pushRaw('nothing gets through any more');
    both.one.setOnline(false);
    say(both, 7, '/上报 路灯不亮');
    await until(() => both.heard.length === 1);
    expect(both.heard[0]?.self).toBe(String(TWO));
  });

  it('lose nothing when the first is thrown out of QQ, and hear nothing twice', async () => {
    const both = await pair();
    say(both, 7, '之前');
    await until(() => both.heard.length === 1);
    both.one.setOnline(false);
    say(both, 7, '之间');
    both.one.kick('登录已失效');
    await until(() => both.heard.length === 2);
    expect(both.heard.map(({ self }) => self)).toEqual([String(ONE), String(TWO)]);
    expect(both.bot.troubles()).toMatch(new RegExp(`^${ONE}：被 QQ 下线（登录已失效）`));
  });
});

describe('two accounts in different groups', () => {
  it('each hear and speak where they are', async () => {
    const both = await pair();
    const { bot, one, two, heard } = both;
    say(both, 8, '在八');
    say(both, 9, '在九');
    await until(() => heard.length === 2);
    await bot.send(group('8'), words('给八'));
    await bot.send(group('9'), words('给九'));
    expect([one.sent[0]?.text, two.sent[0]?.text]).toEqual(['给八', '给九']);
    expect(await bot.members(group('9'))).toContain(String(TWO));
    expect(textsOf((await bot.missed(group('9'), 0)) ?? [])).toEqual(['在九']);
  });

  it('cannot stand in for each other: a room waits for the one that is in it', async () => {
    const { bot, one } = await pair();
    one.refuseConnections(503);
    one.cut();
    await until(() => bot.troubles() !== '');
    expect(bot.state()).toMatchObject({ kind: 'online' });
    expect(bot.state(group('9'))).toMatchObject({ kind: 'online', account: String(TWO) });
    expect(bot.state(group('8'))).toMatchObject({ kind: 'offline', reason: expect.stringContaining(String(ONE)) });
    expect(await bot.send(group('8'), words('x'))).toMatchObject({ kind: 'rejected', retryable: true });
  });

  it('hear afterwards what was said while the one that is there was away', async () => {
    const both = await pair();
    const { bot, one, heard, late } = both;
    one.refuseConnections(503);
    one.cut();
    await until(() => bot.troubles() !== '');
    say(both, 8, '/上报 路灯不亮');
    one.refuseConnections(null);
    await until(() => late.length > 0);
    // By way of the gap alone, so that all of it is answered together.
    expect([textsOf(late), heard]).toEqual([['/上报 路灯不亮'], []]);
    expect(late[0]).toMatchObject({ self: String(ONE), room: { kind: 'group', id: '8' } });
  });

  it('find what was written in private to the one that was away', async () => {
    const { bot, one, two } = await pair();
    one.refuseConnections(503);
    one.cut();
    await until(() => bot.troubles() !== '');
    const since = Date.now() - 1000;
    one.sayPrivately(10_001, '/我的');
    two.sayPrivately(10_001, '/帮助');
    expect(textsOf((await bot.missed(PERSON, since)) ?? [])).toEqual(['/帮助']);
    one.refuseConnections(null);
    await until(() => bot.troubles() === '');
    expect(textsOf((await bot.missed(PERSON, since)) ?? []).toSorted()).toEqual(['/帮助', '/我的'].toSorted());
  });

  it('hear afterwards what was asked for while the one that is there had not come yet', async () => {
    const qq = new FakeQq([{ id: 9, members, accounts: [TWO] }]);
    const one = await startFake({ qq, selfId: ONE });
    const { bot, late } = await startBot({ urls: [one.url], reverse: { host: '127.0.0.1', port: 0 } });
    await online(bot);
    qq.say({ group: 9 }, 10_001, [{ type: 'text', data: { text: '/受理 #1' } }]);
    expect(await bot.missed(group('9'), Date.now() - 60_000)).toBeNull();
    await startFake({ qq, selfId: TWO, reverse: { url: bot.door()?.url ?? '' } });
    await until(() => late.length === 1);
    expect(late[0]).toMatchObject({ self: String(TWO), room: { id: '9' } });
  });

  it('are both needed in a group neither is in, and the reason says what to do', async () => {
    const { bot } = await pair();
    expect(await bot.send(group('4'), words('x'))).toEqual({
      kind: 'rejected',
      reason: `账号 ${ONE}、${TWO} 不在群 4 里，请把它拉进群`,
      retryable: true,
    });
  });

  it('know at once of a group they were taken into, or thrown out of', async () => {
    const { bot, qq, two } = await pair();
    qq.groups.push({ id: 5, members, accounts: [TWO] });
    // Not told of it: it is looked for before the message is given up.
    expect((await bot.send(group('5'), words('新群'))).kind).toBe('delivered');
    const notice = { post_type: 'notice', self_id: TWO, user_id: TWO, group_id: 9 };
    qq.groups.splice(2, 1);
    two.pushRaw({ ...notice, notice_type: 'group_decrease', sub_type: 'kick_me' });
    await until(() => bot.state(group('9')).kind === 'online' && !two.qq.isIn(TWO, 9));
    expect(await bot.send(group('9'), words('x'))).toMatchObject({ kind: 'rejected' });
  });
});

describe('somebody who writes in private', () => {
  it('is answered by the account they wrote to', async () => {
    const { bot, one, two, heard } = await pair();
    two.sayPrivately(10_001, '我的');
    await until(() => heard.length === 1);
    await bot.send(PERSON, words('没有'));
    one.sayPrivately(10_001, '我的');
    await until(() => heard.length === 2);
    await bot.send(PERSON, words('还是没有'));
    expect([one.sent[0]?.text, two.sent[0]?.text]).toEqual(['还是没有', '没有']);
    expect(heard.map(({ self }) => self)).toEqual([String(TWO), String(ONE)]);
  });

  it('is answered by the other while that one is offline', async () => {
    const { bot, one, two, heard } = await pair();
    two.sayPrivately(10_001, '我的');
    await until(() => heard.length === 1);
    await two.stop();
    await until(() => bot.troubles() !== '');
    await bot.send(PERSON, words('没有'));
    expect(one.sent[0]?.text).toBe('没有');
  });

  it('and has not written yet, is written to by the account whose friend they are', async () => {
    const { bot, two } = await pair({ two: { friends: [10_001] } });
    await bot.send(PERSON, words('今天有 2 件到期'));
    expect(two.sent[0]?.text).toBe('今天有 2 件到期');
  });
});

describe('one account that is connected twice', () => {
  it('is heard once', async () => {
    const qq = new FakeQq([{ id: 7, members }]);
    const ears = await startBot({ urls: [], reverse: { host: '127.0.0.1', port: 0 } });
    const forward = await startFake({ qq, selfId: ONE });
    const twice = await startBot({ urls: [forward.url], reverse: { host: '127.0.0.1', port: 0 } });
    await startFake({ qq, selfId: ONE, reverse: { url: twice.bot.door()?.url ?? '' } });
    await until(() => twice.bot.troubles() === '');
    forward.say(7, 10_001, '在群里');
    forward.sayPrivately(10_001, '在私聊');
    forward.say(7, 10_001, '完');
    await until(() => textsOf(twice.heard).includes('完'));
    expect(textsOf(twice.heard)).toEqual(['在群里', '在私聊', '完']);
    expect(ears.heard).toEqual([]);
  });
});
