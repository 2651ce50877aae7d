/** A month with every turn an issue can take, and the table whose sums hold for every row and the total. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTable } from '../../db/supervision.ts';
import { imbalance } from '../../domain/monthly-table.ts';
import { audit } from '../../rehearsal/audit.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('the monthly table on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-08-26T08:00');
  });
  afterAll(async () => {
    await stage.close();
    await stage.house.core.db.close();
  });

  it('adds up: carried over + new − closed − moved away = open, for every row and the total, and is frozen', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    for (const matter of ['墙体裂缝', '屋顶漏水', '乱摆摊', '垃圾成堆', '油烟扰民', '外墙裂缝', '楼上漏水', '危房']) {
      await 郭辛夷.says(`上报 拱秀社区${matter}`).bot(/已登记/);
    }
    await 沈立夏.says('/办结 #1 已加固').bot(/已记录/);
    await 郭辛夷.says('/反馈 #1 1 已告知').bot(/结案/);
    await 贺云帆.says('/退回 #3 属城厢街道').bot(/已退回/);
    await 方既白.says('/转办 #3 城厢街道 属地管理').bot(/#3 已转城厢街道/);
    await 方既白.says('/转办 #2 城管局').bot(/#2 已转综合行政执法局/);
    await 郭辛夷.says('/撤回 #8 重复').bot(/已撤回/);

    await stage.clock('2026-09-08T10:00');
    await 顾清和.says('/重办 #1 墙又裂了').bot(/已重办/);
    await 沈立夏.says('/受理 #6').bot(/已受理/);
    await 方既白.says('/挂账 #6 2026-10-20 陆文渊 等待鉴定').bot(/已挂账/);
    await 贺云帆.says('/办结 #4 已清运').bot(/已记录/);
    for (const matter of ['楼板裂缝', '垃圾桶破损']) await 郭辛夷.says(`上报 陈公桥社区${matter}`).bot(/已登记/);
    stage.hush();

    await stage.clock('2026-10-08T10:00');
    const said = await stage.room('督查联络群').heard(/【月度督查表】2026年9月 第1版，10月8日 09:30发布/);
    expect(said.text).toMatch(/住房和城乡建设局〔红〕/);

    const { db } = stage.house.core;
    for (const month of ['2026-08', '2026-09']) {
      const table = await loadTable(db, month);
      if (table === null) throw new Error(`${month} was not issued`);
      for (const row of [
        ...table.departments,
        ...table.towns,
        table.totals.all,
        table.totals.departments,
        table.totals.towns,
      ]) {
        expect(imbalance(row)).toBe(0);
      }
      expect(await audit(db, table)).toEqual([]);
    }
    const august = await loadTable(db, '2026-08');
    const housing = august?.departments.find((row) => row.unit === 1);
    expect(housing).toMatchObject({ carriedOver: 0, added: 5, closed: 1, movedAway: 2, open: 2, flags: [] });
    const september = await loadTable(db, '2026-09');
    expect(september?.departments.find((row) => row.unit === 1)).toMatchObject({
      carriedOver: 2,
      added: 2,
      closed: 0,
      open: 4,
    });
    expect(september?.towns.find((row) => row.unit === 11)).toMatchObject({ carriedOver: 1, added: 0, open: 1 });

    await 顾清和.says('/督查表 9月').bot(/2026年9月 第1版/);
    await 顾清和.says('/督查表 本月').bot(/截至目前，尚未发布[^]*2026年10月/);
    await expect(db.query(`update monthly_tables set issued_at = now()`, [])).rejects.toThrow(/append-only/);
  });

  it('makes up for a month in which the machine slept, once', async () => {
    await stage.sleepUntil('2026-12-15T11:00');
    await stage.room('督查联络群').heard(/【月度督查表】2026年10月/);
    await stage.room('督查联络群').heard(/【月度督查表】2026年11月/);
    const digests = stage.transcript.filter((message) => message.text.includes('【督查日报】12月'));
    expect(digests).toHaveLength(1);
    await stage.sleepUntil('2026-12-15T11:01');
    expect(stage.transcript.filter((message) => /月度督查表】2026年1[01]月 第1版/.test(message.text))).toHaveLength(2);
  });
});
