/** 问题交办单: a district leader coordinates what several units share, until the leading group has decided. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { wordsOf } from '../support/documents.ts';
import { PLATFORM, Stage } from '../support/stage.ts';

describe.each(databases)('a form on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-07T09:30');
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 拱秀社区墙体裂缝').bot(/已登记 #1/);
    await 郭辛夷.says('上报 拱秀社区外墙裂缝，管线交叉，住建局和交通局说不归自己').bot(/已登记 #2[^]*建议问题交办单/);
    await 郭辛夷.says('上报 陈公桥社区油烟扰民').bot(/已登记 #3/);
    await stage.says('贺云帆', '执法局群', '/受理 #3').bot(/已受理/);
    await 郭辛夷.says('上报 陈公桥社区路灯不亮').bot(/已登记 #4/);
    await 郭辛夷.says('/现场解决 #4 已换灯泡，当面告知').bot(/结案/);
  });
  afterAll(() => stage.end());
  it('a form is numbered, coordinated by a district leader, and everyone concerned is told', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 方既白.says('/交办 #2 住建局').bot(/交办单须先写牵头的区领导[^]*转办 #编号 住建局[^]*名册里的区领导：陆文渊/);
    await 方既白.says('/交办 #2 方既白 住建局').bot(/“方既白”不是区领导。名册里的区领导：陆文渊/);
    await 方既白.says('/交办 #2 协办 交通局').bot(/缺少区领导（名册里的区领导：陆文渊）/);
    await 方既白.says('/交办 #2').bot(/#2 还没有签发问题交办单/);
    await 方既白.says('/交办').bot(/没有未办结的问题交办单/);
    stage.hush();
    await 方既白
      .says('/交办 #2 陆区长 住建局 交通局、执法局 9月底前拿出方案 联系 13812345678')
      .bot(
        /^#2 交办〔2026〕1号已签发，由陆文渊牵头协调，主办住房和城乡建设局，协办交通运输局、综合行政执法局，9月8日（周二）前受理，9月28日（周一）前办结\n消息里有个人信息（电话号码）[^]*请尽快撤回/,
      );
    const unit = await stage
      .room('住建局群')
      .heard(/^@沈立夏 #2 【问题交办单】交办〔2026〕1号：房屋安全 · 拱秀社区。由区领导陆文渊牵头协调，协办：/);
    expect(unit.text).toContain('要求：9月底前拿出方案');
    expect(unit.text).not.toContain('13812345678');
    expect(unit.text).not.toContain('管线交叉');
    await stage
      .person('陆文渊')
      .heard(/^#2 【问题交办单】交办〔2026〕1号 请您牵头协调：[^]*内容：拱秀社区外墙裂缝[^]*批示请引用本条回复/);
    await stage.room('执法局群').heard(/^@贺云帆 #2 请协助住房和城乡建设局办理：房屋安全 · 拱秀社区/);
    await stage.person('秦望舒').heard(/^#2 请协助住房和城乡建设局办理[^]*内容：拱秀社区外墙裂缝/);
    await stage.room('城厢组团群').heard(/#2 已签发问题交办单，由区领导陆文渊牵头协调，期限 9月28日（周一）/);
    // The printable form tells what residents said: it goes to people, never into a group.
    for (const account of ['p7', 'p8', 'p3']) {
      const sent = await stage.heardIn(
        { platform: PLATFORM, kind: 'private', id: account },
        /^\[文件：问题交办单-交办〔2026〕1号-住房和城乡建设局\.docx/,
      );
      const words = await wordsOf(sent);
      expect(words).toMatch(/^民情问题交办单\n交办〔2026〕1号\n问题编号\n民情〔2026〕2号\n/);
      expect(words).toMatch(
        /牵头区领导\n陆文渊\n办理期限\n2026年9月28日\n主办单位\n住房和城乡建设局\n协办单位\n交通运输局、/,
      );
      expect(words).toContain('管线交叉');
      expect(words).not.toContain('13812345678');
    }

    await 方既白
      .says('/交办单')
      .bot(
        /^未办结的问题交办单 1 份：\n交办〔2026〕1号 #2 房屋安全 · 住房和城乡建设局（协办 交通运输局、综合行政执法局） · 陆文渊牵头 · 9月28日（周一）到期$/,
      );
    await stage
      .says('方既白', '私聊', '交办 #2')
      .bot(/^【问题交办单】交办〔2026〕1号　民情〔2026〕2号（#2）[^]*牵头区领导：陆文渊[^]*签发：方既白/);
    await stage.person('方既白').heard(/^\[文件：问题交办单-交办〔2026〕1号/);
    await 方既白.says('/交办 #2').bot(/^交办〔2026〕1号 #2 [^]*交办单已私聊发给您/);
    await 方既白.says('/交办 #2 陆文渊 9月25日前拿出方案').bot(/^#2 交办〔2026〕1号已签发[^]*9月28日（周一）前办结$/);
    await stage.addsUp();
    await stage.says('方既白', '私聊', '交办 #2').bot(/协办：交通运输局、综合行政执法局\n要求：9月25日前拿出方案\n/);
  });

  it('the leader sees the issue and gives instructions, which reach every unit that works on it', async () => {
    const 陆文渊 = stage.person('陆文渊').in('私聊');
    await 陆文渊.says('我的').bot(/由我牵头的交办单（1 件）\n#2 /);
    await 陆文渊
      .says('查询 #2')
      .bot(/途径：问题交办单[^]*交办〔2026〕1号：由陆文渊牵头协调[^]*协办：交通运输局、综合行政执法局/);
    stage.hush();
    await 陆文渊.says('批示 #2 请住建局本周内会商').bot(/^#2 批示已记录，已转住房和城乡建设局$/);
    await stage.room('住建局群').heard(/^@宋知秋 #2 【批示】陆文渊：请住建局本周内会商$/);
    await stage.room('执法局群').heard(/#2 【批示】陆文渊：请住建局本周内会商/);
    await stage.says('方既白', '私聊', '批示 #2 会商结果报区政府办').bot(/批示已记录/);
    await stage.says('方既白', '私聊', '批示 #1 请抓紧').bot(/#1 的批示由区领导作出；签发交办单/);
    await 陆文渊
      .says('查询 #2')
      .bot(/批示（陆文渊 9月7日（周一））：请住建局本周内会商\n批示（陆文渊 [^]*会商结果报区政府办/);
  });

  it('supporting units help: they see it and note progress, but neither accept nor close it nor are reminded', async () => {
    const 秦望舒 = stage.person('秦望舒').in('私聊');
    await 秦望舒.says('查询 #2').bot(/内容：拱秀社区外墙裂缝/);
    await 秦望舒.says('我的').bot(/本单位协办（1 件）\n#2 /);
    stage.hush();
    await 秦望舒.says('办理 #2 管线图已提供').bot(/#2 进展已记录/);
    await stage.room('住建局群').heard(/#2 协办单位交通运输局报来进展/);
    await 秦望舒.says('办结 #2 已办').bot(/#2 由住房和城乡建设局负责/);
    await 秦望舒.says('查询 #2').bot(/^民情〔2026〕2号（#2）待受理\n/);

    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏.says('/协办 #2 水务局 地下有水管').bot(/^#2 协办请求已报双访办$/);
    await stage
      .room('督查联络群')
      .heard(/@方既白 #2 住房和城乡建设局请求水务局协办：地下有水管\n请引用本条回复：协办 水务局/);
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 方既白
      .says('/协办 #2 水务局')
      .bot(/^#2 协办单位：交通运输局、综合行政执法局、水务局，责任仍在住房和城乡建设局$/);
    await stage.person('钟灵秀').heard(/#2 请协助住房和城乡建设局办理/);
    await 方既白.says('/协办 #2 水务局').bot(/#2 的协办单位没有变化/);
    await 方既白.says('/协办 #2 住建局').bot(/住房和城乡建设局就是 #2 的责任单位/);
    await 方既白.says('/协办 #2').bot(/缺少单位/);
    await 方既白.says('/协办 #2 取消 执法局 不涉及市容').bot(/协办单位：交通运输局、水务局/);
    await stage.room('执法局群').heard(/#2 不再需要您单位协办：不涉及市容/);
    await stage.addsUp();
  });

  it('is split into parts that inherit the deadline, and the whole waits for all of them', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 方既白.says('/拆分 #2 住建局 加固外墙').bot(/至少拆成两个部分/);
    await 方既白.says('/拆分 #2 交通局 恢复路面；水务局').bot(/每个部分都要写单位和内容/);
    await 方既白.says('/拆分 #2 交通局 路面；没有的局 水管').bot(/没有找到单位“没有的局”/);
    stage.hush();
    await 方既白
      .says('/拆分 #2 交通局 恢复路面；水务局 改移水管')
      .bot(/^#2 已拆分：#5 交通运输局、#6 水务局，期限同为9月28日（周一）。各部分办结后由住房和城乡建设局汇总办结$/);
    await stage.person('秦望舒').heard(/#5 新交办：房屋安全 · 拱秀社区[^]*内容：恢复路面[^]*9月28日（周一）前办结/);
    await stage.person('钟灵秀').heard(/#6 新交办/);
    await stage.room('住建局群').heard(/#2 已拆分：#5 交通运输局、#6 水务局。各部分办结后由您单位汇总/);
    await stage
      .says('沈立夏', '私聊', '查询 #2')
      .bot(/拆分 2 个部分：\n　#5 交通运输局 待受理，9月28日（周一）到期：恢复路面\n　#6 水务局/);
    await 沈立夏.says('/办结 #2 已加固').bot(/#2 还有 2 个部分没有结果：#5、#6/);

    stage.hush();
    await stage
      .says('秦望舒', '私聊', '办结 #5 路面已恢复')
      .bot(/#5 办理结果已记录，这一部分已办结；由 #2 的责任单位汇总办结/);
    await stage.room('住建局群').heard(/@沈立夏 #2 拆分的 #5（交通运输局）已办结，还有 1 个部分在办/);
    await 方既白.says('/重办 #5 没修好').bot(/#5 是从 #2 拆分出来的，这一步请对 #2 进行/);
    await 方既白.says('/拆分 #6 交通局 一；水务局 二').bot(/#6 是从 #2 拆分出来的/);
    await stage.says('郭辛夷', '城厢组团群', '/撤回 #6').bot(/双访办/);
    await 方既白.says('/撤回 #6 水管不用改').bot(/#6 已撤回/);
    await stage.room('住建局群').heard(/#2 拆分的 #6（水务局）已撤回，各部分都有了结果，请汇总：办结 #2 结果/);
    await stage.addsUp();
    await 沈立夏.says('/办理 #2 方案会商中').bot(/进展已记录/);
  });

  it('the leading group studies what is unsolved at the end of the quarter; its decisions are written back and followed', async () => {
    const 方既白 = stage.person('方既白').in('私聊');
    const 陆文渊 = stage.person('陆文渊').in('私聊');
    await stage.sleepUntil('2026-10-07T12:00');
    await stage.clock('2026-10-08T09:00');
    stage.hush();
    // 1 to 7 October are holidays: the first working day of the quarter is the 8th.
    await stage.clock('2026-10-08T12:00');
    await stage.heardIn(
      { platform: PLATFORM, kind: 'private', id: 'p7' },
      /^【季度研究】2026年第三季度未办结问题交办单 1 份，提请领导小组研究。\n交办〔2026〕1号 #2 [^\n]*9月28日（周一）到期，逾期 2 个工作日\n　拱秀社区外墙裂缝[^\n]*\n　进展：方案会商中\n研究后请发：议定/,
    );
    const pack = await stage.heardIn(
      { platform: PLATFORM, kind: 'private', id: 'p7' },
      /^\[文件：2026年第三季度未办结问题交办单\.docx/,
    );
    expect(await wordsOf(pack)).toMatch(
      /^2026年第三季度未办结问题交办单提请研究材料\n民情“双访”工作领导小组：\n截至2026年9月30日，未办结的问题交办单共 1 份，涉及主办单位 1 个，其中逾期 1 份/,
    );
    const line = await stage.room('督查联络群').heard(/^【季度研究】2026年第三季度未办结问题交办单 1 份/);
    expect(line.text).not.toContain('裂缝');
    await 陆文渊.says('季度研究 2026年 第3季度').bot(/2026年第三季度未办结问题交办单 1 份/);
    await 陆文渊.says('季度研究 2027年第1季度').bot(/2027年第一季度还没有开始/);
    await 陆文渊.says('季度研究 上半年').bot(/请写季度/);
    await 陆文渊.says('季度研究 第1季度').bot(/2026年第一季度没有未办结的问题交办单/);
    const inGroup = await stage
      .says('方既白', '督查联络群', '/季度研究')
      .bot(/2026年第四季度未办结[^]*材料已私聊发给您/);
    expect(inGroup.text).not.toContain('裂缝');
    const papers = stage.transcript.filter(({ room, segments }) => {
      return room.kind === 'group' && segments.some((one) => one.type === 'file' && one.name.includes('交办单'));
    });
    expect(papers).toEqual([]);
    await stage.person('方既白').heard(/2026年第四季度[^]*裂缝/);

    const office = stage.person('方既白').in('私聊');
    await office.says('议定 #2 由住建局加固').bot(/议定事项最后要写完成日期/);
    await office.says('议定 #2 由住建局加固 9月1日').bot(/9月1日（周二）已经过去/);
    stage.hush();
    await office
      .says('议定 #2 区财政安排资金，先行加固外墙 住建局 10月15日前')
      .bot(/^#2 议定事项 #2-1 已记录，由住房和城乡建设局于10月15日（周四）前落实$/);
    await office.says('议定 #2 交通局同步恢复人行道，10月30日，交通局').bot(/#2-2 已记录，由交通运输局于10月30日/);
    await stage
      .room('住建局群')
      .heard(/^@宋知秋 #2 【议定】领导小组议定：区财政安排资金，先行加固外墙，请于10月15日（周四）前落实/);
    await stage
      .says('秦望舒', '私聊', '我的')
      .bot(/本单位待落实的议定事项（1 项）\n议定 #2-2 [^]*请发：议定 完成 #编号-序号 落实情况/);
    await office.says('议定').bot(/^待落实的议定事项 2 项：\n议定 #2-1 住房和城乡建设局 10月15日（周四）前：区财政/);
    await stage.says('秦望舒', '私聊', '议定').bot(/待落实的议定事项 1 项：\n议定 #2-2 交通运输局/);

    // Who helps is never reminded as if it were responsible.
    const reminders = stage.transcript.filter(({ room, text }) => room.id === 'p13' && /每日提醒/.test(text));
    expect(reminders.filter(({ text }) => /#2 /.test(text))).toEqual([]);
    await stage.clock('2026-10-14T12:00');
    await stage
      .room('住建局群')
      .heard(/议定事项 1 项：\n议定 #2-1 区财政安排资金，先行加固外墙，10月15日（周四）到期[^]*@宋知秋/);
    await stage.clock('2026-10-16T12:00');
    await stage.room('督查联络群').heard(/议定逾期 1 项：\n住房和城乡建设局 议定 #2-1 [^\n]*，逾期 1 个工作日/);
    await stage.says('贺云帆', '执法局群', '/议定 完成 #2-1 已办').bot(/#2 由住房和城乡建设局负责/);
    await stage.says('沈立夏', '住建局群', '/议定 完成 #2-9 已办').bot(/#2 没有待落实的议定事项/);
    stage.hush();
    await stage.says('沈立夏', '住建局群', '/议定 完成 #2-1 脚手架已搭好').bot(/^#2 议定事项 #2-1 已记为落实$/);
    await stage.room('督查联络群').heard(/@方既白 #2 议定事项 #2-1 已落实：脚手架已搭好/);
    await stage.clock('2026-10-19T12:00');
    const digest = await stage.room('督查联络群').heard(/【督查日报】10月19日/);
    expect(digest.text).not.toContain('议定');
    await 陆文渊
      .says('查询 #2')
      .bot(/议定 #2-1 [^\n]*〔10月16日（周五）落实：脚手架已搭好〕\n议定 #2-2 [^\n]*〔未落实〕/);
    await stage.addsUp();
    await 方既白.says('我的').bot(/./);
  });

  it('an overdue issue gets more time only under a leader’s name, and the table of the month stays right', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('沈立夏', '住建局群', '/受理 #1').bot(/已受理/);
    await 方既白
      .says('/途径 #1 交办单 太难')
      .bot(/#1 已经逾期，改走交办单须由区领导牵头，请发“交办 #1 区领导姓名 主办单位”/);
    await 方既白.says('/交办 #1 陆文渊 住建局').bot(/交办〔2026〕2号已签发[^]*11月9日（周一）前办结/);
    await stage.sleepUntil('2026-11-02T07:00');
    await stage.clock('2026-11-02T12:00');
    // 交通运输局 in September: one issue its reporter settled on the spot, and a part of another it settled itself.
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 顾清和
      .says('/督查表 9月')
      .bot(/累计收集 4 件，办结 1 件[^]*交通运输局〔绿〕｜结转0 新增2 办结1 移出1 在办0｜/);
    // The parts are no reports of residents.
    await 顾清和.says('/督查表 10月').bot(/累计收集 4 件/);
  });
});
