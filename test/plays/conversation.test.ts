/** How the bot listens and answers: prefixes, quotes, questions, corrections, strangers, mistakes. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import { openTestDatabase } from '../support/database.ts';
import { deliveredAgain } from '../support/again.ts';
import { numberOf } from '../support/number-of.ts';
import { Stage } from '../support/stage.ts';

describe('in conversation', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase('pglite'), '2026-10-12T09:30');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  it('chatter is left alone', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    for (const text of ['大家早', '上报材料请今天交', '1', '受理', '好的 #1', '！！！', '/吃饭'])
      await 郭辛夷.says(text).nothing();
  });

  it('every way to address the bot is one', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    for (const [text, mention] of [
      ['/查询 #999', false],
      ['／查询＃９９９', false],
      ['! 查询999', false],
      ['！查询 999号', false],
      ['查询 #999', true],
    ] as const) {
      await 郭辛夷.says(text, { mention }).bot(/没有 #999 这件事/);
    }
    await 郭辛夷
      .in('私聊')
      .says('查询 民情〔2026〕999号')
      .bot(/没有 #999/);
  });

  it('an ambiguous village is registered at once, asked about, and completed by a number', async () => {
    const 方既白 = stage.person('方既白').in('城厢组团群');
    const card = await 方既白
      .says('上报 紫霞村邻居吵架')
      .bot(/已登记 #\d+ 邻里纠纷\n地点：待确认\n是哪个地点？请回复数字：\n1 新塘街道紫霞村委会\n2 河上镇紫霞村委会/);
    await stage.says('郭辛夷', '城厢组团群', '2').nothing();
    await 方既白.says('7').bot(/请回复 1 到 2 之间的数字/);
    await 方既白.says('２').bot(/#\d+ 已转河上镇/);
    await stage.says('方既白', '私聊', `查询 #${numberOf(card)}`).bot(/地点：河上镇 紫霞村委会\n[^]*责任单位：河上镇/);
    await 方既白.says('2').nothing();
    await 方既白.says('上报 紫霞村邻居又吵架').bot(/请回复数字/);
    await 方既白.says('取消').bot(/好的，先不确认；已登记的内容保留/);
  });

  it('a question nobody answers in ten minutes lapses, and the report stays with the office', async () => {
    const 方既白 = stage.person('方既白').in('城厢组团群');
    const card = await 方既白.says('上报 紫霞村邻居吵架').bot(/请回复数字/);
    await stage.sleepUntil('2026-10-12T09:41');
    await 方既白.says('1').nothing();
    await stage.says('方既白', '私聊', '我的').bot(new RegExp(`待转办[^]*#${numberOf(card)}`));
  });

  it("a cadre's own village needs no question", async () => {
    await stage.says('苏景行', '城厢组团群', '上报 紫霞村公路坑洼').bot(/地点：河上镇 紫霞村委会/);
  });

  it('what was understood wrong is corrected before the unit accepts', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const card = await 郭辛夷.says('上报 拱秀社区路灯不亮').bot(/责任单位：交通运输局/);
    await 郭辛夷.says('更正 单位：城管局', { quote: card }).bot(/#\d+ 已转综合行政执法局/);
    await 郭辛夷.says('更正 类别：供水排水', { quote: card }).bot(/#\d+ 已记下类别：供水排水/);
    await stage.room('执法局群').heard(/@贺云帆 #\d+ 登记有更正，类别：供水排水$/);
    await 郭辛夷.says('更正 地点：没有的村', { quote: card }).bot(/没有找到地点“没有的村”/);
    await 郭辛夷.says('更正 类别：没有的类别名', { quote: card }).bot(/没有类别“没有的类别名”，现有：/);
    await stage.says('贺云帆', '执法局群', `/受理 #${numberOf(card)}`).bot(/已受理/);
    await 郭辛夷.says('更正 单位：住建局', { quote: card }).bot(/已由综合行政执法局受理，要换单位请联系双访办/);
    await 郭辛夷.says('撤回', { quote: card }).bot(/已被受理，不能撤回/);
  });

  it('set right, it is proposed to the unit it should have gone to, and the office decides with one word', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    const card = await 郭辛夷.says('上报 拱秀社区门口路灯不亮').bot(/责任单位：交通运输局/);
    const issue = numberOf(card);
    await 郭辛夷
      .says('更正 类别：供水排水', { quote: card })
      .bot(
        new RegExp(`#${issue} 已记下类别：供水排水\\n更正后宜由水务局办理（类别“供水排水”的主管单位），待双访办决定$`),
      );
    const asked = await stage
      .room('督查联络群')
      .heard(
        new RegExp(
          `^@方既白 #${issue} 更正后宜由水务局办理（[^）]*），现在交通运输局，尚未受理；途径不变（平台流转）\\n请引用本条回复：批准　或　驳回 理由`,
        ),
      );
    await stage
      .says('方既白', '私聊', '我的')
      .bot(new RegExp(`#${issue} 交通运输局 更正后建议改派水务局：类别“供水排水”的主管单位`));
    await stage
      .says('方既白', '私聊', `查询 #${issue}`)
      .bot(/责任单位：交通运输局[^]*更正后建议改派水务局，待双访办决定/);
    await 方既白.says('批准', { quote: asked }).bot(new RegExp(`#${issue} 已转水务局`));
    await stage.person('钟灵秀').heard(new RegExp(`#${issue} 转交您单位[^]*供水排水`));

    const other = await 郭辛夷.says('上报 拱秀社区后门路灯不亮').bot(/责任单位：交通运输局/);
    const kept = numberOf(other);
    await 郭辛夷.says('更正 类别：白蚁防治', { quote: other }).bot(/更正后宜由住房和城乡建设局办理/);
    await 方既白.says(`/驳回 #${kept} 路灯杆是交通局的`).bot(new RegExp(`^#${kept} 不改派，仍由交通运输局办理`));
    await 郭辛夷.says('更正 类别：市容环境', { quote: other }).bot(/^(?![^]*宜由)[^]*已记下类别：市容环境/);
  });

  it("quoting somebody else's message is no command", async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    await 贺云帆
      .says('受理', { quote: { room: stage.address('执法局群'), messageId: 'p1', segments: [], text: '', at: 0 } })
      .nothing();
  });

  it('the same frame twice is one report, with the photo that came along', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const before = numberOf(await 郭辛夷.says('上报 陈公桥社区下水道堵塞').bot(/已登记/));
    const words = 郭辛夷.message('上报 陈公桥社区停水', 'same');
    const photo = { type: 'image' as const, url: 'https://pictures.example/1.jpg' };
    const frame = { ...words, segments: [...words.segments, photo] };
    expect(await stage.house.receive(frame)).toBe('answered');
    expect(await stage.house.receive(frame)).toBe('seen');
    expect(await deliveredAgain(stage, frame, '2026-10-12T10:00')).toEqual([]);
    await 郭辛夷
      .in('私聊')
      .says(`查询 #${before + 1}`)
      .bot(/^民情〔2026〕\d+号（#\d+）[^]*内容：陈公桥社区停水[^]*照片：1 张/);
    await 郭辛夷.says(`查询 #${before + 2}`).bot(/没有 #\d+ 这件事/);
  });

  it('a stranger is told once, in private, how to be bound', async () => {
    const 路人 = stage.stranger('x1').in('城厢组团群');
    await 路人.says('/我的').nothing();
    await 路人.heard(/^您的账号（console:x1）还没有绑定/);
    const before = stage.transcript.length;
    await 路人.says('/查询 #1').nothing();
    await 路人.says('大家好').nothing();
    expect(stage.transcript).toHaveLength(before);
  });

  it('wrong input is told what is wrong and how it is right', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区墙体裂缝').bot(/已登记/);
    await 沈立夏.says('/办结').bot(/缺少编号：请写 #编号，或引用我发的那条消息。请回复数字，或直接写 #编号：\n1 #/);
    await stage
      .says('方既白', '督查联络群', '/挂账 #1 13月45日 王建国 等规划')
      .bot(/“13月45日”不是日期，如 12月31日。\n用法：挂账 #编号 日期 区领导 原因\n例如：挂账 #12 2026-12-31/);
    await 沈立夏.says('/下派 #1 没有的单位').bot(/没有找到单位“没有的单位”/);
    await 沈立夏.says('/转办 #1 城管局').bot(/“转办”只有双访办、管理员可以用/);
    await stage.says('郭辛夷', '城厢组团群', '/反馈 #1').bot(/缺少反馈类型。请回复数字：\n1 能马上解决/);
    await stage.says('郭辛夷', '私聊', '/上报').bot(/缺少问题内容/);
    await stage.says('郭辛夷', '私聊', '取消').bot(/“上报”已取消，没有登记/);
    await stage.says('郭辛夷', '私聊', '督察表').bot(/您是不是要“督查表”/);
    await stage.says('郭辛夷', '私聊', '今天天气不错').bot(/没有看懂/);
  });

  it('a rant of 5,000 characters is kept in part, and that is said', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const rant = `拱秀社区物业不作为。${'垃圾没人清。'.repeat(830)}`;
    const card = await 郭辛夷.says(`上报 ${rant}`).bot(/内容较长，已存下前面部分/);
    const { content } = (await loadIssue(stage.house.core.db, numberOf(card))) ?? {};
    expect(content).toBe(`${rant.slice(0, 2000)}…`);
  });

  it('code, markup and mentions that people type stay words', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const nasty = `拱秀社区 [CQ:at,qq=all] <b>x</b> '; drop table issues; -- =1+1 路灯`;
    const card = await 郭辛夷.says(`上报 ${nasty}`).bot(/已登记/);
    const shown = await stage.says('秦望舒', '私聊', `查询 #${numberOf(card)}`).bot(/内容：/);
    expect(shown.text).toContain(`\n内容：${nasty}\n`);
  });

  it('who one is, what waits, what is overdue, and help are answered by role', async () => {
    await stage.says('郭辛夷', '私聊', '绑定').bot(/您是郭辛夷，城厢街道，干部\n走访小组：城厢组团一组/);
    await stage.says('沈立夏', '私聊', '我的').bot(/本单位在办/);
    await stage.says('顾清和', '私聊', '逾期').bot(/全区逾期未办：没有/);
    await stage.says('顾清和', '私聊', '预警').bot(/近期没有预警/);
    const help = await stage.says('郭辛夷', '私聊', '帮助').bot(/您可以发送/);
    expect(help.text).not.toContain('批准');
    expect(help.text).toMatch(/\n1 上报反馈：上报、更正、撤回、现场解决、反馈、移交、撤销\n2 走访日记：/);
    const inGroup = await stage.says('郭辛夷', '私聊', '帮助 1').bot(/^上报反馈，您可以发送：\n· 上报 拱秀社区/);
    expect(inGroup.text).toContain('· 反馈 #12 1 已修好，群众表示感谢');
    // A unit answers findings and reads forms; that inspectors record and the office issues is not its to say.
    const forUnit = await stage.says('沈立夏', '私聊', '帮助 督查督办').bot(/· 督查 整改 3 已完成 公示栏已更新/);
    expect(forUnit.text).not.toMatch(/督查 住建局 问|督查 销号|督办 #12 本周/);
    await stage.says('沈立夏', '私聊', '帮助 交办').bot(/\n例：交办 #12\n例：交办$/);
    await stage
      .says('郭辛夷', '私聊', '帮助 延期')
      .bot(/^延期 #编号 天数或新日期 理由（也可说：申请延期）\n“延期”只有单位联络员、单位负责人可以用。/);
    await stage.says('沈立夏', '私聊', '查询 住建局').bot(/“住建局”（\d+ 件）/);
    await stage.says('沈立夏', '私聊', '查询 没有这样的话').bot(/没有$/);
  });

  it('the office binds an account, a liaison vouches for the own unit only', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 方既白.says('/绑定 onebot:10001 沈立夏 住建局').bot(/已绑定：沈立夏（住房和城乡建设局，单位联络员）/);
    await 方既白.says('/绑定 onebot:10001 沈立夏 住建局').bot(/该账号已绑定沈立夏/);
    await 方既白.says('/绑定 onebot:10002 没有的人 住建局').bot(/名册里没有没有的人/);
    await 方既白.says('/绑定 随便写').bot(/用法：绑定/);
    await stage.says('沈立夏', '住建局群', '/绑定 onebot:10003 宋知秋 住建局').bot(/已绑定：宋知秋/);
    await stage
      .says('沈立夏', '私聊', '/绑定 onebot:10004 贺云帆 城管局')
      .bot(/只能绑定本单位的账号。其他的由双访办绑定。/);
    await stage.says('郭辛夷', '城厢组团群', '/绑定 onebot:10005 郭辛夷 城厢街道').bot(/账号由单位联络员、双访办绑定/);
    expect(stage.house.core.readers().directory.personByAccount('onebot', '10001')?.name).toBe('沈立夏');
  });
});
