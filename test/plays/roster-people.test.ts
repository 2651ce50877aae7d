/** The roster changed from chat: who is bound, vouched for and moved; each change is kept and can be taken back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliveredAgain } from '../support/again.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { imports } from '../support/roster.ts';
import { PLATFORM, Stage } from '../support/stage.ts';

describe.each(databases)('people of the roster on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  const office = (text: string) => stage.says('方既白', '私聊', text);

  it('who one is: unit, roles, team with its places, accounts, and what one may use', async () => {
    const said = await stage
      .says('郭辛夷', '私聊', '我是谁')
      .bot(
        /您是郭辛夷，城厢街道，干部\n走访小组：城厢组团一组（组长），负责拱秀社区、陈公桥社区\n账号：console:p1\n可以用：/,
      );
    expect(said.text).toContain('上报');
    expect(said.text).not.toContain('调动');
    await stage
      .says('沈立夏', '住建局群', '/我是谁')
      .bot(/您是沈立夏，住房和城乡建设局，单位联络员[^]*本群：住建局群（单位群）/);
  });

  it('a liaison vouches for somebody new of the own unit, who can report at once, and the office hears of it', async () => {
    const 江晚晴 = stage.stranger('p90', '江晚晴');
    await 江晚晴.says('我的').bot(/还没有绑定/);
    await stage
      .says('沈立夏', '住建局群', `/担保 ${PLATFORM}:p90 江晚晴`)
      .bot(/已担保：江晚晴（住房和城乡建设局，干部）\n[^]*绑定账号：console:p90\n[^]*名册变动 撤回 \d+/);
    await stage
      .room('督查联络群')
      .heard(/沈立夏（住房和城乡建设局）担保绑定：江晚晴（住房和城乡建设局），干部，console:p90/);
    await 江晚晴.says('上报 拱秀社区路灯不亮').bot(/已登记/);
    await stage
      .says('沈立夏', '私聊', `/担保 ${PLATFORM}:p91 江晚舟 城管局`)
      .bot(/只能担保本单位的新人。其他的由双访办担保。/);
    await stage.says('郭辛夷', '城厢组团群', '/担保 onebot:3 江晚舟').bot(/“担保”只有/);
  });

  it('an account that is somebody else’s is named with the way out, and unbound', async () => {
    await office(`绑定 ${PLATFORM}:p90 罗一鸣 城管局`).bot(/该账号已绑定江晚晴[^]*解绑 console:p90/);
    await office(`解绑 ${PLATFORM}:p90`).bot(/已解绑：江晚晴（[^]*解除账号：console:p90/);
    // How to be bound was said before.
    await stage.stranger('p90', '江晚晴').says('我的').nothing();
    await office(`绑定 ${PLATFORM}:p90 江晚晴 住建局`).bot(/已绑定：江晚晴/);
  });

  it('somebody who is moved has the new unit and role, and what they heard first stays theirs', async () => {
    await stage.says('秦望舒', '私聊', '上报 拱秀社区下水道堵塞').bot(/已登记/);
    await office('调动 秦望舒 到 城管局').bot(
      /已调动：秦望舒（综合行政执法局，干部）\n单位：交通运输局 → 综合行政执法局\n角色：单位联络员 → 干部\n交通运输局没有联络员了，提醒暂时无人接收。请指定：调动 姓名 交通运输局 单位联络员/,
    );
    await stage.person('秦望舒').heard(/双访办更新了您的名册：\n单位：交通运输局 → 综合行政执法局/);
    await stage.says('秦望舒', '私聊', '我是谁').bot(/综合行政执法局，干部/);
    await stage.says('秦望舒', '私聊', '我的').bot(/我首问的/);
    await stage.says('秦望舒', '私聊', '逾期').bot(/“逾期”只有/);
    await office('调动 秦望舒 综合行政执法局').bot(/已经是这样，没有改动/);
    await office('调动 秦望舒 交通局 单位联络员').bot(/角色：干部 → 单位联络员/);
    await office('调动 沈立夏 住建局 干部').bot(
      /住房和城乡建设局没有联络员了，提醒暂发给\S+。请指定：调动 姓名 住房和城乡建设局 单位联络员/,
    );
    await office('调动 沈立夏 住建局 单位联络员').bot(/角色：干部 → 单位联络员/);
  });

  it('to another team, and out of one', async () => {
    await office('调动 苏景行 城厢组团一组').bot(
      /走访小组：河上组团一组 → 城厢组团一组\n组长：河上组团一组 → 无\n河上组团一组没有组长了/,
    );
    await stage.says('苏景行', '私聊', '我是谁').bot(/走访小组：城厢组团一组，负责/);
    await office('调动 苏景行 退组').bot(/走访小组：城厢组团一组 → 无/);
    await office('调动 苏景行').bot(/用法：调动/);
    await office('调动 无此人 城管局').bot(/名册里没有无此人/);
    await office('调动 苏景行 管理员').bot(/不能在群里授予/);
    await office('调动 方既白 干部').bot(/双访办唯一的人/);
  });

  it('what was changed again since is not taken back unseen', async () => {
    await office('调动 叶小满 单位负责人').bot(/已调动/);
    await office('调动 叶小满 单位联络员').bot(/已调动/);
    const list = await office('名册变动 叶小满').bot(/（2 条）/);
    const [, first] = [...list.text.matchAll(/(\d+) 号 2026/g)].map((found) => found[1]);
    await office(`名册变动 撤回 ${first}`).bot(/名册刚刚变了，没有改动/);
    await office('名册变动 撤回 9999').bot(/没有名册变动 9999 号/);
  });

  it('a message that is delivered twice changes the roster once', async () => {
    const words = stage.person('方既白').message('调动 罗一鸣 交通局', 'twice');
    expect(await deliveredAgain(stage, words, '2026-10-12T10:00')).toEqual([]);
    await office('名册变动 罗一鸣').bot(/（1 条）\n\d+ 号 [^\n]*调动 罗一鸣/);
  });

  it('what is written wrong, or of somebody it cannot be done for, is said with the way it can', async () => {
    await imports(stage, { 人员: [{ 姓名: '管维', 单位: '', 角色: '管理员', 账号: 'console:p70' }] });
    for (const [text, words] of [
      ['担保 江晚舟', /^用法：担保 平台:账号 姓名/],
      ['解绑', /^用法：解绑 平台:账号，或写人/],
      ['离职 移交 沈立夏', /^用法：离职 姓名/],
      ['名册变动 张三 李四', /^用法：名册变动/],
      ['名册变动 查无此人', /名册里没有叫“查无此人”的人；没有找到单位“查无此人”/],
      ['解绑 沈立夏 没有的局', /没有找到单位“没有的局”，请写全称或简称/],
      ['解绑 沈立夏 紫霞村委会', /“紫霞村委会”有几个，请写全称：新塘街道紫霞村委会、河上镇紫霞村委会/],
      ['担保 console:p93 张3 住建局', /“张3”不像姓名。用法：担保/],
      ['解绑 console:p99', /账号 console:p99 没有绑定任何人/],
      ['调动 陆文渊 单位联络员', /单位联络员和负责人须有单位，请写上单位/],
      ['离职 管维', /管维是管理员。/],
      ['调动 管维 住建局', /管维是管理员。/],
    ] as const)
      await office(text).bot(words);
    await stage.says('管维', '私聊', '离职 方既白').bot(/方既白是双访办唯一的人，请先让别人任双访办/);
  });

  it('two of a name are told apart by their units, and who has no account takes nothing over', async () => {
    await office('担保 console:p92 贺云帆 住建局').bot(/已担保：贺云帆（住房和城乡建设局，干部）/);
    await office('解绑 贺云帆').bot(/名册里有 2 个贺云帆（[^）]*），请在姓名后写单位/);
    const unbound = await office('解绑 贺云帆 住建局').bot(/已解绑：贺云帆/);
    await office('解绑 贺云帆 住建局').bot(/贺云帆（住房和城乡建设局）没有绑定账号/);
    await office('离职 苏景行 移交 贺云帆 住建局').bot(/贺云帆还没有绑定账号，不能接手，请先绑定或换一个人/);
    await office('绑定 console:p92 沈立夏 住建局').bot(/已绑定：沈立夏/);
    await office(`名册变动 撤回 ${/撤回 (\d+)/.exec(unbound.text)?.[1] ?? ''}`).bot(
      /账号已绑定别人。要改绑请先发：解绑 平台:账号/,
    );
    await office('离职 贺云帆 住建局').bot(/已离职：贺云帆/);
    await office('担保 console:p95 贺云帆 住建局').bot(/贺云帆（住房和城乡建设局）在名册里已有同名的人（可能已离职）/);
  });

  it('the list of changes can be asked by unit, by period and page by page, and nobody can change it', async () => {
    await office('名册变动').bot(/名册变动（\d\d 条，第 1\/2 页）[^]*……还有 \d+ 条，发“下一页”看后面的/);
    await office('名册变动 第2页').bot(/名册变动（\d\d 条，第 2\/2 页）/);
    await office('名册变动 交通局 今天').bot(/名册变动 交通局（\d 条）/);
    await office('名册变动 上月').bot(/没有/);
    await stage.says('沈立夏', '私聊', '名册变动').bot(/只有双访办、管理员可以用/);
    await expect(stage.house.core.db.query('update roster_changes set "by" = 1', [])).rejects.toThrow(/append-only/);
    await expect(stage.house.core.db.query('delete from roster_changes', [])).rejects.toThrow(/append-only/);
  });
});
