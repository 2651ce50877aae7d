/** What a unit hands down stays its own: reminders, the ladder and the monthly table name the unit above. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTable } from '../../db/supervision.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { subordinateHasRoom } from '../support/district.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('an issue handed down on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30', subordinateHasRoom);
  });
  afterAll(() => stage.end());

  it('leaves the unit above accountable in reminders, on the ladder and in the monthly table, each with its own clock', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 叶小满 = stage.person('叶小满').in('白蚁中心群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区木门框被白蚁蛀空').bot(/已登记 #1/);
    await stage.clock('2026-10-13T10:00');
    await 沈立夏.says('/下派 #1 白蚁防治管理中心').bot(/住房和城乡建设局仍负总责/);
    await stage.room('白蚁中心群').heard(/@叶小满 #1 下派给白蚁防治管理中心\n10月19日（周一）前办结/);
    stage.hush();

    await stage.clock('2026-10-22T12:00');
    await stage
      .room('住建局群')
      .heard(/^@沈立夏 【每日提醒】10月22日[^]*#1 白蚁防治，逾期 3 个工作日[^]*【催办】#1 请负责人督促：@宋知秋/);
    await stage.room('白蚁中心群').heardNothing();
    await stage.clock('2026-10-26T12:00');
    await stage.room('督查联络群').heard(/#1 住房和城乡建设局 逾期 5 个工作日，拟督办/);
    await 顾清和.says('/批准 #1').bot(/督办已签发/);
    await stage.room('住建局群').heard(/【督办】#1 请住房和城乡建设局/);
    await 叶小满.says('/办结 #1 已施药').bot(/办理结果已记录/);

    await stage.clock('2026-11-02T12:00');
    const { db } = stage.house.core;
    const table = await loadTable(db, '2026-10');
    const rowOf = (unit: number) => table?.departments.find((row) => row.unit === unit);
    expect(rowOf(1)).toMatchObject({ added: 1, due: 1, closed: 1, closedOnTime: 0 });
    expect(rowOf(5)).toBeUndefined();
    const clocks = await db.query<{ kind: string; unit: number; days: number }>(
      `select kind, unit, (extract(epoch from ended_at - started_at) / 86400)::int as days
       from clock_intervals where issue = 1 and kind in ('unit', 'handler') order by seq`,
      [],
    );
    expect(clocks).toEqual([
      { kind: 'unit', unit: 1, days: 14 },
      { kind: 'handler', unit: 5, days: 13 },
    ]);
  });
});
