/** 问题交办单: one that is withdrawn keeps its number, and what the leader said reaches the unit that gets the issue. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { periodOf } from '../../domain/period.ts';
import { handoverForm } from '../../services/handover/form.ts';
import { quarterlyPack } from '../../services/handover/pack.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { wordsOf } from '../support/documents.ts';
import { PLATFORM, Stage } from '../support/stage.ts';

describe.each(databases)('forms on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-07T09:30');
  });
  beforeEach(() => stage.hush());
  afterAll(async () => {
    await stage.close();
    await stage.house.core.db.close();
  });
  const 方既白 = () => stage.person('方既白').in(null);

  it('one that is withdrawn is called so in the list, on its card and on paper, and the leader is told', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 拱秀社区墙体裂缝').bot(/已登记 #1/);
    await 郭辛夷.says('上报 拱秀社区外墙脱落').bot(/已登记 #2/);
    await 方既白()
      .says('交办 #1 陆文渊 住建局')
      .bot(/交办〔2026〕1号已签发/);
    await 方既白()
      .says('交办 #2 陆文渊 住建局')
      .bot(/交办〔2026〕2号已签发/);
    await 方既白()
      .says('交办单')
      .bot(/未办结的问题交办单 2 份：[^]*2号 #2 [^]*到期$/);
    await 方既白()
      .says('途径 #1 平台流转 只是一户')
      .bot(/#1 途径改为平台流转，期限 9月14日（周一），交办〔2026〕1号已撤销，理由已记录$/);
    await stage.person('陆文渊').heard(/#1 交办〔2026〕1号已撤销，不用再协调：只是一户/);
    await 方既白()
      .says('交办单')
      .bot(/^未办结的问题交办单 1 份：\n交办〔2026〕2号 #2 [^\n]*\n今年已撤销 1 份：交办〔2026〕1号 #1$/);
    await 方既白()
      .says('查询 #1')
      .bot(/交办〔2026〕1号（已撤销）：由陆文渊牵头协调/);
    stage.hush();
    await 方既白()
      .says('交办 #1')
      .bot(/^【问题交办单】交办〔2026〕1号（已撤销）[^]*撤销：已撤销，改走平台流转：只是一户/);
    const paper = await stage.heardIn(
      { platform: PLATFORM, kind: 'private', id: 'p7' },
      /^\[文件：问题交办单-交办〔2026〕1号-已撤销-住房和城乡建设局\.docx/,
    );
    expect(await wordsOf(paper)).toMatch(
      /^民情问题交办单\n交办〔2026〕1号（已撤销）\n[^]*2026年9月7日改走平台流转：只是一户。本单作废，编号不再使用。/,
    );
    await stage
      .person('陆文渊')
      .in(null)
      .says('我的')
      .bot(/由我牵头的交办单（1 件）\n#2 /);
    const pack = await quarterlyPack(stage.house.core, periodOf('2026-09-07', 3), stage.at);
    expect(pack.forms.map(({ issue }) => issue)).toEqual([2]);
  });

  it('issued again it has the number it had, and is in force', async () => {
    await 方既白()
      .says('交办 #1 陆文渊 住建局 整栋楼')
      .bot(/交办〔2026〕1号已签发/);
    expect(await handoverForm(stage.house.core, 1, stage.at)).toMatchObject({ withdrawn: null, withdrawnAt: null });
    await 方既白()
      .says('交办单')
      .bot(/^未办结的问题交办单 2 份(?![^]*已撤销)/);
  });

  it('what the leader said while it had no unit, or another, its new unit hears with the issue', async () => {
    await stage
      .person('沈立夏')
      .in('住建局群')
      .says('/退回 #1 属市容')
      .bot(/已退回双访办/);
    await stage
      .person('陆文渊')
      .in(null)
      .says('批示 #1 请抓紧确定单位，月底前见效')
      .bot(/批示已记录，确定责任单位后转达/);
    stage.hush();
    await 方既白()
      .says('转办 #1 城管局')
      .bot(/已转综合行政执法局/);
    await stage.room('执法局群').heard(/#1 新交办[^]*#1 批示（陆文渊 9月7日（周一））：请抓紧确定单位，月底前见效/);
    stage.hush();
    await 方既白()
      .says('转办 #1 交通局 路政的事')
      .bot(/已转交通运输局/);
    await stage.person('秦望舒').heard(/#1 转交您单位[^]*批示（陆文渊 9月7日（周一））：请抓紧确定单位/);
  });
});
