/** Who leaves: nothing of theirs is nobody's, they are a stranger from then on, and may come back as they were. */
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { numberOf } from '../support/number-of.ts';
import { PLATFORM, Stage } from '../support/stage.ts';
import { leavesAlone, settles } from '../support/weeks.ts';

describe.each(databases)('leaving on $name', ({ kind }) => {
  let stage: Stage;
  /** Closed in September: drawn for a call in October. */
  let closed = 0;
  /** Closed in October, heard first by the liaison of the water bureau. */
  let byWater = 0;
  /** The flag of the housing bureau for an issue it left alone. */
  let idle = 0;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-14T09:30');
    closed = await settles(stage, '孟良辰', '拱秀社区3号楼外墙漏水', '沈立夏');
    const flags = await leavesAlone(stage, ['拱秀社区墙体裂缝'], '住房和城乡建设局', '2026-10-12');
    idle = flags.get('久未办理') ?? 0;
    byWater = await settles(stage, '钟灵秀', '拱秀社区停水', '钟灵秀');
    await stage.says('秦望舒', '私聊', '上报 拱秀社区下水道堵塞').bot(/已登记/);
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  const office = (text: string) => stage.says('方既白', '私聊', text);

  it('who still owes an answer cannot leave; what is open is named', async () => {
    await office('离职 秦望舒').bot(
      /秦望舒还有没办完的事，先移交再办离职：\n首问、还在办：#\d+\n请回复接手人的姓名[^]*不办了请回复“取消”/,
    );
    await office('取消').bot(/“离职”已取消，没有登记/);
    await office('离职 方既白').bot(/不能给自己办离职/);
  });

  it('who leaves hands everything to another in the same word, and residents keep somebody who answers', async () => {
    await office('离职 秦望舒 移交 秦望舒').bot(/接手的不能是离职的人/);
    await office('离职 秦望舒 移交 无此人').bot(/名册里没有无此人/);
    const said = await office('离职 秦望舒 移交 孟良辰').bot(/已离职：秦望舒[^]*已离职，不再提醒[^]*孟良辰/);
    const number = numberOf(said);
    await stage.person('孟良辰').heard(new RegExp(`#${number}`));
    await stage.says('孟良辰', '私聊', `查询 #${number}`).bot(/首问：孟良辰（接手），秦望舒，/);
    await office(`撤销 #${number}`).bot(
      /首问责任是随名册变动移交的，不能单独撤销。请发“名册变动 撤回 \d+”，接手后没有办过的一并交还/,
    );
  });

  it('a lead’s milestones go to who is chosen by number, and unit and group hear whose they are now', async () => {
    await stage.says('顾清和', '私聊', `预警 确认 ${idle}`).bot(/督查建议〔2026〕1号/);
    await stage
      .says('沈立夏', '私聊', '整改 1 文号 区住建〔2026〕12号\n11月10日 宋知秋 排查\n11月20日 沈立夏 办结')
      .bot(/已收下/);
    // A namesake who comes later, below the unit: the step was linked to the one it named, and is not the other's.
    await office(`担保 ${PLATFORM}:p91 宋知秋 白蚁中心`).bot(/已担保：宋知秋/);
    await office('离职 宋知秋 白蚁中心').bot(/^已离职：宋知秋（白蚁防治管理中心/);
    stage.hush();
    await office('离职 宋知秋').bot(
      /整改节点责任人：1-1\n（整改节点由本单位的人负责[^]*请选接手人，回复数字[^]*\n1 沈立夏（住房和城乡建设局，单位联络员）/,
    );
    await office('1').bot(/已离职：宋知秋[^]*整改节点 1-1 由沈立夏负责\n宋知秋没有未了的首问责任/);
    await stage.room('住建局群').heard(/整改节点 1-1 的责任人由宋知秋改为沈立夏，原因：宋知秋离职，日期不变/);
    await stage.room('督查联络群').heard(/【整改】住房和城乡建设局：整改节点 1-1/);
    await stage.says('沈立夏', '私聊', '整改 1').bot(/1-1 [^\n]*沈立夏/);
  });

  it('calls go to inspectors alone: asked for by name, given on, told, kept, and who left may come back', async () => {
    await office('离职 顾清和 移交 沈立夏').bot(/顾清和还不能离职，没有人能接：\n回访 1 件：请先让另一人任督查联络员/);
    await office('调动 苏景行 督查联络员').bot(/已调动/);
    await office('离职 顾清和').bot(new RegExp(`待回访：#${closed}\n（回访只由督查联络员打[^]*\n1 苏景行（`));
    stage.hush();
    await office('苏景行').bot(new RegExp(`已离职：顾清和[^]*回访 #${closed} 由苏景行打`));
    await stage.person('苏景行').heard(new RegExp(`【回访移交】顾清和没打的回访 #${closed} 由您打，原因：顾清和离职`));
    await stage.says('苏景行', '私聊', '回访').bot(new RegExp(`^待回访 1 件：[^]*#${closed}`));
    await office('名册变动 顾清和').bot(new RegExp(`离职移交 顾清和：回访 #${closed} 由苏景行打\n[^]*离职 顾清和`));
    await office('撤销').bot(
      new RegExp(
        `已撤回名册变动 \\d+ 号：顾清和[^]*已恢复在职[^]*接手人还没有办过的已交还：回访 #${closed}（苏景行）$`,
      ),
    );
    await stage
      .person('苏景行')
      .heard(new RegExp(`【交还】顾清和的离职已撤回，您接手后还没有办过的已交还顾清和，不用再办：回访 #${closed}。`));
    await stage.person('顾清和').heard(new RegExp(`【交还】您的离职已撤回[^]*交还给您：回访 #${closed}（苏景行）。`));
    await stage.says('苏景行', '私聊', '回访').bot(/没有/);
    await stage.says('顾清和', '私聊', '回访').bot(new RegExp(`^待回访 1 件：[^]*#${closed}`));
    await office('名册变动 顾清和').bot(/撤回 \d+ 号：离职移交 顾清和：回访 #\d+ 由顾清和打/);
  });

  it('who leaves is a stranger from then on, keeps the name in what was done, and comes back as they were', async () => {
    await office('离职 钟灵秀 水务局').bot(
      /已离职：钟灵秀[^]*已离职，不再提醒，也不能再使用[^]*解除账号：console:p13\n水务局没有联络员了/,
    );
    await stage
      .stranger('p13')
      .says('我的')
      .bot(/还没有绑定/);
    // What was done keeps the name.
    await office(`查询 #${byWater}`).bot(/首问：钟灵秀，/);
    const list = await office('名册变动 钟灵秀').bot(
      /名册变动 钟灵秀（1 条）\n\d+ 号 2026年10月12日 09:30 方既白 离职 钟灵秀/,
    );
    const number = /(\d+) 号/.exec(list.text)?.[1] ?? '';
    await office(`名册变动 撤回 ${number}`).bot(/已撤回名册变动 \d+ 号：钟灵秀（水务局，单位联络员）\n已恢复在职/);
    await office(`名册变动 撤回 ${number}`).bot(/已由 \d+ 号撤回/);
    await stage.says('钟灵秀', '私聊', '我是谁').bot(/您是钟灵秀，水务局，单位联络员/);
  });
});
