/** More time, and what cannot be solved now: asked in the unit's group, decided with one word, told to everybody concerned. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { subordinateHasRoom } from '../support/district.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('more time on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:00', subordinateHasRoom);
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());

  it('is granted with one word, and the unit, who works for it, who helps and the first receiver hear of it', async () => {
    const 叶小满 = stage.person('叶小满').in('白蚁中心群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区木门框被白蚁蛀空').bot(/已登记 #1/);
    await stage.says('沈立夏', '住建局群', '/下派 #1 白蚁防治管理中心').bot(/仍负总责/);
    stage.hush();
    await 叶小满
      .says('/延期 #1 20天 药剂到货慢')
      .bot(
        /延期最多 10 个工作日，#1 最晚到 11月2日（周一）[^]*到期前再申请一次，由双访办报区领导同意；[^]*申请挂账 #1/,
      );
    await 叶小满.says('/延期 #1 到11月3日药剂到货慢').bot(/#1 最晚到 11月2日（周一）/);
    for (const early of ['10月19日', '10月15日', '0天']) {
      await 叶小满
        .says(`/延期 #1 ${early} 药剂到货慢`)
        .bot(/#1 的期限是 10月19日（周一），新的日期须在这以后，最晚 11月2日（周一），例如/);
    }
    await 叶小满.says('/延期 #1 5 药剂到货慢').bot(/延期申请已提交双访办；批准前期限仍为10月19日/);
    await stage.room('督查联络群').heard(/申请延期 5 个工作日，至10月26日（周一），理由：药剂到货慢/);
    await 叶小满.says('/撤销').bot(/已撤销/);
    // A Saturday stands for the Monday after it.
    await 叶小满.says('/延期 #1 延至10月24日药剂到货慢').bot(/延期申请已提交双访办；批准前期限仍为10月19日/);
    await 方既白.says('/协办 #1 城管局 门外占道').bot(/#1/);
    const asked = await stage.room('督查联络群').heard(/申请延期 5 个工作日，至10月26日（周一），理由：药剂到货慢/);
    await 叶小满.says('/申请挂账 #1 2026-12-31 等药剂').bot(/#1 已有一份延期申请在等双访办决定/);
    await 方既白.says('同意', { quote: asked }).bot(/#1 延期已批准，新期限 10月26日（周一）/);
    await stage.room('白蚁中心群').heard(/^@叶小满 #1 延期已批准，新期限 10月26日（周一）$/);
    await stage.room('住建局群').heard(/^@沈立夏 #1 延期已批准，新期限 10月26日（周一）$/);
    await stage.room('执法局群').heard(/@贺云帆 #1 延期已批准，新期限 10月26日（周一）/);
    await stage.room('城厢组团群').heard(/@郭辛夷 #1 延期至 10月26日（周一），请告知群众/);
  });

  it('for the second time takes the name of a district leader', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage
      .says('沈立夏', '住建局群', '/延期 #1 3天 住户外出')
      .bot(/批准前期限仍为10月26日（周一）。这是再次延期，双访办须报区领导同意/);
    const asked = await stage
      .room('督查联络群')
      .heard(
        /至10月29日（周四）（第 2 次，须写明同意的区领导），理由：住户外出\n请引用本条回复：批准 区领导姓名　或　驳回 理由/,
      );
    await 方既白
      .says('批准', { quote: asked })
      .bot(/#1 是再次延期，须写明同意的区领导（陆文渊），例如“批准 #1 陆文渊”/);
    await 方既白.says('批准 请抓紧', { quote: asked }).bot(/须写明同意的区领导/);
    await 方既白.says('批准 陆区长已同意', { quote: asked }).bot(/延期已批准，新期限 10月29日（周四）/);
  });

  it('asked after the deadline is refused with what can be asked instead, and that is asked and agreed to', async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 陈公桥社区油烟扰民').bot(/已登记 #2/);
    await stage.clock('2026-10-20T10:00');
    stage.hush();
    await 贺云帆
      .says('/延期 #2 3天 等检测')
      .bot(
        /#2 的期限 10月19日（周一） 已过，延期须在到期前申请。请尽快办结；确实无法解决的，请发“申请挂账 #2 复核日期 原因”/,
      );
    await 贺云帆.says('/申请挂账 #2').bot(/缺少日期/);
    await 贺云帆.says('/申请挂账 #2 2026-10-01 等规划').bot(/已经过去，请写今天以后的日期/);
    await 贺云帆
      .says('/申请挂账 #2 2026-11-30 专用烟道改造等规划批复')
      .bot(/#2 挂账申请已提交双访办；批准前请继续办理，期限 10月19日（周一）/);
    const asked = await stage
      .room('督查联络群')
      .heard(
        /综合行政执法局申请挂账，11月30日（周一）复核，原因：专用烟道改造等规划批复\n请引用本条回复：批准 区领导姓名/,
      );
    await 方既白.says('批准', { quote: asked }).bot(/挂账须写明同意的区领导（陆文渊）/);
    await 方既白.says('驳回 先与商户协商', { quote: asked }).bot(/#2 挂账已驳回，期限照算/);
    await stage.room('执法局群').heard(/@贺云帆 #2 挂账未获同意：先与商户协商。请继续办理，期限 10月19日（周一）/);
    await 贺云帆.says('/申请挂账 #2 2026-11-30 商户不同意，等规划批复').bot(/已提交/);
    const second = await stage.room('督查联络群').heard(/商户不同意/);
    await 方既白.says('同意 陆文渊', { quote: second }).bot(/#2 已挂账，期限暂停，11月30日（周一）复核/);
    await stage.room('执法局群').heard(/@贺云帆 #2 已挂账（陆文渊同意），期限暂停，11月30日（周一）复核/);
    await stage.room('城厢组团群').heard(/@郭辛夷 #2 暂时无法解决，已挂账，11月30日（周一）复核，请向群众说明/);
    await 贺云帆
      .says('/申请挂账 #2 2026-12-31 再等等')
      .bot(/#2 已经挂账。复核后仍无法解决的，请双访办“继续挂账 #2 复核日期 原因”/);
  });

  it('of shelved issues the office gets one list a month, those to be reviewed first, and answers each', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区房屋裂缝').bot(/已登记 #3/);
    await 方既白.says('/挂账 #3 2026-12-31 王五 等鉴定').bot(/#3 现在是“待受理”，不能挂账。请责任单位先“受理 #3”/);
    await stage.says('沈立夏', '住建局群', '/受理 #3').bot(/已受理/);
    await 方既白.says('/挂账 #3 2026-12-31 王五 等鉴定').bot(/挂账须写明同意的区领导（陆文渊）/);
    await 方既白.says('/挂账 #3 2026-12-31 陆文渊 等省里鉴定').bot(/已挂账/);
    await stage
      .says('沈立夏', '住建局群', '/办结 #3 已加固')
      .bot(/#3 正在挂账，期限暂停，不能办结。请双访办先“恢复 #3 原因”/);
    await stage.sleepUntil('2026-11-02T07:00');
    await stage.clock('2026-11-02T12:00');
    const list = await stage
      .room('督查联络群')
      .heard(
        /@方既白 【挂账月度复核】11月，共挂账 2 件\n本月须复核 1 件：\n#2 综合行政执法局 市容环境：商户不同意，等规划批复。10月20日挂账（9 个工作日），陆文渊同意，11月30日（周一）复核\n其余 1 件：\n#3 住房和城乡建设局 房屋安全：等省里鉴定。10月20日挂账/,
      );
    await 方既白
      .says('继续挂账 2026-12-15 仍在审批', { quote: list })
      .bot(/引用的消息说到几件事（#2、#3），请写明是哪一件的编号/);
    await 方既白
      .says('继续挂账 #2 2026-12-15 规划仍在审批', { quote: list })
      .bot(/#2 继续挂账，12月15日（周二）复核，单位和首问责任人已告知/);
    await stage.room('执法局群').heard(/@贺云帆 #2 继续挂账至12月15日（周二）复核：规划仍在审批/);
    await stage.room('城厢组团群').heard(/@郭辛夷 #2 仍无法解决，继续挂账，12月15日（周二）复核，请向群众说明/);
    await 方既白.says('恢复 #3 鉴定已出', { quote: list }).bot(/#3 已恢复办理，期限 11月9日（周一）/);
    await stage.room('城厢组团群').heard(/#3 挂账的问题已恢复办理/);
    await stage.sleepUntil('2026-12-01T07:00');
    await stage.clock('2026-12-01T12:00');
    await stage
      .room('督查联络群')
      .heard(
        /【挂账月度复核】12月，共挂账 1 件\n本月须复核 1 件：\n#2 [^]*规划仍在审批。10月20日挂账（\d+ 个工作日），陆文渊同意，已继续 1 次/,
      );
  });

  it('its review is reminded of on the working day before, on the day, and once when it is past', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.sleepUntil('2026-12-11T12:00');
    stage.hush();
    await stage.clock('2026-12-14T12:00');
    await stage
      .room('督查联络群')
      .heard(/挂账待复核 1 件：\n#2 综合行政执法局 市容环境，12月15日（周二）复核\n请回复：继续挂账 #编号/);
    stage.hush();
    await stage.clock('2026-12-15T12:00');
    await stage.room('督查联络群').heard(/#2 综合行政执法局 市容环境，今天复核/);
    await 方既白
      .in('私聊')
      .says('我的')
      .bot(/挂账到期待复核（1 件）\n#2/);
    stage.hush();
    await stage.clock('2026-12-17T12:00');
    const once = await stage
      .room('督查联络群')
      .heard(/#2 综合行政执法局 市容环境，12月15日（周二）（逾期 1 个工作日）复核/);
    expect(once.text).not.toMatch(/今天复核/);
    await stage.addsUp();
  });
});
