/** Units are renamed and merged: what is open goes on, history stays, tables add up. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rectificationsBetween } from '../../db/rectifications.ts';
import { flagsInForce } from '../../db/supervision.ts';
import { makeTable } from '../../services/monthly/make.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { imports, isLiaisonOf, joins, unitIsInRoster } from '../support/roster.ts';
import { Stage } from '../support/stage.ts';
import { leavesAlone, surges } from '../support/weeks.ts';

describe.each(databases)('units of the roster on $name', ({ kind }) => {
  let stage: Stage;
  let merger = '';
  let roles: unknown[] = [];
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-08-31T09:30');
    // Three of its reports the water bureau left alone in September, and settled late: two flags.
    const idle = ['下水道堵塞', '水管滴漏', '污水外溢'].map((matter) => `河上镇紫霞村委会${matter}`);
    await leavesAlone(stage, idle, '水务局', '2026-09-21');
    const 郭辛夷 = stage.person('郭辛夷').in('私聊');
    const 钟灵秀 = stage.person('钟灵秀').in('私聊');
    for (const number of [1, 2, 3]) {
      await 钟灵秀.says(`办结 #${number} 已疏通`).bot(/办理结果已记录/);
      await 郭辛夷.says(`反馈 #${number} 1 已疏通，当面告知`).bot(/结案/);
    }
    // Five more come in one week of October, a joint item; three of them are what the play is about.
    await stage.sleepUntil('2026-10-10T10:00');
    const more = ['楼下污水井冒水', '水管爆裂', '停水两天', '水管锈蚀', '下水道返味'];
    const places = more.map((matter) => `拱秀社区${matter}`);
    const raised = await surges(stage, places, '2026-10-12');
    await says('方既白', `立项 ${raised.get('城厢街道·供水排水')} 水务局 11月30日`).bot(
      /^联合事项 1 号已立项：城厢街道·供水排水，水务局主办/,
    );
    for (const number of [7, 8]) await 郭辛夷.says(`撤回 #${number} 重复`).bot(/已撤回/);
    await 钟灵秀.says('受理 #4').bot(/已受理/);
    await 钟灵秀.says('办结 #6 已恢复供水').bot(/办理结果已记录/);
    await 钟灵秀.says('受理 #5').bot(/已受理/);
    await says('方既白', '挂账 #5 2026-12-01 陆文渊 等待管材').bot(/#5 已挂账/);
    // Who looks after it, and what an inspector found.
    await isLiaisonOf(stage, '沈立夏', '水务局');
    await says('方既白', '网格 顾清和 水务局').bot(/由顾清和负责/);
    await says('顾清和', '督查 水务局 发现：台账缺页').bot(/督查 1 号已记录/);
    await says('顾清和', '预警 确认 1').bot(/督查建议〔2026〕1号已发水务局/);
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  /** Who holds a role for one of the units, and who looks after them. */
  const held = () =>
    stage.house.core.db.query(
      `select person as id, role as what, unit from person_roles where unit in (1, 4)
       union all select inspector, 'grid', unit from grid where unit in (1, 4) order by 3, 2, 1`,
      [],
    );
  const says = (name: string, text: string) => stage.says(name, '私聊', text);
  const table = () =>
    makeTable(stage.house.core, {
      month: '2026-10',
      until: stage.at + 1,
      issuedAt: stage.at,
      edition: 0,
      issuedBy: null,
    });

  it('a renamed unit is known by the old name too, and the way back is said', async () => {
    const said = await says('方既白', '更名 交通局 交通运输服务局').bot(
      /已更名：交通运输局 → 交通运输服务局\n原名“交通运输局”仍认得[^]*名册变动 撤回 \d+/,
    );
    await says('方既白', '查询 交通运输局').bot(/没有$/);
    await says('方既白', '单位 交通运输局').bot(/^交通运输服务局/);
    await says('方既白', '单位 交通局').bot(/^交通运输服务局/);
    await says('方既白', '更名 水务局 交通运输服务局').bot(/已有单位叫交通运输服务局/);
    await says('方既白', '更名 水务局 水务局').bot(/已经叫水务局，没有改动/);
    await says('方既白', '更名 水务局 水').bot(/单位名称至少两个字，且不能有 \//);
    const number = /撤回 (\d+)/.exec(said.text)?.[1] ?? '';
    await says('方既白', `名册变动 撤回 ${number}`).bot(/已撤回名册变动 \d+ 号：交通运输服务局 → 交通运输局/);
    await says('方既白', '单位 交通局').bot(/^交通运输局/);
  });

  it('only units of a kind are merged, and the office alone does it', async () => {
    await says('方既白', '合并 水务局 并入 城厢街道 机构改革').bot(/只能合并同一类的单位/);
    await says('方既白', '合并 水务局 并入 水务局 机构改革').bot(/是同一个单位/);
    await says('方既白', '合并 水务局 并入 住建局').bot(/缺少理由/);
    await says('方既白', '合并 新塘街道 并入 河上镇 区划调整').bot(/两个单位都有下级紫霞村委会，请先更名/);
    await imports(stage, { 单位: [{ 名称: '白蚁一站', 类型: '下属单位', 上级: '白蚁防治管理中心' }] });
    await joins(stage, { name: '钟灵秀', unit: '住建局', account: null });
    await says('方既白', '合并 白蚁一站 并入 白蚁防治管理中心 精简').bot(/上下级单位不能合并/);
    await says('方既白', '合并 水务局 并入 住建局 机构改革').bot(/两个单位都有钟灵秀，请先用“调动”把同名的人分开/);
    await says('方既白', '调动 钟灵秀 住建局 到 新塘街道').bot(/已调动/);
    await says('钟灵秀', '合并 水务局 并入 住建局 机构改革').bot(/只有双访办、管理员可以用/);
  });

  it('what is open goes on with the successor as it stands, and its history says why', async () => {
    const before = await says('方既白', '查询 #4').bot(/\n责任单位：水务局\n/);
    roles = await held();
    const said = await says('方既白', '合并 水务局 并入 住建局 机构改革').bot(
      /已合并：水务局并入住房和城乡建设局，移交在办 2 件，理由：机构改革\n移交在办 2 件，整改 1 项、督查发现 1 项、联合事项 1 项、预警 2 项，期限不变[^]*说“水务局”都指新单位/,
    );
    merger = /撤回 (\d+)/.exec(said.text)?.[1] ?? '';
    const taken =
      /水务局的在办问题 #4、#5，整改 1 项、督查发现 1 项、联合事项 1 项、预警 2 项由住房和城乡建设局接着办理，期限不变/;
    await stage.room('住建局群').heard(taken);
    await stage.room('督查联络群').heard(taken);
    const after = await says('方既白', '查询 #4').bot(/（#4）已受理\n[^]*\n责任单位：住房和城乡建设局\n/);
    const dueIn = ({ text }: { text: string }): string | undefined => /办理期限：.*/.exec(text)?.[0];
    expect(dueIn(after)).toBe(dueIn(before));
    await says('方既白', '查询 #5').bot(/（#5）挂账\n[^]*\n责任单位：住房和城乡建设局\n[^]*12月1日/);
    await says('方既白', '查询 #6').bot(/（#6）已办结待反馈\n[^]*\n责任单位：水务局\n/);
    const events = await stage.house.core.db.query<{ issue: number; data: unknown }>(
      `select issue, data from events where type = 'inherited' order by issue`,
      [],
    );
    expect(events).toEqual([4, 5].map((number) => ({ issue: number, data: { from: 4, to: 1, reason: '机构改革' } })));
  });

  it('the old name means the successor, its people work on there, and its reports too', async () => {
    await says('方既白', '单位 水务局').bot(/^住房和城乡建设局　[^]*在办 1 件[^]*挂账 1/);
    await says('钟灵秀', '我是谁').bot(/您是钟灵秀，住房和城乡建设局，单位联络员/);
    await says('钟灵秀', '办理 #4 已到现场').bot(/进展已记录/);
    await says('郭辛夷', '上报 拱秀社区下水道堵塞').bot(/责任单位：住房和城乡建设局/);
    await says('沈立夏', '查询 水务局 待反馈').bot(/（1 件）\n#6 · [^]*水务局/);
  });

  it('rectifications, findings, joint items and flags are the successor’s from then on, and were the old unit’s before', async () => {
    await says('沈立夏', '整改').bot(/^整改 1 项：\n[^\n]*住房和城乡建设局/);
    await says('沈立夏', '督查 整改 1 已完成 台账补齐').bot(/督查发现 1 已报完成/);
    await says('沈立夏', '联合').bot(/住房和城乡建设局主办/);
    await says('沈立夏', '预警').bot(/2 住房和城乡建设局（合并前的水务局）〔久未办理·/);
    await says('顾清和', '预警 确认 2').bot(/第 2 号预警已确认，并入督查建议〔2026〕1号，已告知住房和城乡建设局/);
    const { db } = stage.house.core;
    const unitsOf = async (from: string, to: string) => (await flagsInForce(db, from, to)).map(({ unit }) => unit);
    expect(await unitsOf('2026-09-01', '2026-09-30')).toEqual([4, 4]);
    expect(await unitsOf('2026-09-01', '2026-10-31')).toEqual([1, 1]);
    const [then] = await rectificationsBetween(db, 0, stage.at - 1);
    const [now] = await rectificationsBetween(db, 0, stage.at + 1);
    expect([then?.unit, now?.unit]).toEqual([undefined, 1]);
  });

  it('the table of the month adds up: what the old unit gave is moved away, what the new one got is new', async () => {
    const { departments } = await table();
    const row = (unit: number) => departments.find((one) => one.unit === unit);
    expect(row(4)).toMatchObject({ name: '水务局', carriedOver: 0, added: 5, closed: 1, movedAway: 4, open: 0 });
    expect(row(1)).toMatchObject({ added: 3, closed: 0, movedAway: 0, open: 3 });
    for (const { carriedOver, added, closed, movedAway, open } of departments)
      expect(carriedOver + added - closed - movedAway).toBe(open);
  });

  it('what the old unit closed comes back to the successor when it was not solved', async () => {
    await says('郭辛夷', '反馈 #6 1 已答复').bot(/结案/);
    await says('顾清和', '重办 #6 又停水了').bot(/已重办/);
    await says('方既白', '查询 #6').bot(/（#6）重办待受理\n[^]*\n责任单位：住房和城乡建设局\n/);
    await says('沈立夏', '受理 #6').bot(/已受理/);
  });

  it('a merger is taken back with its people and what of its issues is still open', async () => {
    await says('沈立夏', '办结 #4 已疏通').bot(/办理结果已记录/);
    await says('方既白', `名册变动 撤回 ${merger}`).bot(/已撤回名册变动 \d+ 号[^]*交回在办 1 件/);
    await says('方既白', '查询 #4').bot(/（#4）已办结待反馈\n[^]*\n责任单位：住房和城乡建设局\n/);
    await says('方既白', '查询 #5').bot(/（#5）挂账\n[^]*\n责任单位：水务局\n/);
    await says('钟灵秀', '我是谁').bot(/您是钟灵秀，水务局，单位联络员/);
    await says('方既白', '单位 水务局').bot(/^水务局/);
    await says('方既白', `名册变动 撤回 ${merger}`).bot(/已由 \d+ 号撤回/);
    const { departments } = await table();
    for (const { carriedOver, added, closed, movedAway, open } of departments)
      expect(carriedOver + added - closed - movedAway).toBe(open);
  });

  it('is exact: roles that both units had, who looks after them, and what is supervised are as they were', async () => {
    expect(await held()).toEqual(roles);
    await says('钟灵秀', '整改').bot(/^整改 1 项：\n[^\n]*水务局/);
    await says('顾清和', '督查 退回 1 没有盖章').bot(/已退回/);
    await says('钟灵秀', '督查 整改 1 已完成 已盖章').bot(/已报完成/);
    await says('钟灵秀', '联合').bot(/水务局主办/);
  });

  it('is taken back by 撤销 while it is new, afterwards by its number', async () => {
    await says('方既白', '合并 水务局 并入 交通局 写错了').bot(/整改 1 项、督查发现 1 项、联合事项 1 项/);
    await says('方既白', '撤销').bot(/已撤回名册变动 \d+ 号[^]*交回在办 1 件，整改 1 项[^]*恢复原样/);
    expect(await held()).toEqual(roles);
    const first = await says('方既白', '合并 水务局 并入 交通局 机构改革').bot(/已合并/);
    const second = await says('方既白', '合并 交通局 并入 城管局 机构改革').bot(/已合并/);
    const [one, two] = [first, second].map(({ text }) => /撤回 (\d+)/.exec(text)?.[1] ?? '');
    await says('方既白', `名册变动 撤回 ${one}`).bot(
      new RegExp(`交通运输局后来并入了综合行政执法局，水务局现在不能单独撤回[^]*再发：名册变动 撤回 ${one}`),
    );
    await stage.clock('2026-10-12T09:33');
    await says('方既白', '撤销').bot(new RegExp(`名册变动 ${two} 号，已超过 2 分钟[^]*名册变动 撤回 ${two}`));
    await says('方既白', `名册变动 撤回 ${two}`).bot(/已撤回/);
    // As after an import that leaves the successor out.
    await unitIsInRoster(stage, '交通运输局', false);
    await says('方既白', `名册变动 撤回 ${one}`).bot(/交通运输局已不在名册里，水务局不能从中撤回/);
    await unitIsInRoster(stage, '交通运输局', true);
    await says('方既白', `名册变动 撤回 ${one}`).bot(/已撤回/);
    expect(await held()).toEqual(roles);
    await says('钟灵秀', '整改').bot(/^整改 1 项：\n[^\n]*水务局/);
  });

  it('the histories still add up to the rows', () => stage.addsUp());
});
