/** An issue nobody wants: late returns are asked of the office, and what went to and fro stays where the office puts it. */
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('an issue nobody wants on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:00');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());

  it('is returned late only with the consent of the office, which refuses or grants it with one word', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区外墙漏水').bot(/已登记 #1/);
    await stage.clock('2026-10-15T10:00');
    stage.hush();
    await 沈立夏
      .says('/退回 #1 外墙归物业维修')
      .bot(/#1 已过退回期限，退回须双访办同意，申请已提交；决定前请继续办理，期限 10月19日（周一）/);
    const asked = await stage
      .room('督查联络群')
      .heard(
        /@方既白 #1 住房和城乡建设局申请退回（已过退回期限），理由：外墙归物业维修\n请引用本条回复：批准　或　驳回 理由/,
      );
    await 沈立夏.says('/退回 #1 外墙归物业维修').bot(/#1 已有一份退回申请在等双访办决定/);
    await 方既白
      .in('私聊')
      .says('我的')
      .bot(/待我决定的申请（1 件，[^]*#1 住房和城乡建设局 申请退回：外墙归物业维修/);
    await 方既白.in('督查联络群');
    await 方既白.says('不同意', { quote: asked }).bot(/缺少理由/);
    await 方既白.says('不同意 属公共部位，仍由你单位牵头', { quote: asked }).bot(/#1 退回已驳回，由原单位继续办理/);
    await stage
      .room('住建局群')
      .heard(/@沈立夏 #1 退回未获同意：属公共部位，仍由你单位牵头。请继续办理，期限 10月19日（周一）/);
    await 方既白.says('批准', { quote: asked }).bot(/#1 没有待决定的延期、退回或挂账申请/);

    await 沈立夏.says('/退回 #1 已查明属城厢街道代管房').bot(/申请已提交/);
    const again = await stage.room('督查联络群').heard(/申请退回/);
    await 方既白
      .says('同意', { quote: again })
      .bot(/#1 退回已批准，已告知原单位。被退回，理由：已查明属城厢街道代管房\n请引用本条回复：转办 单位/);
    await stage.room('住建局群').heard(/^#1 退回申请已批准，不用再办理$/);
    await 沈立夏.says('/办理 #1 物业来问过').bot(/#1 已退回双访办，等待转办，不能办理/);
    await stage.says('方既白', '私聊', '查询 #1').bot(/（#1）已退回待转办[^]*责任单位：[^\n]*未定|待/);
  });

  it('returned a second time goes to the office with both reasons, and from where the office then puts it only with its consent', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区门口违规摆摊占道').bot(/已登记 #2/);
    await 贺云帆.says('/退回 #2 小区红线内归物业和住建').bot(/#2 已退回双访办/);
    await stage
      .room('督查联络群')
      .heard(/^@方既白 #2 被退回，理由：小区红线内归物业和住建\n请引用本条回复：转办 单位$/);
    await 方既白.says('/转办 #2 住建局').bot(/已转住房和城乡建设局/);
    await stage.room('住建局群').heard(/#2 新交办[^]*引用本条回复：受理　或　退回 理由/);
    await 沈立夏.says('/退回 #2 红线外是城市道路，归执法局').bot(/已退回/);
    const both = await stage
      .room('督查联络群')
      .heard(
        /@方既白 #2 第 2 次被退回，请双访办确定责任单位：\n① 综合行政执法局（10月15日）：小区红线内归物业和住建\n② 住房和城乡建设局（10月15日）：红线外是城市道路，归执法局\n请引用本条回复：转办 单位 理由。这次交办后单位不能自行退回/,
      );
    await 方既白.says('转办 城管局 现场核实在红线外', { quote: both }).bot(/#2 已转综合行政执法局/);
    await stage.room('执法局群').heard(/此件已退回 2 次，请受理；再要退回须双访办同意。引用本条回复：受理/);
    await 贺云帆.says('/退回 #2 仍认为归住建').bot(/#2 已退回过 2 次，退回须双访办同意，申请已提交；决定前请继续办理/);
    const third = await stage
      .room('督查联络群')
      .heard(
        /申请退回（此前已退回 2 次），理由：仍认为归住建\n此前：\n① 综合行政执法局（10月15日）[^]*② 住房和城乡建设局/,
      );
    await 方既白.says('驳回 以现场核实为准', { quote: third }).bot(/退回已驳回/);
    await 贺云帆.says('/受理 #2').bot(/#2 已受理/);
    await 方既白
      .in('私聊')
      .says('查询 #2')
      .bot(/退回 2 次\n① 综合行政执法局（10月15日）：小区红线内归物业和住建\n② 住房和城乡建设局（10月15日）：红线外/);
  });

  it('passed on, has time of its own with each, while the resident’s clock runs on and who heard it first stays their person', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await stage
      .says('郭辛夷', '城厢组团群', '上报 拱秀社区占道堆放建筑垃圾')
      .bot(/已登记 #3[^]*10月22日（周四）前办结/);
    await stage.clock('2026-10-19T10:00');
    stage.hush();
    await stage.says('贺云帆', '执法局群', '/退回 #3 装修垃圾归住建').bot(/#3 已退回双访办/);
    await stage
      .says('方既白', '督查联络群', '/转办 #3 住建局')
      .bot(/#3 已转住房和城乡建设局，10月20日（周二）前受理，10月26日（周一）前办结/);
    await stage.clock('2026-10-20T10:00');
    stage.hush();
    await 沈立夏.says('/下派 #3 白蚁中心').bot(/仍负总责/);
    await 沈立夏
      .says('/单位')
      .bot(/#3 .*\n　白蚁防治管理中心，已用 0 个工作日；10月26日（周一）前办结，还剩 4 个工作日；总时钟已用 3，剩 2/);
    await stage.says('叶小满', '私聊', '办理 #3 已约装修公司').bot(/进展已记录/);
    await stage.room('城厢组团群').heard(/^@郭辛夷 #3 有新进展/);
    await stage.says('叶小满', '私聊', '办结 #3 已清运').bot(/等首问责任人郭辛夷答复群众/);
    await stage.room('城厢组团群').heard(/^@郭辛夷 #3 已有办理结果/);
    await stage.says('郭辛夷', '城厢组团群', '/反馈 #3 1 已清运，当面告知').bot(/#3 已答复群众，结案/);
  });

  it('is asked once whose it is where a unit only says that it is not theirs, and goes back with that where it says so again', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    for (const number of [4, 5, 6])
      await stage
        .says('郭辛夷', '城厢组团群', `上报 拱秀社区${number}号楼外墙漏水`)
        .bot(new RegExp(`已登记 #${number}`));
    const asks = /^“退回”还要一句话：归哪个单位，或者为什么不归您单位，例如“管线属供水公司”。/;
    // Who may not return it is told so, and asked nothing.
    await stage.says('贺云帆', '执法局群', '/退回 #4 不归我们').bot(/^#4 由住房和城乡建设局负责，只有该单位/);
    await 沈立夏.says('/退回 #4 不归我们').bot(asks);
    await stage.says('方既白', '私聊', '查询 #4').bot(/责任单位：住房和城乡建设局/);
    await 沈立夏.says('属城管局').bot(/#4 已退回双访办/);
    await stage.room('督查联络群').heard(/^@方既白 #4 被退回，理由：属城管局\n/);
    await 沈立夏.says('/退回 #5 不是我们单位的事').bot(asks);
    await 沈立夏.says('/退回 #5 不是我们单位的事').bot(/#5 已退回双访办/);
    await stage.room('督查联络群').heard(/^@方既白 #5 被退回，理由：不是我们单位的事\n/);
    // Asked for a reason where none was given, that one is still asked for.
    await 沈立夏.says('/退回 #6').bot(/缺少理由/);
    await 沈立夏.says('不属我局职责范围').bot(asks);
    await 沈立夏.says('不归我们，属城管局').bot(/#6 已退回双访办/);
    await stage.room('督查联络群').heard(/^@方既白 #6 被退回，理由：不归我们，属城管局\n/);
  });
});
