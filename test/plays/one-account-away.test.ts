/** One of several accounts of a platform is away while the others stay: who is told, what waits, what was missed. */
import { afterEach, describe, expect, it } from 'vitest';
import { instantAt, MINUTE } from '../../domain/time.ts';
import { databases } from '../support/database.ts';
import { numberOf } from '../support/number-of.ts';
import { outages } from '../support/outages.ts';
import { TwoChannels } from '../support/two-channels.ts';

const ONE = '90001';
const TWO = '90002';

describe.each(databases)('one of two accounts is away, on $name', ({ kind }) => {
  const play = outages(kind);
  let stage: TwoChannels;
  const open = async (at = '2026-10-12T10:00', prepare?: Parameters<typeof TwoChannels.open>[2]): Promise<void> => {
    stage = await TwoChannels.open(play.db, at, (qq, wecom) => {
      for (const name of [ONE, TWO]) qq.regainAccount(name, [], 0);
      prepare?.(qq, wecom);
    });
  };
  const admin = (): string[] => stage.heard(stage.wecom, 'w20', 'private');
  const adminOnQq = (): string[] => stage.heard(stage.qq, 'p20', 'private');
  const cluster = (): string[] => stage.heard(stage.qq, 'cluster');
  /** Said in rooms while nobody of ours is there. */
  const missed = (...said: [account: string, room: string | null, text: string, minutesLater: number][]): void => {
    const from = stage.now;
    stage.qq.said = said.map(([account, room, text, minutes]) => ({
      ...stage.message(stage.qq, account, room, text),
      at: from + minutes * MINUTE,
    }));
  };

  afterEach(() => stage.close());

  it('the administrator is told within a minute which one, by another platform, once, and again when it is back', async () => {
    await open();
    await stage.loseAccount(stage.qq, ONE, ['cluster'], '被 QQ 下线（登录已失效）');
    await stage.wait(0.5);
    expect(admin()).toEqual([]);
    await stage.wait(0.25);
    expect(admin()).toEqual([
      expect.stringMatching(/【断线】QQ（OneBot）的账号 90001 自 10月12日 10:00 起连不上：被 QQ 下线（登录已失效）/),
    ]);
    await stage.wait(30);
    expect(admin()).toHaveLength(1);
    await stage.regainAccount(stage.qq, ONE, ['cluster']);
    expect(admin()[1]).toMatch(/【恢复】QQ（OneBot）的账号 90001 已恢复，停线 31 分钟/);
    await stage.wait(10);
    expect(admin()).toHaveLength(2);
    expect(adminOnQq()).toEqual([]);
  });

  it('and there is no other platform: the administrator is told by the account that is left', async () => {
    await open();
    await stage.lose(stage.wecom);
    await stage.loseAccount(stage.qq, ONE, ['cluster']);
    await stage.wait(1);
    expect(adminOnQq().filter((words) => words.includes('的账号'))).toEqual([expect.stringMatching(/账号 90001 /)]);
  });

  it('and then the whole platform: that is told, and no account besides', async () => {
    await open();
    await stage.loseAccount(stage.qq, ONE, ['cluster']);
    await stage.lose(stage.qq, '90001：断线；90002：断线');
    await stage.wait(5);
    expect(admin()).toEqual([expect.stringMatching(/【断线】QQ（OneBot）自 .*90001：断线；90002：断线/)]);
  });

  it('what only it can say waits however long, and goes out in order as soon as it is back; the others go on', async () => {
    await open();
    await stage.loseAccount(stage.qq, ONE, ['housing']);
    for (let hour = 0; hour < 12; hour += 1) {
      await stage.says(stage.qq, 'p1', 'cluster', `上报 拱秀社区白蚁成灾${hour}`);
      await stage.wait(60);
    }
    expect(cluster()).toHaveLength(12);
    expect(stage.heard(stage.qq, 'housing')).toEqual([]);
    expect(stage.qq.tried.filter(({ text }) => text.includes('新交办'))).toEqual([]);
    await stage.regainAccount(stage.qq, ONE, ['housing']);
    const cards = stage.heard(stage.qq, 'housing').filter((words) => words.includes('新交办'));
    const reported = (await play.issues()).map(({ number }) => number);
    expect(cards.map((text) => numberOf({ text }))).toEqual(reported);
    expect(reported).toHaveLength(12);
  });

  it('who supervises sees which one in the state', async () => {
    await open();
    await stage.loseAccount(stage.qq, ONE, ['cluster'], '被 QQ 下线');
    await stage.wait(2);
    await stage.says(stage.qq, 'p6', null, '状态');
    expect(stage.heard(stage.qq, 'p6', 'private')[0]).toMatch(
      /QQ（OneBot）：2 个账号中，90001 断线（被 QQ 下线）；其余正常\n/,
    );
  });

  it('what its groups said meanwhile is done once, in order, and answered in one message a group', async () => {
    await open();
    await stage.loseAccount(stage.qq, ONE, ['cluster']);
    missed(['p1', 'cluster', '上报 拱秀社区路灯不亮', 5], ['p12', 'cluster', '上报 紫霞村公路坑洼', 2]);
    await stage.wait(30);
    expect(await play.contents()).toEqual([]);
    await stage.regainAccount(stage.qq, ONE, ['cluster']);
    expect(await play.contents()).toEqual(['紫霞村公路坑洼', '拱秀社区路灯不亮']);
    expect(cluster()).toEqual([
      expect.stringMatching(/^停线期间收到 2 条，已补办：\n· 10:02 苏景行：[^]+\n\n· 10:05 郭辛夷：/),
    ]);
    await stage.loseAccount(stage.qq, ONE, ['cluster']);
    await stage.regainAccount(stage.qq, ONE, ['cluster']);
    expect(cluster()).toHaveLength(1);
  });

  it('and the bot is restarted meanwhile: its groups are read from when it went all the same', async () => {
    await open();
    await stage.wait(5);
    await stage.loseAccount(stage.qq, ONE, ['cluster']);
    const at = stage.now + 10 * MINUTE;
    const said = { ...stage.message(stage.qq, 'p1', 'cluster', '上报 拱秀社区路灯不亮'), at };
    for (let minute = 0; minute < 60; minute += 1) await stage.wait(1);
    await stage.close();
    await open('2026-10-12T14:00', (qq) => (qq.said = [said]));
    expect(await play.contents()).toEqual(['拱秀社区路灯不亮']);
    expect(said.at).toBeGreaterThan(instantAt('2026-10-12', '10:00'));
  });

  it('what people wrote meanwhile in private is found, of those who spoke or were spoken to lately', async () => {
    await open();
    await stage.says(stage.qq, 'p4', null, '我的');
    await stage.loseAccount(stage.qq, ONE, []);
    missed(['p4', null, '帮助', 1], ['p5', null, '我的', 2]);
    await stage.wait(30);
    await stage.regainAccount(stage.qq, ONE, []);
    expect(stage.heard(stage.qq, 'p4', 'private')).toEqual([
      expect.any(String),
      expect.stringMatching(/^停线期间收到 1 条，已补办/),
    ]);
    expect(stage.heard(stage.qq, 'p5', 'private')).toEqual([]);
  });
});
