/** What a command lacks is asked for, one thing at a time; the answer is somebody's next words. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';
import { wordsKept } from '../support/words-kept.ts';

describe.each(databases)('what a command lacks on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:00');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  const db = () => stage.house.core.db;

  it('is asked for with the few issues it can be about, and a number is enough', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    for (const text of ['拱秀社区白蚁蛀门', '陈公桥社区墙体裂缝', '陈公桥社区菜场外乱摆摊'])
      await 郭辛夷.says(`上报 ${text}`).bot(/已登记/);
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏
      .says('/受理')
      .bot(
        /^“受理”缺少编号[^]*请回复数字，或直接写 #编号：\n1 #2 · 房屋安全 · 住房和城乡建设局 · 待受理[^\n]*\n2 #1 · 白蚁防治[^\n]*\n不办了请回复“取消”。$/,
      );
    await 沈立夏.says('2').bot(/#1 已受理/);
    await 沈立夏.says('2').nothing();
  });

  it('is asked for one after the other, and what was said already is kept', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏.says('/延期').bot(/“延期”缺少编号/);
    await 沈立夏
      .says('#1')
      .bot(/^“延期”缺少天数或新日期，如 5天、12月31日。请直接回复天数或新日期；不办了请回复“取消”。$/);
    await 沈立夏.says('三个工作日').bot(/^“延期”缺少理由。请直接回复理由/);
    await 沈立夏.says('药剂周五到货').bot(/#1 延期申请已提交双访办/);
    await stage.room('督查联络群').heard(/申请延期 3 个工作日[^]*理由：药剂周五到货/);

    // What was said out of turn is read where it belongs.
    await 沈立夏.says('/办理 已约住户周五上门').bot(/“办理”缺少编号/);
    await 沈立夏.says('1').bot(/#2 进展已记录/);
    const card = await stage.says('郭辛夷', '城厢组团群', '/查询 #2').bot(/#2/);
    expect(card.text).toContain('办理中');
  });

  it('may be one of five kinds of reply, or a unit of several that are called alike', async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    await 贺云帆.says('/办结 #3 已劝离').bot(/已记录/);
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷
      .says('/反馈 #3')
      .bot(
        /^“反馈”缺少反馈类型。请回复数字：\n1 能马上解决\n2 不能立即解决\n3 需较长时间\n4 一时无法解决\n5 不合理要求\n/,
      );
    await 郭辛夷.says('1').bot(/“反馈”缺少答复内容/);
    await 郭辛夷.says('已当面告知，摊主换了地方').bot(/#3 已答复群众，结案/);

    const 方既白 = stage.person('方既白').in('督查联络群');
    await 郭辛夷.says('上报 邻居半夜吵架').bot(/已登记 #4[^]*责任单位：待双访办确定/);
    await 方既白
      .says('/转办 #4 紫霞村')
      .bot(/“紫霞村”有几个，是哪一个？[^]*\n1 新塘街道紫霞村委会\n2 河上镇紫霞村委会\n/);
    await 方既白.says('2').bot(/#4 已转河上镇/);
    await stage.says('方既白', '私聊', '查询 #4').bot(/责任单位：河上镇（紫霞村委会）/);
  });

  it('may be answered wrong once: the reason is said and it is asked again, and then no more', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏.says('/延期 #2').bot(/缺少天数或新日期/);
    await 沈立夏.says('过两个礼拜吧').bot(/^缺少天数或新日期，如 5天、12月31日。请再回复一次：/);
    await 沈立夏.says('看情况').bot(/“延期”先不办了，需要时请重新发送。\n用法：延期 #编号 天数或新日期 理由/);
    await 沈立夏.says('3天').nothing();
  });

  it('need not be answered: 取消 ends it, so does another command, and so do ten minutes', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏.says('/退回 #2').bot(/“退回”缺少理由/);
    await 沈立夏.says('取消').bot(/“退回”已取消，没有登记/);
    await 沈立夏.says('不是我们的路').nothing();

    await 沈立夏.says('/退回 #2').bot(/缺少理由/);
    await 沈立夏.says('/查询 #2').bot(/^#2 · 房屋安全/);
    await 沈立夏.says('不是我们的路').nothing();

    await 沈立夏.says('/退回 #2').bot(/缺少理由/);
    await stage.clock('2026-10-12T09:11');
    stage.hush();
    await 沈立夏.says('不是我们的路').nothing();
    await stage.says('宋知秋', '住建局群', '/查询 #2').bot(/ · 办理中 · /);
    await 沈立夏
      .in('私聊')
      .says('取消')
      .bot(/没有看懂/);
  });

  it('is asked of one person in one room: what others say there, and what they say elsewhere, is no answer', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏.says('/退回 #2').bot(/缺少理由/);
    await stage.says('宋知秋', '住建局群', '这件要不要退').nothing();
    await 沈立夏.in('督查联络群').says('大家好').nothing();
    await stage.says('宋知秋', '住建局群', '/查询 #2').bot(/ · 办理中 · /);
    await 沈立夏
      .in('住建局群')
      .says('受理后发现该楼由街道自管')
      .bot(/#2 已退回双访办/);
  });

  it('in private begins an answer with a command’s name, and is still the answer', async () => {
    const 贺云帆 = stage.person('贺云帆').in('私聊');
    await stage.says('郭辛夷', '城厢组团群', '上报 陈公桥社区垃圾成堆').bot(/已登记 #5/);
    await 贺云帆.says('办理 #5').bot(/“办理”缺少进展/);
    await 贺云帆.says('收到后已派保洁').bot(/#5 进展已记录/);
  });

  it('keeps nothing personal while it waits, and accusations are no answers', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏.says('/办理 住户电话13812345678，已约').bot(/缺少编号/);
    expect(await wordsKept(db(), /，已约|13812345678/)).toEqual(['，已约']);
    await 沈立夏.says('取消').bot(/已取消/);
    await 沈立夏.says('/退回 #1').bot(/缺少理由/);
    await 沈立夏.says('村主任张三收受红包').nothing();
    await 沈立夏.heard(/12388/);
    await 沈立夏.says('取消').bot(/已取消/);
  });

  it('of several issues at once is taken away like any other', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('私聊');
    await 郭辛夷.says('移交 全部 方既白').bot(/“移交”缺少原因/);
    await 郭辛夷.says('调离').bot(/方既白/);
    await 郭辛夷.says('你好').bot(/没有看懂/);
  });

  it('outlives a restart', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏.says('/办结 #1').bot(/“办结”缺少/);
    const database = db();
    await stage.close();
    stage = await Stage.reopen(database, '2026-10-12T09:15');
    await stage.says('沈立夏', '住建局群', '已施药').bot(/#1 办理结果已记录/);
    await stage.says('沈立夏', '住建局群', '已施药').nothing();
  });
});
