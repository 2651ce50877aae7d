/** Nobody at the unit says 受理: it hears so by the day, and the liaison group at a glance. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('an issue nobody accepts on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
  });
  afterAll(() => stage.end());

  it('is asked for until its day, then counted by the day, to the unit and to those who supervise', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 拱秀社区白蚁蛀门').bot(/10月13日（周二）前受理/);
    await 郭辛夷.says('上报 陈公桥社区墙体裂缝').bot(/已登记 #2/);
    await 郭辛夷.says('上报 陈公桥社区菜场外乱摆摊').bot(/已登记 #3/);

    await stage.clock('2026-10-13T09:05');
    await stage
      .room('住建局群')
      .heard(
        /待受理 2 件：\n#1 白蚁防治，10月13日（周二）前受理\n#2 [^\n]*\n受理请发“受理 #编号”，不属本单位的请发“退回 #编号 理由”。$/,
      );
    await stage.room('督查联络群').heardNothing();

    await stage.says('沈立夏', '住建局群', '/受理 #2').bot(/#2 已受理/);
    await stage.clock('2026-10-15T09:05');
    await stage.room('住建局群').heard(/待受理 1 件：\n#1 白蚁防治，受理已超期 2 个工作日\n/);
    await stage
      .room('督查联络群')
      .heard(
        /【督查日报】10月15日（周四）\n没有逾期未办的事项。\n未按时受理 2 件：\n住房和城乡建设局 1 件，最长超期 2 个工作日\n综合行政执法局 1 件，最长超期 2 个工作日$/,
      );
  });

  it('is told as overdue once that is what it is', async () => {
    stage.hush();
    await stage.clock('2026-10-20T09:05');
    const { text } = await stage.room('督查联络群').heard(/【督查日报】10月20日（周二）/);
    expect(text).toContain('逾期 3 件');
    expect(text).not.toContain('未按时受理');
    await stage.room('住建局群').heard(/逾期 2 件：\n#1 白蚁防治，逾期 1 个工作日（未受理）/);
    await stage.says('沈立夏', '住建局群', '/受理 #1').bot(/^#1 已受理。期限 10月19日（周一） 已过，请尽快办结$/);
  });
});
