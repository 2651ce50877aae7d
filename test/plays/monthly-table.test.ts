/** The first working day after a month with every turn an issue can take: the liaison group reads the table. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEdition } from '../../db/monthly-editions.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { attachedTo, attachments } from '../support/attached.ts';
import { wordsOf } from '../support/documents.ts';
import { everyTurnInAugust, everyTurnInSeptember } from '../support/every-turn.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('the monthly table on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-08-26T08:00');
  });
  afterAll(() => stage.end());
  const septemberAsIssued = () => stage.transcript.find(({ text }) => text.includes('2026年9月 第1版'));
  /** 月报 of September as somebody gets it who asks for it. */
  const reportAskedFor = async (): Promise<string | undefined> => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 顾清和.says('/月报 2026-09 Word').bot(/月报（Word）/);
    return attachedTo(await stage.room('督查联络群').heard(/^\[文件：\d+年\d+月民情月报/))[0]?.data;
  };
  /** 月报 of September as it is frozen with the newest edition. */
  const reportFrozen = async () => {
    const edition = await loadEdition(stage.house.core.db, '2026-09');
    const file = edition?.files.find((one) => one.kind === 'report');
    return { name: file?.name, data: Buffer.from(file?.bytes ?? []).toString('base64') };
  };

  it('of August shows what each unit had: moves and withdrawals too, each where it was', async () => {
    await everyTurnInAugust(stage);
    await stage.clock('2026-09-01T10:00');
    await stage
      .room('督查联络群')
      .heard(
        /【月度督查表】2026年8月 第1版，9月1日 09:30发布[^]*1 住房和城乡建设局〔绿〕｜结转0 新增5 办结1 移出2 在办2｜[^]*2 综合行政执法局〔绿〕｜结转0 新增4 办结0 移出1 在办3｜[^]*1 城厢街道〔绿〕｜结转0 新增1 办结0 移出0 在办1｜/,
      );
  });

  it('is posted on the first working day after the month, in three lines and two pictures; a transfer moves no history', async () => {
    await everyTurnInSeptember(stage);
    stage.hush();
    // 1 to 7 October are holidays.
    await stage.clock('2026-10-08T10:00');
    const said = await stage.room('督查联络群').heard(/【月度督查表】2026年9月/);
    const [words] = said.text.split('[图片');
    expect(words?.trim()).toMatch(
      /^【月度督查表】2026年9月 第1版，10月8日 09:30发布\n全区应办 \d+ 件[^\n]*累计收集 \d+ 件，办结 \d+ 件，办结率 [\d.]+%。\n红灯 \d 个单位：[^\n]*$/,
    );
    expect(said.text).toMatch(/住房和城乡建设局〔红〕｜结转2 新增2 办结0 移出0 在办4｜/);
    expect(said.text).toMatch(/城厢街道〔红〕｜结转1 新增0 办结0 移出0 在办1｜/);
    // What a reader adds up in every row: carried over + new − closed − moved away = open.
    const rows = [...said.text.matchAll(/结转(\d+) 新增(\d+) 办结(\d+) 移出(\d+) 在办(\d+)/g)];
    expect(rows.length).toBeGreaterThan(2);
    for (const [row, ...figures] of rows) {
      const [carried = 0, added = 0, closed = 0, moved = 0, open] = figures.map(Number);
      expect(carried + added - closed - moved, row).toBe(open);
    }
  });

  it('is shown again to who asks, and the running month as it stands', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await 顾清和.says('/督查表 9月').bot(/2026年9月 第1版/);
    await 顾清和.says('/督查表 本月').bot(/^【月度督查表】2026年10月（统计至10月8日 10:00，尚未发布）\n/);
    stage.hush();
    await 顾清和.says('/月报 9月 Word').bot(/^2026年9月民情问题办理情况月报（Word）：$/);
    const report = await wordsOf(await stage.room('督查联络群').heard(/^\[文件：2026年9月民情月报\.docx/));
    expect(report).toMatch(
      /^2026年9月民情问题办理情况月报\n（第 1 版　2026年10月8日 09:30 发布）\n一、总体情况\n全区应办 /,
    );
    expect(report).toMatch(/附件1　区级单位办理情况\n序号\n单位\n上月结转\n本月新增\n本月应办\n按时受理率\n/);
    await 顾清和.says('/月报 2026-11 Word').bot(/2026年11月还没有开始/);
  });

  it('is sent with its pictures and its workbook, and asked for again comes as the very same bytes', async () => {
    const files = attachments(stage, septemberAsIssued());
    expect(files.map(({ name }) => name)).toEqual([
      '2026年9月督查表-区级单位.png',
      '2026年9月督查表-镇街.png',
      '2026年9月督查表.xlsx',
    ]);
    const 方既白 = stage.person('方既白').in('督查联络群');
    expect(attachments(stage, await 方既白.says('/督查表 9月').bot(/第1版/))).toEqual(files);
    expect(await reportAskedFor()).toEqual((await reportFrozen()).data);
  });

  it('shows a unit its own row, marked, and the workbook as it was issued', async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    const shown = await 贺云帆.says('/督查表 9月').bot(/第1版[^]*本单位：\d 综合行政执法局〔/);
    const [own, sheet, ...more] = attachments(stage, shown);
    expect(more).toEqual([]);
    const issued = attachments(stage, septemberAsIssued());
    expect(issued).toContainEqual(sheet);
    expect(issued.map(({ data }) => data)).not.toContain(own?.data);
  });

  it('is corrected by the office as a new edition that says what changed, unit by unit', async () => {
    const 方既白 = stage.person('方既白').in('私聊');
    await stage.says('贺云帆', '执法局群', '/督查表 更正 9月 数字不对').bot(/由双访办更正/);
    await 方既白.says('督查表 更正 2026-09').bot(/请写月份和更正说明/);
    await 方既白.says('督查表 更正 2026-10 试试').bot(/2026年10月督查表还没有发布，不需要更正/);
    await 方既白.says('督查表 更正 2026-09 核对').bot(/与第 1 版相比没有变化，没有发布新的一版/);

    // A follow-up in October finds an outcome of September unsolved: it no longer counts as on time.
    const first = await reportFrozen();
    await stage.says('顾清和', '督查联络群', '/重办 #10 桶又破了').bot(/已重办/);
    stage.hush();
    await 方既白
      .says('督查表 更正 2026-09 #10 回访未解决')
      .bot(/2026年9月督查表第 2 版已发布到督查联络群，与上一版有 1 个单位不同/);
    const said = await stage
      .room('督查联络群')
      .heard(
        /2026年9月 第2版[^]*更正：#10 回访未解决；综合行政执法局：按时办结率 25\.00%→0\.00%\n[^]*综合行政执法局〔红〕｜[^｜]*｜应办4 按时办结率0\.00%/,
      );
    expect(attachments(stage, said).map(({ name }) => name)).toContain('2026年9月督查表-第2版.xlsx');
    await 方既白.says('督查表 2026-09').bot(/第2版/);

    const second = await reportFrozen();
    expect([first.name, second.name]).toEqual(['2026年9月民情月报.docx', '2026年9月民情月报-第2版.docx']);
    expect(second.data).not.toEqual(first.data);
    expect(await reportAskedFor()).toEqual(second.data);
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
