/** The five kinds of reply: what each has to say, and what becomes of a promise. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('what residents are told on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());

  it('that it is not solved at once: every progress is passed on, and who forgets is reminded', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 郭辛夷.says('上报 拱秀社区外墙漏水').bot(/已登记 #1/);
    await 沈立夏.says('/受理 #1').bot(/已受理/);
    await 郭辛夷.says('/反馈 #1 1 已告知').bot(/#1 还没有办理结果[^]*可先按“2 不能立即解决”或“3 需较长时间”告知进展/);
    await 郭辛夷.says('/反馈 #1 2').bot(/缺少答复内容/);
    await 郭辛夷.says('/反馈 #1 2 好的').bot(/按“不能立即解决”反馈，须写明正在怎么办，例如“反馈 #1 2 正在联系/);
    await 郭辛夷
      .says('/反馈 #1 2 正在联系施工单位')
      .bot(/阶段答复已记录，单位的进展会发给您，请转告群众；办结后请再答复一次/);
    await stage.room('住建局群').heard(/@沈立夏 #1 首问责任人已告知群众不能立即解决，请每有进展就发“办理”/);
    await 沈立夏.says('/办理 #1 施工单位周三进场').bot(/进展已记录/);
    const news = await stage
      .room('城厢组团群')
      .heard(
        /@郭辛夷 #1 有新进展（看内容请私聊我：查询 #1）\n群众在等消息，请于10月14日（周三）前转告，然后引用本条回复：反馈 2 转告的内容/,
      );
    await stage.clock('2026-10-13T12:00');
    await stage
      .room('城厢组团群')
      .heard(/^@郭辛夷 单位有新进展、还没有转告群众的 1 件：\n#1 房屋安全，10月14日（周三）前\n转告后请发/);
    await stage
      .says('郭辛夷', '私聊', '我的')
      .bot(/^有新进展、待我转告群众（1 件）\n#1 [^]*?\n请发：反馈 #编号 2 转告的内容/);
    await 郭辛夷.says('反馈 2 已告知周三进场', { quote: news }).bot(/阶段答复已记录/);
    stage.hush();
    await stage.clock('2026-10-15T12:00');
    await stage.room('城厢组团群').heardNothing();
  });

  it('that it takes long: with the expected day, of which the unit and the first receiver are reminded', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 陈公桥社区路灯不亮').bot(/已登记 #2/);
    await stage.says('秦望舒', '私聊', '受理 #2').bot(/已受理/);
    await 郭辛夷.says('/反馈 #2 3 要等灯杆到货').bot(/须告诉群众预计日期，如 12月20日/);
    await 郭辛夷.says('还不知道').bot(/须告诉群众预计日期/);
    await 郭辛夷.says('10月22日').bot(/阶段答复已记录，10月22日（周四）到期前提醒您和责任单位/);
    await 郭辛夷.says('/反馈 #2 3 10月1日 要等灯杆到货').bot(/已经过去/);
    await 郭辛夷.says('/反馈 #2 3 10月21日 好的').bot(/按“需较长时间”反馈，须写明预计日期和为什么要等，例如“反馈 #2 3/);
    await 郭辛夷
      .says('/反馈 #2 3 灯杆10月21日到货，当天换好')
      .bot(/阶段答复已记录，10月21日（周三）到期前提醒您和责任单位/);
    await stage.person('秦望舒').heard(/#2 首问责任人已告知群众预计10月21日（周三）办好，请按此安排/);
    await stage.clock('2026-10-19T12:00');
    stage.hush();
    await stage.clock('2026-10-20T12:00');
    await stage.person('秦望舒').heard(/已告知群众的日期 1 件：\n#2 道路交通，10月21日（周三）/);
    await stage
      .room('城厢组团群')
      .heard(
        /@郭辛夷 您告知群众的日期到了 1 件，请问清进展并告诉群众：\n#2 道路交通，10月21日（周三）\n没有办好的请发“反馈 #编号 3 新日期 原因”/,
      );
    stage.hush();
    await stage.clock('2026-10-21T12:00');
    await stage.person('秦望舒').heard(/#2 道路交通，今天/);
    await stage.room('城厢组团群').heard(/#2 道路交通，今天/);
    await 郭辛夷.says('/反馈 #2 3 10月28日 厂家推迟一周，已告知').bot(/10月28日（周三）到期前提醒您/);
    await stage.says('秦望舒', '私聊', '办结 #2 已换灯').bot(/已记录/);
    await 郭辛夷.says('/反馈 #2 1 已亮灯').bot(/结案/);
    const before = stage.transcript.length;
    await stage.clock('2026-10-29T12:00');
    expect(stage.transcript.slice(before).filter(({ text }) => text.includes('#2'))).toEqual([]);
  });

  it('with a promise that outlives the closing is asked after once, on its day', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 陈公桥社区污水外溢').bot(/已登记 #3/);
    await stage.says('钟灵秀', '私聊', '办结 #3 已列入年底改造').bot(/已记录/);
    await 郭辛夷.says('/反馈 #3 3 11月20日 列入改造，已告知').bot(/#3 已答复群众，结案/);
    await stage.sleepUntil('2026-11-19T12:00');
    stage.hush();
    await stage.clock('2026-11-20T12:00');
    await stage
      .room('城厢组团群')
      .heard(
        /@郭辛夷 已结案、您告知过群众日期的 1 件，请核实是否兑现：\n#3 供水排水，今天\n没有兑现的请联系督查联络员“重办 #编号 原因”/,
      );
    const before = stage.transcript.length;
    await stage.clock('2026-11-24T12:00');
    expect(stage.transcript.slice(before).filter(({ text }) => text.includes('兑现'))).toEqual([]);
  });

  it('that it cannot be solved, or is unreasonable: with the reason and the ground, not with a hollow phrase', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 陈公桥社区门口乱摆摊').bot(/已登记 #4/);
    await 郭辛夷.says('上报 拱秀社区垃圾桶要移走').bot(/已登记 #5/);
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    for (const number of [4, 5]) await 贺云帆.says(`/办结 #${number} 已现场核实`).bot(/已记录/);
    await 郭辛夷
      .says('/反馈 #4 4 暂时无法解决，已告知群众')
      .bot(/按“一时无法解决”反馈，须说明为什么一时解决不了，例如“反馈 #4 4 管网改造/);
    await 郭辛夷.says('/反馈 #4 4 疏导点要等明年新菜场建成').bot(/结案/);
    await 郭辛夷.says('/反馈 #5 5 不合理，已说明').bot(/按“不合理要求”反馈，须写明依据的法规、政策或原则/);
    const card = await 郭辛夷.says('/反馈 #5 5 按规定不行').bot(/须写明依据/);
    await 郭辛夷.says('反馈 5 依据《生活垃圾管理条例》小区须设投放点，已当面说明', { quote: card }).bot(/结案/);
  });

  it('is asked only of who may tell them, and what a kind lacks is asked for in one question', async () => {
    const 苏景行 = stage.person('苏景行').in('城厢组团群');
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const card = await 郭辛夷.says('上报 陈公桥社区门口乱摆摊').bot(/已登记 #\d+/);
    const no = /#\d+/.exec(card.text)?.[0] ?? '';
    // Not theirs: they are told so, not asked for a day.
    await 苏景行.says(`/反馈 ${no} 3 要等`).bot(new RegExp(`${no} 的首问责任人是郭辛夷`));
    await 苏景行.says(`/反馈 ${no} 4 不行`).bot(/#\d+ 的首问责任人是郭辛夷/);
    await 郭辛夷.says(`/反馈 ${no} 4 不行`).bot(/还没有办理结果/);
    await stage.says('贺云帆', '执法局群', `/办结 ${no} 已核实`).bot(/已记录/);
    await 郭辛夷
      .says(`/反馈 ${no} 4 暂时无法解决`)
      .bot(/须说明为什么一时解决不了，例如“[^]*请直接回复答复内容；不办了请回复“取消”/);
    await 郭辛夷.says('没办法').bot(/须说明为什么一时解决不了/);
    await 郭辛夷.says('疏导点要等明年新菜场建成，已当面说明').bot(new RegExp(`${no} 已答复群众，结案`));
  });
});
