/** A channel dies and comes back: who is told, and what waited for it. */
import { afterEach, describe, expect, it } from 'vitest';
import { accounts, rooms } from '../../db/schema/index.ts';
import { outages } from '../support/outages.ts';
import { TwoChannels } from '../support/two-channels.ts';

const play = outages();
let stage: TwoChannels;
const open = async (at = '2026-10-12T10:00', prepare?: Parameters<typeof TwoChannels.open>[2]): Promise<void> => {
  stage = await TwoChannels.open(play.db, at, prepare);
};
afterEach(() => stage.close());
/** What the administrator reads on the other channel. */
const admin = (): string[] => stage.heard(stage.wecom, 'w20', 'private');

describe('when a channel dies', () => {
  it('the administrator is told within a minute by the other one, once, and again when it is back', async () => {
    await open();
    await stage.lose(stage.qq, '账号被踢下线');
    await stage.wait(0.5);
    expect(admin()).toEqual([]);
    await stage.wait(0.25);
    expect(admin()).toEqual([expect.stringMatching(/【断线】QQ（OneBot）自 10月12日 10:00 起连不上：账号被踢下线/)]);
    await stage.wait(10);
    await stage.says(stage.wecom, 'w2', 'enforcement', '/上报 拱秀社区白蚁成灾');
    await stage.wait(10);
    expect(admin()).toHaveLength(1);
    await stage.regain(stage.qq);
    expect(admin()[1]).toMatch(/【恢复】QQ（OneBot）已恢复，停线 21 分钟，期间有 1 条消息待发，正在补发/);
    expect(stage.heard(stage.qq, 'housing')).toEqual([expect.stringMatching(/新交办/)]);
    await stage.wait(10);
    expect(admin()).toHaveLength(2);
  });

  it('and is back at once, nobody is bothered', async () => {
    await open();
    await stage.lose(stage.qq);
    await stage.wait(0.5);
    await stage.regain(stage.qq);
    await stage.wait(5);
    expect(admin()).toEqual([]);
  });

  it('a restart in the middle of it tells nobody again, and still says when it is over', async () => {
    await open();
    await stage.lose(stage.qq);
    await stage.wait(1);
    expect(admin()).toHaveLength(1);
    await stage.close();
    await open('2026-10-12T11:00', (qq) => qq.goOffline());
    await stage.wait(5);
    expect(admin()).toEqual([]);
    await stage.regain(stage.qq);
    expect(admin()).toEqual([expect.stringMatching(/已恢复，停线 1 小时 5 分钟/)]);
  });

  it('the office is told where there is no administrator', async () => {
    await play.db.query(`update people set active = false where id = 20`, []);
    await play.db.orm.insert(accounts).values({ platform: 'wecom', account: 'w7', person: 7 });
    await open();
    await stage.lose(stage.qq);
    await stage.wait(1);
    expect(stage.heard(stage.wecom, 'w7', 'private')).toEqual([expect.stringMatching(/【断线】/)]);
    await play.db.query(`update people set active = true where id = 20`, []);
  });

  it('the liaison group is told by a webhook where nobody is reached in private', async () => {
    await play.db.query(`update people set active = false where id = 20`, []);
    await play.db.query(`delete from accounts where platform = 'wecom' and account = 'w7'`, []);
    await play.db.orm.insert(rooms).values({
      id: 11,
      name: '联络群通知',
      platform: 'wecom',
      platformRoom: 'notices',
      purpose: 'liaison',
      unit: null,
    });
    await open();
    await stage.lose(stage.qq);
    await stage.wait(1);
    expect(stage.heard(stage.wecom, 'notices')).toEqual([expect.stringMatching(/【断线】/)]);
    await play.db.query(`delete from rooms where id = 11`, []);
    await play.db.query(`update people set active = true where id = 20`, []);
  });

  it('and nobody can be told, an error stands in the log, once', async () => {
    await open();
    await stage.lose(stage.wecom);
    await stage.lose(stage.qq);
    await stage.wait(1);
    await stage.wait(1);
    expect(stage.errors.filter((words) => words.startsWith('【断线】'))).toHaveLength(2);
  });

  it('reminders that waited for it come in the morning, not at night; answers come at once', async () => {
    await open('2026-10-12T10:00');
    await stage.house.runner.runDue();
    await stage.says(stage.qq, 'p1', 'cluster', '上报 陈公桥社区菜场外乱摆摊');
    await stage.wait(22 * 60);
    await stage.lose(stage.qq);
    await stage.wait(60);
    await stage.house.runner.runDue();
    await stage.wait(13 * 60);
    const reminded = () => stage.heard(stage.qq, 'enforcement').filter((text) => text.includes('【每日提醒】'));
    await stage.regain(stage.qq);
    await stage.says(stage.qq, 'p1', 'cluster', '/查询 #999');
    expect(stage.heard(stage.qq, 'cluster').at(-1)).toMatch(/没有 #999/);
    expect(reminded()).toEqual([]);
    await stage.wait(10 * 60 + 1);
    expect(reminded()).toEqual([expect.stringMatching(/待受理 1 件：\n#\d+ 市容环境，10月13日（周二）前受理/)]);
  });

  it('who supervises sees it in the state, with what waits', async () => {
    await open();
    await stage.lose(stage.wecom, '密钥不对');
    await stage.wait(2);
    await stage.says(stage.qq, 'p1', 'cluster', '/上报 拱秀社区油烟扰民');
    await stage.wait(3);
    await stage.says(stage.qq, 'p6', null, '状态');
    expect(stage.heard(stage.qq, 'p6', 'private')).toEqual([
      [
        '【运行状态】',
        'QQ（OneBot）：正常',
        '企业微信：断线（密钥不对），已 5 分钟',
        '待发：1 条，最早的已等 3 分钟',
        '最近断线：没有',
      ].join('\n'),
    ]);
    await stage.regain(stage.wecom);
    await stage.says(stage.qq, 'p6', null, '状态');
    expect(stage.heard(stage.qq, 'p6', 'private')[1]).toMatch(
      /待发：没有\n最近断线：企业微信，10月12日 10:00起 5 分钟/,
    );
    await stage.says(stage.qq, 'p1', null, '状态');
    expect(stage.heard(stage.qq, 'p1', 'private')).toEqual([
      expect.stringMatching(/只有督查联络员、双访办、管理员可以用/),
    ]);
  });

  it('what was given up or swallowed is counted in the state', async () => {
    await open();
    stage.qq.next('refuse');
    await stage.says(stage.qq, 'p1', 'cluster', '/我的');
    await stage.says(stage.qq, 'p7', null, '状态');
    expect(stage.heard(stage.qq, 'p7', 'private')[0]).toMatch(/近 7 天没有送达 1 条，请看日志，必要时人工转告/);
  });

  it('what did not arrive is told to the administrator at once, by where and what about, not by what it says', async () => {
    await open();
    stage.qq.always('refuse', (part) => part.some((one) => one.type === 'text' && one.text.includes('新交办')));
    await stage.says(stage.qq, 'p1', 'cluster', '上报 拱秀社区白蚁成灾');
    const number = (await play.issues())[0]?.number;
    const told = [...stage.heard(stage.qq, 'p20', 'private'), ...admin()];
    expect(told).toEqual([`【未送达】1 条消息请人工转告：\n· 住建局群 #${number}：没有送达（不支持）`]);
    await stage.wait(10);
    expect([...stage.heard(stage.qq, 'p20', 'private'), ...admin()]).toHaveLength(1);
  });

  it('what nobody knows the fate of is told as well; that the news itself did not arrive is no news', async () => {
    await open();
    stage.wecom.hasHistory = false;
    stage.wecom.always('drop', () => true);
    stage.qq.always('refuse', (part) => part.some((one) => one.type === 'text' && one.text.includes('未送达')));
    await stage.says(stage.wecom, 'w2', 'enforcement', '/我的');
    expect(stage.qq.tried.filter(({ text }) => text.includes('未送达'))).toEqual([
      expect.objectContaining({
        text: '【未送达】1 条消息请人工转告：\n· 执法局企微群：送达与否不明（发了两次都没有回音）',
      }),
    ]);
  });
});
