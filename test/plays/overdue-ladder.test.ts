/** One issue goes overdue through the whole ladder: each step once, to whom it concerns, the upper ones by a person. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('an overdue issue on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T08:00');
  });
  afterAll(() => stage.end());

  it('is reminded, urged, and only by a person supervised, circulated and summoned', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 郭辛夷.says('上报 陈公桥社区菜场外乱摆摊').bot(/已登记 #1 市容环境/);
    await 贺云帆.says('/受理 #1').bot(/已受理，请于10月19日/);
    stage.hush();

    await stage.clock('2026-10-16T12:00');
    const digest = await stage
      .room('执法局群')
      .heard(
        /^@贺云帆 【每日提醒】10月16日（周五） 综合行政执法局\n即将到期 1 件：\n#1 市容环境，10月19日（周一）到期/,
      );
    // A real @, not his name.
    expect(digest.segments[0]).toEqual({ type: 'at', account: 'p4', name: '贺云帆' });
    await stage.room('督查联络群').heardNothing();

    await stage.clock('2026-10-18T12:00');
    expect((await stage.room('执法局群').heardNothing(), true)).toBe(true);

    await stage.clock('2026-10-20T12:00');
    await stage.room('执法局群').heard(/即将到期 1 件[^]*到期前确有困难请发“延期 #编号 天数 理由”。$/);
    await stage
      .room('执法局群')
      .heard(
        /逾期 1 件：\n#1 市容环境，逾期 1 个工作日\n办好[^]*已逾期而一时无法解决请发“申请挂账 #编号 复核日期 原因”。$/,
      );
    await stage
      .room('督查联络群')
      .heard(/逾期 1 件，涉及 1 个单位，最长 1 个工作日：\n\[图片：综合行政执法局　逾期 1 件，最长 1 个工作日\]/);
    stage.hush();

    // Two processes come to the same slot, and the clock of one of them goes back.
    await stage.sleepUntil('2026-10-22T08:55');
    const other = await Stage.reopen(stage.house.core.db, '2026-10-22T08:55');
    await Promise.all([stage.sleepUntil('2026-10-22T12:00'), other.sleepUntil('2026-10-22T12:00')]);
    await other.sleepUntil('2026-10-21T12:00');
    await other.close();
    const said = [...stage.transcript, ...other.transcript].filter(({ text }) => text.includes('【催办】'));
    expect(said.map(({ text }) => text)).toEqual([
      expect.stringMatching(/逾期 3 个工作日[^]*【催办】#1 请负责人督促：@罗一鸣/),
    ]);
    stage.hush();

    await stage.clock('2026-10-26T12:00');
    await stage.room('督查联络群').heard(/待督查联络员审定：\n#1 综合行政执法局 逾期 5 个工作日，拟督办[^]*@顾清和/);
    stage.hush();
    await 顾清和.says('/批准 #1').bot(/#1 督办已签发/);
    await stage.room('执法局群').heard(/@罗一鸣 【督办】#1 请综合行政执法局/);
    await 顾清和.says('/批准 #1').bot(/没有待审定/);

    await stage.clock('2026-11-02T12:00');
    await stage.room('督查联络群').heard(/逾期 10 个工作日，拟通报/);
    await 顾清和.says('/驳回 #1 已到现场，本周可办结').bot(/#1 通报已驳回，理由已记录/);
    stage.hush();

    await stage.clock('2026-11-09T12:00');
    const summon = await stage.room('督查联络群').heard(/逾期 15 个工作日，拟约谈/);
    expect(summon.text).not.toMatch(/拟督办|拟通报/);

    await 贺云帆.says('/办结 #1 已劝离并设隔离桩').bot(/办理结果已记录/);
    stage.hush();
    await stage.clock('2026-11-13T12:00');
    await stage.room('执法局群').heardNothing();
    await stage.room('城厢组团群').heard(/@郭辛夷 有 1 件已有办理结果/);

    // However long nobody answers the resident: it is not closed by a timer.
    await stage.says('方既白', '私聊', '查询 #1').bot(/（#1）已办结待反馈\n/);

    // Each step was said once.
    for (const step of ['督办', '通报', '约谈'])
      expect(stage.transcript.filter(({ text }) => new RegExp(`#1 [^\\n]*拟${step}`).test(text))).toHaveLength(1);
  });

  it('shows the liaison group the units with the oldest deadline first', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 拱秀社区墙体裂缝').bot(/已登记 #2/);
    await stage.sleepUntil('2026-11-17T12:00');
    await 郭辛夷.says('上报 陈公桥社区夜宵摊占道').bot(/已登记 #3/);
    await stage.sleepUntil('2026-11-25T07:00');
    stage.hush();
    await stage.clock('2026-11-25T12:00');
    await stage
      .room('督查联络群')
      .heard(
        /逾期 2 件，涉及 2 个单位，最长 3 个工作日：\n\[图片：住房和城乡建设局　逾期 1 件，最长 3 个工作日\n城厢街道　逾期 1 件，最长 1 个工作日\]/,
      );
  });

  it('asks the inspector for all it has come to in one line, where nobody looked for weeks, and one word decides it', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    // As when the machine was off: the steps between were nobody's to take.
    await stage.sleepUntil('2026-12-21T12:00');
    const drafts = await stage.room('督查联络群').heard(/待督查联络员审定：/);
    expect(drafts.text).toMatch(
      /待督查联络员审定：\n#2 住房和城乡建设局 逾期 \d+ 个工作日，拟督办、通报、约谈\n#3 城厢街道 逾期 \d+ 个工作日，拟督办、通报、约谈\n请回复：批准 #编号　或　驳回 #编号 理由/,
    );
    await 顾清和
      .says('/我的')
      .bot(/待我审定：#2 督办、通报、约谈（住房和城乡建设局）、#3 督办、通报、约谈（城厢街道）\n/);
    await 顾清和.says('/批准 #2').bot(/^#2 督办、通报、约谈已签发/);
    await 顾清和.says('/驳回 #3 街道已在拆除').bot(/#3 督办、通报、约谈已驳回，理由已记录/);
    await 顾清和.says('/批准 #3').bot(/没有待审定/);
  });
});
