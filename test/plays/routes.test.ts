/** Two routes: what the bot proposes for a report, what the office decides, and what is settled on the spot. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { numberOf } from '../support/number-of.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('two routes on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-07T09:30');
  });
  afterAll(() => stage.end());

  it('the bot proposes the route with its reason, and the office is told where it proposes a form', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 拱秀社区墙体裂缝').bot(/已登记 #1[^]*\n途径：平台流转（一个单位可办）/);
    stage.hush();
    await 郭辛夷
      .says('上报 拱秀社区外墙裂缝，管线交叉，住建局和交通局说不归自己')
      .bot(/已登记 #2[^]*\n途径：建议问题交办单（写到住房和城乡建设局、交通运输局），双访办决定前先按平台流转办理/);
    const told = await stage
      .room('督查联络群')
      .heard(/^@方既白 #2 建议走问题交办单：写到住房和城乡建设局、交通运输局\n请引用本条回复：交办 区领导 主办单位/);
    expect(told.text).not.toContain('管线');
    await 郭辛夷.says('上报 陈公桥社区油烟扰民，历史遗留').bot(/建议问题交办单（写到“历史遗留”，情况复杂）/);
    await 郭辛夷
      .says('上报 陈公桥社区路灯不亮，已修好')
      .bot(/途径：平台流转。写到“已修好”，如已现场解决请引用本条回复：现场解决 怎样解决的/);
    await stage.says('方既白', '私聊', '我的').bot(/建议走问题交办单、待定（2 件）/);
    await stage.addsUp();
  });

  it('the office keeps the platform against a proposal, or takes the form: the reason stays, the deadline follows', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('沈立夏', '住建局群', '/途径 #3 平台流转 我们可办').bot(/“途径”只有双访办、管理员可以用/);
    await 方既白
      .says('/途径 #3 平台流转 执法局一家可办')
      .bot(/^#3 途径仍为平台流转，期限 9月14日（周一），理由已记录$/);
    await 方既白
      .in('私聊')
      .says('查询 #3')
      .bot(/途径：平台流转（执法局一家可办）\n/);
    方既白.in('督查联络群');
    await 方既白.says('/途径 #3 平台流转 再说一次').bot(/#3 现在就是平台流转，不用再改/);
    await 方既白.says('/途径 #1 现场解决 已办').bot(/现场解决由上报人在受理前记录/);
    stage.hush();
    await 方既白
      .says('/途径 #1 交办单 涉及整栋楼')
      .bot(/^#1 途径改为问题交办单，期限 9月28日（周一），理由已记录\n签发交办单请引用本条回复：交办/);
    await stage
      .room('住建局群')
      .heard(/^@沈立夏 #1 改走问题交办单：涉及整栋楼\n9月8日（周二）前受理，9月28日（周一）前办结/);
    await stage.room('城厢组团群').heard(/#1 改走问题交办单：涉及整栋楼，期限 9月28日（周一）/);
    await stage.says('方既白', '私聊', '查询 #1').bot(/途径：问题交办单（涉及整栋楼）\n[^]*办理期限：9月28日（周一）/);
    await 方既白.says('/改途径 #1 平台流转 只是一户').bot(/#1 途径改为平台流转，期限 9月14日（周一）/);
    await stage.says('方既白', '私聊', '查询 #1').bot(/途径：平台流转（只是一户）\n[^]*办理期限：9月14日（周一）/);
    await stage.addsUp();
  });

  it('what was settled on the spot is recorded and closed in one step by who reported it', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await stage.says('孟良辰', '私聊', '现场解决 #4 已修好').bot(/#4 的首问责任人是郭辛夷，“现场解决”须由本人进行/);
    stage.hush();
    await 郭辛夷.says('/现场解决 #4 已换灯泡，当面告知').bot(/#4 已答复群众，结案/);
    await stage.person('秦望舒').heard(/#4 上报人已现场解决，不用办理/);
    await 郭辛夷.says('/现场解决 #4 再来').bot(/#4 已于 .* 结案/);
    await stage.addsUp();
    await stage.says('贺云帆', '执法局群', '/受理 #3').bot(/已受理/);
    await 郭辛夷.says('/现场解决 #3 已办').bot(/#3 单位已经受理，办理结果由单位记录，不能再记现场解决/);
  });

  it('forms issued at the same moment get numbers without holes and without doubles', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const issues: number[] = [];
    for (const what of ['墙体裂缝', '油烟', '路灯不亮', '白蚁'])
      issues.push(numberOf(await 郭辛夷.says(`上报 陈公桥社区${what}`).bot(/已登记 #\d+/)));
    const second = await Stage.reopen(stage.house.core.db, '2026-09-07T09:31');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await Promise.all(
      issues.map((issue, index) =>
        (index % 2 === 0 ? stage : second).house.receive(方既白.message(`/交办 #${issue} 陆文渊`, `form-${issue}`)),
      ),
    );
    await stage.house.quiet();
    await second.house.quiet();
    await second.close();
    const list = await 方既白.says('/交办单').bot(/^未办结的问题交办单 4 份：/);
    const numbers = [...list.text.matchAll(/^交办〔2026〕(\d+)号/gm)].map(([, number]) => Number(number));
    expect(numbers.sort()).toEqual([1, 2, 3, 4]);
  });

  it('what the office has not decided comes up every morning until it has', async () => {
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区污水管权属不清').bot(/建议问题交办单/);
    await stage.says('郭辛夷', '私聊', '上报 有人半夜唱歌').bot(/责任单位：待双访办确定/);
    stage.hush();
    await stage.clock('2026-09-08T09:20');
    const digest = await stage.room('督查联络群').heard(/【督查日报】9月8日/);
    expect(digest.text).toMatch(/待双访办确定责任单位 1 件：#\d+ @方既白/);
    expect(digest.text).toMatch(
      /建议走问题交办单、待双访办决定 2 件：#2、#\d+，请回复：交办 #编号 区领导 主办单位　或　途径 #编号 平台流转 原因 @方既白/,
    );
  });
});
