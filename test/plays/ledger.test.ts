/** The ledger people take away: whose it is, what it tells and what it hides, read back by another library. */
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('the ledger on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-28T09:30');
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 郭辛夷.says('上报 拱秀社区墙体裂缝 反映人：王小明 13800138000').bot(/已登记 #1/);
    await stage.clock('2026-10-12T10:00');
    await 郭辛夷.says('上报 陈公桥社区菜场外乱摆摊 =1+1').bot(/已登记 #2/);
    await 郭辛夷.says('上报 拱秀社区漏水 单位：白蚁防治管理中心').bot(/已登记 #3/);
    await 沈立夏.says('/受理 #1').bot(/已受理/);
    await 沈立夏.says('/办理 #1 -2 号楼已到现场').bot(/已记录/);
    await 沈立夏.says('/办结 #1 @SUM(A1) 已加固').bot(/已记录/);
    await 郭辛夷.says('/反馈 #1 1 已告知').bot(/结案/);
    const 顾清和 = stage.person('顾清和').in('私聊');
    await 顾清和.says('回访 #1 解决 满意').bot(/回访已记录/);
    await 顾清和.says('督办 #2 本周内清理').bot(/督办/);
  });
  afterAll(() => stage.end());

  /** The sheet that came last, as rows of cells by heading. */
  const received = async (): Promise<{ name: string; rows: Record<string, ExcelJS.CellValue>[] }> => {
    const sent = stage.transcript.flatMap((message) => message.segments).findLast(({ type }) => type === 'file');
    if (sent?.type !== 'file') throw new Error('no file was sent');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(Buffer.from(sent.data, 'base64')).buffer as ArrayBuffer);
    const [sheet] = workbook.worksheets;
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    const rows: Record<string, ExcelJS.CellValue>[] = [];
    const heads = ((sheet?.getRow(1).values ?? []) as string[]).slice(1);
    sheet?.eachRow((row, number) => {
      if (number === 1) return;
      rows.push(Object.fromEntries(heads.map((head, column) => [head, row.getCell(column + 1).value])));
      row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula));
    });
    return { name: sent.name, rows };
  };

  it('tells an issue from report to reply, in Shanghai time, with the resident hidden and every text as text', async () => {
    await stage.says('方既白', '私聊', '台账').bot(/台账 3 件，反映人已脱敏/);
    const { name, rows } = await received();
    expect(name).toBe('台账.xlsx');
    expect(rows.map((row) => row['编号'])).toEqual(['民情〔2026〕1号', '民情〔2026〕2号', '民情〔2026〕3号']);
    expect(Object.keys(rows[0] ?? {}).map((head) => head.replace(/\n.*/, ''))).toEqual(
      expect.arrayContaining(
        '编号 来源 走访小组 时间 地点 反映人（脱敏） 内容 类别 途径 主办 协办 下属单位 责任人 受理 办理 办结 结案 期限 延期 暂停 退回 进展 反馈类型 回访结果 督查记录 销号'.split(
          ' ',
        ),
      ),
    );
    expect(rows[0]).toMatchObject({
      来源: '城厢组团群',
      走访小组: '城厢组团一组',
      时间: new Date('2026-09-28T09:30:00Z'),
      地点: '城厢街道 拱秀社区',
      '反映人（脱敏）': '王**',
      类别: '房屋安全',
      途径: '平台流转',
      主办: '住房和城乡建设局',
      责任人: '沈立夏',
      首问责任人: '郭辛夷',
      状态: '已结案',
      受理: new Date('2026-10-12T10:00:00Z'),
      办理: new Date('2026-10-12T10:00:00Z'),
      办结: new Date('2026-10-12T10:00:00Z'),
      结案: new Date('2026-10-12T10:00:00Z'),
      期限: new Date('2026-10-10T23:59:00Z'), // a Saturday that is worked
      '延期\n（次）': 0,
      '退回\n（次）': 0,
      进展: '-2 号楼已到现场',
      办理结果: '@SUM(A1) 已加固',
      反馈类型: '能马上解决',
      回访结果: '解决，满意',
      督查记录: null,
      销号: '是',
    });
    expect(rows[1]).toMatchObject({ 回访结果: null, 督查记录: '10月12日督办' });
    expect(rows[1]?.['内容']).toMatch(/=1\+1/);
    expect(rows[2]).toMatchObject({ 下属单位: '白蚁防治管理中心', 销号: '否' });
    expect(JSON.stringify(rows)).not.toMatch(/王小明|13800138000/);
  });

  it('is cut to what was asked: unit, place, words, days', async () => {
    const 顾清和 = stage.person('顾清和').in('私聊');
    for (const [asked, numbers, name] of [
      ['城管局', [2], '台账-城管局.xlsx'],
      ['陈公桥社区', [2], '台账-陈公桥社区.xlsx'],
      ['漏水 本月', [3], '台账-漏水-2026-10-01至2026-10-31.xlsx'],
      ['2026-09', [1], '台账-2026-09-01至2026-09-30.xlsx'],
      ['住建局 10月1日至10月12日', [3], '台账-住建局-2026-10-01至2026-10-12.xlsx'],
    ] as const) {
      await 顾清和.says(`台账 ${asked}`).bot(/台账 1 件/);
      const got = await received();
      expect([got.name, got.rows.map((row) => row['编号'])], asked).toEqual([
        name,
        numbers.map((one) => `民情〔2026〕${one}号`),
      ]);
    }
    await 顾清和.says('台账 水务局').bot(/没有符合条件的事项/);
  });

  it('gives a unit its own, subordinates included, and no other', async () => {
    const 沈立夏 = stage.person('沈立夏').in('私聊');
    await 沈立夏.says('台账').bot(/台账 2 件/);
    expect((await received()).rows.map((row) => row['主办'])).toEqual(['住房和城乡建设局', '住房和城乡建设局']);
    await 沈立夏.says('台账 城管局').bot(/只能导出本单位的台账/);
    await 沈立夏.says('台账 陈公桥社区').bot(/没有符合条件的事项/);
    await stage.says('叶小满', '私聊', '台账').bot(/台账 1 件/);
  });

  it('a form that was withdrawn is called so, in the ledger and in every list; one in force has its number', async () => {
    const 方既白 = stage.person('方既白').in('私聊');
    await 方既白.says('交办 #2 陆文渊 城管局').bot(/交办〔2026〕1号已签发/);
    await 方既白.says('交办 #3 陆文渊').bot(/交办〔2026〕2号已签发/);
    await 方既白.says('途径 #2 平台流转 只是一处').bot(/交办〔2026〕1号已撤销/);
    await 方既白.says('台账').bot(/台账 3 件/);
    const { rows } = await received();
    expect(rows.map((row) => row['途径'])).toEqual([
      '平台流转',
      '平台流转\n（交办〔2026〕1号已撤销）',
      '问题交办单\n交办〔2026〕2号',
    ]);
    await 方既白.says('查询 城管局').bot(/#2 · [^\n]* · 交办〔2026〕1号已撤销/);
    await 方既白.says('单位 城管局').bot(/#2 市容环境 · 待受理 · 交办〔2026〕1号已撤销\n/);
    await 方既白.says('查询 住建局').bot(/^(?![^]*已撤销)[^]*#3 /);
  });

  it('names who helps, and counts the days an issue was shelved', async () => {
    const 方既白 = stage.person('方既白').in('私聊');
    await 方既白.says('协办 #3 水务局 查是不是供水管漏').bot(/协办单位：水务局/);
    await stage.says('贺云帆', '执法局群', '/受理 #2').bot(/已受理/);
    await 方既白.says('挂账 #2 2026-12-31 陆文渊 市场改建').bot(/已挂账/);
    await stage.clock('2026-10-15T10:00');
    await 方既白.says('恢复 #2 改建已开工').bot(/已恢复办理/);
    await 方既白.says('台账').bot(/台账 3 件/);
    const { rows } = await received();
    expect(rows.map((row) => [row['协办'], row['暂停\n（天）']])).toEqual([
      [null, 0],
      [null, 3],
      ['水务局', 0],
    ]);
  });

  it('is not sent to a group, not to who supervises nothing, and not when it is too long for a chat', async () => {
    await stage.says('方既白', '督查联络群', '/台账').bot(/私聊/);
    await stage.says('郭辛夷', '私聊', '台账').bot(/只有单位联络员/);
    await stage.sets('ledger.chatRows', 2);
    await stage.says('方既白', '私聊', '台账').bot(/共 3 件，超过一次能发送的 2 件/);
  });
});
