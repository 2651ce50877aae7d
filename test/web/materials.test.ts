/** 资料 in the console: what people take away, by the services chat and command line use. */
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { teams } from '../../db/schema/index.ts';
import { loadEdition } from '../../db/monthly-editions.ts';
import { openConsoleHouse, type ConsoleHouse } from '../support/console-house.ts';
import { countedSite } from '../support/counted-site.ts';

interface Part {
  type: 'text' | 'image' | 'file';
  text?: string;
  name?: string;
  data?: string;
  mime?: string;
  alt?: string;
  url?: string;
}

describe('materials in the console', () => {
  let here: ConsoleHouse;
  let app: ReturnType<typeof countedSite>;
  const local = { host: '127.0.0.1:8787' };
  const json = { ...local, 'content-type': 'application/json', origin: 'http://127.0.0.1:8787' };
  const post = (path: string, body: unknown, headers: Record<string, string> = json) =>
    app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const asked = async (body: unknown): Promise<Part[]> => {
    const answer = await post('/api/materials', body);
    expect(answer.status, JSON.stringify(body)).toBe(200);
    return ((await answer.json()) as { parts: Part[] }).parts;
  };
  const wordsOf = (parts: readonly Part[]): string => parts.map(({ text }) => text ?? '').join('');
  const names = (parts: readonly Part[]): (string | undefined)[] =>
    parts.filter(({ type }) => type !== 'text').map(({ name }) => name);
  const say = async (account: string, room: string, text: string): Promise<void> => {
    expect((await post('/api/speak', { account, room: `console:${room}`, text })).status).toBe(200);
    await here.house.quiet();
  };
  const docx = async (part: Part | undefined): Promise<string> => {
    expect(part?.mime).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    return (await mammoth.extractRawText({ buffer: Buffer.from(part?.data ?? '', 'base64') })).value;
  };

  beforeAll(async () => {
    here = await openConsoleHouse('2026-10-12');
    app = countedSite(here.web);
    await say('p1', 'group:cluster', '上报 拱秀社区路灯不亮');
    await say('p1', 'group:cluster', '走访 拱秀社区 3户');
    await post('/api/clock', { move: 'nextMonth1' });
  });
  afterAll(() => here.close());

  it('offers months since the first report, and the units, teams and cadres of the roster', async () => {
    const answer = await app.request('/api/materials', { headers: local });
    expect(await answer.json()).toMatchObject({
      months: [
        { value: '2026-11', label: '2026年11月' },
        { value: '2026-10', label: '2026年10月' },
      ],
      quarters: [{ value: '2026年第四季度' }],
      departments: expect.arrayContaining([{ value: '3', label: '交通运输局' }]),
      clusters: [{ value: '城厢组团' }, { value: '河上组团' }],
      diarists: expect.arrayContaining(['城厢组团一组', '郭辛夷']),
      orders: [],
      forms: [],
      emerging: [],
    });
  });

  it('gives an issued table byte for byte, and the running month as it stands, with pictures and workbook', async () => {
    const issued = await loadEdition(here.db, '2026-10');
    const parts = await asked({ kind: 'table', month: '2026-10' });
    const made = parts.filter(({ type }) => type !== 'text');
    const sent = issued?.files.filter(({ kind }) => kind !== 'report') ?? [];
    expect(made.map(({ name }) => name)).toEqual(sent.map(({ name }) => name));
    for (const [index, { data }] of made.entries())
      expect(data).toBe(Buffer.from(sent[index]?.bytes ?? []).toString('base64'));
    const running = await asked({ kind: 'table', month: '2026-11' });
    expect(wordsOf(running)).toMatch(/^【月度督查表】[^\n]*（统计至[^\n]*，尚未发布）\n/);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(running.find(({ type }) => type === 'file')?.data ?? '', 'base64') as never);
    expect(workbook.worksheets.length).toBeGreaterThan(1);
  });

  it('gives reports, charts, coverage and diary', async () => {
    const report = await asked({ kind: 'report', month: '2026-10' });
    expect(await docx(report.find(({ type }) => type === 'file'))).toMatch(/^2026年10月民情问题办理情况月报/);
    for (const [chart, unit] of [
      ['趋势', null],
      ['趋势', 3],
      ['漏斗', null],
      ['曲线', 3],
      ['单位', 11],
    ] as const) {
      const picture = (await asked({ kind: 'chart', chart, unit })).find(({ type }) => type === 'image');
      expect(
        Buffer.from(picture?.data ?? '', 'base64')
          .subarray(1, 4)
          .toString(),
        chart,
      ).toBe('PNG');
      expect(picture?.alt, chart).not.toBe('');
    }
    const coverage = await asked({ kind: 'coverage', scope: '城厢街道', month: '2026-10' });
    expect(wordsOf(coverage)).toMatch(/城厢街道/);
    expect(names(coverage)).toEqual(['走访覆盖-城厢街道.png']);
    const diary = await asked({ kind: 'diary', of: '城厢组团一组', period: '上月' });
    expect(names(diary)).toEqual(['png', 'xlsx', 'docx'].map((ending) => `民情日记-城厢组团一组-2026年10月.${ending}`));
    expect(await docx(diary.at(-1))).toMatch(/路灯不亮/);
  });

  it('gives papers by their number and by the issue they are about', async () => {
    await say('p6', 'private:p6', '督办 #1 本周内修好');
    await say('p6', 'private:p6', '通报 #1 多次催办');
    await say('p7', 'private:p7', '交办 #1 陆文渊 住建局 水务局 月底前拿出方案');
    for (const number of ['1', '1号', '督办〔2026〕1号', '#1']) {
      const order = (await asked({ kind: 'order', number })).find(({ type }) => type === 'file');
      expect(await docx(order), number).toMatch(/督办〔2026〕1号/);
    }
    for (const number of ['1号', '交办〔2026〕1号', '＃1']) {
      const form = (await asked({ kind: 'form', number })).find(({ type }) => type === 'file');
      expect(await docx(form), number).toMatch(/交办〔2026〕1号/);
    }
    const circular = await asked({ kind: 'circular', month: '2026-11' });
    expect(await docx(circular.find(({ type }) => type === 'file'))).toMatch(/多次催办/);
    const pack = await asked({ kind: 'pack', quarter: '2026年第四季度' });
    expect(await docx(pack.find(({ type }) => type === 'file'))).toMatch(/交办〔2026〕1号/);
    const choices = (await (await app.request('/api/materials', { headers: local })).json()) as Record<string, unknown>;
    expect(choices).toMatchObject({ orders: [{ value: '1号' }], forms: [{ value: '#1' }] });
  });

  it('says in Chinese what there is not, and what to do', async () => {
    await here.db.orm.insert(teams).values({ id: 9, cluster: 1, name: '二组' });
    await here.house.core.renewReaders();
    for (const [body, words] of [
      [{ kind: 'table', month: '2027-01' }, /2027年1月还没有开始/],
      [{ kind: 'circular', month: '2026-10' }, /没有列入的事项/],
      [{ kind: 'chart', chart: '曲线', unit: 999 }, /名册里没有这个单位/],
      [{ kind: 'chart', chart: '单位', unit: null }, /请写单位/],
      [{ kind: 'coverage', scope: '无此镇', month: null }, /没有找到“无此镇”/],
      [{ kind: 'diary', of: '无此人', period: '本月' }, /没有找到“无此人”/],
      [{ kind: 'diary', of: '一组', period: '本月' }, /“一组”有几个，请写上组团：城厢组团一组、河上组团一组/],
      [{ kind: 'diary', of: '苏景行', period: '上月' }, /没有收集到问题/],
      [{ kind: 'order', number: '77号' }, /没有 77 号督办单/],
      [{ kind: 'order', number: '#77' }, /#77 没有督办单/],
      [{ kind: 'order', number: '甲' }, /请写督办单号或事项编号/],
      [{ kind: 'coverage', scope: '城厢组团二组', month: null }, /城厢组团二组没有要走访的村社/],
      [{ kind: 'diary', of: '苏景行', period: '猴年马月' }, /看不懂时段/],
      [{ kind: 'diary', of: '苏景行', period: '2027年1月' }, /这段时间还没有开始/],
      [{ kind: 'form', number: '甲' }, /请写交办单号或事项编号/],
      [{ kind: 'form', number: '77号' }, /没有交办〔2026〕77号/],
      [{ kind: 'form', number: '#77' }, /#77 没有问题交办单/],
      [{ kind: 'pack', quarter: '去年' }, /请写季度/],
      [{ kind: 'emerging', number: null }, /近 13 周没有苗头/],
      [{ kind: 'emerging', number: 5 }, /没有第 5 号苗头/],
      [{ kind: 'ledger', unit: 2, month: '2026-10' }, /没有符合条件的事项/],
    ] as const) {
      const parts = await asked(body);
      expect(wordsOf(parts), JSON.stringify(body)).toMatch(words);
      expect(names(parts), JSON.stringify(body)).toEqual([]);
    }
  });

  it('gives the ledger of a month as a stream from its own address', async () => {
    const parts = await asked({ kind: 'ledger', unit: null, month: '2026-10' });
    expect(wordsOf(parts)).toBe('台账 1 件，反映人已脱敏。');
    const answer = await app.request(parts.at(-1)?.url ?? '', { headers: local });
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('台账-2026-10.xlsx'));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await answer.arrayBuffer());
    expect(workbook.worksheets[0]?.rowCount).toBe(2);
    expect((await app.request('/api/ledger?month=10', { headers: local })).status).toBe(400);
  });

  it('refuses what is not whole, and whoever is not this page', async () => {
    for (const body of [null, {}, { kind: 'table', month: '2026-13' }, { kind: 'chart', chart: '饼图', unit: null }]) {
      const answer = await post('/api/materials', body);
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect(((await answer.json()) as { error: string }).error).toMatch(/请重新选择/);
    }
    const table = { kind: 'table', month: '2026-10' };
    expect((await post('/api/materials', table, { ...json, origin: 'http://evil.example' })).status).toBe(403);
    expect((await post('/api/materials', table, { ...json, 'content-type': 'text/plain' })).status).toBe(415);
  });
});
