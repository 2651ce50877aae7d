/** A rota, the grid, a day of the calendar changed by a slip: what was there before is there again. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arrange } from '../../services/arrangements/arrange.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('what was arranged by a slip, on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    // A Tuesday: the visit day of the district.
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-15T09:00');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  const db = () => stage.house.core.db;
  const sessions = async () =>
    (await db().query<{ session: string | null }>('select session from visits order by id', [])).map(
      ({ session }) => session,
    );

  it('a rota set for the wrong team is what it was, and so is the session of a visit made meanwhile', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 方既白.says('/排班 城厢组团一组 走访日 周四').bot(/城厢组团一组的安排已改：走访日 周四/);
    await 郭辛夷.says('/走访 拱秀社区 入户 12户').bot(/已记录走访/);
    await stage.says('苏景行', '私聊', '/走访 河上镇紫霞村委会 入户 3户').bot(/已记录走访/);
    expect(await sessions()).toEqual([null, 'day']);
    await stage.clock('2026-09-15T09:01');
    await 方既白
      .in('私聊')
      .says('撤销')
      .bot(
        /^城厢组团一组的排班改动已撤销，已告知收到过通知的人。现在是：走访日 周二 08:30—17:30，访谈夜 周三[^。]*每月一轮。$/,
      );
    await stage
      .room('督查联络群')
      .heard(/^更正：城厢组团一组的排班改动已由方既白撤销，请忽略刚才的消息。现在是：走访日 周二/);
    expect(await sessions()).toEqual(['day', 'day']);
    await 郭辛夷
      .in('私聊')
      .says('排班')
      .bot(/城厢组团一组：走访日 周二/);
    await 方既白.says('撤销').bot(/^您刚才那一步已经撤销，要恢复请重新发送/);
  });

  it('a rota somebody has changed since stays, and one changed long ago: each is told what puts it back', async () => {
    const 方既白 = stage.person('方既白').in('私聊');
    const 郭辛夷 = stage.person('郭辛夷').in('私聊');
    await stage.clock('2026-09-15T10:00');
    await 郭辛夷.says('排班 城厢组团一组 访谈夜 周五').bot(/访谈夜 周五/);
    await 方既白.says('排班 城厢组团一组 周期 3个月').bot(/每 3 个月一轮/);
    await 郭辛夷
      .says('撤销')
      .bot(/^城厢组团一组的排班改动之后，方既白又改过，不能撤销。要改回请发：排班 城厢组团一组 恢复$/);
    await 方既白.says('撤销').bot(/已撤销[^]*访谈夜 周五[^]*每月一轮。$/);
    // Nobody's change stands above it any more.
    await 郭辛夷.says('撤销').bot(/已撤销。现在是：走访日 周二[^，]*，访谈夜 周三/);
    await 郭辛夷.says('排班 城厢组团一组 走访日 周四').bot(/走访日 周四/);
    await stage.clock('2026-09-15T10:05');
    await 郭辛夷
      .says('撤销')
      .bot(/^城厢组团一组的排班改动已超过 2 分钟，不能撤销。要改回请发：排班 城厢组团一组 恢复$/);
    await 郭辛夷.says('排班 城厢组团一组 走访日 周一').bot(/走访日 周一/);
    await 方既白.says('排班 城厢组团一组 周期 6个月').bot(/每 6 个月一轮/);
    await stage.clock('2026-09-15T10:10');
    await 方既白.says('撤销').bot(/要改回请发：排班 城厢组团一组 周期 1个月$/);
    await 方既白.says('排班 城厢组团一组 周期 1个月').bot(/走访日 周一[^]*每月一轮/);
    await 郭辛夷.says('撤销').bot(/方既白又改过，不能撤销。要改回请发：排班 城厢组团一组 走访日 周四$/);
  });

  it('who leads the team no longer does not set its rota back', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('私聊');
    await stage.clock('2026-09-15T10:20');
    await 郭辛夷.says('排班 城厢组团一组 恢复').bot(/走访日 周二/);
    await db().query('update teams set leader = null where id = 1', []);
    await stage.house.roster.renew();
    await 郭辛夷.says('撤销').bot(/^只能调整本人任组长的小组的走访日和访谈夜。其他的由双访办调整。$/);
    await db().query('update teams set leader = 1 where id = 1', []);
    await stage.house.roster.renew();
    await 郭辛夷.says('撤销').bot(/现在是：走访日 周一/);
  });

  it('the grid of an inspector is what it was, unit by unit', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.clock('2026-09-15T11:00');
    await 方既白.says('/网格 顾清和 住建局 城管局').bot(/由顾清和负责/);
    await stage.clock('2026-09-15T11:05');
    await 方既白.says('/网格 取消 顾清和 住建局').bot(/不再由顾清和负责/);
    await 方既白.says('/撤销').bot(/^顾清和的网格改动已撤销。现在是：住房和城乡建设局、综合行政执法局。$/);
    await 方既白.says('/网格').bot(/顾清和：住房和城乡建设局、综合行政执法局/);
    await 方既白.says('/网格 顾清和 城管局 水务局').bot(/由顾清和负责/);
    await stage.clock('2026-09-15T11:10');
    // 城管局 was theirs before: it stays.
    await 方既白.says('/撤销').bot(/^顾清和的网格改动已超过 2 分钟，不能撤销。要改回请发：网格 取消 顾清和 水务局$/);
    await 方既白.says('/网格 取消 顾清和 水务局 住建局').bot(/不再由顾清和负责/);
    // A merger moves the grid, too: it is taken back first, and then the grid is as it was left.
    await stage.clock('2026-09-15T11:15');
    await 方既白.says('/网格 顾清和 交通局').bot(/由顾清和负责/);
    await stage.clock('2026-09-15T11:16');
    await 方既白.says('/合并 交通局 并入 水务局 机构改革').bot(/并入/);
    await 方既白.says('/网格').bot(/顾清和：综合行政执法局、水务局/);
    await 方既白.says('/撤销').bot(/交通运输局/);
    await 方既白.says('/网格').bot(/顾清和：(?:综合行政执法局、交通运输局|交通运输局、综合行政执法局)/);
    await 方既白.says('/撤销').bot(/^您刚才那一步已经撤销/);
    await 方既白.says('/网格 取消 顾清和 交通局').bot(/不再由顾清和负责/);
  });

  it('a day kept differently by a slip is what it was, whatever it was before', async () => {
    const 方既白 = stage.person('方既白').in('私聊');
    await stage.clock('2026-09-15T14:00');
    await 方既白.says('日历 9月16日 休 台风停工').bot(/已改为休息日/);
    await 方既白.says('撤销').bot(/^9月16日（周三）的日历改动已撤销。现在是：照放假安排。$/);
    await 方既白.says('日历').bot(/^(?![^]*2026-09-16)/);
    await 方既白.says('日历 9月17日 休 台风停工').bot(/已改为休息日/);
    await stage.clock('2026-09-15T14:05');
    await 方既白.says('日历 9月17日 班').bot(/已改为上班日/);
    await 方既白.says('撤销').bot(/现在是：休（台风停工）。$/);
    await 方既白.says('日历 9月17日 恢复').bot(/已恢复原来的安排/);
    await stage.clock('2026-09-15T14:10');
    await 方既白.says('撤销').bot(/已超过 2 分钟，不能撤销。要改回请发：日历 2026-09-17 休 台风停工$/);
    await 方既白.says('日历 2026-09-17 休 台风停工').bot(/已改为休息日/);
    await 方既白.says('日历').bot(/2026-09-17 休（台风停工，自定）/);
    // Done on the command line, by nobody of the roster.
    const asking = { source: 'command line', at: stage.at, by: null };
    await arrange(db(), asking, 'calendar', '2026-09-17', () => null);
    await 方既白
      .says('撤销')
      .bot(/^9月17日（周四）的日历改动之后，双访办又改过，不能撤销。要改回请发：日历 2026-09-17 恢复$/);
  });

  it('every change is kept, who made it and what was there before, and nobody can change that unseen', async () => {
    const kept = await db().query(
      `select c.subject, p.name as by, c.before, c.after, t.number is not null as "takenBack" from arrangement_changes c
       join people p on p.id = c.by left join arrangement_changes t on t.takes_back = c.number
       where c.takes_back is null and c.key in ('1', '2026-09-17') order by c.number limit 2`,
      [],
    );
    const none = { day: null, night: null, months: null };
    expect(kept).toEqual([
      { subject: 'rota', by: '方既白', before: none, after: { ...none, day: 4 }, takenBack: true },
      { subject: 'rota', by: '郭辛夷', before: none, after: { ...none, night: 5 }, takenBack: true },
    ]);
    await expect(db().query('update arrangement_changes set by = null', [])).rejects.toThrow(/append-only/);
    await expect(db().query('delete from arrangement_changes', [])).rejects.toThrow(/append-only/);
  });
});
