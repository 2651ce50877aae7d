/** A month with every turn an issue can take, and the table whose sums hold for every row and the total. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeardMessage } from '../../bot/memory.ts';
import { loadEdition } from '../../db/monthly-editions.ts';
import { monthlyHoldings, type MonthlyHolding } from '../../db/monthly-facts.ts';
import { loadTable } from '../../db/supervision.ts';
import { addressKey } from '../../domain/message.ts';
import { imbalance, type Edition } from '../../domain/monthly-table.ts';
import { monthRange } from '../../domain/time.ts';
import { audit } from '../../rehearsal/audit.ts';
import type { Counted } from '../../reports/sheet/monthly-workbook.ts';
import { underlyingIssues } from '../../services/monthly/make.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { wordsOf } from '../support/documents.ts';
import { Stage } from '../support/stage.ts';

type Attached = { name: string; data: string }[];

const attachedTo = (message: HeardMessage): Attached =>
  message.segments.flatMap((segment) =>
    segment.type === 'image' || segment.type === 'file' ? [{ name: segment.name, data: segment.data }] : [],
  );

/** Pictures of a message and the files that were sent right behind it: a file is a message of its own. */
function attachments({ transcript }: Stage, message: HeardMessage | undefined): Attached {
  if (message === undefined) return [];
  const here = transcript.filter((one) => addressKey(one.room) === addressKey(message.room));
  const at = here.indexOf(message);
  const end = here.findIndex((one, index) => index > at && one.segments.some(({ type }) => type !== 'file'));
  return here.slice(at, end < 0 ? undefined : end).flatMap(attachedTo);
}

describe.each(databases)('the monthly table on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-08-26T08:00');
  });
  afterAll(async () => {
    await stage.close();
    await stage.house.core.db.close();
  });

  /** 月报 as it is frozen with the newest edition, and as it is sent. */
  const reportIn = async (month: string): Promise<Attached[number] | undefined> => {
    const edition = await loadEdition(stage.house.core.db, month);
    const file = edition?.files.find((one) => one.kind === 'report');
    return file === undefined ? undefined : { name: file.name, data: Buffer.from(file.bytes).toString('base64') };
  };
  const reportOf = async (month: string): Promise<string | undefined> => {
    await stage
      .person('顾清和')
      .in('督查联络群')
      .says(`/月报 ${month} Word`)
      .bot(/月报（Word）/);
    return attachedTo(await stage.room('督查联络群').heard(/^\[文件：\d+年\d+月民情月报/))[0]?.data;
  };

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
    await 贺云帆.says('/办结 #10 已更换').bot(/已记录/);
    await 郭辛夷.says('/反馈 #10 1 已告知').bot(/结案/);
    stage.hush();

    await stage.sleepUntil('2026-09-28T07:00');
    await stage.clock('2026-10-08T10:00');
    const said = await stage.room('督查联络群').heard(/【月度督查表】2026年9月 第1版，10月8日 09:30发布/);
    expect(said.text).toMatch(/住房和城乡建设局〔红〕/);
    expect(said.text.replace(/\[图片[^]*/, '').trim()).toMatch(
      /^【月度督查表】2026年9月 第1版[^\n]*\n全区应办 \d+ 件[^\n]*累计收集 \d+ 件，办结 \d+ 件，办结率 [\d.]+%。\n红灯 \d 个单位：[^\n]*$/,
    );

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
    stage.hush();
    await 顾清和.says('/月报 9月 Word').bot(/^2026年9月民情问题办理情况月报（Word）：$/);
    const report = await wordsOf(await stage.room('督查联络群').heard(/^\[文件：2026年9月民情月报\.docx/));
    expect(report).toMatch(
      /^2026年9月民情问题办理情况月报\n（第 1 版　2026年10月8日 09:30 发布）\n一、总体情况\n全区应办 /,
    );
    expect(report).toMatch(/附件1　区级单位办理情况\n序号\n单位\n上月结转\n本月新增\n本月应办\n按时受理率\n/);
    await 顾清和.says('/月报 2026-11 Word').bot(/2026年11月还没有开始/);
    await expect(db.query(`update monthly_tables set issued_at = now()`, [])).rejects.toThrow(/append-only/);
    await expect(db.query(`delete from monthly_files`, [])).rejects.toThrow(/append-only/);
  });

  it('is sent with its pictures and its workbook, and asked for again comes as the very same bytes', async () => {
    const issued = stage.transcript.find((message) => message.text.includes('2026年9月 第1版'));
    const files = attachments(stage, issued);
    expect(files.map(({ name }) => name)).toEqual([
      '2026年9月督查表-区级单位.png',
      '2026年9月督查表-镇街.png',
      '2026年9月督查表.xlsx',
    ]);
    const 方既白 = stage.person('方既白').in('督查联络群');
    expect(attachments(stage, await 方既白.says('/督查表 9月').bot(/第1版/))).toEqual(files);
    expect(await reportOf('2026-09')).toEqual((await reportIn('2026-09'))?.data);
  });

  it('shows a unit its own row, marked, and the workbook as it was issued', async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    const shown = await 贺云帆.says('/督查表 9月').bot(/第1版[^]*本单位：\d 综合行政执法局〔/);
    const issued = stage.transcript.find((message) => message.text.includes('2026年9月 第1版'));
    const [own, sheet, ...more] = attachments(stage, shown);
    expect(more).toEqual([]);
    expect(attachments(stage, issued)).toContainEqual(sheet);
    expect(attachments(stage, issued).map(({ data }) => data)).not.toContain(own?.data);
  });

  it('lists behind each unit the issues its figures are counted from', async () => {
    const { core } = stage.house;
    for (const month of ['2026-08', '2026-09']) {
      const table = await loadTable(core.db, month);
      const { issues } = await underlyingIssues(core, { month, issuedAt: 0, edition: 0, issuedBy: null });
      for (const row of [...(table?.departments ?? []), ...(table?.towns ?? [])]) {
        const own = issues.filter((issue) => issue.unit === row.name);
        for (const key of Object.keys(own[0]?.counted ?? {}) as Counted[])
          expect(own.filter((issue) => issue.counted[key]).length, `${month} ${row.name} ${key}`).toBe(row[key]);
      }
    }
  });

  it('lists of more issues than a sheet holds those first that count against a unit, and counts the rest', async () => {
    const { db } = stage.house.core;
    const { from, to } = monthRange('2026-09');
    const all = await monthlyHoldings(db, from, to, to, 1000);
    expect(all.total).toBe(all.holdings.length);
    const against = ({ marks }: MonthlyHolding): boolean =>
      marks.overdue || (marks.due && !marks.closedOnTime) || (marks.acceptDue && !marks.acceptedOnTime);
    const least = all.holdings.filter(against).length;
    expect(least).toBeGreaterThan(0);
    expect(least).toBeLessThan(all.total - 1);
    const cut = await monthlyHoldings(db, from, to, to, least + 1);
    expect(cut.total).toBe(all.total);
    expect(cut.holdings).toHaveLength(least + 1);
    expect(cut.holdings.filter(against)).toEqual(all.holdings.filter(against));
  });

  it('is corrected by the office as a new edition that says what changed, unit by unit', async () => {
    const { db } = stage.house.core;
    const 方既白 = stage.person('方既白').in(null);
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    await 贺云帆.says('/督查表 更正 9月 数字不对').bot(/由双访办更正/);
    await 方既白.says('督查表 更正 2026-09').bot(/请写月份和更正说明/);
    await 方既白.says('督查表 更正 2026-10 试试').bot(/还没有发布，不需要更正/);
    await 方既白.says('督查表 更正 2026-09 核对').bot(/与第 1 版相比没有变化，没有发布新的一版/);

    // A follow-up in October finds an outcome of September unsolved: it no longer counts as on time.
    const before = await loadEdition(db, '2026-09');
    await stage
      .person('顾清和')
      .in('督查联络群')
      .says('/重办 #10 桶又破了')
      .bot(/已重办/);
    stage.hush();
    await 方既白
      .says('督查表 更正 2026-09 #10 回访未解决')
      .bot(/2026年9月督查表第 2 版已发布到督查联络群，与上一版有 1 个单位不同/);
    const said = await stage
      .room('督查联络群')
      .heard(/2026年9月 第2版[^]*更正：#10 回访未解决；综合行政执法局：按时办结率 .+→/);
    expect(attachments(stage, said).map(({ name }) => name)).toContain('2026年9月督查表-第2版.xlsx');

    const after = await loadEdition(db, '2026-09');
    expect(after?.table).toMatchObject({ edition: 2, issuedBy: '方既白' });
    const onTime = (edition: Edition | null): number | undefined =>
      edition?.table.departments.find((row) => row.unit === 2)?.closedOnTime;
    expect(onTime(after)).toBe((onTime(before) ?? 0) - 1);
    const [first] = await db.query<{ table: unknown }>(
      `select "table" from monthly_tables where month = '2026-09' and edition = 1`,
      [],
    );
    expect(first?.table).toEqual(before?.table);
    await 方既白.says('督查表 2026-09').bot(/第2版/);
    const corrected = await reportIn('2026-09');
    expect(corrected?.name).toBe('2026年9月民情月报-第2版.docx');
    expect(await reportOf('2026-09')).toEqual(corrected?.data);
    const [report] = before?.files.filter(({ kind }) => kind === 'report') ?? [];
    expect(report?.name).toBe('2026年9月民情月报.docx');
    expect(Buffer.from(report?.bytes ?? []).toString('base64')).not.toEqual(corrected?.data);
  });

  it('keeps the bytes of what was delivered for a week, and the issued files for ever', async () => {
    const { db } = stage.house.core;
    const bytes = async (): Promise<number> => {
      const rows = await db.query<{ bytes: number }>(
        `select coalesce(sum(length(s ->> 'data')), 0)::int as bytes
         from outbox, jsonb_array_elements(segments) s where state = 'delivered' and segments::text like '%督查表%'`,
        [],
      );
      return rows[0]?.bytes ?? 0;
    };
    expect(await bytes()).toBeGreaterThan(100_000);
    await stage.sleepUntil('2026-10-26T07:00');
    await stage.clock('2026-10-26T08:00');
    expect(await bytes()).toBe(0);
    expect((await loadEdition(db, '2026-09'))?.files.every((file) => file.bytes.length > 1000)).toBe(true);
    const kept = await db.query<{ name: string }>(
      `select s ->> 'name' as name from outbox, jsonb_array_elements(segments) s where s ->> 'type' = 'file'`,
      [],
    );
    expect(kept.length).toBeGreaterThan(0);
  });

  it('makes up for a month in which the machine slept, once', async () => {
    // Awake at night it says nothing until the morning.
    const before = stage.transcript.length;
    await stage.sleepUntil('2026-12-14T23:00');
    await stage.sleepUntil('2026-12-15T07:59');
    expect(stage.transcript.slice(before)).toEqual([]);
    await stage.sleepUntil('2026-12-15T11:00');
    await stage.room('督查联络群').heard(/【月度督查表】2026年10月/);
    await stage.room('督查联络群').heard(/【月度督查表】2026年11月/);
    const digests = stage.transcript.filter((message) => message.text.includes('【督查日报】12月'));
    expect(digests).toHaveLength(1);
    await stage.sleepUntil('2026-12-15T11:01');
    expect(stage.transcript.filter((message) => /月度督查表】2026年1[01]月 第1版/.test(message.text))).toHaveLength(2);
  });
});
