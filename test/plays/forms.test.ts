/** 问题交办单: one that is withdrawn keeps its number, and what the leader said reaches the unit that gets the issue. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RoomAddress } from '../../domain/message.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { wordsOf } from '../support/documents.ts';
import { joins } from '../support/roster.ts';
import { PLATFORM, Stage } from '../support/stage.ts';

describe.each(databases)('forms on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-07T09:30');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  const 方既白 = (text: string) => stage.says('方既白', '私聊', text);

  it('one that is withdrawn is called so in the list, on its card and on paper, and the leader is told', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 拱秀社区墙体裂缝').bot(/已登记 #1/);
    await 郭辛夷.says('上报 拱秀社区外墙脱落').bot(/已登记 #2/);
    await 方既白('交办 #1 陆文渊 住建局').bot(/交办〔2026〕1号已签发/);
    await 方既白('交办 #2 陆文渊 住建局').bot(/交办〔2026〕2号已签发/);
    await 方既白('交办单').bot(/未办结的问题交办单 2 份：[^]*2号 #2 [^]*到期$/);
    await 方既白('途径 #1 平台流转 只是一户').bot(
      /#1 途径改为平台流转，期限 9月14日（周一），交办〔2026〕1号已撤销，理由已记录$/,
    );
    await stage.person('陆文渊').heard(/#1 交办〔2026〕1号已撤销，不用再协调：只是一户/);
    await 方既白('交办单').bot(
      /^未办结的问题交办单 1 份：\n交办〔2026〕2号 #2 [^\n]*\n今年已撤销 1 份：交办〔2026〕1号 #1$/,
    );
    await 方既白('查询 #1').bot(/交办〔2026〕1号（已撤销）：由陆文渊牵头协调/);
    stage.hush();
    await 方既白('交办 #1').bot(/^【问题交办单】交办〔2026〕1号（已撤销）[^]*撤销：已撤销，改走平台流转：只是一户/);
    const paper = await stage.heardIn(
      { platform: PLATFORM, kind: 'private', id: 'p7' },
      /^\[文件：问题交办单-交办〔2026〕1号-已撤销-住房和城乡建设局\.docx/,
    );
    expect(await wordsOf(paper)).toMatch(
      /^民情问题交办单\n交办〔2026〕1号（已撤销）\n[^]*2026年9月7日改走平台流转：只是一户。本单作废，编号不再使用。/,
    );
    await stage.says('陆文渊', '私聊', '我的').bot(/由我牵头的交办单（1 件）\n#2 /);
    const pack = await 方既白('季度研究').bot(
      /^【季度研究】2026年第三季度未办结问题交办单 1 份[^]*\n交办〔2026〕2号 #2 /,
    );
    expect(pack.text).not.toContain('#1');
  });

  it('issued again it has the number it had, and is in force', async () => {
    await 方既白('交办 #1 陆文渊 住建局 整栋楼').bot(/交办〔2026〕1号已签发/);
    const form = await 方既白('交办 #1').bot(/^【问题交办单】交办〔2026〕1号　民情〔2026〕1号（#1）/);
    expect(form.text).not.toContain('撤销');
    await 方既白('交办单').bot(/^未办结的问题交办单 2 份(?![^]*已撤销)/);
  });

  it('what the leader said while it had no unit, or another, its new unit hears with the issue', async () => {
    await stage.says('沈立夏', '住建局群', '/退回 #1 属市容').bot(/已退回双访办/);
    await stage.says('陆文渊', '私聊', '批示 #1 请抓紧确定单位，月底前见效').bot(/批示已记录，确定责任单位后转达/);
    stage.hush();
    await 方既白('转办 #1 城管局').bot(/已转综合行政执法局/);
    await stage.room('执法局群').heard(/#1 新交办[^]*#1 批示（陆文渊 9月7日（周一））：请抓紧确定单位，月底前见效/);
    stage.hush();
    await 方既白('转办 #1 交通局 路政的事').bot(/已转交通运输局/);
    await stage.person('秦望舒').heard(/#1 转交您单位[^]*批示（陆文渊 9月7日（周一））：请抓紧确定单位/);
  });

  it('the pack of a quarter stays as it was issued: the same bytes, whatever becomes of its forms', async () => {
    await stage.sleepUntil('2026-10-08T12:00');
    const office: RoomAddress = { platform: PLATFORM, kind: 'private', id: 'p7' };
    const issued = await stage.heardIn(office, /^【季度研究】2026年第三季度未办结问题交办单 2 份/);
    const paper = await stage.heardIn(office, /^\[文件：2026年第三季度未办结问题交办单\.docx/);
    expect(await wordsOf(paper)).toMatch(/截至2026年9月30日，未办结的问题交办单共 2 份/);
    await 方既白('途径 #2 平台流转 只是一户').bot(/交办〔2026〕2号已撤销/);
    await stage.says('秦望舒', '私聊', '办理 #1 已会商').bot(/进展已记录/);
    stage.hush();
    await 方既白('季度研究 上季度').bot(new RegExp(`^${issued.text}\n—— 研究以后（至10月8日）：还没有议定。$`));
    const again = await stage.heardIn(office, /^\[文件：2026年第三季度未办结问题交办单\.docx/);
    expect(again.segments).toEqual(paper.segments);
    await 方既白('季度研究').bot(/^【季度研究】2026年第四季度未办结问题交办单 1 份[^]*进展：已会商/);
    await expect(stage.house.core.db.query(`update quarterly_packs set edition = 2`, [])).rejects.toThrow(
      /append-only/,
    );
  });

  it('what was decided and said on it is followed item by item', async () => {
    await 方既白('议定 #1 安排资金先行加固 住建局 10月15日').bot(/#1-1 已记录/);
    await 方既白('议定 #1 限期清退租户 交通局 10月20日').bot(/#1-2 已记录/);
    await 方既白('议定 完成 #1-2 已清退').bot(/已记为落实/);
    await stage.says('陆文渊', '私聊', '批示 #1 按议定的抓紧').bot(/批示已/);
    await 方既白('议定').bot(/^待落实的议定事项 1 项：\n议定 #1-1 [^\n]*〔未落实〕（2026年第三季度研究）$/);
    await 方既白('季度研究 上季度').bot(
      /\n—— 研究以后（至10月8日）：已议定 2 项，落实 1 项。\n交办〔2026〕1号 #1 办理中\n　议定 #1-1 [^\n]*〔未落实〕\n　议定 #1-2 [^\n]*落实：已清退〕\n　批示（陆文渊 10月8日（周四））：按议定的抓紧\n尚无议定：#2$/,
    );
    const inGroup = await stage
      .says('方既白', '督查联络群', '/季度研究 上季度')
      .bot(/未办结问题交办单 2 份，提请领导小组研究。已议定 2 项，落实 1 项。材料已私聊发给您。$/);
    expect(inGroup.text).not.toContain('加固');
  });

  it('a correction is a new edition that says what changed; nothing is issued where nothing did', async () => {
    await stage.says('陆文渊', '私聊', '季度研究 更正 上季度 登记有误').bot(/由双访办更正/);
    for (const [text, answered] of [
      ['季度研究 更正 上季度', /请写季度和更正说明/],
      ['季度研究 更正 第1季度 登记有误', /2026年第一季度材料还没有发布/],
      ['季度研究 更正 上季度 登记有误', /与第 1 版相比没有变化/],
    ] as const)
      await 方既白(text).bot(answered);
    await 方既白('更正 #2 类别：道路交通').bot(/已记下类别：道路交通/);
    stage.hush();
    await 方既白('季度研究 更正 2026年第3季度 类别登记有误').bot(
      /^2026年第三季度材料第 2 版已发布，与上一版有 1 份不同。\n【季度研究】2026年第三季度第 2 版 未办结问题交办单 2 份，提请领导小组研究。\n更正：类别登记有误；交办〔2026〕2号 #2：类别 未分类→道路交通\n/,
    );
    const office: RoomAddress = { platform: PLATFORM, kind: 'private', id: 'p7' };
    const paper = await stage.heardIn(office, /^\[文件：2026年第三季度未办结问题交办单-第2版\.docx/);
    expect(await wordsOf(paper)).toMatch(
      /提请研究材料（第 2 版）\n[^]*更正说明：类别登记有误。与上一版的不同如下：\n交办〔2026〕2号 #2：类别 未分类→道路交通\n/,
    );
    await stage.room('督查联络群').heard(/^【季度研究】2026年第三季度第 2 版 [^\n]*与上一版有 1 份不同。$/);
    await 方既白('季度研究 上季度').bot(/第 2 版 未办结问题交办单 2 份[^]*已议定 2 项，落实 1 项/);
    const again = await stage.heardIn(office, /^\[文件：2026年第三季度未办结问题交办单-第2版\.docx/);
    expect(again.segments).toEqual(paper.segments);
  });

  it('a leader who is not reached by the bot gets it on paper, and the office is told so', async () => {
    await joins(stage, { name: '程砚秋', unit: '住建局', account: null, place: '区领导' });
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const { text } = await 郭辛夷.says('上报 拱秀社区屋顶开裂').bot(/已登记 #\d+/);
    const number = /#(\d+)/.exec(text)?.[1] ?? '';
    await 方既白(`交办 #${number} 程砚秋 住建局`).bot(
      /^程砚秋没有绑定账号，收不到私聊，请另行送达。[^]*已签发，由程砚秋牵头协调/,
    );
  });
});
