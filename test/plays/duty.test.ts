/** First-receiver duty changes hands: of one issue between team-mates, of everything when a cadre leaves. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { isInRoster, joins } from '../support/roster.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('first-receiver duty on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:00');
    // Two of 郭辛夷's team, one of whom has no account; and a second 苏景行.
    const team = { unit: '城厢街道', place: '城厢组团一组' };
    await joins(stage, { name: '林知远', account: 'p31', ...team });
    await joins(stage, { name: '何未名', account: null, ...team });
    await joins(stage, { name: '苏景行', unit: '新塘街道', account: 'p33' });
    stage.hush();
  });
  afterAll(() => stage.end());

  it('goes to a team-mate with the progress, the reminders and the answer; who reported it stays', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 林知远 = stage.person('林知远').in('城厢组团群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 郭辛夷.says('上报 拱秀社区3幢木门框被白蚁蛀空').bot(/已登记 #1/);
    await 沈立夏.says('/受理 #1').bot(/已受理/);
    await 郭辛夷.says('/移交 #1').bot(/缺少接手人/);
    await 郭辛夷.says('/移交 #1 林知远').bot(/缺少原因/);
    await 郭辛夷.says('/移交 #1 没有的人 出差').bot(/名册里没有“没有的人”/);
    await 郭辛夷.says('/移交 #1 苏景行 出差').bot(/叫苏景行的有几位，请写明单位：苏景行（河上镇）、苏景行（新塘街道）/);
    await stage
      .says('方既白', '私聊', '日记 苏景行')
      .bot(/有 2 个“苏景行”，请写上单位：苏景行 河上镇、苏景行 新塘街道/);
    await 郭辛夷.says('/移交 #1 苏景行（河上镇） 出差').bot(/苏景行不在您的走访小组，首问责任只能移交同组的人/);
    await 郭辛夷.says('/移交 #1 何未名 出差').bot(/何未名还没有绑定账号，收不到提醒/);
    await 郭辛夷.says('/移交 #1 郭辛夷 我来').bot(/郭辛夷已经是首问责任人，不用再移交/);
    await 林知远.says('/移交 #1 林知远 我来').bot(/首问责任人是郭辛夷，“移交”须由本人进行，或请双访办移交/);
    stage.hush();

    await 郭辛夷
      .says('/移交 #1 林知远 外出学习')
      .bot(/#1 首问责任已移交林知远[^]*@林知远 #1 郭辛夷把首问责任移交给您，原因：外出学习/);
    await stage.room('住建局群').heard(/#1 首问责任人改为林知远/);
    await 郭辛夷.says('/撤销').bot(/#1 的“移交”已撤销，已告知收到过通知的人/);
    await stage.room('住建局群').heard(/更正：#1 的“移交”已由郭辛夷撤销/);
    await stage.says('郭辛夷', '私聊', '查询 #1').bot(/首问：郭辛夷，/);
    await 郭辛夷.says('/移交 #1 林知远 外出学习').bot(/#1 首问责任已移交林知远/);
    await 沈立夏.says('/办理 #1 已上门查看').bot(/进展已记录/);
    await stage.room('城厢组团群').heard(/@林知远 #1 有新进展/);
    await 沈立夏.says('/办结 #1 已施药').bot(/等首问责任人林知远答复群众/);
    await stage.room('城厢组团群').heard(/@林知远 #1 已有办理结果/);
    await 林知远
      .in('私聊')
      .says('我的')
      .bot(/待我答复群众（1 件）/);
    await 郭辛夷
      .in('私聊')
      .says('我的')
      .bot(/^本轮还没走访（2 处）/);
    await 郭辛夷.says('查询 #1').bot(/首问：林知远（接手），郭辛夷，10月12日 09:00上报/);

    await stage.clock('2026-10-14T12:00');
    await stage.room('城厢组团群').heard(/@林知远 有 1 件已有办理结果/);
    await 郭辛夷.says('反馈 #1 1 已告知').bot(/首问责任人是林知远/);
    await 林知远.says('反馈 #1 1 已当面告知周先生').bot(/已答复群众，结案/);
  });

  it('of everything goes at once when a cadre leaves: both are told in private, units in one line', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 苏景行 = stage.person('苏景行');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 郭辛夷.says('上报 陈公桥社区菜场外乱摆摊').bot(/已登记 #2/);
    await 郭辛夷.says('上报 陈公桥社区垃圾没人清').bot(/已登记 #3/);
    await 郭辛夷.says('上报 拱秀社区外墙漏水').bot(/已登记 #4/);
    await stage.says('沈立夏', '住建局群', '/办结 #4 已修补').bot(/已记录/);
    await 郭辛夷.says('/移交 全部 苏景行（河上镇） 调离').bot(/不在您的走访小组/);
    await 苏景行
      .in('私聊')
      .says('移交 全部 郭辛夷 苏景行（河上镇） 我来接')
      .bot(/只能全部移交本人的首问责任。其他的由双访办全部移交。/);
    // The answer has been due since Friday: who gets it has Tuesday.
    await stage.clock('2026-10-19T10:00');
    stage.hush();

    await 方既白
      .says('/移交 全部 郭辛夷 苏景行（河上镇） 郭辛夷调离城厢街道')
      .bot(/郭辛夷的首问责任已全部移交苏景行，共 3 件：#2、#3、#4/);
    await 苏景行.heard(
      /郭辛夷的首问责任移交给您，共 3 件，原因：郭辛夷调离城厢街道\n#4 房屋安全 · 已办结待反馈，10月20日（周二）前答复群众\n#2 市容环境/,
    );
    await stage
      .person('郭辛夷')
      .in('私聊')
      .heard(/已由双访办移交苏景行，共 3 件（#2、#3、#4）/);
    await stage.room('执法局群').heard(/@贺云帆 首问责任人由郭辛夷改为苏景行：#2、#3，联系群众请找新的首问责任人/);
    await stage.room('住建局群').heardNothing();
    await 方既白
      .in('私聊')
      .says('查询 #2')
      .bot(/首问：苏景行（接手），郭辛夷，10月\d+日 \d+:\d+上报/);
    方既白.in('督查联络群');
    await 方既白.says('/撤销').bot(/这次一共移交了 3 件，不能撤销。请接手的人或双访办“移交 全部 姓名 原因”移交回来/);
    await 方既白.says('/移交 全部 郭辛夷 苏景行（河上镇） 郭辛夷调离').bot(/郭辛夷没有未了的首问责任，不用移交/);

    const 苏 = stage.person('苏景行').in('私聊');
    await 苏.says('反馈 #4 1 已当面告知住户').bot(/结案/);
    await stage.says('贺云帆', '执法局群', '/办理 #2 已到现场').bot(/进展已记录/);
    await 苏景行.heard(/#2 有新进展：已到现场/);
  });

  it('stands in a history that adds up to the rows', () => stage.addsUp());

  it('of somebody who is not in the roster any more is told to the office', async () => {
    await stage.says('贺云帆', '执法局群', '/办结 #2 已劝离').bot(/已记录/);
    await isInRoster(stage, '苏景行', false, 13);
    stage.hush();
    await stage.clock('2026-10-21T12:00');
    await stage
      .room('督查联络群')
      .heard(/@方既白 有 1 件等待答复群众，首问责任人已不在册：#2\n请发送：移交 #编号 接手人 原因/);
    await stage
      .says('方既白', '私聊', '我的')
      .bot(/首问责任人已不在册、待移交（2 件）\n#2 [^]*请发：移交 #编号 接手人 原因/);
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 方既白.says('/移交 #2 林知远 苏景行离职').bot(/#2 首问责任已移交林知远/);
    await stage.room('城厢组团群').heard(/@林知远 #2 苏景行把首问责任移交给您/);
    await 方既白.says('/移交 全部 苏景行 林知远 苏景行离职').bot(/叫苏景行的有几位/);
    await 方既白
      .says('/移交 全部 苏景行（河上镇） 林知远 苏景行离职')
      .bot(/苏景行的首问责任已全部移交林知远，共 1 件：#3/);
  });
});
