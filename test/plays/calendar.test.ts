/** December issues fall due in a year whose holidays nobody knows yet; then they are announced. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announced } from '../support/announced.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';
import { leavesAlone } from '../support/weeks.ts';

describe.each(databases)('a year that is not announced yet, on $name', ({ kind }) => {
  let stage: Stage;
  let idle = 0;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-12-07T09:30');
    // One report of this year was left alone for three weeks, then settled: a flag that waits for an inspector.
    const flags = await leavesAlone(stage, ['拱秀社区夜宵摊占道摆摊'], '综合行政执法局', '2026-12-28');
    idle = flags.get('久未办理') ?? 0;
    await stage.says('贺云帆', '执法局群', '/办结 #1 已劝离').bot(/已记录/);
    await stage.says('郭辛夷', '私聊', '反馈 #1 1 已劝离，当面告知').bot(/结案/);
    await stage.clock('2026-12-29T08:00');
  });
  afterAll(() => stage.end());
  const isDue = async (number: number, words: string): Promise<void> => {
    await stage.says('方既白', '私聊', `查询 #${number}`).bot(new RegExp(`办理期限：${words}`));
  };

  it('is assumed aloud, corrected once it is known, with an event and a notice, once', async () => {
    const { db } = stage.house.core;
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await stage.clock('2026-12-29T09:30');
    await 郭辛夷.says('上报 陈公桥社区菜场外乱摆摊').bot(/1月5日（周二）前办结\n（跨年期限暂按周一至周五计/);
    await stage.says('贺云帆', '执法局群', '/受理 #2').bot(/已受理/);
    await 郭辛夷.says('上报 拱秀社区路灯不亮 急').bot(/1月1日（周五）前办结/);
    stage.hush();

    // Nobody is an administrator here: the office hears of it, once a month.
    await stage.clock('2026-12-30T10:00');
    await stage.room('督查联络群').heard(/期限落在 2027 年，而 2027 年的放假安排还没有装入/);
    stage.hush();

    await announced(stage, 2027, '元旦', ['2027-01-01', '2027-01-02', '2027-01-03']);
    await stage.clock('2026-12-31T08:55');
    await stage
      .room('执法局群')
      .heard(/^@贺云帆 【期限更正】[^]*1 件：\n#2 市容环境：办结 1月5日（周二） 改为 1月6日（周三）$/);
    await isDue(2, '1月6日（周三）');
    await isDue(3, '1月4日（周一）');
    expect(
      await db.query(
        `select issue, data ->> 'reason' as reason from events where type = 'deadlineChanged' order by 1`,
        [],
      ),
    ).toEqual([
      { issue: 2, reason: expect.stringMatching(/放假安排有变/) },
      { issue: 3, reason: expect.stringMatching(/放假安排有变/) },
    ]);
    stage.hush();

    await stage.clock('2027-01-04T08:55');
    await stage.room('执法局群').heardNothing();
    await isDue(2, '1月6日（周三）');
  });

  it('gives way to a day the office keeps differently, and moves the answer to the resident too', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.clock('2027-01-04T10:00');
    await stage.says('贺云帆', '执法局群', '/办结 #2 已劝离').bot(/1月6日（周三）前/);
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 顾清和
      .says('/督查 城管局 发现：公示栏未更新 发现：台账缺页 限1月5日')
      .bot(/1月18日（周一）前\n2号 台账缺页，1月5日/);
    await 顾清和.says(`/预警 确认 ${idle}`).bot(/1月11日（周一）前报整改方案/);
    await stage.says('郭辛夷', '城厢组团群', '/反馈 #3 3 1月5日 灯杆1月5日到货，当天换好').bot(/阶段答复已记录/);
    await 方既白.says('/议定 #3 先行加固灯杆 城管局 1月5日前').bot(/于1月5日（周二）前落实/);
    await 方既白.says('/日历 1月5日 休 暴雪停工').bot(/^2027年1月5日（周二）已改为休息日。/);
    await 方既白.says('/日历').bot(/2027-01-05 休（暴雪停工，自定）/);
    stage.hush();
    await stage.clock('2027-01-06T08:55');
    await stage
      .room('城厢组团群')
      .heard(
        /^@郭辛夷 【期限更正】[^]*#2 市容环境：反馈群众 1月6日（周三） 改为 1月7日（周四）\n#3 道路交通：您告知群众的 1月5日（周二）现为休息日，日期不变\n到时办不到的，请先告诉群众，再发“反馈 #编号 3 新日期 原因”。$/,
      );
    // What was counted keeps its working days; a day that was named stays, and is kept on the next working day.
    await stage
      .room('执法局群')
      .heard(
        /【期限更正】[^]*综合行政执法局有整改、联合事项 2 项、指定日期的 2 项：\n整改 1 报整改方案：1月11日（周一） 改为 1月12日（周二）\n督查发现 1号 公示栏未更新：1月18日（周一） 改为 1月19日（周二）\n督查发现 2号 台账缺页：1月5日（周二）现为休息日，日期不变，1月6日（周三）办完不算逾期\n议定 #3-1 先行加固灯杆：1月5日（周二）现为休息日，日期不变，1月6日（周三）办完不算逾期$/,
      );
    expect(
      await stage.house.core.db.query(
        `select subject, number, actor, data -> 'reason' as reason from supervision_events where type = 'daysMoved' order by 1, 2`,
        [],
      ),
    ).toEqual(
      [
        ['finding', 1],
        ['rectification', 1],
      ].map(([subject, number]) => ({ subject, number, actor: null, reason: expect.stringMatching(/放假安排有变/) })),
    );
    await 顾清和.says('/督查 城管局').bot(/2号 综合行政执法局〔待整改〕台账缺页，1月5日（周二）前/);
    stage.hush();
    await stage.clock('2027-01-06T09:05');
    await stage.room('执法局群').heard(/督查发现 2号 台账缺页，今天到期/);
    await 方既白.says('/日历 1月5日 恢复').bot(/已恢复原来的安排/);
    await 方既白.says('/日历 1月9日 恢复').bot(/^1月9日（.*）没有另行调整过，不用恢复。用“日历”可看调整过的日子。$/);
    await stage.says('郭辛夷', '督查联络群', '/日历').bot(/只有双访办、管理员可以用/);
  });

  it('a day somebody named that is a working day again is told, and nothing moves', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 顾清和.says('/督查 城管局 发现：巡查记录不全 限1月10日').bot(/1月10日（周日）前/);
    await 方既白.says('/日历 1月10日 班 补班').bot(/已改为上班日/);
    stage.hush();
    await stage.clock('2027-01-07T08:55');
    await stage
      .room('执法局群')
      .heard(/指定日期的 1 项：[^]*督查发现 3号 巡查记录不全：1月10日（周日）现为工作日，仍以当日为限/);
    await 方既白.says('/日历 1月10日 恢复').bot(/已恢复原来的安排/);
    await stage.clock('2027-01-08T08:55');
  });

  it('moves a part with its whole, though the day that changed lies before the split', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区3号楼墙体裂缝').bot(/已登记 #4[^]*1月15日（周五）前办结/);
    await stage.clock('2027-01-12T10:00');
    await 方既白.says('/拆分 #4 交通局 恢复路面；水务局 改移水管').bot(/已拆分/);
    await 方既白.says('/日历 1月11日 休 暴雪停工').bot(/已改为休息日/);
    await stage.clock('2027-01-13T08:55');
    for (const number of [4, 5, 6]) await isDue(number, '1月18日（周一）');
    await stage.person('秦望舒').heard(/【期限更正】[^]*#5 房屋安全：[^]*办结 1月15日（周五） 改为 1月18日（周一）/);
  });

  it('is corrected once even when the run was cut short in the middle', async () => {
    const { db } = stage.house.core;
    // As after a kill between the last issue and the claim: the events are there, the claim is not.
    await db.query(`update calendars_applied set done = false where at = (select max(at) from calendars_applied)`, []);
    const before = await db.query(`select issue, seq from events order by 1, 2`, []);
    const days = await db.query(`select subject, number, seq from supervision_events order by 1, 2, 3`, []);
    await stage.house.roster.renew();
    await stage.clock('2027-01-14T08:55');
    expect(await db.query(`select issue, seq from events order by 1, 2`, [])).toEqual(before);
    expect(await db.query(`select subject, number, seq from supervision_events order by 1, 2, 3`, [])).toEqual(days);
    expect(await db.query(`select 1 as one from calendars_applied where not done`, [])).toEqual([]);
  });
});
