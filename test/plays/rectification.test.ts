/** A slow unit: flag, suggestion, plan, milestones, verification — each step seen by the group and in the table. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTable } from '../../db/supervision.ts';
import { instantAt } from '../../domain/time.ts';
import { dailyDigest } from '../../services/reminders/digest.ts';
import { killedBeforeAnswering } from '../support/again.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { wordsOf } from '../support/documents.ts';
import { Stage } from '../support/stage.ts';
import { flagsIn } from '../support/weeks.ts';

describe.each(databases)('a slow unit on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:00');
  });
  afterAll(() => stage.end());
  const flagsOf = async (month: string) =>
    (await loadTable(stage.house.core.db, month))?.departments.find((row) => row.unit === 2);

  it('gets a numbered suggestion when an inspector confirms its flag; a second flag joins the same', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    for (const matter of ['乱摆摊', '垃圾成堆', '油烟扰民']) await 郭辛夷.says(`上报 拱秀社区${matter}`).bot(/已登记/);
    await stage.sleepUntil('2026-10-26T07:00');
    await stage.clock('2026-10-26T09:15');
    const raised = await stage
      .room('督查联络群')
      .heard(
        /【每周预警】[^]*综合行政执法局〔多件同时逾期·待核〕[^]*〔久未办理·待核〕[^]* 最长 \d{2} 个工作日没有办理记录/,
      );
    const flags = flagsIn(raised, '综合行政执法局');
    const [together, untouched] = [flags.get('多件同时逾期'), flags.get('久未办理')];
    stage.hush();

    await 顾清和
      .says(`/预警 确认 ${together}`)
      .bot(
        new RegExp(
          `^第 ${together} 号预警已确认，督查建议〔2026〕1号已发综合行政执法局，11月2日（周一）前报整改方案。$`,
        ),
      );
    await stage
      .room('执法局群')
      .heard(
        /^@罗一鸣 【督查建议〔2026〕1号】经督查联络员核实，综合行政执法局多件同时逾期：同时逾期 3 件：#1、#2、#3。请于11月2日（周一）前报整改方案，一行一个节点，写明日期和责任人：\n整改 1 文号/,
      );
    await 顾清和.says(`/预警 确认 ${together}`).bot(/此前已是“已确认”/);
    await 顾清和.says(`/预警 确认 ${untouched}`).bot(/并入督查建议〔2026〕1号/);
    await stage
      .room('执法局群')
      .heard(
        /【督查建议〔2026〕1号】另经督查联络员核实，综合行政执法局久未办理：[^]*。请在11月2日（周一）前的整改方案里一并答复/,
      );
    await stage.says('宋知秋', '住建局群', '/整改 1').bot(/只能查看本单位的整改/);
    await 顾清和.says('/预警').bot(/多件同时逾期·待报整改方案/);
  });

  it('hears of a day once, though the digest is cut off between taking the reminder and saying it', async () => {
    const slot = instantAt('2026-10-30', '09:00');
    const first = await dailyDigest(stage.house.core, slot);
    const again = await dailyDigest(stage.house.core, slot);
    expect(again.outbox).toEqual(first.outbox);
    expect(JSON.stringify(again.outbox)).toContain('整改 1 报整改方案，11月2日（周一）到期');
    // Taken by that slot, the reminder is not another slot's.
    const other = await dailyDigest(stage.house.core, slot + 60_000);
    expect(JSON.stringify(other.outbox)).not.toContain('报整改方案');
  });

  it('is reminded of its plan once a stage, and stands in digest and table when it is late', async () => {
    await stage.clock('2026-10-29T10:00');
    stage.hush();
    await stage.clock('2026-10-30T10:00');
    await stage
      .room('执法局群')
      .heard(/整改事项 1 项：\n整改 1 报整改方案，11月2日（周一）到期[^]*整改请责任人：@罗一鸣/);
    await stage.clock('2026-11-02T10:00');
    await stage.room('执法局群').heard(/整改 1 报整改方案，今天到期/);
    await stage.room('督查联络群').heard(/【月度督查表】2026年10月[^]*多件同时逾期（待报整改方案）/);
    await stage.clock('2026-11-03T10:00');
    await stage.room('执法局群').heard(/整改 1 报整改方案，逾期 1 个工作日/);
    await stage.room('督查联络群').heard(/整改逾期 1 项：\n综合行政执法局 整改 1 报整改方案，逾期 1 个工作日/);
    stage.hush();
    await stage.clock('2026-11-04T10:00');
    const digest = await stage.room('执法局群').heard(/【每日提醒】/);
    expect(digest.text).not.toContain('整改');
    await stage.room('督查联络群').heard(/整改 1 报整改方案，逾期 2 个工作日/);
  });

  it('is told line by line what is wrong with its plan, and nothing of it is kept', async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    await 贺云帆
      .says('/整改 1 文号 12号\n尽快 罗一鸣 完成排查\n11月10日 罗一鸣 完成排查\n11月20日 全部办结')
      .bot(
        /^整改方案没有收下，请改好后整份重发：\n缺少文号，第一行请写：文号 区住建〔2026〕12号\n第 1 行“尽快 罗一鸣 完成排查”：看不懂日期[^]*\n第 3 行“11月20日 全部办结”：缺少责任人或内容[^]*格式：\n整改 1 文号/,
      );
    await 贺云帆
      .says('/整改 1 文号 区执法〔2026〕9号\n10月20日 罗一鸣 完成排查\n11月20日 3组 全部办结')
      .bot(
        /第 1 行“10月20日 罗一鸣 完成排查”：日期已经过去，请写今天以后的日期\n第 2 行“11月20日 3组 全部办结”：日期后面缺少责任人，请写一个人的姓名/,
      );
    await 贺云帆.says('/整改 1 文号 区执法〔2026〕9号').bot(/缺少节点，文号下面请一行写一个/);
    const daily = Array.from({ length: 21 }, (_, at) => `11月${at + 5}日 罗一鸣 巡查`).join('\n');
    await 贺云帆.says(`/整改 1 文号 区执法〔2026〕9号\n${daily}`).bot(/没有收下[^]*节点太多，最多 20 个/);
    await 贺云帆.says('/整改 9').bot(/没有督查建议 9 号。发送“整改”可看全部/);
    await 贺云帆.says('/整改 完成 1-1 已排查').bot(/督查建议 1 号还没有整改方案，请先报方案/);
    await stage
      .says('顾清和', '私聊', '整改 核验 1')
      .bot(/^督查建议 1 号还没有整改方案，综合行政执法局报来后才能核验，报方案期限 \d+月\d+日（周.）。$/);
    await stage
      .says('沈立夏', '住建局群', '/整改 1 文号 区住建〔2026〕12号\n11月10日 沈立夏 排查')
      .bot(/督查建议 1 号是给综合行政执法局的/);
    stage.hush();
    await 贺云帆
      .says('/整改 方案 1 文号 区执法〔2026〕9号\n11月10日 罗一鸣 完成排查\n11月20日 刘大勇 全部办结')
      .bot(
        /^督查建议〔2026〕1号 整改方案已收下：区执法〔2026〕9号\n1-1 11月10日（周二） 罗一鸣 完成排查\n1-2 11月20日（周五） 刘大勇 全部办结\n[^]*本单位名册里没有刘大勇/,
      );
    await stage
      .room('督查联络群')
      .heard(
        /^【整改】督查建议〔2026〕1号 综合行政执法局：已报整改方案（区执法〔2026〕9号），2 个节点，11月20日（周五）前完成$/,
      );
    await 贺云帆
      .says('/整改 1 文号 区执法〔2026〕10号\n11月12日 罗一鸣 完成排查')
      .bot(/整改方案（区执法〔2026〕9号）已经收下。要调整请督查联络员先发：整改 退回 1 原因/);
  });

  it('is reminded of every milestone a day before, on the day and when it is over, the person named with an @', async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    stage.hush();
    await stage.clock('2026-11-09T10:00');
    await stage.room('执法局群').heard(/整改 1-1 完成排查（罗一鸣），11月10日（周二）到期[^]*整改请责任人：@罗一鸣/);
    await stage.clock('2026-11-10T10:00');
    await stage.room('执法局群').heard(/整改 1-1 完成排查（罗一鸣），今天到期/);
    await 贺云帆.says('/整改 完成 1-1').bot(/请写全，例如：整改 完成 3-1 完成情况/);
    stage.hush();
    await 贺云帆.says('/整改 完成 1-1 已排查 18 处').bot(/^1-1 完成排查 已完成（1\/2）$/);
    await stage.room('督查联络群').heard(/^【整改】督查建议〔2026〕1号 综合行政执法局：1-1 完成排查 已完成（1\/2）$/);
    await 贺云帆.says('/整改 完成 1-1 已排查 18 处').bot(/1-1 已于 11月10日 10:00 报完成/);
    await 贺云帆.says('/整改 完成 1-5 已办').bot(/没有第 5 个节点，共 2 个/);
    await stage.says('顾清和', '督查联络群', '/整改 核验 1').bot(/还有 1 个节点没有完成（1-2）/);
    await stage.says('顾清和', '督查联络群', '/整改 退回 1-2 油烟仍扰民').bot(/1-2 还没有报完成，不用退回/);

    await stage.sleepUntil('2026-11-18T12:00');
    await stage.clock('2026-11-20T10:00');
    stage.hush();
    await stage.clock('2026-11-24T10:00');
    await stage
      .room('督查联络群')
      .heard(/整改逾期 1 项：\n综合行政执法局 整改 1-2 全部办结（刘大勇），逾期 1 个工作日/);
    await stage.room('督查联络群').heard(/整改 1-2 全部办结（刘大勇），逾期 2 个工作日/);
    const said = stage.transcript.filter(
      ({ room, text }) => room.id === 'enforcement' && text.includes('1-2 全部办结（刘大勇），'),
    );
    expect(said.map(({ text }) => /（刘大勇），(.*)/.exec(text)?.[1])).toEqual([
      '11月20日（周五）到期',
      '今天到期',
      '逾期 1 个工作日',
    ]);
    await 贺云帆.says('/整改').bot(/^整改 1 项：\n1 综合行政执法局〔整改中 1\/2，逾期 1 项〕，下一节点 11月20日/);
  });

  it('is verified by an inspector, or sent back with the reason and a new day, and only then is closed', async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    stage.hush();
    await 贺云帆
      .says('/整改 完成 1-2 三处均已清理')
      .bot(/1-2 全部办结 已完成（2\/2），全部节点已报完成，等督查联络员核验/);
    await stage.room('督查联络群').heard(/全部完成，请核验后回复：整改 核验 1　或　整改 退回 1-1 原因 @顾清和/);
    await stage.room('执法局群').heard(/全部节点已报完成/);
    await 贺云帆.says('/整改 核验 1').bot(/整改由督查联络员核验。单位报进度请发：整改 完成 1-1/);
    await 贺云帆.says('/整改 完成 1-2 又擦了一遍').bot(/督查建议 1 号的节点都已报完成，等督查联络员核验/);
    await 顾清和.says('/整改 退回 1-2').bot(/请写全，例如：整改 退回 3-1 原因/);
    await 顾清和
      .says('/整改 退回 1-2 油烟仍扰民')
      .bot(/督查建议〔2026〕1号 1-2 退回，请于12月1日（周二）前重做：油烟仍扰民/);
    await stage
      .room('执法局群')
      .heard(/^@罗一鸣 【整改退回】督查建议〔2026〕1号 1-2 退回，请于12月1日（周二）前重做：油烟仍扰民/);
    await stage.clock('2026-11-30T10:00');
    await stage.room('执法局群').heard(/整改 1-2 全部办结（刘大勇），12月1日（周二）到期/);

    await stage.clock('2026-12-01T08:00');
    await stage.clock('2026-12-01T10:00');
    expect(await flagsOf('2026-11')).toMatchObject({
      flagged: true,
      light: 'red',
      flags: expect.arrayContaining(['多件同时逾期、久未办理（整改中 1/2）']),
    });
    stage.hush();
    // Said in the liaison group, the answer itself calls the inspector.
    await stage
      .says('贺云帆', '督查联络群', '/整改 完成 1-2 已加装净化器')
      .bot(/等督查联络员核验。\n【整改】督查建议〔2026〕1号 [^]*请核验后回复：整改 核验 1[^]*@顾清和/);
    await 顾清和.says('/整改 核验 1 已到现场查看').bot(/综合行政执法局整改已核验销号：已到现场查看/);
    await stage
      .room('执法局群')
      .heard(/@罗一鸣 【整改销号】督查建议〔2026〕1号 经督查联络员核验，整改到位，予以销号：已到现场查看/);
    await 顾清和.says('/整改 核验 1').bot(/督查建议 1 号已核验销号，不能再核验/);
    await 顾清和.says('/整改').bot(/没有在办的整改/);
    await 顾清和
      .says('/整改 1')
      .bot(
        /〔已销号〕\n[^]*整改方案：区执法〔2026〕9号\n1-1 11月10日（周二） 罗一鸣 完成排查（11月10日 10:00完成：已排查 18 处）[^]*12月1日 10:00核验销号$/,
      );
    await stage.clock('2026-12-02T10:00');
    expect(stage.transcript.filter(({ text, at }) => at > stage.at - 3_600_000 && text.includes('整改 1'))).toEqual([]);
    await expect(stage.house.core.db.query('delete from supervision_events', [])).rejects.toThrow(/append-only/);
  });

  it('shows as settled in the next table, with nothing held against it for that', async () => {
    await stage.sleepUntil('2027-01-04T07:00');
    await stage.clock('2027-01-04T10:00');
    const december = await flagsOf('2026-12');
    expect(december?.flags).toContain('多件同时逾期、久未办理（已销号）');
    await stage.says('顾清和', '督查联络群', '/月报 2026-12 Word').bot(/^2026年12月民情问题办理情况月报/);
    expect(await wordsOf(await stage.room('督查联络群').heard(/^\[文件：2026年12月民情月报\.docx/))).toMatch(
      /督查建议 1 份：已销号 1 份。\n单位\n督查建议\n整改方案\n整改进度\n综合行政执法局\n督查建议〔2026〕1号\n区执法〔2026〕9号\n已销号\n/,
    );
  });

  it('gets it once, though the bot is killed before it answers the inspector and hears the words again', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区路灯不亮').bot(/责任单位：交通运输局/);
    await stage.sleepUntil('2027-01-25T07:00');
    await stage.clock('2027-01-25T09:15');
    const raised = await stage.room('督查联络群').heard(/【每周预警】[^]*交通运输局〔久未办理·待核〕/);
    const flag = /^(\d+) 交通运输局/m.exec(raised.text)?.[1];
    const confirms = 顾清和.message(`/预警 确认 ${flag}`, 'cut');
    const said = await killedBeforeAnswering(stage, confirms, '2027-01-25T10:10');
    // The group hears it, and the liaison of 交通运输局, which has no group.
    const told = said.filter(({ text }) => text.includes('督查建议〔2027〕2号'));
    expect(told.map(({ room }) => room.id)).toEqual(['liaison', 'p10']);
    await 顾清和.says('/整改').bot(/^整改 1 项：\n2 交通运输局〔待报整改方案〕/);
    await 顾清和
      .says('/整改 2')
      .bot(/^督查建议〔2027〕2号 交通运输局〔待报整改方案〕[^]*依据：预警 \d+ 号久未办理\n?[^]*$/);
  });
});
