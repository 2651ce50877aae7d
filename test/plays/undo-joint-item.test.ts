/** 立项, 排除 and the steps of a joint item by a slip: taken back within two minutes, and the surge is free again. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadEmergingIssue } from '../../db/emerging.ts';
import { commitJob, noWork } from '../../db/job-commit.ts';
import { loadJointItem, openJointItems } from '../../db/joint-items.ts';
import { foldJointItem } from '../../domain/joint-item.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { wordsOf } from '../support/documents.ts';
import { later, listOf } from '../support/follow.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('a surge decided about by a slip on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-19T09:30');
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    for (let count = 1; count <= 4; count += 1) await 郭辛夷.says(`上报 拱秀社区${count}号路灯不亮`).bot(/已登记/);
    const evidence = { counts: [0, 1, 0, 1, 4], tail: 1e-5, average: 0.5, tested: 24, apart: [], towns: [] };
    const surge = { week: '2026-10-05', town: 11, category: 3, level: 'alarm' as const };
    await commitJob(
      db(),
      { job: 'weekly-emerging', dueAt: stage.at + 1, skipped: [] },
      {
        ...noWork,
        emerging: [
          { id: 1, ...surge, evidence: { ...evidence, issues: [1, 2, 3] } },
          { id: 2, ...surge, week: '2026-10-12', evidence: { ...evidence, issues: [3, 4] } },
        ],
      },
      stage.at,
    );
  });
  beforeEach(async () => {
    stage.hush();
    await later(stage);
  });
  afterAll(async () => {
    await stage.close();
    await db().close();
  });
  const db = () => stage.house.core.db;
  const office = (text: string) => stage.person('方既白').in('督查联络群').says(text);
  const unit = (text: string) => stage.person('秦望舒').in(null).says(text);
  const inspector = (text: string) => stage.person('顾清和').in(null).says(text);
  const unitHears = (pattern: RegExp) => stage.person('秦望舒').in(null).heard(pattern);
  const item = async (number: number) => {
    const found = await loadJointItem(db(), number);
    return found === null ? null : foldJointItem(found.item, found.log);
  };

  it('the office makes a joint item of the wrong surge: nobody leads it, its number stays, the surge waits again', async () => {
    await office('/立项 1 10月30日').bot(/^联合事项 1 号已立项/);
    await unitHears(/^【联合事项】1 号 城厢街道·道路交通，由交通运输局主办/);
    await office('/撤销').bot(
      /^联合事项 1 号的“立项”已撤销，已告知收到过通知的人。编号不再使用，各件仍按原单位、原期限办理。$/,
    );
    await unitHears(
      /^更正：联合事项 1 号的“立项”已由方既白撤销，请忽略刚才的消息。编号不再使用，各件仍按原单位、原期限办理。$/,
    );
    // The log keeps both, for the surge as for the item.
    expect(await listOf(db(), 'surge', 1)).toEqual(['opened', 'undone']);
    expect(await listOf(db(), 'jointItem', 1)).toEqual(['opened', 'undone']);
    expect(await openJointItems(db(), null)).toEqual([]);
    await office('/联合').bot(/^没有在办的联合事项/);
    await office('/联合 1').bot(
      /^联合事项 1 号 城厢街道·道路交通〔已撤销〕\n10月19日 09:31由方既白立项\n主办：交通运输局　期限：10月30日（周五）$/,
    );
    await unit('/联合 办结 1 已修好').bot(/联合事项 1 号的立项已撤销，不用办理，各件仍按原单位、原期限办理/);
    await unit('/我的').bot(/^(?![^]*联合事项)/);
    await office('/查询 #1').bot(/^(?![^]*联合事项)/);
    await office('/我的').bot(/待定的苗头（2 项）/);
    await office('/苗头 1').bot(/需要合并处理请发：立项 1/);
    await office('/撤销').bot(/^您刚才那一步已经撤销，要恢复请重新发送。再往前的请写编号/);
  });

  it('the same surge is made another, and a later one that joins it by a slip leaves it again with its issues', async () => {
    await office('/立项 1 10月30日').bot(/^联合事项 2 号已立项：城厢街道·道路交通，交通运输局主办，共 3 件/);
    await later(stage);
    await office('/立项 2').bot(/^第 2 号苗头已并入联合事项 2 号（交通运输局主办），现共 4 件。$/);
    await later(stage);
    await office('/撤销').bot(/^联合事项 2 号的“苗头 2 号并入”已撤销，已告知收到过通知的人。联合事项现共 3 件。$/);
    await unitHears(/^更正：联合事项 2 号的“苗头 2 号并入”已由方既白撤销，请忽略刚才的消息。联合事项现共 3 件。$/);
    expect(await item(2)).toMatchObject({ status: 'open', surges: [1], issues: [1, 2, 3], version: 3 });
    await office('/查询 #4').bot(/^(?![^]*联合事项)/);
    await office('/查询 #3').bot(/联合事项：2 号（交通运输局主办，办理中）/);
    await later(stage);
    await office('/立项 2').bot(/^第 2 号苗头已并入联合事项 2 号（交通运输局主办），现共 4 件。$/);
    await office('/联合 2').bot(/依据：苗头 1 号、苗头 2 号[^]*事项 4 件：#1、#2、#3、#4/);
  });

  it('each step of unit and office is taken back by who took it, until the other side has acted', async () => {
    await unit('/联合 进展 2 已排查 12 处').bot(/进展已记录/);
    await unit('/撤销').bot(/^联合事项 2 号的“报进展”已撤销，已告知收到过通知的人。现在是“办理中”。$/);
    await stage.room('督查联络群').heard(/^更正：联合事项 2 号的“报进展”已由秦望舒撤销/);
    expect(await item(2)).toMatchObject({ last: null });
    await later(stage);
    await unit('/联合 办结 2 老旧路灯已更换').bot(/已报办结/);
    await unit('/撤销').bot(/^联合事项 2 号的“报办结”已撤销，[^]*现在是“办理中”。$/);
    await office('/联合 退回 2 仍不亮').bot(/还没有报办结，不用退回/);
    await later(stage);
    await unit('/联合 办结 2 老旧路灯已更换').bot(/已报办结/);
    await office('/联合 退回 2 仍有两处不亮').bot(/退回，请于10月30日/);
    await unit('/撤销').bot(
      /^联合事项 2 号的“报办结”之后，方既白已经“退回”，不能再撤销。没有办好的请双访办或督查联络员发“联合 退回 2 原因”。$/,
    );
    await office('/撤销').bot(/^联合事项 2 号的“退回”已撤销，[^]*现在是“待核”。$/);
    await unitHears(/^更正：联合事项 2 号的“退回”已由方既白撤销，请忽略刚才的消息。现在是“待核”。$/);
    // With the other side's step gone, the unit's own is the last one again.
    await unit('/撤销').bot(/^联合事项 2 号的“报办结”已撤销/);
    await later(stage);
    await office('/联合 期限 2 11月6日').bot(/期限定为11月6日（周五）/);
    await office('/撤销').bot(/^联合事项 2 号的“定期限”已撤销/);
    expect(await item(2)).toMatchObject({ due: '2026-10-30', status: 'open' });
    await later(stage);
    await office('/联合 销号 2 已核实').bot(/已销号/);
    await office('/联合').bot(/没有在办的联合事项/);
    await office('/撤销').bot(/^联合事项 2 号的“销号”已撤销，[^]*现在是“办理中”。$/);
    await office('/联合').bot(/^联合事项 1 项：\n2 城厢街道/);
    await stage.sleepUntil('2026-10-29T08:55');
    await stage.clock('2026-10-29T09:10');
    await unitHears(/联合事项 2 号 城厢街道·道路交通，10月30日（周五）到期/);
  });

  it('a surge dismissed by a slip is raised as before, one taken up again by a slip is dismissed still', async () => {
    await db().query(
      `insert into emerging_issues (id, week, town, category, level, evidence, raised_at)
       select 3, week, 12, category, level, evidence, raised_at from emerging_issues where id = 1`,
      [],
    );
    await inspector('/苗头 排除 3 集中普查').bot(/已排除/);
    await inspector('/撤销').bot(/^苗头 3 号的“排除”已撤销，已告知收到过通知的人。再有异常增多照常提出。$/);
    await stage.room('督查联络群').heard(/^更正：苗头 3 号的“排除”已由顾清和撤销/);
    expect(await loadEmergingIssue(db(), 3)).toMatchObject({ dismissal: null });
    await inspector('/苗头 恢复 3').bot(/没有排除/);
    await later(stage);
    await inspector('/苗头 排除 3 集中普查').bot(/已排除/);
    await later(stage);
    await inspector('/苗头 恢复 3').bot(/已恢复/);
    await inspector('/撤销').bot(/^苗头 3 号的“恢复”已撤销，已告知收到过通知的人。排除继续有效。$/);
    await office('/立项 3').bot(/第 3 号苗头10月29日已排除，原因：集中普查/);
    expect(await listOf(db(), 'surge', 3)).toEqual(['dismissed', 'undone', 'dismissed', 'restored', 'undone']);
  });

  it('too late, each says what to do instead', async () => {
    const tooLate = async (who: typeof office, does: string, words: RegExp) => {
      await who(does).bot(/^(?!没有|请|只)/);
      await later(stage, 3);
      await who('/撤销').bot(words);
    };
    await tooLate(
      inspector,
      '/苗头 恢复 3',
      /苗头 3 号的“恢复”已超过 2 分钟，不能撤销。要排除请再发“苗头 排除 3 原因”。$/,
    );
    await tooLate(inspector, '/苗头 排除 3 已知', /的“排除”已超过 2 分钟，不能撤销。要恢复请发“苗头 恢复 3”。$/);
    await tooLate(unit, '/联合 进展 2 在换', /的“报进展”已超过[^]*请再发“联合 进展 2 …”写明正确的。$/);
    await tooLate(office, '/联合 期限 2 11月6日', /的“定期限”已超过[^]*请再发“联合 期限 2 日期”写明正确的。$/);
    await tooLate(unit, '/联合 办结 2 已换', /的“报办结”已超过[^]*“联合 退回 2 原因”。$/);
    await tooLate(office, '/联合 退回 2 不亮', /的“退回”已超过[^]*请主办单位再报：联合 办结 2 怎样解决的$/);
    await db().query(
      `insert into emerging_issues (id, week, town, category, level, evidence, raised_at)
       select 4, '2026-10-19', town, category, level, evidence, raised_at from emerging_issues where id = 1`,
      [],
    );
    await tooLate(office, '/立项 4', /的“苗头 4 号并入”已超过[^]*请在办理联合事项 2 号时说明。$/);
    await tooLate(office, '/联合 销号 2', /的“销号”已超过[^]*请主办单位继续办理各件；再有同类苗头时重新立项。$/);
    await inspector('/苗头 恢复 3').bot(/已恢复/);
    await tooLate(
      office,
      '/立项 3',
      /联合事项 3 号的“立项”已超过 2 分钟，不能撤销。不用联合办理的请发“联合 销号 3 立错了”。$/,
    );
  });

  it('and the month tells of what stands', async () => {
    await office('/月报 10月 Word').bot(/^2026年10月民情问题办理情况月报/);
    const words = await wordsOf(await stage.room('督查联络群').heard(/^\[文件：2026年10月民情月报/));
    expect(words).toMatch(/联合事项 2 号，交通运输局主办，已销号/);
    expect(words).not.toMatch(/联合事项 1 号/);
    await expect(db().query('delete from joint_item_surges', [])).rejects.toThrow(/append-only/);
  });
});
