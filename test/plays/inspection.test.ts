/** An inspector goes to a unit and to a village: what was asked, seen, checked and found, and followed until settled. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countInspections } from '../../db/inspections.ts';
import { monthRange } from '../../domain/time.ts';
import { killedBeforeAnswering } from '../support/again.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { wordsOf } from '../support/documents.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('inspections on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
  });
  afterAll(() => stage.end());

  it('are recorded in their parts, and what was found goes to the unit with its day', async () => {
    const 顾清和 = stage.person('顾清和').in('私聊');
    await 顾清和.says('督查 住建局 随便写写').bot(/请写明问了、看了、查了什么或发现什么/);
    await 顾清和.says('督查 没有的局 看:现场').bot(/没有找到单位“没有的局”/);
    await 顾清和
      .says('督查 紫霞村委会 看:现场')
      .bot(/^督查：“紫霞村委会”有几个，是哪一个？请回复数字：\n1 新塘街道紫霞村委会\n2 河上镇紫霞村委会\n/);
    await 顾清和.says('3').bot(/没有找到单位“3”[^]*请再回复一次/);
    await 顾清和.says('取消').bot(/“督查”已取消/);
    await 顾清和.says('督查 住建局 发现:台账缺页 限10月9日').bot(/“台账缺页”的期限10月9日（周五）已经过去/);
    await stage.room('督查联络群').heardNothing();

    await 顾清和
      .says(
        '督查 住建局 问:联络员清楚进度 看:现场已施工 查:台账齐全 决策部署:已传达 发现:公示栏未更新 限10月20日；台账缺页',
      )
      .bot(
        /^督查 1 号已记录（日常）：住房和城乡建设局\n问：联络员清楚进度\n看：现场已施工\n查：台账齐全\n决策部署：已传达\n发现 2 项，已交单位整改：\n1号 公示栏未更新，10月20日（周二）前\n2号 台账缺页，10月26日（周一）前\n本月督查 1 次，累计 1 次。$/,
      );
    await stage
      .room('住建局群')
      .heard(
        /^@沈立夏 【督查】10月12日（周一）顾清和到住房和城乡建设局督查，发现 2 项，请整改：\n1号 公示栏未更新[^]*督查 整改 1 已完成/,
      );
    await stage.room('督查联络群').heard(/^【督查】1 号（日常）住房和城乡建设局：发现 2 项，已交整改$/);
  });

  it('of a village count for its town; a finding may name the department that has to put it right', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 顾清和
      .says(
        '/督查 阶段性回访 河上镇紫霞村\n看：路灯\n工作进展：10 处已完成 7 处\n整改反馈：及时\n发现：3 处路灯不亮（交通局）',
      )
      .bot(
        /督查 2 号已记录（阶段性回访）：河上镇 紫霞村委会\n看：路灯\n工作进展：10 处已完成 7 处\n整改反馈：及时\n发现 1 项/,
      );
    await stage
      .person('秦望舒')
      .heard(
        /^【督查】10月12日（周一）顾清和到河上镇 紫霞村委会督查，发现 1 项，请整改：\n3号 3 处路灯不亮（交通局），10月26日/,
      );
    await 顾清和.says('/督查 城厢街道 看：窗口整洁 发现：无').bot(/没有发现问题。\n本月督查 3 次，累计 3 次/);
  });

  it('have findings that the unit answers, and that only an inspector settles or sends back', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 沈立夏.says('/督查 销号 1').bot(/督查发现由督查联络员销号。整改好请发/);
    await 沈立夏.says('/督查 整改 1').bot(/请写全，例如：督查 整改 3 已完成/);
    await 沈立夏.says('/督查 整改 1 已完成').bot(/请写全/);
    await 沈立夏.says('/督查 整改 3 已完成 已修').bot(/督查发现 3 由交通运输局整改/);
    await 沈立夏.says('/督查 整改 9 已完成 已修').bot(/没有督查发现 9/);
    await 沈立夏.says('/督查 整改 1 正在制作新公示牌').bot(/督查发现 1 进展已记录/);
    await 沈立夏.says('/督查 住建局 看：自查').bot(/督查由督查联络员记录/);
    stage.hush();
    await 沈立夏.says('/督查 整改 1 已完成 公示栏已更新').bot(/督查发现 1 已报完成，等督查联络员核销/);
    await stage
      .room('督查联络群')
      .heard(
        /^【督查整改】1号 住房和城乡建设局：公示栏未更新，已报完成：公示栏已更新\n请核实后回复：督查 销号 1[^]*@顾清和/,
      );
    await 沈立夏.says('/督查 整改 1 已完成 再报一次').bot(/已报完成，等督查联络员核销/);
    await 顾清和.says('/我的').bot(/待我核销的督查发现（1 项）\n1号 住房和城乡建设局〔待核销〕公示栏未更新/);
    await 顾清和.says('/督查 退回 2号 原因').bot(/督查发现 2 还没有报完成，不用退回/);
    await 顾清和
      .says('/督查 退回 1 只更新了一半')
      .bot(/督查发现 1 已退回，请于10月20日（周二）前重新整改：只更新了一半/);
    await stage.room('住建局群').heard(/^@沈立夏 【督查整改】1号 公示栏未更新 被退回/);
    await 沈立夏.says('/我的').bot(/本单位待整改的督查发现（2 项）\n1号 [^]*2号 住房和城乡建设局〔待整改〕台账缺页/);
  });

  it('have days that are called to mind once each, and stand in the district digest while they are over', async () => {
    stage.hush();
    await stage.clock('2026-10-19T10:00');
    await stage
      .room('住建局群')
      .heard(
        /^@沈立夏 【每日提醒】10月19日（周一） 住房和城乡建设局\n整改事项 1 项：\n督查发现 1号 公示栏未更新，10月20日（周二）到期$/,
      );
    await stage.room('督查联络群').heardNothing();
    await stage.clock('2026-10-21T10:00');
    await stage.room('住建局群').heard(/督查发现 1号 公示栏未更新，今天到期/);
    await stage.room('住建局群').heard(/督查发现 1号 公示栏未更新，逾期 1 个工作日/);
    await stage
      .room('督查联络群')
      .heard(/整改逾期 1 项：\n住房和城乡建设局 督查发现 1号 公示栏未更新，逾期 1 个工作日/);
    stage.hush();
    await stage.clock('2026-10-22T10:00');
    await stage.room('住建局群').heardNothing();
    await stage.room('督查联络群').heard(/督查发现 1号 公示栏未更新，逾期 2 个工作日/);

    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await stage.says('沈立夏', '住建局群', '/督查 整改 1 全部完成，已重新公示').bot(/已报完成/);
    stage.hush();
    await 顾清和.says('/督查 销号 1').bot(/督查发现 1 已销号/);
    await stage.room('住建局群').heard(/【督查整改】1号 公示栏未更新 已核实销号/);
    await 顾清和.says('/督查 销号 1').bot(/督查发现 1 此前已销号/);
    stage.hush();
    await stage.clock('2026-10-23T10:00');
    await stage.room('督查联络群').heardNothing();
  });

  it('are listed and counted, and stand in the month’s table', async () => {
    const 顾清和 = stage.person('顾清和').in('私聊');
    await 顾清和
      .says('督查')
      .bot(
        /^本月督查 3 次，累计 3 次\n3 10月12日（周一） 城厢街道〔日常〕顾清和[^]*督查发现待整改、待核销 2 项：\n2号 住房和城乡建设局〔待整改〕/,
      );
    await 顾清和
      .says('督查 交通局')
      .bot(/交通运输局本月督查 0 次，累计 0 次\n\n督查发现待整改、待核销 1 项：\n3号 交通运输局/);
    await stage.says('沈立夏', '住建局群', '/督查 城管局').bot(/只能查看本单位的督查/);
    await stage.says('沈立夏', '私聊', '/督查').bot(/^督查发现待整改、待核销 1 项：\n2号 /);
    // However many there are, it is one query.
    const { from, to } = monthRange('2026-10');
    expect(await countInspections(stage.house.core.db, from, to)).toEqual({ total: 3, since: 3 });

    await stage.sleepUntil('2026-11-02T07:00');
    await stage.clock('2026-11-02T10:00');
    await stage
      .room('督查联络群')
      .heard(
        /2026年10月 第1版[^]*【镇街】\n1 城厢街道〔绿〕[^\n]*督查1次\n2 河上镇〔绿〕[^\n]*督查1次\n本月督查 3 次，累计 3 次/,
      );
    await stage.says('顾清和', '督查联络群', '/月报 10月 Word').bot(/^2026年10月民情问题办理情况月报/);
    expect(await wordsOf(await stage.room('督查联络群').heard(/^\[文件：2026年10月民情月报\.docx/))).toMatch(
      /本月督查 3 次，累计 3 次。\n[^]*督查单位 3 个，发现问题 3 个。各单位情况如下。\n单位\n督查\n次数\n发现\n问题\n待整改\n待核销\n已销号\n/,
    );
  });

  it('is one inspection, though the bot is killed before it answers and the platform brings the words again', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    const words = 顾清和.message('/督查 交通局 看：现场 发现：井盖松动', 'again');
    const said = await killedBeforeAnswering(stage, words, '2026-11-02T10:10');
    expect(said.filter(({ text }) => text.includes('督查 4 号已记录'))).toHaveLength(1);
    expect(said.filter(({ text }) => text.includes('请整改：\n4号 井盖松动'))).toHaveLength(1);
    await 顾清和.says('/督查').bot(/^本月督查 1 次，累计 4 次\n4 /);
  });
});
