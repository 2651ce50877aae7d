/** Charts by chat: the district's to who supervises, a unit its own; what the picture shows is said in words too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('charts on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-08-31T23:30');
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    // The last minutes of August in Shanghai are September nowhere.
    for (const matter of ['墙体裂缝', '屋顶漏水', '乱摆摊']) await 郭辛夷.says(`上报 拱秀社区${matter}`).bot(/已登记/);
    await stage.clock('2026-09-02T10:00');
    await 沈立夏.says('/办结 #1 已加固').bot(/已记录/);
    await 方既白.says('/转办 #2 城管局').bot(/已转/);
    await 郭辛夷.says('上报 拱秀社区危房').bot(/已登记 #4/);
    await 郭辛夷.says('/撤回 #3 重复').bot(/已撤回/);
    await stage.sleepUntil('2026-10-09T07:00');
    await stage.clock('2026-10-12T10:00');
    stage.hush();
  });
  afterAll(() => stage.end());

  it('the trend counts what came, what was settled and what was left, by the months of Shanghai', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 顾清和
      .says('/图表 趋势')
      .bot(
        /^\[图片：全区民情问题趋势\n[^]*2026年8月　新增 3　办结 0　在办 3\n2026年9月　新增 1　办结 1　在办 2\n2026年10月　新增 0　办结 0　在办 2\]$/,
      );
    await 顾清和
      .says('/图表 趋势 住建局')
      .bot(
        /2026年8月　新增 2　办结 0　在办 2\n2026年9月　新增 1　办结 1　在办 1\n2026年10月　新增 0　办结 0　在办 1\]/,
      );
    await 顾清和.says('/图表 趋势 城管局').bot(/2026年9月　新增 1　办结 0　在办 1\n/);
  });

  it('the card of a unit says why its light is what it is, and what presses', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏
      .says('/图表 单位')
      .bot(
        /^\[图片：住房和城乡建设局　2026年10月\n超期 1 件；[^]*在办 1 件，超期 1 件。\n#4 房屋安全，9月9日（周三）到期，逾期 \d+ 天\]$/,
      );
    await stage.says('叶小满', '私聊', '图表 单位').bot(/白蚁防治管理中心不单独列入督查表/);
  });

  it('the progress curve sets a unit against all others, the funnel shows all units to who supervises', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 顾清和
      .says('/图表 曲线 住建局')
      .bot(
        /住建局办结进度曲线|住房和城乡建设局办结进度曲线\n住房和城乡建设局：承办 3 件，办结 1 件，[^]*\n其他单位：承办 2 件，办结 0 件，过半未办结/,
      );
    await 顾清和.says('/图表 曲线').bot(/请写单位，例如：图表 曲线 住建局/);
    await 顾清和.says('/图表 漏斗').bot(/各单位办结进度漏斗图/);
  });

  it('a unit sees its own only', async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    await 贺云帆.says('/图表 曲线').bot(/综合行政执法局办结进度曲线/);
    await 贺云帆.says('/图表 单位 住建局').bot(/只能查看本单位的图表/);
    await 贺云帆.says('/图表 漏斗').bot(/漏斗图由督查联络员、双访办、区领导查看。看本单位请发/);
    await stage.says('郭辛夷', '城厢组团群', '/图表 趋势').bot(/只有单位联络员/);
  });

  it('everything said comes with a picture as wide as a phone', async () => {
    const drawn = stage.transcript.flatMap(({ segments }) => segments.filter((segment) => segment.type === 'image'));
    expect(drawn.length).toBeGreaterThan(6);
    for (const { data } of drawn) expect(Buffer.from(data, 'base64').readUInt32BE(16)).toBe(1080);
  });
});
