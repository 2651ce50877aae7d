/** What people ask of the issues: lists by several words, page by page, a unit clock by clock, totals, what waits for me. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('questions on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
    const 郭辛夷 = stage.person('郭辛夷').in('私聊');
    for (let count = 1; count <= 12; count += 1) await 郭辛夷.says(`上报 拱秀社区${count}号楼外墙漏水`).bot(/已登记/);
    await 郭辛夷.says('上报 陈公桥社区夜里摆摊太吵').bot(/已登记 #13/);
    await 郭辛夷.says('上报 陈公桥社区墙面裂缝').bot(/已登记 #14/);
    await 郭辛夷.says('走访 拱秀社区 入户 3户').bot(/走访/);
    await stage.says('苏景行', '私聊', '上报 紫霞村公路坑洼').bot(/已登记 #15/);
    const 沈立夏 = stage.person('沈立夏').in('私聊');
    await 沈立夏.says('办结 #1 已修好').bot(/办理结果已记录/);
    await 郭辛夷.says('反馈 #1 1 已修好').bot(/结案/);
    await 沈立夏.says('办结 #2 已修好').bot(/办理结果已记录/);
    await 沈立夏.says('受理 #3').bot(/已受理/);
    await 沈立夏.says('延期 #3 3天 等脚手架').bot(/延期申请已提交/);
    await 沈立夏.says('下派 #14 白蚁中心').bot(/已下派/);
    await stage.says('顾清和', '私聊', '督查 住建局 问：台账 看：现场').bot(/督查/);
  }, 120_000);
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  const asks = (name: string, text: string, pattern: RegExp) => stage.says(name, '私聊', text).bot(pattern);

  it('a question of several words is narrowed by each of them', async () => {
    await asks('沈立夏', '查询 住建局 漏水 待受理', /“住建局 漏水 待受理”（9 件）\n#12 [^]*\n#4 /);
    await asks('沈立夏', '查询 陈公桥社区 裂缝', /（1 件）\n#14 /);
    await asks('沈立夏', '查询 已结', /“已结”（1 件）\n#1 /);
    await asks('沈立夏', '查询 待反馈 拱秀社区', /（1 件）\n#2 /);
    await asks('沈立夏', '查询 办理中', /（2 件）\n#14 [^]*\n#3 /);
    await asks('沈立夏', '查询 房屋安全 裂缝', /（1 件）\n#14 /);
    await asks('方既白', '查询 延期待批', /（1 件）\n#3 /);
    await asks('方既白', '查询 挂账', /“挂账”：没有/);
    await asks('沈立夏', '查询 漏水 摆摊', /没有$/);
    await asks('沈立夏', '查询 墙', /只有一个字，请至少写两个字/);
    await asks('沈立夏', '查询', /请写编号、地点、单位、类别、文字或状态/);
    await asks('沈立夏', '查询 第2页', /请写编号/);
    await asks('沈立夏', '查询 号楼外墙', /（12 件，第 1\/2 页）/);
  });

  it('a long list is shown page by page, to each who asked their own', async () => {
    await asks('沈立夏', '查询 漏水', /“漏水”（12 件，第 1\/2 页）\n#12 [^]*……还有 2 件，发“下一页”看后面的/);
    await asks('方既白', '下一页', /没有下一页了/);
    await asks('沈立夏', '下一页', /“漏水”（12 件，第 2\/2 页）\n#2 [^]*\n#1 /);
    await asks('沈立夏', '下一页', /没有下一页了。要看别的请重新查询/);
    // How long a page is stands in the settings.
    await stage.sets('query.listed', 4);
    await asks('沈立夏', '查询 漏水 第3页', /“漏水”（12 件，第 3\/3 页）\n#4 [^]*\n#1 /);
    await stage.sets('query.listed', 10);
    await asks('沈立夏', '查询 漏水 第2页', /“漏水”（12 件，第 2\/2 页）/);
    await asks('沈立夏', '查询 漏水 第3页', /没有第 3 页/);
  });

  it('a cadre finds what they heard, and a group is not told what was said', async () => {
    await asks('苏景行', '查询 坑洼', /（1 件）\n#15 [^]*紫霞村公路坑洼/);
    await asks('苏景行', '查询 漏水', /没有$/);
    const shown = await stage.says('沈立夏', '住建局群', '/查询 裂缝').bot(/（1 件）\n#14 · 房屋安全/);
    expect(shown.text).not.toContain('墙面');
  });

  it('a unit is shown clock by clock: who holds each, how long, what is due next', async () => {
    const card = await asks('沈立夏', '单位', /^住房和城乡建设局　10月12日 09:30\n在办 11 件：待受理 9[^]*待反馈 1/);
    expect(card.text).toMatch(
      /#3 房屋安全 · 已受理\n　住房和城乡建设局，已用 0 个工作日；10月19日（周一）前办结，还剩 5 个工作日；总时钟已用 0，剩 5/,
    );
    expect(card.text).toMatch(/……还有 \d+ 件，发“下一页”看后面的\n看图请发：图表 单位 住房和城乡建设局/);
    await asks('沈立夏', '下一页', /#\d+ 房屋安全/);
    await asks('叶小满', '单位 白蚁中心', /白蚁防治管理中心　[^]*#14 房屋安全[^]*\n　白蚁防治管理中心，已用 0/);
    await asks('贺云帆', '单位 住建局', /只能查看本单位的情况/);
    await stage.says('方既白', '督查联络群', '/单位 住建局').bot(/首问郭辛夷|待反馈 1/);
  });

  it('totals since the beginning, this year and this half-year, of the district and of a unit', async () => {
    await asks(
      '郭辛夷',
      '累计',
      /全区累计[^]*开展以来：收集 15 件，办结 2 件，办结率 13\.33%\n　走访 1 次、3 户，督查 1 次\n今年：收集 15 件[^]*下半年：收集 15 件/,
    );
    await asks('沈立夏', '累计 住建局', /住房和城乡建设局累计[^]*开展以来：承办 13 件，办结 2 件[^]*督查 1 次/);
    await asks('郭辛夷', '累计 城厢街道', /走访 1 次、3 户/);
    await asks(
      '贺云帆',
      '累计 住建局',
      /只能查看本单位、所在单位的累计。其他的由督查联络员、双访办、区领导查看。看全区的请发/,
    );
    await asks(
      '方既白',
      '累计 白蚁中心',
      /白蚁防治管理中心累计[^]*开展以来：承办 1 件，办结 0 件[^]*承办是上级单位下派来的/,
    );
    await asks('方既白', '累计 拱秀社区', /拱秀社区累计[^]*开展以来：收集 12 件，办结 2 件[^]*收集是发生在本村社的/);
  });

  it('what waits for me: to each role what presses first', async () => {
    await asks(
      '郭辛夷',
      '我的',
      /^待我答复群众（1 件）\n#2 [^]*请发：反馈 #编号 1 答复内容[^]*我首问的、正在办理（12 件）[^]*\n本轮还没走访（1 处）：陈公桥社区/,
    );
    await asks('沈立夏', '我的', /^本单位在办 11 件：待受理 9/);
    await asks('方既白', '我的', /^待我决定的申请（1 件，[^]*?\n#3 /);
    await stage.clock('2026-10-22T09:30');
    stage.hush();
    await asks('沈立夏', '我的', /本单位在办 11 件：逾期 11[^]*请先办逾期的/);
    await asks('沈立夏', '查询 住建局 逾期', /（11 件，第 1\/2 页）/);
    await asks('沈立夏', '逾期 住建局', /逾期未办（11 件，第 1\/2 页）\n#3 [^]*逾期 3 个工作日/);
    await asks('顾清和', '我的', /全区逾期未办 13 件，发“逾期”看明细/);
    await asks('沈立夏', '单位', /已逾期 3 个工作日；总时钟已用 8，超 3/);
  });
});
