/** A channel dies and comes back: who is told, what waited, what was missed. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import type { Database } from '../../db/database.ts';
import { accounts, rooms } from '../../db/schema/index.ts';
import { endOfDay, instantAt, MINUTE } from '../../domain/time.ts';
import { openTestDatabase } from '../support/database.ts';
import { seedTwoChannels, TwoChannels } from '../support/two-channels.ts';

let db: Database;
let stage: TwoChannels;
const open = async (at = '2026-10-12T10:00', prepare?: Parameters<typeof TwoChannels.open>[2]): Promise<void> => {
  stage = await TwoChannels.open(db, at, prepare);
};
const admin = (): string[] => stage.heard(stage.wecom, 'w20', 'private');

/** Issues are for ever; each test looks only at its own. */
let before = 0;
const issues = (): Promise<{ number: number; content: string }[]> =>
  db.query('select number, content from issues where number > $1::int order by number', [before]);
const contents = async (): Promise<string[]> => (await issues()).map(({ content }) => content);

beforeAll(async () => {
  db = await openTestDatabase('pglite');
  await seedTwoChannels(db);
});
beforeEach(async () => {
  for (const table of ['outbox_parts', 'outbox', 'inbox', 'channels']) await db.query(`delete from ${table}`, []);
  const [last] = await db.query<{ number: number }>('select coalesce(max(number), 0) as number from issues', []);
  before = last?.number ?? 0;
});
afterEach(() => stage.close());
afterAll(() => db.close());

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
    await db.query(`update people set active = false where id = 20`, []);
    await db.orm.insert(accounts).values({ platform: 'wecom', account: 'w7', person: 7 });
    await open();
    await stage.lose(stage.qq);
    await stage.wait(1);
    expect(stage.heard(stage.wecom, 'w7', 'private')).toEqual([expect.stringMatching(/【断线】/)]);
    await db.query(`update people set active = true where id = 20`, []);
  });

  it('the liaison group is told by a webhook where nobody is reached in private', async () => {
    await db.query(`update people set active = false where id = 20`, []);
    await db.query(`delete from accounts where platform = 'wecom' and account = 'w7'`, []);
    await db.orm.insert(rooms).values({
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
    await db.query(`delete from rooms where id = 11`, []);
    await db.query(`update people set active = true where id = 20`, []);
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
    const number = (await issues())[0]?.number;
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

describe('what the groups said while the bot was away', () => {
  /** Said in groups while QQ is gone. */
  const missedOnQq = (...said: [account: string, room: string, text: string, minutesLater: number][]): void => {
    const from = stage.now;
    stage.qq.said = said.map(([account, room, text, minutes]) => ({
      ...stage.message(stage.qq, account, room, text),
      at: from + minutes * MINUTE,
    }));
  };

  it('is done once, in order of time, and answered in one message a group', async () => {
    await open();
    await stage.lose(stage.qq);
    missedOnQq(
      ['p1', 'cluster', '上报 拱秀社区路灯不亮', 5],
      ['p12', 'cluster', '大家辛苦', 6],
      ['p4', 'enforcement', '/我的', 7],
      ['p12', 'cluster', '上报 紫霞村公路坑洼', 2],
    );
    await stage.wait(30);
    await stage.regain(stage.qq);
    expect(await contents()).toEqual(['紫霞村公路坑洼', '拱秀社区路灯不亮']);
    expect(stage.heard(stage.qq, 'cluster')).toEqual([
      expect.stringMatching(
        /^停线期间收到 2 条，已补办：\n· 10:02 苏景行：已登记 #\d+ [^]+\n\n· 10:05 郭辛夷：已登记 #\d+ /,
      ),
    ]);
    expect(stage.heard(stage.qq, 'enforcement')).toEqual([expect.stringMatching(/^停线期间收到 1 条/)]);
    for (let time = 0; time < 3; time += 1) {
      await stage.lose(stage.qq);
      await stage.regain(stage.qq);
    }
    expect(stage.heard(stage.qq, 'cluster')).toHaveLength(1);
    expect(await contents()).toHaveLength(2);
  });

  it('is caught up after a restart, from the last time the bot was there', async () => {
    await open();
    const heard = await stage.says(stage.qq, 'p1', 'cluster', '上报 拱秀社区停水');
    await stage.wait(20);
    await stage.close();
    await open('2026-10-12T21:00', (qq) => {
      const said = { ...heard, messageId: 'later', at: instantAt('2026-10-12', '19:00') };
      qq.said = [heard, { ...said, segments: [{ type: 'text', text: '上报 拱秀社区路灯不亮' }] }];
    });
    expect(await contents()).toEqual(['拱秀社区停水', '拱秀社区路灯不亮']);
    expect(stage.heard(stage.qq, 'cluster')).toEqual([expect.stringMatching(/收到 1 条，已补办：\n· 19:00 郭辛夷/)]);
    // Pushed once more by the platform, to the process that never saw it.
    stage.qq.hear(heard);
    await stage.house.quiet();
    expect(await contents()).toHaveLength(2);
    expect(stage.heard(stage.qq, 'cluster')).toHaveLength(1);
  });

  it('before it was ever there is none of its business, nor what is said in groups it does not know', async () => {
    const at = instantAt('2026-10-12', '09:00');
    await open('2026-10-12T10:00', (qq) => {
      const room = { platform: 'onebot', kind: 'group', id: 'cluster' } as const;
      const segments = [{ type: 'text' as const, text: '上报 拱秀社区停水' }];
      qq.said = [{ self: 'bot', room, sender: { account: 'p1', name: '' }, messageId: 'old', at, segments }];
    });
    expect(await contents()).toEqual([]);
    await stage.lose(stage.qq);
    missedOnQq(['p1', 'elsewhere', '上报 拱秀社区停水', 1]);
    await stage.wait(5);
    await stage.regain(stage.qq);
    expect(await contents()).toEqual([]);
  });

  it('of an inspection counts from then too: what the unit answered it answered in time', async () => {
    await open('2026-10-12T16:00');
    await stage.says(stage.qq, 'p6', 'liaison', '/督查 住建局 看：现场 发现：公示栏未更新 限10月12日');
    const [finding] = await db.query<{ number: number }>('select max(number) as number from findings', []);
    await stage.lose(stage.qq);
    missedOnQq(['p2', 'housing', `/督查 整改 ${finding?.number} 已完成 已更新`, 60]);
    await stage.wait(24 * 60);
    await stage.regain(stage.qq);
    expect(stage.heard(stage.qq, 'liaison').at(-1)).toMatch(/公示栏未更新，已报完成：已更新/);
    const events = await db.query<{ at: number }>(
      `select (extract(epoch from at) * 1000)::float8 as at from supervision_events where subject = 'finding'`,
      [],
    );
    expect(events).toEqual([{ at: instantAt('2026-10-12', '17:00') }]);
  });

  it('counts from when it was said, for the resident and for who did it; for the unit from when it heard', async () => {
    await open('2026-10-12T16:00');
    await stage.says(stage.qq, 'p1', 'cluster', '上报 拱秀社区外墙漏水');
    const number = (await issues())[0]?.number ?? 0;
    await stage.lose(stage.qq);
    missedOnQq(['p2', 'housing', `/受理 #${number}`, 60], ['p1', 'cluster', '上报 拱秀社区白蚁成灾', 90]);
    await stage.wait(24 * 60);
    await stage.regain(stage.qq);
    expect(await loadIssue(db, number)).toMatchObject({
      status: 'accepted',
      acceptedAt: instantAt('2026-10-12', '17:00'),
    });
    expect(await loadIssue(db, number + 1)).toMatchObject({
      reportedAt: instantAt('2026-10-12', '17:30'),
      assignedAt: instantAt('2026-10-13', '16:00'),
      acceptDue: endOfDay('2026-10-14'),
      due: endOfDay('2026-10-20'),
      totalDue: endOfDay('2026-10-19'),
    });
  });

  it('in private is answered too, of those who spoke or were spoken to lately, in one message each', async () => {
    await open();
    await stage.says(stage.qq, 'p4', null, '我的');
    // Told in private, so perhaps owing an answer: the water bureau has no group.
    await stage.says(stage.qq, 'p1', 'cluster', '上报 拱秀社区停水');
    const number = (await issues())[0]?.number;
    await stage.wait(24 * 60);
    await stage.lose(stage.qq);
    const from = stage.now;
    stage.qq.said = (
      [
        ['p13', `/受理 #${number}`, 3],
        ['p4', '我的', 1],
        ['p4', '帮助', 2],
        ['p5', '我的', 2],
      ] as const
    ).map(([account, text, minutes]) => ({
      ...stage.message(stage.qq, account, null, text),
      at: from + minutes * MINUTE,
    }));
    await stage.wait(30);
    await stage.regain(stage.qq);
    expect(await loadIssue(db, number ?? 0)).toMatchObject({ status: 'accepted', acceptedAt: from + 3 * MINUTE });
    expect(stage.heard(stage.qq, 'p4', 'private').slice(1)).toEqual([
      expect.stringMatching(/^停线期间收到 2 条，已补办：\n· 10:01 [^]*· 10:02 /),
    ]);
    expect(stage.heard(stage.qq, 'p13', 'private').at(-1)).toMatch(/^停线期间收到 1 条，已补办：/);
    // Never spoke with the bot: nobody reads the chats of everybody.
    expect(stage.heard(stage.qq, 'p5', 'private')).toEqual([]);
  });

  it('in private is not asked for over and over where the platform keeps no history of it', async () => {
    await open();
    await db.query(
      `insert into inbox (room, message_id, at)
       select 'onebot:private:x' || n, 'x', '2026-10-12T01:30:00Z' from generate_series(1, 40) n`,
      [],
    );
    await stage.lose(stage.qq);
    stage.qq.said = null;
    const asked = vi.spyOn(stage.qq, 'missed');
    await stage.wait(5);
    await stage.regain(stage.qq);
    expect(asked.mock.calls.filter(([room]) => room.kind === 'private')).toHaveLength(5);
    expect(asked.mock.calls.length).toBeGreaterThan(5);
  });

  it('too long ago is left, and the operators are told so', async () => {
    await open();
    await stage.lose(stage.qq);
    missedOnQq(['p1', 'cluster', '上报 太早的', 60], ['p1', 'cluster', '上报 拱秀社区停水', 60 * 70]);
    await stage.wait(60 * 75);
    await stage.regain(stage.qq);
    expect(await contents()).toEqual(['拱秀社区停水']);
    expect(stage.heard(stage.qq, 'p20', 'private').at(-1)).toMatch(/停线超过 72 小时：只补办最近 72 小时内的消息/);
  });

  it('is read again when the channel dies over it', async () => {
    await open();
    await stage.lose(stage.qq);
    missedOnQq(['p1', 'cluster', '上报 拱秀社区停水', 1]);
    const { said } = stage.qq;
    await stage.wait(5);
    Object.defineProperty(stage.qq, 'said', {
      configurable: true,
      get: () => {
        stage.qq.goOffline(stage.now);
        return null;
      },
    });
    await stage.regain(stage.qq);
    expect(await contents()).toEqual([]);
    Object.defineProperty(stage.qq, 'said', { configurable: true, value: said });
    await stage.regain(stage.qq);
    expect(await contents()).toEqual(['拱秀社区停水']);
  });

  it('is not answered a second time when the platform also delivers it late', async () => {
    await open();
    await stage.lose(stage.qq);
    missedOnQq(['p1', 'cluster', '上报 拱秀社区停水', 1]);
    await stage.wait(5);
    await stage.regain(stage.qq);
    for (const message of stage.qq.said ?? []) stage.qq.hear(message);
    await stage.house.quiet();
    expect(await contents()).toHaveLength(1);
    expect(stage.heard(stage.qq, 'cluster')).toHaveLength(1);
  });

  it('a platform that keeps no history costs nothing', async () => {
    await open();
    stage.qq.said = null;
    await stage.lose(stage.qq);
    await stage.wait(5);
    await stage.regain(stage.qq);
    expect(stage.errors).toEqual([]);
  });
});
