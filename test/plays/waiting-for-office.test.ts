/** What a unit asked in time and the office has not answered: the office is reminded, and nobody blames the unit meanwhile. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('a request nobody decides on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
    await stage.says('郭辛夷', '城厢组团群', '上报 陈公桥社区油烟扰民').bot(/已登记 #1/);
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区楼道裂缝').bot(/已登记 #2/);
    await stage.says('贺云帆', '执法局群', '/受理 #1').bot(/已受理/);
    await stage.says('沈立夏', '住建局群', '/受理 #2').bot(/已受理/);
    await stage.clock('2026-10-14T10:00');
    await stage.says('贺云帆', '执法局群', '/申请挂账 #1 2026-12-31 等烟道规划批复').bot(/挂账申请已提交双访办/);
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());

  it('is called to mind of the office every morning, and before its day of the unit, too', async () => {
    await stage.clock('2026-10-16T09:05');
    await stage
      .room('督查联络群')
      .heard(
        /待双访办决定的申请 1 件：\n#1 综合行政执法局 挂账申请，10月14日（周三）提出，已等 2 个工作日\n请回复：批准 #编号（挂账和再次延期加区领导姓名）　或　驳回 #编号 理由 @方既白/,
      );
    await stage.room('执法局群').heard(/即将到期 1 件：\n#1 市容环境，10月19日（周一）到期（挂账申请待批）/);
  });

  it('is not held against the unit once it is overdue; what another asked too late is', async () => {
    await stage.sleepUntil('2026-10-26T09:05');
    const first = await stage
      .room('督查联络群')
      .heard(/逾期 1 件，涉及 1 个单位[^]*住房和城乡建设局 逾期 5 个工作日，拟督办/);
    expect(first.text).toMatch(/待双访办决定的申请 1 件：\n#1 [^\n]*已等 8 个工作日/);
    await stage.room('执法局群').heardNothing();
    await stage.clock('2026-10-26T10:30');
    await stage.says('沈立夏', '住建局群', '/申请挂账 #2 2026-12-31 等鉴定').bot(/挂账申请已提交双访办/);
    stage.hush();
    await stage.clock('2026-10-27T09:05');
    const next = await stage.room('督查联络群').heard(/逾期 1 件，涉及 1 个单位/);
    expect(next.text).toMatch(
      /待双访办决定的申请 2 件：[^]*#2 住房和城乡建设局 挂账申请，10月26日（周一）提出，已等 1 个工作日/,
    );
    await stage.room('住建局群').heard(/逾期 1 件：\n#2 房屋安全，逾期 6 个工作日/);
    const overdue = await stage.says('顾清和', '督查联络群', '/逾期').bot(/#2 · 房屋安全/);
    expect(overdue.text).toMatch(
      /#1 · 市容环境 · 综合行政执法局 · 10月19日（周一）到期，逾期 6 个工作日（挂账申请待批）/,
    );
    expect(overdue.text).toMatch(/#2 [^\n]*逾期 6 个工作日$/m);
  });

  it('brings no flag, no red light, and no rate down in the table of the month', async () => {
    await stage.sleepUntil('2026-11-02T12:00');
    const flags = await stage.says('顾清和', '督查联络群', '/预警').bot(/住房和城乡建设局〔久未办理/);
    expect(flags.text).not.toMatch(/执法局/);
    const table = await stage.says('顾清和', '私聊', '督查表 2026-10').bot(/2026年10月/);
    expect(table.text).toMatch(/综合行政执法局〔黄〕｜[^｜]*｜应办0 按时办结率— 超期1｜超期中 1 件申请待双访办决定/);
    expect(table.text).toMatch(/住房和城乡建设局〔红〕｜[^｜]*｜应办1 按时办结率0.00% 超期1/);
  });

  it('counts from when it was asked, once it is granted, and the unit has the days it had left', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 方既白.says('/批准 #1 陆文渊').bot(/#1 已挂账，期限自10月14日（周三）申请时起暂停，12月31日（周四）复核/);
    await stage.room('执法局群').heard(/@贺云帆 #1 已挂账（陆文渊同意），期限自10月14日（周三）申请时起暂停/);
    await stage.clock('2026-11-04T10:00');
    await 方既白.says('/恢复 #1 规划已批').bot(/#1 [^]*11月9日（周一）/);
    await stage.addsUp();
  });

  it('is the unit’s again once it is refused', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('贺云帆', '执法局群', '/延期 #1 3天 等材料').bot(/延期申请已提交/);
    await stage.sleepUntil('2026-11-12T10:00');
    await 方既白.says('/驳回 #1 材料已到').bot(/延期已驳回/);
    stage.hush();
    await stage.clock('2026-11-13T09:05');
    await stage.room('执法局群').heard(/逾期 1 件：\n#1 市容环境，逾期 4 个工作日[^]*【催办】#1 请负责人督促/);
  });
});
