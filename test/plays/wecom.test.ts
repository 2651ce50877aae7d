/** A district whose group is on WeCom: over the real wire, the official SDK and the whole house. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWecom } from '../../bot/wecom.ts';
import { compose, type House } from '../../compose.ts';
import { accounts, rooms } from '../../db/schema/index.ts';
import { instantAt, MINUTE } from '../../domain/time.ts';
import { startFakeWecom, type FakeWecom, type WecomSent } from '../../fakes/wecom.ts';
import { createVault } from '../../services/vault.ts';
import { openTestDatabase } from '../support/database.ts';
import { seedDistrict } from '../support/district.ts';
import { counted } from '../support/counted.ts';
import { ScriptedChat } from '../support/scripted-chat.ts';
import { until } from '../support/until.ts';

/** Ids as WeCom makes them: with signs that mean something in markdown. */
const GROUP = 'wrkSFfCgAA_PqX-1_';
const NOW = instantAt('2026-10-12', '10:00');

describe('a liaison group on WeCom', () => {
  let fake: FakeWecom;
  let house: House;
  let now = NOW;
  const qq = new ScriptedChat('onebot', { paced: false });
  beforeAll(async () => {
    const db = await openTestDatabase('pglite');
    await seedDistrict(db);
    await db.orm
      .insert(rooms)
      .values({ id: 9, name: '联络群', platform: 'wecom', platformRoom: GROUP, purpose: 'liaison', unit: null });
    await db.orm.insert(accounts).values([
      { platform: 'wecom', account: 'GuoXinYi', person: 1 },
      { platform: 'wecom', account: 'ShenLiXia', person: 2 },
      { platform: 'wecom', account: 'FangJiBai', person: 7 },
    ]);
    fake = await startFakeWecom({ perMinute: 1000 });
    const log = pino({ level: 'silent' });
    const wecom = createWecom({ botId: 'aib-huiyin', secret: 'secret', url: fake.url, clock: () => now, log });
    // The platform's own rates are Delivery's affair; here they would only be waited for.
    const adapter = { ...wecom, limits: { ...wecom.limits, paced: false } };
    house = await compose({
      db,
      adapters: [counted(adapter), counted(qq)],
      vault: createVault(randomBytes(32)),
      clock: () => now,
      log,
    });
    await house.start();
    await until(() => wecom.state().kind === 'online');
  });
  afterAll(async () => {
    await house.stop();
    await fake.stop();
    await house.core.db.close();
  });

  const answered = (chat: string, words: RegExp): Promise<WecomSent> =>
    fake.waitForSent((message) => message.chatid === chat && words.test(message.text));

  it('takes a report with all its signs, and shows them as what they are', async () => {
    fake.say(GROUP, 'GuoXinYi', '上报 拱秀社区 [点我](https://evil.example) <@all> 污水井冒水');
    const card = await answered(GROUP, /已登记 #1/);
    expect(card.content).not.toMatch(/[<>[\]]|\/\//);
  });

  it('understands an answer that quotes its card, of which WeCom tells the words only', async () => {
    fake.say(GROUP, 'FangJiBai', '转办 住建局', fake.sent.at(-1)?.content);
    await answered(GROUP, /＃1 已转住房和城乡建设局/);
    fake.say(GROUP, 'ShenLiXia', '受理', '#1 请受理');
    await answered(GROUP, /＃1 已受理/);
  });

  it('answers a message once that WeCom delivers twice', async () => {
    const twice = { msgid: 'twice', chattype: 'single', from: { userid: 'GuoXinYi' }, text: { content: '我的' } };
    fake.deliver(twice);
    fake.deliver(twice);
    await answered('GuoXinYi', /我首问的、正在办理（1 件）/);
    await house.quiet();
    expect(fake.sent.filter((message) => message.chatid === 'GuoXinYi')).toHaveLength(1);
  });

  it('tells a stranger the account where it is asked for, and the office binds it as it stands there', async () => {
    // In private the robot cannot be the first to speak: this is refused, and must not cost the later answers.
    fake.say(GROUP, 'He_YunFan', '我的');
    fake.say(GROUP, 'He_YunFan', '绑定');
    const told = await answered(GROUP, /还没有绑定/);
    fake.sayPrivately('He_YunFan', '绑定');
    await answered('He_YunFan', /还没有绑定/);
    const account = /绑定 (\S+) 姓名/.exec(told.text)?.[1] ?? '';
    expect(account).toBe('wecom:He＿YunFan');
    fake.say(GROUP, 'FangJiBai', `绑定 ${account} 贺云帆 执法局`);
    await answered(GROUP, /已绑定：贺云帆/);
    expect(house.core.readers().directory.personByAccount('wecom', 'He_YunFan')?.name).toBe('贺云帆');
  });

  it('tells the id of a group nobody has put into the roster yet', async () => {
    fake.say('wrkNew_Group', 'FangJiBai', '绑定');
    await answered('wrkNew_Group', /本群还没有登记，请在群表里写：平台 wecom，群号 wrkNew＿Group/);
    fake.say(GROUP, 'FangJiBai', '绑定');
    await answered(GROUP, /本群：联络群（督查联络群）/);
  });

  it('gives way when another program takes the robot over, and the office hears of it by another channel', async () => {
    await house.core.db.orm.insert(accounts).values({ platform: 'onebot', account: 'p7', person: 7 });
    await house.roster.renew();
    const log = pino({ level: 'silent' });
    const other = createWecom({ botId: 'aib-huiyin', secret: 'secret', url: fake.url, clock: () => now, log });
    await other.start({ onMessage: () => undefined, onState: () => undefined });
    await until(() => house.core.connections()[0]?.online === false);
    await house.channels.look();
    now += MINUTE;
    await house.channels.look();
    await house.quiet();
    expect(qq.shown.map(({ room, text }) => [room, text])).toEqual([
      ['onebot:private:p7', expect.stringMatching(/【断线】企业微信自 .*被顶下线，不再自动重连/)],
    ]);
    await other.stop();
  });
});
