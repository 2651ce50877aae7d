/** A Tuesday among residents: visits are recorded, what was heard hangs on them, households are counted and never named. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { killedBeforeAnswering } from '../support/again.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';
import { wordsKept } from '../support/words-kept.ts';

describe.each(databases)('visits on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-13T09:00');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  const hanging = (): Promise<{ visit: number; issue: number }[]> =>
    stage.house.core.db.query('select visit, issue from visit_issues order by issue', []);

  it('a visit on a Tuesday, and the issues raised in it before, after and by quoting its card', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const before = await 郭辛夷.says('上报 拱秀社区垃圾没人清').bot(/已登记 #1/);
    expect(before.text).not.toContain('走访');
    const card = await 郭辛夷
      .says('/走访 拱秀社区 入户 12户 同行 李明、王芳 周大为家（13812345678）反映停车难')
      .bot(
        /^已记录走访〔1〕：10月13日（周二），走访日\n方式：入户\n地点：城厢街道 拱秀社区\n户数：12 户\n同行：李明、王芳\n当天在此上报的已归入：#1\n[^]*原消息如还在群里，请尽快撤回/,
      );
    expect(card.text).not.toMatch(/停车|周大为|138/);
    await 郭辛夷.says('上报 拱秀社区路灯不亮').bot(/已登记 #2[^]*已归入10月13日（周二）的走访/);
    await 郭辛夷
      .says('上报 楼道里堆满垃圾', { quote: card })
      .bot(/已登记 #3[^]*地点：城厢街道 拱秀社区[^]*已归入10月13日（周二）的走访/);
    const elsewhere = await 郭辛夷.says('上报 陈公桥社区路灯不亮').bot(/已登记 #4/);
    expect(elsewhere.text).not.toContain('走访');
    const other = await stage.says('孟良辰', '城厢组团群', '上报 拱秀社区污水冒出').bot(/已登记 #5/);
    expect(other.text).not.toContain('走访');
    expect((await hanging()).map(({ issue }) => issue)).toEqual([1, 2, 3]);

    await 郭辛夷.says('上报 那边也有垃圾 地点：陈公桥社区', { quote: card }).bot(/陈公桥社区[^]*已归入10月13日/);
    // On some platforms a quote is the words alone.
    const words = 郭辛夷.message('上报 垃圾桶也破了', 'by-words');
    const quoted = { type: 'quote' as const, messageId: null, text: card.text };
    await stage.house.receive({ ...words, segments: [quoted, ...words.segments] });
    await stage.room('城厢组团群').heard(/已登记 #7[^]*拱秀社区[^]*已归入10月13日（周二）的走访/);
    await 郭辛夷.says('更正 地点：拱秀社区', { quote: elsewhere }).bot(/已记下地点：城厢街道 拱秀社区\n已归入10月13日/);
    expect((await hanging()).map(({ issue }) => issue)).toEqual([1, 2, 3, 4, 6, 7]);
    expect(await wordsKept(stage.house.core.db, /停车难|13812345678/)).toEqual(['停车难']);
  });

  it('the same frame twice is one visit, also across a restart between the visit and its answer', async () => {
    const words = stage.person('郭辛夷').in('城厢组团群').message('/走访 陈公桥社区 慰问 2户', 'visit-twice');
    const said = await killedBeforeAnswering(stage, words, '2026-10-13T10:00');
    await stage.room('城厢组团群').heard(/方式：慰问\n地点：城厢街道 陈公桥社区/);
    expect(said.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^已记录走访〔2〕[^]*方式：慰问\n地点：城厢街道 陈公桥社区/),
    ]);
    await stage.says('顾清和', '私聊', '覆盖 城厢组团一组').bot(/走访 2 次、14 户/);
  });

  it('where it was is asked with numbers, or clear where a team looks after one place only', async () => {
    const 方既白 = stage.person('方既白').in('城厢组团群');
    await 方既白.says('上报 紫霞村路灯不亮').bot(/是哪个地点？/);
    await 方既白
      .says('/走访 紫霞村 座谈会 居民谈了公交')
      .bot(
        /方式：座谈\n地点：待确认，确认前不计入覆盖\n是哪个地点？请回复数字：\n1 新塘街道紫霞村委会\n2 河上镇紫霞村委会/,
      );
    await 方既白.says('3').bot(/请回复 1 到 2 之间的数字/);
    await 方既白.says('2').bot(/地点：河上镇 紫霞村委会/);
    // The report before was asked about as well; now that its place is known it hangs on the visit.
    await 方既白.says('/更正 #8 地点：河上镇紫霞村').bot(/已归入10月13日/);
    await stage
      .says('苏景行', '城厢组团群', '/走访 5户 居民反映停车难')
      .bot(/方式：入户（没有写明，按入户记）\n地点：河上镇 紫霞村委会\n户数：5 户/);
    await stage.says('苏景行', '私聊', '走访 座谈 居民反映停车难').bot(/紫霞村委会\n情况：居民反映停车难\n/);
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('/走访 城厢街道 入户 3户').bot(/1 城厢街道拱秀社区\n2 城厢街道陈公桥社区/);
    await 郭辛夷.says('1').bot(/地点：城厢街道 拱秀社区/);
    await 郭辛夷.says('/走访 地点：拱绣社区 入户').bot(/没有找到“拱绣社区”，这次走访没有记录/);
    await 郭辛夷.says('/走访 拱绣社区 入户').bot(/没有找到“拱绣社区”/);
    await 郭辛夷.says('/走访 拱秀社区、陈公桥社区 入户').bot(/请分开发送：走访 拱秀社区 …　走访 陈公桥社区 …/);
    await stage.says('秦望舒', '私聊', '走访 入户').bot(/请写明走访的村社/);
    await stage.says('顾清和', '私聊', '走访 拱秀社区').bot(/“走访”只有/);
  });

  it('a visit can be recorded some days later and taken back, not ahead and not long after', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('/走访 明天 拱秀社区').bot(/还没有到/);
    await 郭辛夷.says('/走访 拱秀社区 时间：10月14日').bot(/还没有到/);
    await 郭辛夷.says('/走访 9月29日 拱秀社区').bot(/9月29日（周二）的走访已不能补记：走访请在 3 天内记录/);
    const late = await 郭辛夷
      .says('/走访 昨天 陈公桥社区 现场办公')
      .bot(/已记录走访〔\d+〕：10月12日（周一）\n方式：现场办公[^]*请引用本条“上报”，即归入/);
    await stage
      .says('苏景行', '城厢组团群', '走访 撤回', { quote: late })
      .bot(/只能撤回本人的走访。其他的由双访办撤回。/);
    await 郭辛夷.says('走访 撤回', { quote: late }).bot(/已撤回走访〔\d+〕：10月12日（周一）城厢街道 陈公桥社区/);
    await 郭辛夷.says('走访 撤回', { quote: late }).bot(/此前已经撤回/);
    await stage.says('贺云帆', '私聊', '走访 撤回').bot(/今天没有可撤回的走访/);
    const report = await 郭辛夷.says('上报 拱秀社区下水道堵塞').bot(/已归入/);
    await 郭辛夷.says('走访 撤回', { quote: report }).bot(/引用的不是走访记录/);
    // The last one of today, without a quote.
    await 郭辛夷.says('/走访 撤回 记错了').bot(/已撤回走访〔\d+〕：10月13日（周二）城厢街道 拱秀社区/);
  });

  it('the village of a visit that was taken back meanwhile is not asked any more', async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    await 贺云帆.says('/走访 紫霞村 入户 3户').bot(/地点：待确认，确认前不计入覆盖[^]*请回复数字/);
    await 贺云帆.says('/撤销').bot(/已撤回走访〔\d+〕/);
    await 贺云帆.says('2').bot(/走访〔\d+〕已经撤回，要记录请重新发送/);
  });

  it('two households that took thirty visits are a number in the coverage, and nobody can read who they are', async () => {
    const 苏景行 = stage.person('苏景行').in('私聊');
    for (let visit = 1; visit <= 30; visit += 1) {
      const heard = await 苏景行
        .says(`走访 入户 户：周*3幢501、李*家 第${visit}次上门`)
        .bot(new RegExp(`户数：2 户（记了代号 2 户，其中以前走访过 ${visit === 1 ? 0 : 2} 户）`));
      expect(heard.text).not.toMatch(/501|李/);
    }
    await 苏景行.says('走访 入户 户：王*家').bot(/以前走访过 0 户/);
    await stage.says('顾清和', '私聊', '覆盖').bot(/累计走访 30 次以上的 2 户/);
    const town = await stage.says('顾清和', '私聊', '覆盖 河上镇').bot(/已走访 1\/1/);
    expect(town.text).not.toContain('累计');
    const cadre = await 苏景行.says('覆盖').bot(/【走访覆盖】河上组团一组/);
    expect(cadre.text).not.toContain('累计');
    expect(await wordsKept(stage.house.core.db, /幢501|李\*|王\*|周\*/)).toEqual([]);
  });

  it('on a Wednesday night of every kind there is: who is talked with alone, and where somebody stays for days, too', async () => {
    await stage.sleepUntil('2026-10-14T19:00');
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    for (const kind of ['入户', '座谈', '约谈', '慰问', '蹲点调查', '现场办公'])
      await 郭辛夷
        .says(`/走访 拱秀社区 ${kind} 同行 李明`)
        .bot(
          new RegExp(
            `^已记录走访〔\\d+〕：10月14日（周三），访谈夜\n方式：${kind}\n地点：城厢街道 拱秀社区\n同行：李明\n`,
          ),
        );
    await stage.says('顾清和', '私聊', '覆盖 城厢组团一组').bot(/访谈夜 6 次/);
  });
});
