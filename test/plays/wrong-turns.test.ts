/** A day of wrong turns: what was asked of the bot cannot be done so, and each time it says how it can. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { belongsNowhere, imports } from '../support/roster.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('a day of wrong turns on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:00');
  });
  afterAll(() => stage.end());

  it('a liaison acts on what nobody has yet, and hands down to a unit that is not below', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 邻居半夜吵架').bot(/已登记 #1/);
    await 沈立夏.says('/受理 #1').bot(/#1 还没有责任单位，请双访办先“转办 #1 单位”/);
    await 方既白.says('/转办 #1 住建局').bot(/#1 已转住房和城乡建设局/);
    await 方既白.says('/转办 #1 住建局').bot(/#1 已经在住房和城乡建设局，不用再转/);
    await belongsNowhere(stage, '飞地社区');
    await 方既白
      .says('/转办 #1 飞地社区')
      .bot(/飞地社区不是区级单位或镇街，也没有上级单位，不能作责任单位。请另选单位/);
    await stage
      .says('顾清和', '督查联络群', '/督查 飞地社区 看：围墙倒塌')
      .bot(/飞地社区没有负责的区级单位或镇街，不能记督查/);
    await imports(stage, { 人员: [{ 姓名: '陆远航', 单位: '', 角色: '区领导' }] });
    await 方既白.says('/交办 #1 陆区长 住建局').bot(/“陆区长”有几位，请写全名。名册里的区领导：陆文渊、陆远航/);
    await 沈立夏.says('/下派 #1 城管局').bot(/不是住房和城乡建设局的下属单位，不能下派。要换责任单位请“退回 #1 理由”/);
  });

  it('a cadre sets a report right and does not say what, or says what is not there', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷
      .says('/更正 #1 地点：紫霞村委会')
      .bot(/“紫霞村委会”有几个，请写全：\n1 新塘街道紫霞村委会\n2 河上镇紫霞村委会/);
    await 郭辛夷.says('/更正 #1 单位：没有的局').bot(/没有找到单位“没有的局”，请写全称/);
    await 郭辛夷.says('/更正 #1 不对').bot(/请写明更正什么，例如：更正 地点：紫霞村　或　更正 单位：住建局/);
    await 郭辛夷
      .in('私聊')
      .says('帮助 延气')
      .bot(/^没有“延气”这个命令。\n您可以发送：/);
    await stage.says('顾清和', '私聊', '单位').bot(/请写单位，例如：单位 住建局/);
  });

  it('the database is gone for a moment: who writes then is told at once, with a number to ask by', async () => {
    const { db, log } = stage.house.core;
    const gone = vi.spyOn(db, 'query').mockRejectedValue(new Error('the database is gone'));
    const error = vi.spyOn(log, 'error').mockReturnValue();
    const said = await stage.says('沈立夏', '住建局群', '/查询 #1').bot(/没有处理成功，您的消息未登记，请稍后重发/);
    gone.mockRestore();
    expect(error).toHaveBeenCalled();
    error.mockRestore();
    expect(said.text).toMatch(/请把编号 \w+ 告诉管理员/);
    await stage.says('沈立夏', '住建局群', '/查询 #1').bot(/#1 · 邻里纠纷/);
  });

  it('what comes twice, too early or too late is refused with what can be done now', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 郭辛夷.says('上报 拱秀社区外墙漏水').bot(/已登记 #2/);
    await 沈立夏.says('/受理 #2').bot(/已受理/);
    await 沈立夏.says('/受理 #2').bot(/^#2 已经受理过了，现在是“已受理”。$/);
    await 郭辛夷.says('/撤回 #2 已经不漏了').bot(/#2 已被受理，不能撤回。情况有变请用“查询 #2”联系责任单位/);
    await 郭辛夷.says('/更正 #2 单位：执法局').bot(/#2 已由住房和城乡建设局受理，要换单位请联系双访办“转办 #2 单位”/);
    await 方既白.says('/恢复 #2 天晴了').bot(/#2 没有挂账，现在是“已受理”，不用恢复/);
    await 方既白.says('/重办 #2 还在漏').bot(/#2 还没有结案，现在是“已受理”，不用重办。要督促请发：催办 #2/);
    await 沈立夏.says('/办结 #2 已补漏').bot(/已记录/);
    await 沈立夏.says('/办理 #2 又去看了一次').bot(/#2 已有办理结果，等待首问责任人答复群众，不能再办理/);
    await 郭辛夷.says('/撤回 #2 已经不漏了').bot(/#2 已经办结，不能撤回/);
    await 郭辛夷.says('/反馈 #2 1 好的').bot(/按“能马上解决”反馈，须写明办了什么，例如“反馈 #2 1 已换新灯管/);
    await 郭辛夷.says('/反馈 #2 1 已补漏，当面告知').bot(/结案/);
    await 方既白.says('/重办 #2 雨后又漏').bot(/已重办/);
    await 郭辛夷.says('/撤回 #2 物业在修').bot(/#2 是结案后重办的，不能撤回，由责任单位重新办理后答复群众/);
    await 郭辛夷.says('上报 拱秀社区墙体裂缝').bot(/已登记 #3/);
    await 郭辛夷.says('/撤回 #3 看错了').bot(/#3 已撤回/);
    await 沈立夏.says('/受理 #3').bot(/#3 已由上报人撤回，不能再受理。需要时请重新上报/);
  });

  it('the office splits for the same unit twice, takes back a form, and does not say which decision is done', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 方既白
      .says('/拆分 #1 住建局 加固；住建局 粉刷')
      .bot(/住房和城乡建设局写了两次，一个单位的内容请合成一个部分/);
    await 方既白.says('/拆分 #1').bot(/^缺少拆分的单位和内容。\n用法：拆分/);
    await 方既白.says('/拆分 #1 紫霞村委会 加固；城管局 清运').bot(/^“紫霞村委会”有几个，请写全称。/);
    await 方既白.says('/交办 #1 陆文渊 住建局').bot(/#1/);
    await 方既白.says('/撤销').bot(/不能撤销/);
    await 方既白.says('/议定 #1').bot(/请写全，例如：议定 #1 决定内容 责任单位 11月30日/);
    await 方既白.says('/议定 #1 制定加固方案 住建局 11月30日').bot(/#1/);
    await 方既白.says('/议定 #1 落实经费 住建局 12月15日').bot(/#1/);
    await 方既白.says('/议定 完成 #1').bot(/请写全，例如：议定 完成 #1 怎样落实的/);
    await stage.says('沈立夏', '住建局群', '/议定 完成 #1 已报区政府').bot(/#1 有几项议定待落实，请写明是哪一项/);
    await stage.sleepUntil('2026-12-20T09:00');
    stage.hush();
    await 方既白.says('/拆分 #1 住建局 加固；城管局 清运').bot(/#1 的期限 .* 已过，拆分会让各单位一接手就逾期/);
  });
});
