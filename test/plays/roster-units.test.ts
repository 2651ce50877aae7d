/** Units are renamed and merged: what is open goes on, history stays, tables add up. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import { rectificationsBetween } from '../../db/rectifications.ts';
import { flagsInForce } from '../../db/supervision.ts';
import { makeTable } from '../../services/monthly/make.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { hardEvidence } from '../support/evidence.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('units of the roster on $name', ({ kind }) => {
  let stage: Stage;
  let merger = '';
  let roles: unknown[] = [];
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
    const 郭辛夷 = stage.person('郭辛夷').in('私聊');
    await 郭辛夷.says('上报 拱秀社区楼下污水井冒水').bot(/已登记 #1/);
    await 郭辛夷.says('上报 拱秀社区水管爆裂').bot(/已登记 #2/);
    await 郭辛夷.says('上报 拱秀社区停水两天').bot(/已登记 #3/);
    const 钟灵秀 = stage.person('钟灵秀').in('私聊');
    await 钟灵秀.says('受理 #1').bot(/已受理/);
    await 钟灵秀.says('办结 #3 已恢复供水').bot(/办理结果已记录/);
    await 钟灵秀.says('受理 #2').bot(/已受理/);
    await stage.says('方既白', '私聊', '挂账 #2 2026-12-01 陆文渊 等待管材').bot(/挂账|#2/);
    await supervised();
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  /** A rectification, a finding, a joint item and a draft of the unit that is going to end; who looks after it. */
  const supervised = async () => {
    const { roster } = stage.house;
    const { db } = stage.house.core;
    await db.query(
      `insert into flags (kind, unit, day, state, evidence, raised_at)
       select kind, 4, '2026-09-28', 'draft', $1::text::jsonb, '2026-09-28T01:00:00Z' from unnest('{untouched,watch}'::text[]) as kind`,
      [JSON.stringify({ ...hardEvidence, from: '2026-07-01', to: '2026-09-28' })],
    );
    await db.query(
      `insert into joint_items (category, unit, text, due, opened_at, opened_by)
       values (6, 4, null, '2026-11-30', '2026-10-12T01:00:00Z', 7)`,
      [],
    );
    await db.query(`insert into person_roles (person, role, unit) values (2, 'unitLiaison', 4)`, []);
    await roster.renew();
    await says('方既白', '网格 顾清和 水务局').bot(/由顾清和负责/);
    await says('顾清和', '督查 水务局 发现：台账缺页').bot(/督查 1 号已记录/);
    await says('顾清和', '预警 确认 1').bot(/督查建议〔2026〕1号已发水务局/);
  };
  /** Who holds a role for one of the units, and who looks after them. */
  const held = () =>
    stage.house.core.db.query(
      `select person as id, role as what, unit from person_roles where unit in (1, 4)
       union all select inspector, 'grid', unit from grid where unit in (1, 4) order by 3, 2, 1`,
      [],
    );
  const says = (name: string, text: string) => stage.says(name, '私聊', text);
  const issue = async (number: number) => loadIssue(stage.house.core.db, number);
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
    const { db } = stage.house.core;
    await db.query(
      `insert into units (id, name, short_names, kind, parent) values (61, '白蚁一站', '{}', 'subordinate', 5)`,
      [],
    );
    await db.query(`insert into people (id, name, unit) values (61, '钟灵秀', 1)`, []);
    await stage.house.core.renewReaders();
    await says('方既白', '合并 白蚁一站 并入 白蚁防治管理中心 精简').bot(/上下级单位不能合并/);
    await says('方既白', '合并 水务局 并入 住建局 机构改革').bot(/两个单位都有钟灵秀，请先用“调动”把同名的人分开/);
    await db.query('delete from people where id = 61', []);
    await db.query('delete from units where id = 61', []);
    await stage.house.core.renewReaders();
    await says('钟灵秀', '合并 水务局 并入 住建局 机构改革').bot(/只有双访办、管理员可以用/);
  });

  it('what is open goes on with the successor as it stands, and its history says why', async () => {
    const before = await issue(1);
    roles = await held();
    const said = await says('方既白', '合并 水务局 并入 住建局 机构改革').bot(
      /已合并：水务局并入住房和城乡建设局，移交在办 2 件，理由：机构改革\n移交在办 2 件，整改 1 项、督查发现 1 项、联合事项 1 项、预警 2 项，期限不变[^]*说“水务局”都指新单位/,
    );
    merger = /撤回 (\d+)/.exec(said.text)?.[1] ?? '';
    const taken =
      /水务局的在办问题 #1、#2，整改 1 项、督查发现 1 项、联合事项 1 项、预警 2 项由住房和城乡建设局接着办理，期限不变/;
    await stage.room('住建局群').heard(taken);
    await stage.room('督查联络群').heard(taken);
    expect(await issue(1)).toMatchObject({ unit: 1, status: 'accepted', due: before?.due, holding: 1 });
    expect(await issue(2)).toMatchObject({ unit: 1, status: 'shelved', reviewDay: '2026-12-01' });
    expect(await issue(3)).toMatchObject({ unit: 4, status: 'awaitingReply' });
    const events = await stage.house.core.db.query<{ issue: number; data: unknown }>(
      `select issue, data from events where type = 'inherited' order by issue`,
      [],
    );
    expect(events).toEqual([1, 2].map((number) => ({ issue: number, data: { from: 4, to: 1, reason: '机构改革' } })));
  });

  it('the old name means the successor, its people work on there, and its reports too', async () => {
    await says('方既白', '单位 水务局').bot(/^住房和城乡建设局　[^]*在办 1 件[^]*挂账 1/);
    await says('钟灵秀', '我是谁').bot(/您是钟灵秀，住房和城乡建设局，单位联络员/);
    await says('钟灵秀', '办理 #1 已到现场').bot(/进展已记录/);
    await says('郭辛夷', '上报 拱秀社区下水道堵塞').bot(/责任单位：住房和城乡建设局/);
    await says('沈立夏', '查询 水务局 待反馈').bot(/（1 件）\n#3 · [^]*水务局/);
  });

  it('rectifications, findings, joint items and flags are the successor’s from then on, and were the old unit’s before', async () => {
    await says('沈立夏', '整改').bot(/^整改 1 项：\n[^\n]*住房和城乡建设局/);
    await says('沈立夏', '督查 整改 1 已完成 台账补齐').bot(/督查发现 1 已报完成/);
    await says('沈立夏', '联合').bot(/住房和城乡建设局主办/);
    await says('沈立夏', '预警').bot(/2 住房和城乡建设局（合并前的水务局）〔关注·/);
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
    expect(row(4)).toMatchObject({ name: '水务局', added: 3, closed: 1, movedAway: 2, open: 0 });
    expect(row(1)).toMatchObject({ added: 3, closed: 0, movedAway: 0, open: 3 });
    for (const { carriedOver, added, closed, movedAway, open } of departments)
      expect(carriedOver + added - closed - movedAway).toBe(open);
  });

  it('what the old unit closed comes back to the successor when it was not solved', async () => {
    await says('郭辛夷', '反馈 #3 1 已答复').bot(/结案/);
    await says('顾清和', '重办 #3 又停水了').bot(/已重办/);
    expect(await issue(3)).toMatchObject({ unit: 1, status: 'reopened' });
    await says('沈立夏', '受理 #3').bot(/已受理/);
  });

  it('a merger is taken back with its people and what of its issues is still open', async () => {
    await says('沈立夏', '办结 #1 已疏通').bot(/办理结果已记录/);
    await says('方既白', `名册变动 撤回 ${merger}`).bot(/已撤回名册变动 \d+ 号[^]*交回在办 1 件/);
    expect(await issue(1)).toMatchObject({ unit: 1, status: 'awaitingReply' });
    expect(await issue(2)).toMatchObject({ unit: 4, status: 'shelved' });
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
    const { db } = stage.house.core;
    await db.query('update units set active = false where id = 3', []);
    await stage.house.roster.renew();
    await says('方既白', `名册变动 撤回 ${one}`).bot(/交通运输局已不在名册里，水务局不能从中撤回/);
    await db.query('update units set active = true where id = 3', []);
    await stage.house.roster.renew();
    await says('方既白', `名册变动 撤回 ${one}`).bot(/已撤回/);
    expect(await held()).toEqual(roles);
    await says('钟灵秀', '整改').bot(/^整改 1 项：\n[^\n]*水务局/);
  });

  it('the histories still add up to the rows', () => stage.addsUp());
});
