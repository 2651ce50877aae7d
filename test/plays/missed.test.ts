/** What was said while the bot was away is read again once it is back: done once, answered in one message, counted from then. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import { endOfDay, instantAt, MINUTE } from '../../domain/time.ts';
import { outages } from '../support/outages.ts';
import { TwoChannels } from '../support/two-channels.ts';

const play = outages();
let stage: TwoChannels;
const open = async (at = '2026-10-12T10:00', prepare?: Parameters<typeof TwoChannels.open>[2]): Promise<void> => {
  stage = await TwoChannels.open(play.db, at, prepare);
};
afterEach(() => stage.close());

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
    expect(await play.contents()).toEqual(['紫霞村公路坑洼', '拱秀社区路灯不亮']);
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
    expect(await play.contents()).toHaveLength(2);
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
    expect(await play.contents()).toEqual(['拱秀社区停水', '拱秀社区路灯不亮']);
    expect(stage.heard(stage.qq, 'cluster')).toEqual([expect.stringMatching(/收到 1 条，已补办：\n· 19:00 郭辛夷/)]);
    // Pushed once more by the platform, to the process that never saw it.
    stage.qq.hear(heard);
    await stage.house.quiet();
    expect(await play.contents()).toHaveLength(2);
    expect(stage.heard(stage.qq, 'cluster')).toHaveLength(1);
  });

  it('before it was ever there is none of its business, nor what is said in groups it does not know', async () => {
    const at = instantAt('2026-10-12', '09:00');
    await open('2026-10-12T10:00', (qq) => {
      const room = { platform: 'onebot', kind: 'group', id: 'cluster' } as const;
      const segments = [{ type: 'text' as const, text: '上报 拱秀社区停水' }];
      qq.said = [{ self: 'bot', room, sender: { account: 'p1', name: '' }, messageId: 'old', at, segments }];
    });
    expect(await play.contents()).toEqual([]);
    await stage.lose(stage.qq);
    missedOnQq(['p1', 'elsewhere', '上报 拱秀社区停水', 1]);
    await stage.wait(5);
    await stage.regain(stage.qq);
    expect(await play.contents()).toEqual([]);
  });

  it('of an inspection counts from then too: what the unit answered it answered in time', async () => {
    await open('2026-10-12T16:00');
    await stage.says(stage.qq, 'p6', 'liaison', '/督查 住建局 看：现场 发现：公示栏未更新 限10月12日');
    const [finding] = await play.db.query<{ number: number }>('select max(number) as number from findings', []);
    await stage.lose(stage.qq);
    missedOnQq(['p2', 'housing', `/督查 整改 ${finding?.number} 已完成 已更新`, 60]);
    await stage.wait(24 * 60);
    await stage.regain(stage.qq);
    expect(stage.heard(stage.qq, 'liaison').at(-1)).toMatch(/公示栏未更新，已报完成：已更新/);
    const events = await play.db.query<{ at: number }>(
      `select (extract(epoch from at) * 1000)::float8 as at from supervision_events where subject = 'finding'`,
      [],
    );
    expect(events).toEqual([{ at: instantAt('2026-10-12', '17:00') }]);
  });

  it('counts from when it was said, for the resident and for who did it; for the unit from when it heard', async () => {
    await open('2026-10-12T16:00');
    await stage.says(stage.qq, 'p1', 'cluster', '上报 拱秀社区外墙漏水');
    const number = (await play.issues())[0]?.number ?? 0;
    await stage.lose(stage.qq);
    missedOnQq(['p2', 'housing', `/受理 #${number}`, 60], ['p1', 'cluster', '上报 拱秀社区白蚁成灾', 90]);
    await stage.wait(24 * 60);
    await stage.regain(stage.qq);
    expect(await loadIssue(play.db, number)).toMatchObject({
      status: 'accepted',
      acceptedAt: instantAt('2026-10-12', '17:00'),
    });
    expect(await loadIssue(play.db, number + 1)).toMatchObject({
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
    const number = (await play.issues())[0]?.number;
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
    expect(await loadIssue(play.db, number ?? 0)).toMatchObject({ status: 'accepted', acceptedAt: from + 3 * MINUTE });
    expect(stage.heard(stage.qq, 'p4', 'private').slice(1)).toEqual([
      expect.stringMatching(/^停线期间收到 2 条，已补办：\n· 10:01 [^]*· 10:02 /),
    ]);
    expect(stage.heard(stage.qq, 'p13', 'private').at(-1)).toMatch(/^停线期间收到 1 条，已补办：/);
    // Never spoke with the bot: nobody reads the chats of everybody.
    expect(stage.heard(stage.qq, 'p5', 'private')).toEqual([]);
  });

  it('in private is not asked for over and over where the platform keeps no history of it', async () => {
    await open();
    await play.db.query(
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
    expect(await play.contents()).toEqual(['拱秀社区停水']);
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
    expect(await play.contents()).toEqual([]);
    Object.defineProperty(stage.qq, 'said', { configurable: true, value: said });
    await stage.regain(stage.qq);
    expect(await play.contents()).toEqual(['拱秀社区停水']);
  });

  it('is not answered a second time when the platform also delivers it late', async () => {
    await open();
    await stage.lose(stage.qq);
    missedOnQq(['p1', 'cluster', '上报 拱秀社区停水', 1]);
    await stage.wait(5);
    await stage.regain(stage.qq);
    for (const message of stage.qq.said ?? []) stage.qq.hear(message);
    await stage.house.quiet();
    expect(await play.contents()).toHaveLength(1);
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
