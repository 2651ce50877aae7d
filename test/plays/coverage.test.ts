/** A place nobody visits: told once, privately first; and the coverage everybody sees by role. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { killedBeforeMarking } from '../support/again.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { imports } from '../support/roster.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('coverage on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T08:00');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  /** Everything the bot ever said that matches, and to whom. */
  const said = async (pattern: RegExp): Promise<string[]> => {
    await stage.house.quiet();
    const matching = stage.transcript.filter(({ text }) => pattern.test(text));
    return matching.map(({ room, text }) => `${room.kind} ${room.id} ${text}`);
  };

  it('a place nobody visits is told once, to the members privately first, five working days later to the group', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await stage.clock('2026-10-13T10:00');
    await 郭辛夷.says('/走访 拱秀社区 入户 12户').bot(/已记录走访/);
    await stage.says('苏景行', '私聊', '走访 入户 5户').bot(/已记录走访/);
    stage.hush();
    // The month is half over on the 17th, a Saturday: nothing before Monday.
    await stage.clock('2026-10-19T09:00');
    expect(await said(/走访提醒/)).toEqual([]);
    await stage.clock('2026-10-19T09:30');
    await stage.room('城厢组团群').heardNothing();
    await 郭辛夷.heard(
      /^【走访提醒】城厢组团一组 2026年10月还有 1 个村社没有走访：陈公桥社区\n接下来：走访日 10月20日（周二）08:30—17:30，访谈夜 10月21日（周三）18:30—20:30\n走访后请发：走访 陈公桥社区 入户 5户。已走访没有记录的，3 天内可补记/,
    );
    await stage.clock('2026-10-26T09:00');
    await stage.room('城厢组团群').heardNothing();
    await stage.clock('2026-10-26T09:30');
    const told = await stage
      .room('城厢组团群')
      .heard(/^【走访提醒】城厢组团 2026年10月还有 1 个村社没有走访：\n一组：陈公桥社区\n请在10月31日（周六）前走访/);
    expect(told.text).not.toContain('郭辛夷');
    await stage.sleepUntil('2026-10-30T18:00');
    expect(await said(/走访提醒/)).toHaveLength(2);
    // The next month is a new period.
    await stage.sleepUntil('2026-11-16T10:00');
    expect(await said(/走访提醒.*2026年11月/)).toEqual([
      expect.stringMatching(/^private p1 .*还有 2 个村社没有走访：拱秀社区、陈公桥社区/),
      expect.stringMatching(/^private p12 .*还有 1 个村社没有走访：紫霞村委会/),
    ]);
  });

  it('a run that was cut short tells nobody twice, and one who has visited by then is left alone', async () => {
    const before = (await said(/走访提醒/)).length;
    const again = await killedBeforeMarking(stage, 'visit-coverage', '2026-11-16T10:05');
    expect(again.filter(({ text }) => text.includes('走访提醒'))).toEqual([]);

    await stage.says('苏景行', '私聊', '走访 入户 3户').bot(/已记录走访/);
    await stage.sleepUntil('2026-11-23T09:30');
    // 河上组团 has no group: its office would hear of it, were there anything to hear.
    expect(await said(/走访提醒/)).toHaveLength(before + 1);
    expect((await said(/走访提醒/)).at(-1)).toMatch(/^group cluster 【走访提醒】城厢组团 2026年11月还有 2 个/);
  });

  it('is seen by role: a cadre the own team, a town its villages, those who supervise everything', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('/走访 拱秀社区 座谈 8户').bot(/已记录走访/);
    const own = await 郭辛夷
      .says('/覆盖')
      .bot(
        /^【走访覆盖】城厢组团一组 2026年11月，截至11月23日（周一）\n已走访 1\/2 个村社（50.00%）；走访 1 次、8 户（走访日 0 次，访谈夜 0 次，其他 1 次）\n接下来：走访日 11月24日（周二）[^\n]*\n\[图片：未走访完的小组：\n城厢组团一组 1\/2，未走访：陈公桥社区\]$/,
      );
    expect(own.text).not.toMatch(/紫霞|组团：/);
    await 郭辛夷.says('/覆盖 河上组团').bot(/只能查看本小组的走访覆盖/);
    await stage.says('孟良辰', '私聊', '覆盖').bot(/^【走访覆盖】城厢组团一组[^]*1\/2/);
    await stage.says('沈立夏', '住建局群', '/覆盖').bot(/您不在走访小组里/);
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 顾清和
      .says('/覆盖')
      .bot(
        /^【走访覆盖】全区 2026年11月[^]*已走访 2\/4 个村社（50.00%）[^]*没有走访小组负责：新塘街道紫霞村委会[^]*\[图片：组团：城厢组团 1\/2 · 河上组团 1\/1\n镇街：\n[^]*城厢街道 1\/2，未走访：陈公桥社区[^]*新塘街道 0\/1，未走访：紫霞村委会/,
      );
    await 顾清和.says('/覆盖 上月').bot(/全区 2026年10月，截至10月31日（周六）\n已走访 2\/4 个村社/);
    await 顾清和.says('/覆盖 城厢街道 10月').bot(/城厢街道 2026年10月[^]*已走访 1\/2/);
    await 顾清和.says('/覆盖 河上组团一组').bot(/河上组团一组 2026年11月[^]*已走访 1\/1 个村社（100.00%）/);
    await 顾清和.says('/覆盖 一组').bot(/“一组”有几个，请写上组团：城厢组团一组、河上组团一组/);
    await 顾清和.says('/覆盖 没有的地方').bot(/没有找到“没有的地方”/);
    await 顾清和.says('/覆盖 2027-01').bot(/1月1日（周五）还没有到/);
  });

  it('closes the monthly table', async () => {
    await stage.sleepUntil('2026-12-01T10:00');
    await stage
      .room('督查联络群')
      .heard(/【月度督查表】2026年11月[^]*走访覆盖 2\/4 个村社（50.00%），未走访的见“覆盖 2026-11”/);
    await stage.says('顾清和', '私聊', '督查表 10月').bot(/走访覆盖 2\/4 个村社（50\.00%），未走访的见“覆盖 2026-10”/);
  });

  it('a team keeps days of its own, its leader or the office says which, and how often is for the office to say', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 郭辛夷
      .says('/排班')
      .bot(/^【走访排班】全区：走访日 周二 08:30—17:30，访谈夜 周三 18:30—20:30，每月一轮\n城厢组团一组：走访日 周二/);
    await 郭辛夷.says('/排班 走访日 周四').bot(/城厢组团一组的安排已改：走访日 周四 08:30—17:30，访谈夜 周三/);
    await 郭辛夷
      .says('/排班 河上组团一组 走访日 周四')
      .bot(/只能调整本人任组长的小组的走访日和访谈夜。其他的由双访办调整。/);
    await 郭辛夷.says('/排班 周期 3个月').bot(/走访周期由双访办调整/);
    await 方既白.says('/排班 城厢组团一组 周期 3个月').bot(/每 3 个月一轮/);
    await 方既白.says('/排班 城厢组团一组 周期 5个月').bot(/没有看懂/);
    await 方既白.says('/排班 一组 走访日 周四').bot(/有几个，请写上组团/);
    await 方既白.says('/排班 走访日 周四').bot(/请写明小组/);
    await 方既白
      .says('/排班')
      .bot(/全区：[^\n]*\n城厢组团一组：走访日 周四 08:30—17:30，访谈夜 周三 18:30—20:30，每 3 个月一轮/);

    await stage.sleepUntil('2026-12-03T15:00');
    await 郭辛夷.says('/走访 陈公桥社区 入户 4户').bot(/已记录走访〔\d+〕：12月3日（周四），走访日/);
    await 郭辛夷.says('/覆盖').bot(/城厢组团一组 2026年10月—12月[^]*已走访 2\/2 个村社（100.00%）/);
    // A quarter's places are not asked for before the quarter's end.
    await stage.sleepUntil('2027-01-04T10:00');
    await stage.says('顾清和', '私聊', '督查表 2026-12').bot(/走访覆盖 2\/4 个村社/);

    await 方既白.says('/排班 城厢组团一组 恢复').bot(/走访日 周二 08:30—17:30，访谈夜 周三 18:30—20:30，每月一轮/);
    await 方既白.says('/排班').bot(/^【走访排班】全区：[^\n]*\n改某一天请发/);
  });

  it('more people than a day may be told of are told cluster by cluster, a day after the other', async () => {
    await stage.sets('visit.noticesPerDay', 1);
    await stage.sets('visit.noticeSeconds', 60);
    // A second member in the first cluster: a minute apart.
    await imports(stage, {
      小组: [
        {
          组团: '城厢组团',
          小组: '一组',
          负责村社: '拱秀社区；陈公桥社区',
          成员: '郭辛夷；孟良辰',
          组长: '孟良辰',
        },
      ],
    });
    await stage.sleepUntil('2027-01-18T09:20');
    const told = async (): Promise<string[]> => (await said(/走访提醒.*2027年1月/)).map((line) => line.slice(0, 11));
    expect(await told()).toEqual(['private p1 ']);
    await stage.clock('2027-01-18T18:00');
    expect(await told()).toEqual(['private p1 ', 'private p11']);
    await stage.clock('2027-01-19T10:00');
    expect(await told()).toEqual(['private p1 ', 'private p11', 'private p12']);
    await stage.says('孟良辰', '城厢组团群', '/排班 访谈夜 周四').bot(/访谈夜 周四/);
  });
});
