/** `huiyin import`: every mistake that is made in a roster is named with its place, and nothing is imported. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect.ts';
import { createServerDatabase } from '../support/database.ts';
import { seedDistrict } from '../support/district.ts';
import { Stage } from '../support/stage.ts';
import { runCli } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'huiyin-import-'));
let server: Awaited<ReturnType<typeof createServerDatabase>>;
beforeAll(async () => {
  server = await createServerDatabase();
  const db = await connect({ url: server.url });
  await seedDistrict(db);
  await db.close();
});
afterAll(async () => {
  await server.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** The lines of a refused import. */
async function refused(path: string): Promise<string[]> {
  const { said, code } = await runCli(`import ${path}`, { DATABASE_URL: server.url, DATA_DIR: folder });
  expect(said).toMatch(/共 \d+ 处有误，一条也没有导入。改好后再导入一次。\n$/);
  expect(code).toBe(1);
  return said.trimEnd().split('\n').slice(0, -1);
}

/** A folder of sheets. */
function sheets(name: string, files: Record<string, string | Buffer>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

describe('huiyin import', () => {
  it('names every wrong row with its reason', async () => {
    const path = sheets('rows', {
      '单位.csv': [
        '名称,类型,简称,上级',
        ',区级单位,,',
        '甲局,市级单位,,',
        '乙/局,区级单位,,',
        '丙局,区级单位,,没有的局',
        '丁村,村社,,',
        '戊局,区级单位,,己局',
        '己局,区级单位,,戊局',
        '庚局,区级单位,,',
        '庚局,区级单位,,',
        '东镇,镇街,,',
        '西镇,镇街,,',
        '同名村,村社,,东镇',
        '同名村,村社,,西镇',
      ].join('\n'),
      '人员.csv': [
        '姓名,单位,角色,账号',
        '赵一,,单位联络员,',
        '钱二,庚局,局长,',
        '孙三,庚局,干部,onebot:1',
        '李四,庚局,干部,onebot:1',
        '周五,庚局,干部,10001',
        '孙三,庚局,单位负责人,',
        '吴六,没有的局,干部,',
        '郑七,庚局,干部,wecom-webhook:Zheng',
        '王八,庚局,干部,console:p1',
        '孙三,东镇,干部,',
      ].join('\n'),
      '小组.csv': [
        '组团,小组,负责村社,成员,组长',
        '东组团,一组,同名村,没有的人,',
        '东组团,二组,,孙三,',
        '东组团,二组,,李四,周五',
      ].join('\n'),
      '群.csv': [
        '名称,平台,群号,用途,单位',
        '甲群,onebot,1,单位群,',
        '乙群,onebot,2,聊天,',
        '丙群,onebot,1,督查联络群,',
      ].join('\n'),
    });
    const lines = (await refused(path)).map((line) => line.replace(/，请.*/, ''));
    expect(lines.toSorted()).toEqual(
      [
        '单位 第 2 行：缺少名称',
        '单位 第 3 行：类型“市级单位”应为 区级单位、镇街、下属单位、村社',
        '单位 第 4 行：名称里不能有 /',
        '单位 第 5 行：上级“没有的局”不在单位表里',
        '单位 第 6 行：村社须写上级',
        '单位 第 7 行：上级关系成环',
        '单位 第 8 行：上级关系成环',
        '单位 第 10 行：与第 9 行重复',
        '人员 第 2 行：单位联络员须写单位',
        '人员 第 3 行：角色“局长”应为 干部、单位联络员、单位负责人、督查联络员、双访办、区领导、管理员',
        '人员 第 5 行：账号 onebot:1 与第 4 行重复，一个账号只能是一个人的',
        '人员 第 6 行：账号“10001”应写成 平台:账号，如 onebot:10001',
        '人员 第 7 行：与第 4 行是同一人，多个角色请写在一行用；隔开'.replace(/，请.*/, ''),
        '人员 第 8 行：没有单位“没有的局”',
        '人员 第 9 行：账号“wecom-webhook:Zheng”应写成 wecom:账号，wecom-webhook 只是群的平台',
        '人员 第 10 行：账号 console:p1 已绑定郭辛夷',
        '小组 第 2 行：“同名村”有几个',
        '小组 第 2 行：人员表里没有“没有的人”',
        '小组 第 3 行：有几个“孙三”',
        '小组 第 4 行：与第 3 行重复',
        '小组 第 4 行：组长“周五”不在成员里',
        '群 第 2 行：单位群须写单位',
        '群 第 3 行：用途“聊天”应为 督查联络群、单位群、组团群',
        '群 第 4 行：与第 2 行是同一个群',
      ].toSorted(),
    );
  });

  it('takes what chat has changed since for right, and says where the sheet differs', async () => {
    const env = { DATABASE_URL: server.url, DATA_DIR: folder };
    const db = await connect({ url: server.url });
    const stage = await Stage.reopen(db, '2026-10-12T09:30');
    await stage
      .person('方既白')
      .in(null)
      .says('离职 苏景行')
      .bot(/已离职：苏景行/);
    await stage.close();
    await db.close();
    const path = sheets('older', { '人员.csv': '姓名,单位,角色\n苏景行,河上镇,干部\n秦望舒,交通运输局,单位联络员\n' });
    expect(await runCli(`import ${path}`, env)).toEqual({
      code: 0,
      said: expect.stringMatching(
        /^已导入：[^]*人员 1[^]*\n人员 第 2 行：苏景行已离职（方既白 10月12日在群里改的），按群里的\n共 1 处表和群里改的不一样，都按群里的。请更正表；/,
      ),
    });
  });

  it('says of a file that cannot be read what it is and what to do', async () => {
    const file = (name: string, bytes: Uint8Array): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const workbook = (name: string): Promise<Uint8Array> =>
      writeXlsx({ sheets: [{ name, rows: [['名称'], ['甲局']] }] });
    for (const [path, words] of [
      [join(folder, 'nowhere.xlsx'), /nowhere\.xlsx：没有这个文件或文件夹，请核对路径/],
      [file('old.xls', Buffer.from('x')), /^old\.xls：是旧版 xls，请在 WPS 或 Excel 里另存为 xlsx/],
      [file('empty.xlsx', Buffer.alloc(0)), /^empty\.xlsx：文件是空的/],
      [file('locked.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')), /^locked\.xlsx：文件有密码或是旧版 xls/],
      [file('picture.xlsx', Buffer.from('\x89PNG')), /^picture\.xlsx：不是有效的 xlsx/],
      [file('other.xlsx', await workbook('花名册')), /^other\.xlsx：没有 单位、人员、小组、群、类别 中任何一个工作表/],
      [file('column.xlsx', await workbook('单位')), /^单位 第 1 行：缺少列：类型/],
      [sheets('none', { 'a.txt': '' }), /^none：文件夹里没有 单位、人员、小组、群、类别 中任何一个 CSV/],
      [sheets('blank', { '单位.csv': '\n,,\n' }), /^单位：是空的，请填好/],
      [sheets('latin', { '单位.csv': Buffer.from([0xff, 0xff, 0x20]) }), /^单位\.csv：既不是 UTF-8 也不是 GBK 编码/],
    ] as const)
      expect(await refused(path), path).toEqual([expect.stringMatching(words)]);
  });
});
