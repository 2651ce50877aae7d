/** A month's closings are checked with the residents: drawn, called about, rated; one unsolved is reopened. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import { recordResult } from '../../db/follow-ups.ts';
import { deliveredAgain, killedBeforeMarking } from '../support/again.ts';
import { looksAt } from '../support/contact-looks.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { isInRoster, joins } from '../support/roster.ts';
import { Stage } from '../support/stage.ts';

/** Closed by 住建局: a tenth of twelve, rounded up, are two. 城管局 closed three: one is drawn all the same. */
const HOUSING = 12;
const ENFORCEMENT = 3;

describe.each(databases)('follow-ups on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-14T08:00');
    await joins(stage, { name: '许南星', unit: '新塘街道', account: 'p50', place: '督查联络员' });
  });
  afterAll(() => stage.end());

  /** What was drawn, as the inspectors were told it. */
  let [first, second, other] = [0, 0, 0];
  const callsIn = ({ text }: { text: string }): number[] =>
    [...text.matchAll(/^#(\d+) /gm)].map(([, number]) => Number(number));

  it('are drawn on the first working day, by unit, and each inspector gets the calls in private', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    for (let count = 1; count <= HOUSING; count += 1) {
      await 郭辛夷.says(`上报 拱秀社区第${count}处墙体裂缝 反映人：周先生 电话：13812345678`).bot(/已登记/);
    }
    for (let count = 1; count <= ENFORCEMENT; count += 1) await 郭辛夷.says('上报 拱秀社区垃圾成堆').bot(/已登记/);
    for (let number = 1; number <= HOUSING + ENFORCEMENT; number += 1) {
      const [name, room] = number <= HOUSING ? ['沈立夏', '住建局群'] : ['贺云帆', '执法局群'];
      await stage.says(name, room, `/办结 #${number} 已处理`).bot(/已记录/);
      await 郭辛夷.says(`/反馈 #${number} 1 已告知`).bot(/结案/);
    }
    await 方既白.says('/网格 没有的人 住建局').bot(/没有叫“没有的人”的督查联络员。现有：顾清和、许南星/);
    await joins(stage, { name: '许南星', unit: '河上镇', account: null, place: '督查联络员' });
    await 方既白.says('/网格 许南星 水务局').bot(/有 2 名督查联络员叫“许南星”，请在名册里区分后再划分/);
    await stage.says('方既白', '私聊', '离职 许南星 河上镇').bot(/已离职/);
    await 方既白.says('/网格 顾清和 住建局 水务局').bot(/网格：住房和城乡建设局、水务局由顾清和负责/);
    await 方既白.says('/网格 取消 顾清和 水务局').bot(/网格：水务局不再由顾清和负责/);
    await 方既白.says('/网格 顾清和 拱秀社区').bot(/网格按区级单位和镇街划分，拱秀社区不是/);
    await stage.says('顾清和', '督查联络群', '/网格 顾清和 交通局').bot(/督查网格由双访办划分/);
    await 方既白.says('/网格').bot(/^督查网格：\n顾清和：住房和城乡建设局\n/);
    await stage.sleepUntil('2026-10-08T07:00');
    await stage.clock('2026-10-08T09:35');
    stage.hush();

    await stage.clock('2026-10-08T09:45');
    await stage.room('督查联络群').heard(/^【回访】9月结案 15 件，按单位抽取 3 件，由 2 名督查联络员回访。$/);
    // 顾清和 looks after 住建局; the one of 城管局 goes to who has fewer.
    const toGu = await stage
      .person('顾清和')
      .heard(
        /^【回访】9月结案的问题里抽到您 2 件，请在10月30日（周五）前打完：\n(?:#\d+ 房屋安全 · 住房和城乡建设局\n){2}[^]*联系人 #\d+（私聊，每次查看有记录）/,
      );
    const toXu = await stage.person('许南星').heard(/抽到您 1 件，[^]*\n#\d+ 市容环境 · 综合行政执法局\n/);
    [first = 0, second = 0] = callsIn(toGu);
    [other = 0] = callsIn(toXu);
  });

  it('are drawn once, and the same again', async () => {
    const said = await killedBeforeMarking(stage, 'follow-up-sample', '2026-10-08T09:50');
    expect(said.filter(({ text }) => text.includes('回访'))).toEqual([]);
    const 顾清和 = await stage.says('顾清和', '私聊', '回访').bot(/^待回访 2 件/);
    expect(callsIn(顾清和)).toEqual([first, second]);
    expect(callsIn(await stage.says('许南星', '私聊', '回访').bot(/^待回访 1 件/))).toEqual([other]);
  });

  it('show the contact to the inspector who has to call, and to no other, each look recorded', async () => {
    const 顾清和 = stage.person('顾清和').in('私聊');
    await 顾清和.says(`联系人 #${first}`).bot(/反映人：周先生 13812345678\n本次查看已记录/);
    await stage
      .says('许南星', '私聊', `联系人 #${first}`)
      .bot(/只能查看本人负责答复、待本人回访的联系方式。其他的由双访办查看。/);
    expect(await looksAt(stage.house.core.db, first)).toEqual(['顾清和']);
  });

  it('of an inspector who has left are made by another, who then sees the contact', async () => {
    const 顾清和 = stage.person('顾清和').in('私聊');
    await 顾清和.says('回访').bot(/^待回访 2 件/);
    await isInRoster(stage, '许南星', false, 12);
    await 顾清和.says('回访').bot(new RegExp(`^待回访 3 件：[^]*#${other} 市容环境`));
    await 顾清和.says(`联系人 #${other}`).bot(/没有登记联系方式，请问首问责任人郭辛夷/);
    await isInRoster(stage, '许南星', true, 12);
    await 顾清和.says(`联系人 #${other}`).bot(/只能查看本人负责答复、待本人回访的联系方式/);
  });

  it('are recorded as the resident said; not rated is no satisfaction, unsolved is reopened in the same breath', async () => {
    const 顾清和 = stage.person('顾清和').in('私聊');
    await 顾清和.says(`回访 #${first}`).bot(/请写回访结果，例如/);
    await 顾清和.says(`回访 #${first} 未解决 不满意`).bot(/未解决的请写明原因/);
    await 顾清和.says('回访 #999 解决 满意').bot(/没有 #999 这件事/);
    await 顾清和.says('回访 abc').bot(/缺少编号/);
    stage.hush();
    await 顾清和
      .says(`回访 #${first} 未解决 不满意 墙又裂了，住户 13912345678`)
      .bot(
        new RegExp(
          `^#${first} 回访已记录：未解决，不满意。住房和城乡建设局原来的办结不再计入按时办结\n#${first} 已重办，新的期限已通知责任单位$`,
        ),
      );
    const notice = await stage.room('住建局群').heard(/群众反映未解决，重办。原因：墙又裂了/);
    expect(notice.text).not.toContain('13912345678');
    await stage.says('方既白', '私聊', `查询 #${first}`).bot(new RegExp(`（#${first}）重办待受理\n`));
    await 顾清和.says(`回访 #${first} 解决 满意`).bot(/现在是“重办待受理”，结案后才能回访/);
    await 顾清和.says(`回访 #${second} 解决 基本满意`).bot(/回访已记录：解决，基本满意$/);
    await 顾清和.says('回访').bot(/没有等您打的回访/);
    await stage.says('方既白', '督查联络群', '/回访').bot(/还有 1 件回访没有打：\n许南星 1 件/);

    // Two that were not drawn: a spot check without a rating, and one of a resident nobody reaches.
    const spare = [1, 2, 3, 4, 5].filter((number) => number !== first && number !== second);
    await 顾清和.says(`回访 #${spare[0]} 已解决 未评价`).bot(/回访已记录：解决，未评价$/);
    await 顾清和.says(`撤销 #${spare[0]}`).bot(new RegExp(`^#${spare[0]} 的“回访”已撤销。$`));
    await 顾清和.says(`回访 #${spare[0]} 已解决 未评价`).bot(/回访已记录：解决，未评价$/);
    await 顾清和.says(`回访 #${spare[1]} 无法联系`).bot(/回访已记录：无法联系$/);
  });

  it('delivered twice, or cut off by a crash, count and reopen once', async () => {
    const { db } = stage.house.core;
    const message = stage.person('许南星').message(`回访 #${second} 未解决 满意 还有一处`, 'cut-off');
    const kept = { issue: second, holding: 1, unit: 1, by: stage.known('许南星').id, at: stage.at, note: '还有一处' };
    await recordResult(db, { ...kept, outcome: 'unsolved', satisfaction: 'satisfied' }, 'console:private:p50:cut-off');
    await stage.house.receive(message);
    await stage.house.quiet();
    await stage.person('许南星').heard(/回访已记录：未解决，满意[^]*已重办/);
    const said = await deliveredAgain(stage, message, '2026-10-08T10:30');
    expect(said.filter(({ text }) => text.includes('回访'))).toEqual([]);
    expect((await loadIssue(db, second))?.reopened).toBe(1);
    const rows = await db.query('select 1 as one from follow_up_results where source like $1', ['%cut-off']);
    expect(rows).toHaveLength(1);
    await expect(db.query('delete from follow_up_results', [])).rejects.toThrow(/append-only/);
  });

  it('not made near the month’s end are called to mind once, in private, and the table counts what was made', async () => {
    await stage.sleepUntil('2026-10-24T12:00');
    stage.hush();
    await stage.clock('2026-10-26T12:00');
    await stage.person('许南星').heard(/^【回访提醒】还有 1 件没有打，10月30日（周五）前请打完/);
    await stage.says('方既白', '督查联络群', '/日历 10月30日 休 台风停工').bot(/已改为休息日/);
    await stage.clock('2026-10-27T09:00');
    await stage
      .person('许南星')
      .heard(/【期限更正】[^]*您还有 1 件回访，截止由 10月30日（周五） 改为 10月29日（周四）/);
    // Who is not reached in private is told by way of the office.
    const unbound = await stage.says('方既白', '私聊', '解绑 console:p50').bot(/已解绑：许南星/);
    await stage.says('方既白', '督查联络群', '/日历 10月30日 恢复').bot(/已恢复/);
    await stage.clock('2026-10-28T09:00');
    await stage
      .room('督查联络群')
      .heard(
        /^请转告许南星（私聊发不到）：【期限更正】[^]*您还有 1 件回访，截止由 10月29日（周四） 改为 10月30日（周五）/,
      );
    const undo = /撤回 (\d+)/.exec(unbound.text)?.[1] ?? '';
    await stage.says('方既白', '私聊', `名册变动 撤回 ${undo}`).bot(/已撤回/);
    await stage.clock('2026-10-30T12:00');
    const reminders = stage.transcript.filter(({ text }) => text.includes('【回访提醒】'));
    expect(reminders.map(({ room }) => room.id)).toEqual(['p50', 'liaison']);
    await stage.says('许南星', '私聊', `回访 #${other} 解决 满意`).bot(/解决，满意/);

    await stage.clock('2026-11-02T10:00');
    await stage.room('督查联络群').heard(
      // 不满意 of the first; 满意, said later of the second, takes the place of 基本满意.
      /2026年10月 第1版[^]*住房和城乡建设局〔[^\n]*满意率50\.00%[^]*综合行政执法局〔绿〕[^\n]*满意率100\.00%[^]*本月回访 5 件：解决 2，未解决 2，无法联系 1；群众满意率 66\.67%（3 件有评价）/,
    );
  });
});
