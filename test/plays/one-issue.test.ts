/** One issue from a rainy evening to the resident's reply, with every role. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('one issue on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T19:40');
  });
  afterAll(() => stage.end());

  it('goes from a rainy evening report through every hand to the answer for the resident', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 叶小满 = stage.person('叶小满').in('住建局群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');

    const card = await 郭辛夷
      .says('上报 拱秀社区3幢2单元501室木门框被白蚁蛀空 反映人：周先生 电话：13812345678')
      .bot(
        /已登记 #1 白蚁防治\n地点：城厢街道 拱秀社区\n责任单位：住房和城乡建设局\n期限：10月13日（周二）前受理，10月19日（周一）前办结/,
      );
    expect(card.text).not.toMatch(/周先生|138|501/);
    expect(card.text).toContain('消息里有个人信息（电话号码、门牌号）');
    await stage.room('住建局群').heard(/新交办：白蚁防治 · 拱秀社区/);

    await 沈立夏.says('/受理 #1').bot(/#1 已受理，请于10月19日（周一）前办结/);
    await 沈立夏
      .says('！下派＃１ 白蚁防治管理中心 请今晚联系住户')
      .bot(/#1 已下派白蚁防治管理中心，住房和城乡建设局仍负总责/);
    await stage.clock('2026-10-14T10:00');
    stage.hush();
    await 叶小满.says('/办理 #1 已上门查看，定于周五施药').bot(/#1 进展已记录/);
    await stage.room('城厢组团群').heard(/@郭辛夷 #1 有新进展（看内容请私聊我：查询 #1）$/);

    await 沈立夏.says('/延期#1 三天 药剂周五到货').bot(/延期申请已提交双访办；批准前期限仍为10月19日/);
    const asked = await stage.room('督查联络群').heard(/申请延期 3 个工作日，至10月22日（周四），理由：药剂周五到货/);
    await 方既白.says('批准', { quote: asked }).bot(/#1 延期已批准，新期限 10月22日（周四）/);
    await stage.room('住建局群').heard(/延期已批准，新期限 10月22日/);

    await stage.clock('2026-10-20T15:00');
    stage.hush();
    await 叶小满
      .says('/办结 #1 已施药，三个月后复查')
      .bot(/#1 办理结果已记录，等首问责任人郭辛夷答复群众（10月22日（周四）前）/);
    const outcome = await stage
      .room('城厢组团群')
      .heard(/#1 已有办理结果（看内容请私聊我：查询 #1）\n请于10月22日（周四）前答复群众/);
    await 顾清和.says('/查询 1').bot(/#1 · 白蚁防治 · 住房和城乡建设局 · 已办结待反馈/);
    await 郭辛夷.says('反馈 1 已当面告知周先生，他很满意', { quote: outcome }).bot(/#1 已答复群众，结案/);

    await 顾清和.says('/重办 #1 回访发现隔壁门框仍有白蚁').bot(/#1 已重办/);
    await stage.room('住建局群').heard(/群众反映未解决，重办/);
    await 沈立夏.says('/办结 #1 已全部处理').bot(/办理结果已记录/);
    await 郭辛夷.says('/反馈 #1 1 已回访确认').bot(/结案/);
    await 郭辛夷.says('/受理 #1').bot(/“受理”只有单位联络员、单位负责人可以用/);
  });

  it('keeps a history that adds up to the row and that nobody can change unseen', async () => {
    const { db } = stage.house.core;
    const rows = await db.query<{ type: string; actor: number | null; data: unknown; hash: string; source: string }>(
      `select type, actor, data, hash, source from events where issue = 1 order by seq`,
      [],
    );
    await stage.addsUp();
    // Who, from what message, with what words.
    const message = /^console:(?:group|private):\w+:p\d+$/;
    for (const { type, actor, source } of rows) {
      // The bot alone gives a report to the unit it proposes.
      expect(actor === null, type).toBe(type === 'assigned');
      expect(source, type).toMatch(message);
    }
    expect(rows.find(({ type }) => type === 'progressed')?.data).toMatchObject({ text: '已上门查看，定于周五施药' });
    expect(new Set(rows.map((row) => row.hash)).size).toBe(rows.length);
    await expect(db.query(`update events set at = now() where issue = 1`, [])).rejects.toThrow(/append-only/);
    await expect(db.query(`delete from events where issue = 1`, [])).rejects.toThrow(/append-only/);
  });
});
