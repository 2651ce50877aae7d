/** The roster: every form it comes in, every mistake that is made in it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../db/connect.ts';
import { loadRoster } from '../../db/roster.ts';
import { demoTables, loadDemoIfEmpty } from '../../demo/district.ts';
import { importRoster, importTables } from '../../services/roster/import.ts';
import { readRoster, readWorkbook } from '../../services/roster/read.ts';
import type { RosterTables } from '../../services/roster/tables.ts';
import { databases, openTestDatabase } from '../support/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'huiyin-roster-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const seal = (plain: string): string => `sealed:${plain.length}`;

const rows = (header: string[], ...lines: string[][]) =>
  lines.map((line, index) => ({
    row: index + 2,
    cells: Object.fromEntries(header.map((column, at) => [column, line[at] ?? ''])),
  }));
const units = (...lines: string[][]): RosterTables => ({ 单位: rows(['名称', '简称', '类型', '上级'], ...lines) });
const small: RosterTables = {
  ...units(
    ['住建局', '', '区级单位'],
    ['新塘街道', '', '镇街'],
    ['河上镇', '', '镇街'],
    ['紫霞村委会', '', '村社', '新塘街道'],
    ['紫霞村委会', '', '村社', '河上镇'],
  ),
  人员: rows(
    ['姓名', '单位', '角色', '账号', '电话'],
    ['沈立夏', '住建局', '单位联络员', 'onebot:10001', '13812345678'],
    ['方既白', '', '双访办；督查联络员', 'onebot:10002；wecom:fang'],
  ),
  小组: rows(
    ['组团', '小组', '负责村社', '成员', '组长'],
    ['河上组团', '一组', '河上镇/紫霞村委会', '沈立夏', '沈立夏'],
  ),
  群: rows(
    ['名称', '平台', '群号', '用途', '单位'],
    ['督查联络群', 'onebot', '7', '督查联络群'],
    ['住建局群', 'onebot', '8', '单位群', '住建局'],
  ),
};

describe('a file', () => {
  it('may be CSV in GBK or UTF-8, with columns in any order and more than needed', async () => {
    // 名称,类型 / 住建局,区级单位 in GBK.
    const gbk = Buffer.from('c3fbb3c62cc0e0d0cd0ad7a1bda8bed62cc7f8bcb6b5a5ceBB0a'.toLowerCase(), 'hex');
    writeFileSync(join(folder, '单位.csv'), gbk);
    writeFileSync(
      join(folder, '群.csv'),
      '\uFEFF用途,备注,群号,平台,名称\n督查联络群,"多行\n备注",123456789012,onebot,联络群\n\n',
    );
    const { tables, problems } = await readRoster(folder);
    expect(problems).toEqual([]);
    expect(tables.单位).toEqual([{ row: 2, cells: { 名称: '住建局', 类型: '区级单位' } }]);
    expect(tables.群?.[0]?.cells).toMatchObject({ 群号: '123456789012', 名称: '联络群' });
  });

  it('may be an xlsx whose numbers are numbers', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '群',
          rows: [
            ['名称', '平台', '群号', '用途'],
            ['联络群', 'onebot', 123_456_789, '督查联络群'],
          ],
        },
      ],
    });
    const { tables } = await readWorkbook(bytes, 'a.xlsx');
    expect(tables.群?.[0]?.cells['群号']).toBe('123456789');
  });
});

describe.each(databases)('an import on $name', ({ kind }) => {
  let db: Database;
  beforeEach(async () => {
    db = await openTestDatabase(kind);
  });
  afterEach(() => db.close());

  it('writes everything, again changes nothing, and seals telephone numbers', async () => {
    expect(await importTables(db, small, seal)).toMatchObject({
      ok: true,
      counts: { 单位: 5, 人员: 2, 小组: 1, 群: 2 },
    });
    const first = await loadRoster(db);
    expect(await importTables(db, small, seal)).toMatchObject({ ok: true });
    expect(await loadRoster(db)).toEqual(first);
    expect(
      first.people.map((person) => person.roles.map((grant) => `${grant.role}:${grant.unit ?? ''}`).sort()),
    ).toEqual([['unitLiaison:1'], ['inspector:', 'office:']]);
    expect(await db.query('select phone from people where phone is not null', [])).toEqual([{ phone: 'sealed:11' }]);
  });

  it('changes what the sheet changes and leaves the rest', async () => {
    await importTables(db, small, seal);
    await importTables(
      db,
      { 人员: rows(['姓名', '单位', '角色', '账号'], ['沈立夏', '住建局', '单位负责人', 'onebot:20001']) },
      seal,
    );
    const { people } = await loadRoster(db);
    expect(people).toHaveLength(2);
    expect(people[0]).toMatchObject({
      roles: [{ role: 'unitLead', unit: 1 }],
      accounts: [{ platform: 'onebot', account: '20001' }],
    });
  });

  it('with one bad row writes nothing', async () => {
    const bad = { ...small, 群: rows(['名称', '平台', '群号', '用途'], ['x', 'onebot', '9', '没有的用途']) };
    expect(await importTables(db, bad, seal)).toMatchObject({ ok: false, problems: [{ sheet: '群', row: 2 }] });
    expect((await loadRoster(db)).units).toEqual([]);
    expect(await importRoster(db, join(folder, 'nothing'), seal)).toMatchObject({ ok: false });
  });

  it('does not take an account from somebody else', async () => {
    await importTables(db, small, seal);
    const stolen = { 人员: rows(['姓名', '单位', '角色', '账号'], ['冒名', '住建局', '干部', 'onebot:10001']) };
    expect(await importTables(db, stolen, seal)).toMatchObject({
      ok: false,
      problems: [{ reason: expect.stringMatching(/^账号 onebot:10001 已绑定沈立夏/) }],
    });
  });

  it('reads ids copied out of a chat, where signs are full-width', async () => {
    const copied = {
      ...small,
      人员: rows(['姓名', '单位', '角色', '账号'], ['沈立夏', '住建局', '单位联络员', 'wecom：Shen＿LiXia']),
      群: rows(['名称', '平台', '群号', '用途'], ['联络群', 'wecom', 'wrk＿x-1', '督查联络群']),
    };
    expect(await importTables(db, copied, seal)).toMatchObject({ ok: true });
    const { people, rooms } = await loadRoster(db);
    expect(people[0]?.accounts).toEqual([{ platform: 'wecom', account: 'Shen_LiXia' }]);
    expect(rooms.map((room) => room.address.id)).toContain('wrk_x-1');
  });

  it('takes the demo district, and a district of 5,000 cadres', async () => {
    expect(await loadDemoIfEmpty(db, seal)).toBe(true);
    expect(await loadDemoIfEmpty(db, seal)).toBe(false);
    const { units: all, people } = await loadRoster(db);
    expect(new Set(people.map((person) => person.name)).size).toBe(people.length);
    expect(all.filter((unit) => unit.kind === 'village')).toHaveLength(532);
    expect(demoTables().单位).toHaveLength(all.length);
    const many = {
      人员: rows(
        ['姓名', '单位', '角色', '账号'],
        ...Array.from({ length: 5000 }, (_, index) => [`干部${index}`, '教育局', '干部', `onebot:${20_000 + index}`]),
      ),
    };
    expect(await importTables(db, many, seal)).toMatchObject({ ok: true, counts: { 人员: 5000 } });
    expect((await loadRoster(db)).people).toHaveLength(people.length + 5000);
  });
});
