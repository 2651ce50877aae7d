/** A sheet that is older than what was changed in chat undoes nothing unseen: it says where the two differ. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/connect.ts';
import { loadRoster } from '../../db/roster.ts';
import { importTables } from '../../services/roster/import.ts';
import type { RosterTables } from '../../services/roster/tables.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

const rows = (header: string[], ...lines: string[][]) =>
  lines.map((line, index) => ({
    row: index + 2,
    cells: Object.fromEntries(header.map((column, at) => [column, line[at] ?? ''])),
  }));
const sheet: RosterTables = {
  单位: rows(
    ['名称', '简称', '类型', '上级'],
    ['住房和城乡建设局', '住建局', '区级单位'],
    ['水务局', '', '区级单位'],
    ['交通运输局', '交通局', '区级单位'],
    ['城厢街道', '', '镇街'],
    ['拱秀社区', '', '村社', '城厢街道'],
  ),
  人员: rows(
    ['姓名', '单位', '角色', '账号'],
    ['方既白', '', '双访办', 'console:office'],
    ['沈立夏', '住房和城乡建设局', '单位联络员', 'console:shen'],
    ['秦望舒', '交通运输局', '单位联络员', 'console:qin'],
    ['钟灵秀', '水务局', '单位联络员', 'console:zhong'],
    ['郭辛夷', '城厢街道', '干部', 'console:guo'],
    ['苏景行', '城厢街道', '干部', 'console:su'],
  ),
  小组: rows(
    ['组团', '小组', '负责村社', '成员', '组长'],
    ['城厢组团', '一组', '拱秀社区', '郭辛夷；苏景行', '苏景行'],
    ['城厢组团', '二组', '', '', ''],
  ),
  类别: rows(['名称', '关键词', '单位'], ['供水排水', '停水', '水务局']),
};
const seal = (plain: string): string => plain;

describe.each(databases)('an older sheet on $name', ({ kind }) => {
  let db: Database;
  let stage: Stage;
  beforeAll(async () => {
    db = await openTestDatabase(kind);
    expect(await importTables(db, sheet, seal)).toMatchObject({ ok: true, differences: [] });
    stage = await Stage.reopen(db, '2026-10-12T09:30');
  });
  afterAll(async () => {
    await stage.close();
    await db.close();
  });
  const roster = async () => {
    const { units, people, teams, categories, former, gone } = await loadRoster(db);
    return { units, people, teams, categories, former, gone };
  };

  it('imported twice differs from nothing while nothing was changed in chat', async () => {
    const before = await roster();
    expect(await importTables(db, sheet, seal)).toMatchObject({ ok: true, differences: [] });
    expect(await roster()).toEqual(before);
  });

  it('leaves what chat changed as it is, and says of every row where it differs', async () => {
    const office = stage.person('方既白').in(null);
    await office.says('调动 秦望舒 住建局 单位负责人').bot(/已调动/);
    await office.says('调动 郭辛夷 城厢组团二组').bot(/已调动/);
    await office.says('离职 苏景行').bot(/已离职/);
    await office.says('绑定 onebot:7 沈立夏 住建局').bot(/已绑定/);
    await office.says('更名 交通局 交通运输服务局').bot(/已更名/);
    await office.says('合并 水务局 并入 住建局 机构改革').bot(/已合并/);
    const before = await roster();
    const result = await importTables(db, sheet, seal);
    expect(await roster()).toEqual(before);
    expect(result.ok && result.differences.map(({ sheet: of, row, reason }) => `${of} ${row} ${reason}`)).toEqual([
      '单位 3 “水务局”已并入住房和城乡建设局（方既白 10月12日在群里改的），按群里的',
      '单位 4 “交通运输局”已更名为交通运输服务局（方既白 10月12日在群里改的），按群里的',
      '人员 3 沈立夏的账号是console:shen、onebot:7（方既白 10月12日在群里改的），按群里的',
      '人员 4 秦望舒已从交通运输服务局调到住房和城乡建设局（方既白 10月12日在群里改的），按群里的',
      '人员 7 苏景行已离职（方既白 10月12日在群里改的），按群里的',
      '小组 2 郭辛夷不在这个小组（方既白 10月12日在群里改的），按群里的',
      '小组 2 苏景行已离职（方既白 10月12日在群里改的），按群里的',
      '小组 3 郭辛夷在这个小组（方既白 10月12日在群里改的），按群里的',
    ]);
  });

  it('counts again once the change is taken back', async () => {
    const office = stage.person('方既白').in(null);
    const said = await office.says('名册变动 苏景行').bot(/离职/);
    await office.says(`名册变动 撤回 ${/(\d+) 号/.exec(said.text)?.[1] ?? ''}`).bot(/已恢复在职/);
    const result = await importTables(db, sheet, seal);
    expect(result.ok && result.differences.some(({ reason }) => reason.includes('苏景行'))).toBe(false);
    const { people, teams } = await loadRoster(db);
    const person = people.find(({ name }) => name === '苏景行');
    expect(person?.accounts).toEqual([{ platform: 'console', account: 'su' }]);
    expect(teams.find(({ name }) => name === '一组')).toMatchObject({ leader: person?.id });
  });
});
