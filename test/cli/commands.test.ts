/** The command line as an operator types it: what it prints, and how it ends. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServerDatabase } from '../support/database.ts';
import { runCli } from './run.ts';

describe('huiyin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-cli-'));
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  beforeAll(async () => {
    server = await createServerDatabase({ migrated: false });
  });
  afterAll(async () => {
    await server.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (args: string, env: NodeJS.ProcessEnv = {}): Promise<{ said: string; code: number }> =>
    runCli(args, { DATABASE_URL: server.url, DATA_DIR: folder, ...env });

  it('doctor says that there are no tables yet, and after migrate that the roster is empty', async () => {
    expect(await run('doctor')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/还没有建表：请运行 huiyin migrate/),
    });
    expect(await run('migrate')).toEqual({ code: 0, said: '数据库已是最新（PostgreSQL）\n' });
    expect(await run('doctor')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/名册是空的[^]*没有督查联络群[^]*事件记录：0 条，逐条校验无改动/),
    });
  });

  it('doctor says what is wrong with a server that is not there', async () => {
    expect(await run('doctor', { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' })).toMatchObject({
      code: 1,
      said: expect.stringMatching(/连不上数据库服务器 127\.0\.0\.1:1\/x。请确认 PostgreSQL 已启动/),
    });
  });

  it('import says what is wrong row by row and takes nothing, then takes what is right', async () => {
    writeFileSync(
      join(folder, '单位.csv'),
      '名称,简称,类型,上级\n住房和城乡建设局,住建局,区级单位,\n怪单位,,委员会,\n',
    );
    expect(await run(`import ${folder}`)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/单位 第 3 行：[^]*一条也没有导入/),
    });
    writeFileSync(join(folder, '单位.csv'), '名称,简称,类型,上级\n住房和城乡建设局,住建局,区级单位,\n');
    expect(await run(`import ${folder}`)).toMatchObject({ code: 0, said: expect.stringMatching(/已导入：单位 1/) });
  });

  it('table prints a month, and says when it cannot read which', async () => {
    expect(await run('table 2026-10')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/【月度督查表】2026年10月/),
    });
    expect(await run('table 十三月')).toMatchObject({ code: 1, said: expect.stringMatching(/看不懂月份“十三月”/) });
  });

  it('table writes a month as workbook and as pictures, departments and towns apart', async () => {
    const [sheet, picture] = [join(folder, 'out.xlsx'), join(folder, 'out.png')];
    expect(await run(`table 2026-10 --xlsx ${sheet} --picture ${picture}`)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/out\.xlsx（\d+ KB）\n已写入 .+out\.png（\d+ KB）\n已写入 .+out-2\.png/),
    });
    expect(readFileSync(sheet).subarray(0, 2).toString('latin1')).toBe('PK');
    expect(readFileSync(join(folder, 'out-2.png')).subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  it('document writes a month’s report, chart the trend; both say what they cannot make', async () => {
    const [report, picture] = [join(folder, 'report.docx'), join(folder, 'trend.png')];
    expect(await run(`document 月报 ${report} --month 2026-10`)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/已写入 .+report\.docx（\d+ KB）/),
    });
    expect(readFileSync(report).subarray(0, 2).toString('latin1')).toBe('PK');
    for (const [asked, why] of [
      ['chart 曲线', /请写单位/],
      ['chart 趋势 --unit 外星局', /没有找到单位“外星局”/],
      ['chart 覆盖 --of 外星镇', /没有找到“外星镇”/],
      ['chart 覆盖 --month 十三月', /看不懂月份“十三月”/],
      ['chart 苗头', /请用 --number 写苗头的序号/],
      ['chart 饼图', /没有“饼图”这种图/],
    ] as const)
      expect(await run(asked.replace(/^chart \S+/, (words) => `${words} ${picture}`)), asked).toMatchObject({
        code: 1,
        said: expect.stringMatching(why),
      });
    expect((await run(`document 月报 ${folder}/report.xlsx --month 2026-10`)).said).toMatch(/文件名请以 .docx 结尾/);
    for (const asked of ['通报', '督办单', '日记', '月报 --month 十三月', '公函', '交办单 --number 1', '季度研究'])
      expect(
        await run(`document ${asked.replace(' ', ` ${report} `)}${asked.includes(' ') ? '' : ` ${report}`}`),
        asked,
      ).toMatchObject({
        code: 1,
        said: expect.stringMatching(/没有做成[^]*用法：huiyin document/),
      });
    expect((await run(`document 交办单 ${report} --number 1`)).said).toMatch(/没有交办〔\d{4}〕1号，请核对编号/);
    expect((await run(`document 季度研究 ${report} --period 上月`)).said).toMatch(/请写季度，例如/);
    expect((await run(`document 月报 ${report} --month 上上月`)).said).toMatch(/看不懂月份“上上月”，请写成 2026-10/);
    expect((await run(`document 日记 ${report} --of 无此人`)).said).toMatch(/没有找到“无此人”，请写干部或小组/);
    expect((await run(`document 日记 ${report}`)).said).toMatch(/请写干部或小组，例如/);
    expect((await run(`chart 覆盖 ${picture}`)).said).toMatch(/全区没有要走访的村社/);
    expect(await run(`chart 趋势 ${picture}`)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/trend\.png（/),
    });
    expect(readFileSync(picture).subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  it('ledger writes the sheet, and says what it cannot read', async () => {
    const path = join(folder, 'ledger.xlsx');
    expect(await run(`ledger ${path} --unit 住建局 --from 2026-01-01`)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/ledger\.xlsx：0 件/),
    });
    expect(readFileSync(path).subarray(0, 2).toString('latin1')).toBe('PK');
    expect(await run(`ledger ${path} --unit 外星局 --to 十三月`)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/看不懂日期“十三月”，[^]*没有找到单位“外星局”/),
    });
  });

  it('calendar takes an announced year and single days, and refuses what is no year', async () => {
    const days = [{ name: '元旦', date: '2027-01-01', isOffDay: true }];
    writeFileSync(join(folder, '2027.json'), JSON.stringify({ year: 2027, days }));
    writeFileSync(join(folder, 'bad.json'), '{}');
    writeFileSync(join(folder, 'broken.json'), '{"year": 2027,');
    const stray = [{ name: '元旦', date: '2025-01-01', isOffDay: true }];
    writeFileSync(join(folder, 'stray.json'), JSON.stringify({ year: 2027, days: stray }));
    expect(await run(`calendar ${join(folder, '2027.json')}`)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/已装入 2027 年放假安排 1 天/),
    });
    for (const [file, why] of [
      ['bad.json', /holiday-cn 的格式/],
      ['broken.json', /broken\.json 不是 JSON，请重新下载/],
      ['stray.json', /stray\.json 里的 2025-01-01 不是 2027 年安排里的日子/],
      ['nowhere.json', /nowhere\.json 打不开，请核对文件名/],
    ] as const)
      expect(await run(`calendar ${join(folder, file)}`)).toMatchObject({ code: 1, said: expect.stringMatching(why) });
    expect(await run('calendar 2027-02-01 休 暴雪')).toMatchObject({ code: 0 });
    expect((await run('calendar')).said).toMatch(
      /2015—2027 年。另行调整 2 天：\n2027-01-01 休（元旦）\n2027-02-01 休（暴雪，自定）/,
    );
    expect(await run('calendar 2027-02-01 也许')).toMatchObject({ code: 1, said: expect.stringMatching(/用法/) });
  });

  it('rehearse refuses months it cannot play and files it cannot read', async () => {
    expect(await run('rehearse --months 99')).toMatchObject({ code: 1, said: expect.stringMatching(/应为 1 到 24/) });
    writeFileSync(join(folder, 'other.csv'), '标题,内容\n路灯,不亮\n');
    writeFileSync(join(folder, 'timeless.csv'), '留言主题,留言时间,留言详情\n路灯,昨天,不亮\n');
    for (const [path, why] of [
      ['/nowhere.csv', /\/nowhere\.csv 打不开，请核对文件名/],
      [join(folder, 'other.csv'), /缺少列：第一行须有 留言主题、留言时间、留言详情/],
      [join(folder, 'timeless.csv'), /没有写明时间的留言，请核对“留言时间”一列/],
    ] as const)
      expect(await run(`rehearse --messages ${path}`)).toMatchObject({ code: 1, said: expect.stringMatching(why) });
  });
});
