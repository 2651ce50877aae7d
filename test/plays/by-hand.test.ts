/** Inspectors urge, supervise, circulate and propose to summon by hand; the ladder does not repeat what they did. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killedBeforeAnswering } from '../support/again.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { PLATFORM, Stage } from '../support/stage.ts';
import { wordsOf } from '../support/documents.ts';

describe.each(databases)('by hand on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T08:00');
  });
  afterAll(() => stage.end());
  it('an inspector urges the lead before the ladder does, and the ladder lets it be', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 顾清和 = stage.person('顾清和').in('私聊');
    await 郭辛夷.says('上报 陈公桥社区菜场外乱摆摊').bot(/已登记 #1/);
    await 郭辛夷.says('上报 拱秀社区墙体裂缝').bot(/已登记 #2/);
    await stage.says('贺云帆', '执法局群', '/受理 #1').bot(/已受理/);
    await stage.says('贺云帆', '私聊', '/催办 #1').bot(/“催办”只有督查联络员、双访办、管理员可以用/);
    await stage.clock('2026-10-20T10:00');
    stage.hush();

    await 顾清和
      .says('催办 #1 群众 13812345678 已三次来电')
      .bot(/^#1 已催办综合行政执法局负责人，每日提醒不再重复催办。$/);
    const urged = await stage
      .room('执法局群')
      .heard(/^@罗一鸣 【催办】#1 市容环境，10月19日（周一）到期，逾期 1 个工作日，请负责人督促办理。/);
    expect(urged.text).toContain('已三次来电');
    expect(urged.text).not.toContain('13812345678');
    await stage.room('督查联络群').heardNothing();
    await stage
      .says('方既白', '督查联络群', '/催办 #1')
      .bot(/#1 已于10月20日（周二）由顾清和催办，同一单位办理期间每一步只做一次。要加力请发：督办 #1 要求/);
    await stage.clock('2026-10-22T12:00');
    const digest = await stage.room('执法局群').heard(/逾期 3 个工作日/);
    expect(digest.text).not.toContain('【催办】');
  });

  it('and what the ladder urged is not urged again by hand', async () => {
    await stage.says('方既白', '督查联络群', '/催办 #2').bot(/#2 已于10月22日（周四）在每日提醒里催办/);
  });

  it('a 督办单 by hand is numbered, confirmed at once, and takes the place of the draft', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    stage.hush();
    await 顾清和
      .says('/督办 #1 本周内现场办结')
      .bot(/^#1 督办〔2026〕1号已签发，送综合行政执法局，10月26日（周一）前办结或说明情况。$/);
    await stage
      .room('执法局群')
      .heard(
        /^@罗一鸣 【督办】#1 请综合行政执法局于10月26日（周一）前办结或说明情况。督办〔2026〕1号，市容环境，逾期 3 个工作日，此前10月20日（周二）提醒、10月20日（周二）催办。要求：本周内现场办结。（顾清和签发）$/,
      );
    // The document tells what residents said: it goes to people, not into the groups.
    for (const account of ['p6', 'p5']) {
      const sent = await stage.heardIn(
        { platform: PLATFORM, kind: 'private', id: account },
        /^\[文件：督办单-督办〔2026〕1号-综合行政执法局\.docx/,
      );
      const words = await wordsOf(sent);
      expect(words).toContain(
        '办理期限为2026年10月19日，签发时已逾期 3 个工作日，尚未办结。此前已于2026年10月20日催办。',
      );
      expect(words).toMatch(/城厢街道陈公桥社区[^]*陈公桥社区菜场外乱摆摊[^]*本周内现场办结[^]*（签发人：顾清和）/);
    }
    const inGroups = stage.transcript.filter(({ room, segments }) => {
      return room.kind === 'group' && segments.some(({ type }) => type === 'file');
    });
    expect(inGroups).toEqual([]);
    await 顾清和.says('/督办 #1 Word').bot(/#1 的督办单已私聊发给您/);
    await 顾清和.heard(/^\[文件：督办单-督办〔2026〕1号/);
    await 顾清和
      .in('私聊')
      .says('督办 #1 文档')
      .bot(/#1 的督办单（Word）/);
    await 顾清和.says('督办 #2 Word').bot(/#2 还没有督办单/);

    // The unit asks for it again, and for its own alone; another is told nothing of it.
    const 罗一鸣 = stage.person('罗一鸣').in('执法局群');
    await 罗一鸣.says('/督办').bot(/^督办单：\n督办〔2026〕1号 #1 综合行政执法局〔办理中〕/);
    await 罗一鸣.says('/督办 #1 Word').bot(/#1 的督办单已私聊发给您/);
    await 罗一鸣.heard(/^\[文件：督办单-督办〔2026〕1号/);
    await 罗一鸣.says('/督办 #1 尽快').bot(/督办单由督查联络员签发[^]*要已签发的请发：督办 #编号 Word/);
    const 宋知秋 = stage.person('宋知秋').in('私聊');
    await 宋知秋.says('督办 #1 Word').bot(/^#1 没有发给本单位的督办单。发送“督办”可看本单位的督办单。$/);
    await 宋知秋.says('督办').bot(/^没有发给本单位的督办单。$/);
    顾清和.in('督查联络群');
    await 顾清和.says('/督办 #1').bot(/#1 已于10月22日（周四）由顾清和督办[^]*要加力请发：通报 #1 说明/);
    await stage
      .says('方既白', '督查联络群', '/督办 #2')
      .bot(/督办单由督查联络员签发。需要督办的请告知督查联络员，催办可由双访办发：催办 #编号/);
    await 顾清和
      .says('/督办')
      .bot(/^督办单：\n督办〔2026〕1号 #1 综合行政执法局〔办理中〕10月26日（周一）前办结或说明$/);

    // The ladder drafts the other issue's, and approving the draft numbers it in the same row of numbers.
    await stage.clock('2026-10-26T12:00');
    const drafts = await stage.room('督查联络群').heard(/待督查联络员审定/);
    expect(drafts.text).toMatch(/#2 住房和城乡建设局 逾期 5 个工作日，拟督办/);
    expect(drafts.text).not.toMatch(/#1/);
    stage.hush();
    await 顾清和.says('/批准 #2').bot(/#2 督办已签发/);
    await stage.room('住建局群').heard(/@宋知秋 【督办】#2 [^]*督办〔2026〕2号，房屋安全，逾期 5 个工作日/);
  });

  it('a draft that was dismissed can still be taken by hand; the circular is the list of what was confirmed', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await stage.clock('2026-11-02T12:00');
    await 顾清和.says('/驳回 #1 本周可办结').bot(/#1 通报已驳回/);
    await 顾清和.says('/通报').bot(/2026年11月通报：没有列入的事项/);
    stage.hush();
    await 顾清和.says('/通报 #1 说好本周仍未办结').bot(/^#1 综合行政执法局已列入本月通报。$/);
    await stage
      .room('执法局群')
      .heard(/【通报】#1 综合行政执法局逾期 10 个工作日，列入本月通报。说好本周仍未办结。（顾清和签发）/);
    await 顾清和.says('/批准 #2').bot(/#2 通报已签发/);
    await stage
      .says('陆文渊', '督查联络群', '/通报 11月')
      .bot(
        /^2026年11月通报（2 件）\n住房和城乡建设局 #2 房屋安全，10月19日（周一）到期，仍未办结（顾清和签发）\n综合行政执法局 #1 市容环境，10月19日（周一）到期，仍未办结：说好本周仍未办结（顾清和签发）$/,
      );
    await stage.says('陆文渊', '督查联络群', '/通报 #2').bot(/通报由督查联络员列入。需要通报的请告知督查联络员/);
    await 顾清和.says('/通报 10月').bot(/2026年10月通报：没有列入/);
    stage.hush();
    await 顾清和.says('/通报 本月 Word').bot(/^2026年11月通报（2 件）/);
    const circular = await wordsOf(await stage.room('督查联络群').heard(/^\[文件：通报-2026年11月\.docx/));
    expect(circular).toMatch(/共 2 件，涉及 2 个单位；截至2026年11月2日，均未办结。现予通报。/);
    expect(circular).toMatch(
      /序号\n责任单位\n问题编号\n类别\n办理期限\n现状\n说明\n1\n住房和城乡建设局\n民情〔2026〕2号\n房屋安全\n10月19日\n未办结\n2\n综合行政执法局\n民情〔2026〕1号\n市容环境\n10月19日\n未办结\n说好本周仍未办结\n/,
    );
    // A group reads it: neither place nor content.
    expect(circular).not.toMatch(/陈公桥|拱秀|乱摆摊|裂缝/);
    await 顾清和.says('/通报 10月 文档').bot(/^2026年10月通报：没有列入的事项[^]*$/);
  });

  it('what was issued keeps the name the unit had then, whatever it is called since', async () => {
    await stage.clock('2026-11-02T12:01');
    const renamed = await stage
      .says('方既白', '私聊', '更名 执法局 城市管理局')
      .bot(/已更名：综合行政执法局 → 城市管理局/);
    const 顾清和 = stage.person('顾清和').in('私聊');
    await 顾清和.says('督办 #1 Word').bot(/#1 的督办单（Word）/);
    await 顾清和.heard(/^\[文件：督办单-督办〔2026〕1号-综合行政执法局\.docx/);
    await 顾清和.says('通报 11月').bot(/\n综合行政执法局 #1 市容环境/);
    await 顾清和.says('通报 11月 Word').bot(/（2 件）/);
    const circular = await 顾清和.heard(/^\[文件：通报-2026年11月\.docx/);
    expect(await wordsOf(circular)).toMatch(/\n2\n综合行政执法局\n民情〔2026〕1号\n/);
    // What is open is the unit's as it is called now.
    await 顾清和.says('督办').bot(/督办〔2026〕1号 #1 城市管理局〔/);
    await 顾清和.says('查询 #1').bot(/责任单位：城市管理局/);
    const number = /撤回 (\d+)/.exec(renamed.text)?.[1] ?? '';
    await stage.says('方既白', '私聊', `名册变动 撤回 ${number}`).bot(/已撤回/);
    await 顾清和.says('督办 #1 Word').bot(/#1 的督办单（Word）/);
    await 顾清和.heard(/^\[文件：督办单-督办〔2026〕1号-综合行政执法局\.docx/);
  });

  it('summoning is proposed to the office, about an issue or a unit, and the office says what came of it', async () => {
    const 顾清和 = stage.person('顾清和').in('私聊');
    const 方既白 = stage.person('方既白').in('督查联络群');
    stage.hush();
    await 顾清和.says('约谈 #1 两次督办仍未办结').bot(/^#1 约谈建议 1 号已提出：综合行政执法局，等双访办安排。$/);
    await stage
      .room('督查联络群')
      .heard(
        /^【约谈建议】1 号 综合行政执法局 #1：两次督办仍未办结\n请双访办安排，谈过后请发：约谈 完成 1 结果 @方既白 $/,
      );
    await stage
      .room('执法局群')
      .heard(/@罗一鸣 【约谈】#1 建议约谈综合行政执法局负责人：两次督办仍未办结，由双访办安排。（顾清和提出）/);
    await 顾清和.says('约谈 住建局').bot(/约谈单位须写明理由/);
    await 顾清和.says('约谈 没有的局 理由').bot(/没有找到单位“没有的局”/);
    await 顾清和.says('约谈 住建局 连续两月进度缓慢').bot(/约谈建议 2 号已提出：住房和城乡建设局/);
    await 方既白.says('/约谈 住建局 理由').bot(/约谈由督查联络员提出/);
    await 方既白
      .says('/约谈')
      .bot(
        /待安排的约谈建议 2 件：\n1 综合行政执法局 #1：两次督办仍未办结（顾清和 11月2日（周一）提出）\n2 住房和城乡建设局/,
      );
    await 方既白
      .says('/我的')
      .bot(/待安排的约谈（2 项）\n1 综合行政执法局 #1[^]*\n2 住房和城乡建设局[^]*请发：约谈 完成 序号 结果/);
    await 顾清和.says('约谈 完成 1 已谈').bot(/约谈结果由双访办记录/);
    await 方既白.says('/约谈 完成').bot(/请写序号和结果/);
    await 方既白.says('/约谈 完成 7 已谈').bot(/没有 7 号约谈建议/);
    await 方既白.says('/约谈 完成 1 已约谈，承诺月底前清零').bot(/约谈建议 1 号已记录结果：综合行政执法局，已约谈/);
    await 方既白.says('/撤销').bot(/^约谈建议 1 号的结果已撤销。$/);
    await 方既白.says('/约谈').bot(/待安排的约谈建议 2 件：\n1 /);
    await 方既白.says('/约谈 完成 1 已约谈，承诺月底前清零').bot(/约谈建议 1 号已记录结果/);
    await stage.clock('2026-11-02T12:04');
    await 方既白
      .says('/撤销')
      .bot(/^约谈建议 1 号的结果已超过 2 分钟，不能撤销。还要约谈的请督查联络员再发：约谈 单位 原因$/);
    await 方既白.says('/约谈 完成 1 再记').bot(/此前已记录结果：已约谈，承诺月底前清零/);
    await 方既白.says('/约谈').bot(/待安排的约谈建议 1 件/);
    // Each step was taken once, and is not taken again.
    for (const step of ['催办', '督办', '通报', '约谈'])
      await 顾清和.says(`${step} #1 再来一次`).bot(new RegExp(`^#1 已于[^，]*${step}，同一单位办理期间每一步只做一次`));
    await stage.clock('2026-11-13T12:00');
    const drafted = stage.transcript.filter(({ text }) => /#1 [^\n]*拟(?:督办|约谈)/.test(text));
    expect(drafted).toEqual([]);
  });

  it('says why a step cannot be taken: settled, shelved, or with no unit', async () => {
    const 顾清和 = stage.person('顾清和').in('私聊');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 顾清和.says('催办 #99').bot(/没有 #99 这件事/);
    await stage.says('贺云帆', '执法局群', '/办结 #1 已劝离').bot(/已记录/);
    await 顾清和.says('督办 #1').bot(/#1 已有办理结果，只等首问责任人郭辛夷答复群众，不用督办责任单位/);
    await 顾清和.says('督办').bot(/督办〔2026〕2号 [^\n]*〔逾期未办结〕[^]*督办〔2026〕1号 [^\n]*〔已办结〕/);
    await stage.says('郭辛夷', '城厢组团群', '/反馈 #1 1 已告知').bot(/结案/);
    await 顾清和.says('催办 #1').bot(/#1 已经结案，不用催办/);
    await stage.says('沈立夏', '住建局群', '/受理 #2').bot(/已受理/);
    await 方既白.says('/挂账 #2 2026-12-20 陆文渊 等待鉴定').bot(/已挂账/);
    await 顾清和.says('通报 #2').bot(/#2 正在挂账，期限暂停，不用通报/);
    await stage.says('郭辛夷', '城厢组团群', '上报 有人反映邻居吵架').bot(/责任单位：待双访办确定/);
    await 顾清和.says('催办 #3').bot(/#3 还没有责任单位，请双访办先“转办 #3 单位”/);
  });

  it('a new unit is urged anew, and a step cut off by a crash is said once', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区油烟扰民').bot(/已登记 #4/);
    await 方既白.says('/催办 #4 请抓紧').bot(/已催办综合行政执法局/);
    await 方既白.says('/转办 #4 城厢街道').bot(/已转城厢街道/);
    const orders = stage.person('顾清和').in('督查联络群').message('/督办 #4 请到场', 'cut');
    const said = await killedBeforeAnswering(stage, orders, '2026-11-13T12:10');
    // The answer and the unit, the document to the inspector and to who answers for the unit.
    const told = said.filter(({ text }) => text.includes('督办〔2026〕3号'));
    expect(told.map(({ text }) => text.startsWith('[文件')).sort()).toEqual([false, false, true, true]);
    await stage
      .says('顾清和', '督查联络群', '/督办')
      .bot(/^督办单：\n督办〔2026〕3号 #4 [^\n]*\n督办〔2026〕2号 #2 [^\n]*\n督办〔2026〕1号 #1 [^\n]*$/);
    await 方既白.says('/催办 #4').bot(/已催办城厢街道负责人/);
  });

  it('in the unit’s own group the lead is called in the same answer', async () => {
    await stage.says('郭辛夷', '城厢组团群', '上报 陈公桥社区墙体裂缝').bot(/已登记 #5/);
    await stage
      .says('顾清和', '住建局群', '/催办 #5')
      .bot(/^#5 已催办住房和城乡建设局负责人，每日提醒不再重复催办。\n@宋知秋 【催办】#5 房屋安全/);
  });

  it('two who say the same at once take the step once', async () => {
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区路灯不亮').bot(/已登记 #6/);
    stage.hush();
    const urges = ['顾清和', '方既白'].map((name) =>
      stage.person(name).in('督查联络群').message('/催办 #6', `at once, ${name}`),
    );
    await Promise.all(urges.map((urge) => stage.house.receive(urge)));
    await stage.room('督查联络群').heard(/^#6 已催办交通运输局负责人/);
    await stage.room('督查联络群').heard(/^#6 已于[^]*催办，同一单位办理期间每一步只做一次/);
    await stage.person('秦望舒').heard(/^【催办】#6/);
    expect(stage.transcript.filter(({ text }) => text.startsWith('【催办】#6'))).toHaveLength(1);
  });
});
