/** What a unit hands down stays its own: reminders, the ladder and the monthly table name the unit above. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { subordinateHasRoom } from '../support/district.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('an issue handed down on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30', subordinateHasRoom);
  });
  afterAll(() => stage.end());

  it('leaves the unit above accountable in reminders, on the ladder and in the monthly table, each with its own clock', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 叶小满 = stage.person('叶小满').in('白蚁中心群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区木门框被白蚁蛀空').bot(/已登记 #1/);
    await stage.clock('2026-10-13T10:00');
    await 沈立夏.says('/下派 #1 白蚁防治管理中心').bot(/住房和城乡建设局仍负总责/);
    await stage.room('白蚁中心群').heard(/@叶小满 #1 下派给白蚁防治管理中心\n10月19日（周一）前办结/);
    stage.hush();

    await stage.clock('2026-10-22T12:00');
    await stage
      .room('住建局群')
      .heard(/^@沈立夏 【每日提醒】10月22日[^]*#1 白蚁防治，逾期 3 个工作日[^]*【催办】#1 请负责人督促：@宋知秋/);
    await stage.room('白蚁中心群').heardNothing();
    await stage
      .says('叶小满', '私聊', '单位 白蚁中心')
      .bot(/\n　白蚁防治管理中心，已用 7 个工作日；10月19日（周一）应办结，已逾期 3 个工作日；总时钟已用 8，超 3/);
    await stage.clock('2026-10-26T12:00');
    await stage.room('督查联络群').heard(/#1 住房和城乡建设局 逾期 5 个工作日，拟督办/);
    await 顾清和.says('/批准 #1').bot(/督办已签发/);
    await stage.room('住建局群').heard(/【督办】#1 请住房和城乡建设局/);
    await 叶小满.says('/办结 #1 已施药').bot(/办理结果已记录/);

    await stage.clock('2026-11-02T12:00');
    const table = await stage
      .room('督查联络群')
      .heard(
        /【月度督查表】2026年10月[^]*住房和城乡建设局〔绿〕｜结转0 新增1 办结1 移出0 在办0｜应办1 按时办结率0\.00%/,
      );
    expect(table.text).not.toContain('白蚁防治管理中心');
  });
});
