/** A slip of the finger: what was said is taken back, and everybody who heard of it is told. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import { checkEventLog } from '../../db/event-log.ts';
import { openCalls } from '../../db/follow-ups.ts';
import { loadHistory } from '../../db/history.ts';
import { countInspections } from '../../db/inspections.ts';
import { cumulativeCounts } from '../../db/monthly-facts.ts';
import { replay } from '../../domain/issue/history.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('a slip of the finger on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-14T09:00');
  });
  beforeEach(() => stage.hush());
  afterAll(async () => {
    await stage.close();
    await stage.house.core.db.close();
  });
  const db = () => stage.house.core.db;
  const clocks = (issue: number) =>
    db().query<{ kind: string; ended: boolean }>(
      'select kind, ended_at is not null as ended from clock_intervals where issue = $1::int order by seq',
      [issue],
    );

  it('a liaison closes the wrong issue, takes it back, and the cadre is told before the resident is', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 郭辛夷.says('上报 拱秀社区3幢白蚁蛀门').bot(/已登记 #1/);
    await 沈立夏.says('/受理 #1').bot(/已受理/);
    await 沈立夏.says('/办理 #1 已约周五上门').bot(/进展已记录/);
    await stage.clock('2026-09-14T09:10');
    stage.hush();
    await 沈立夏.says('/办结 #1 已处理').bot(/等首问责任人郭辛夷答复群众/);
    await stage.room('城厢组团群').heard(/@郭辛夷 #1 已有办理结果/);
    await stage.clock('2026-09-14T09:11');
    await 沈立夏.says('/撤销').bot(/^#1 的“办结”已撤销，已告知收到过通知的人。现在是“办理中”，期限 9月20日（周日）。$/);
    await stage
      .room('城厢组团群')
      .heard(/^@郭辛夷 更正：#1 的“办结”已由沈立夏撤销，请忽略刚才的消息。现在是“办理中”，期限 9月20日（周日）。$/);
    await 郭辛夷.says('/反馈 #1 1 已告知').bot(/#1 还没有办理结果/);
    expect(await clocks(1)).toEqual([
      { kind: 'total', ended: false },
      { kind: 'office', ended: true },
      { kind: 'unit', ended: false },
    ]);
    // The history keeps both, and adds up to the row.
    const history = await loadHistory(db(), 1);
    expect(history.map(({ event }) => event.type).slice(-2)).toEqual(['outcomeRecorded', 'undone']);
    expect(
      replay(
        1,
        history.map(({ event }) => event),
      ),
    ).toEqual(await loadIssue(db(), 1));
  });

  it('a cadre reports what was meant for another group, and it counts nowhere', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const before = await cumulativeCounts(db(), stage.at + 1);
    await 郭辛夷.says('/走访 陈公桥社区 入户 3户').bot(/已记录走访/);
    await stage.clock('2026-09-14T09:20');
    const card = await 郭辛夷.says('上报 陈公桥社区菜场外乱摆摊 反映人：周先生 电话：13812345678').bot(/已登记 #2/);
    await stage.room('执法局群').heard(/@贺云帆 #2 新交办/);
    await 郭辛夷.says('撤销', { quote: card }).bot(/^#2 的上报已撤销[^]*编号不再使用，要登记请重新上报/);
    await stage.room('执法局群').heard(/^@贺云帆 更正：#2 已由上报人郭辛夷撤销，不用办理/);
    await stage
      .person('贺云帆')
      .in('执法局群')
      .says('/受理 #2')
      .bot(/#2 的上报已由上报人撤销，不能再受理/);
    await 郭辛夷.says('/撤销 #2').bot(/#2 没有可撤销的操作/);
    expect(await cumulativeCounts(db(), stage.at + 1)).toEqual(before);
    expect(await clocks(2)).toEqual([]);
    for (const table of ['visit_issues', 'contacts'])
      expect(await db().query(`select 1 as one from ${table} where issue = 2`, []), table).toEqual([]);
    await 郭辛夷.says('上报 陈公桥社区菜场外乱摆摊').bot(/已登记 #3/);
    await 郭辛夷
      .in(null)
      .says('日记')
      .bot(/走访 1 次、3 户，收集问题 2 件/);
  });

  it('a progress note taken back stands neither in the diary nor in the ledger', async () => {
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    await 贺云帆.says('/办理 #3 已劝离').bot(/进展已记录/);
    await 贺云帆.says('/办理 #3 罚款五百').bot(/进展已记录/);
    await 贺云帆.says('/撤销 #3').bot(/#3 的“办理”已撤销/);
    await stage.room('城厢组团群').heard(/更正：#3 的“办理”已由贺云帆撤销/);
    const diary = await stage
      .person('郭辛夷')
      .in(null)
      .says('日记')
      .bot(/已劝离/);
    expect(diary.text).not.toContain('罚款');
    const { ledgerBatches } = await import('../../db/ledger.ts');
    const all = { units: null, places: null, text: null, from: null, to: null };
    const notes: (string | null)[] = [];
    for await (const batch of ledgerBatches(db(), all)) notes.push(...batch.map(({ progress }) => progress));
    expect(notes).toEqual(['已约周五上门', null, '已劝离']);
  });

  it('too late, not yours, somebody has acted since: each says what to do instead', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage
      .person('郭辛夷')
      .in('城厢组团群')
      .says('上报 拱秀社区墙体裂缝')
      .bot(/已登记 #4/);
    await stage.clock('2026-09-14T09:30');
    await 沈立夏.says('/受理 #4').bot(/已受理/);
    await 方既白.says('/撤销 #4').bot(/#4 最近的“受理”是沈立夏做的，只能由本人撤销。不属本单位的，请“退回 #4 理由”/);
    await stage.clock('2026-09-14T09:33');
    await 沈立夏.says('/撤销').bot(/#4 的“受理”已超过 2 分钟，不能撤销。不属本单位的，请“退回 #4 理由”/);
    await 沈立夏.says('/退回 #4 属市容管理').bot(/已退回双访办/);
    await 方既白.says('/转办 #4 城管局').bot(/已转综合行政执法局/);
    await 沈立夏.says('/撤销 #4').bot(/#4 在您“退回”之后，方既白已经“转办”，不能再撤销。请双访办“转办 #4 单位”/);
    await stage.room('执法局群').heard(/#4 新交办/);
    await 方既白.says('/撤销').bot(/#4 的“转办”已撤销，已告知收到过通知的人。现在是“已退回待转办”/);
    await stage.room('执法局群').heard(/@贺云帆 更正：#4 的“转办”已由方既白撤销，请忽略刚才的消息。/);
    await 沈立夏.says('/撤销 #4').bot(/#4 的“退回”已撤销/);
    expect(await loadIssue(db(), 4)).toMatchObject({ status: 'accepted', unit: 1, returns: 0 });
    await stage
      .person('苏景行')
      .says('撤销')
      .bot(/没有找到您刚才的操作。撤销只对 2 分钟内自己做的最后一步有效/);
    await stage
      .person('苏景行')
      .says('撤销 #99')
      .bot(/没有 #99 这件事/);
  });

  it('what nobody has read yet is not sent at all', async () => {
    // The group's channel is away: what it would have heard waits in the outbox.
    await db().query(`update rooms set platform = 'elsewhere' where id = 4`, []);
    await stage.house.roster.renew();
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 秦望舒 = stage.person('秦望舒').in(null);
    await stage
      .person('郭辛夷')
      .in(null)
      .says('上报 拱秀社区路灯不亮')
      .bot(/已登记 #5/);
    await 秦望舒.heard(/#5 新交办/);
    await db().query(`update accounts set platform = 'elsewhere' where person = 1`, []);
    await db().query(`update issues set source = 'elsewhere:group:cluster' where number = 5`, []);
    stage.changedPast.push(5);
    await stage.house.roster.renew();
    await 秦望舒.says('办理 #5 已派人').bot(/进展已记录/);
    await 秦望舒.says('撤销').bot(/^#5 的“办理”已撤销/);
    const queued = await db().query<{ state: string; words: string }>(
      `select state, segments::text as words from outbox where platform = 'elsewhere' order by id`,
      [],
    );
    expect(queued).toEqual([{ state: 'withdrawn', words: expect.stringContaining('有新进展') }]);
    await db().query(`update accounts set platform = 'console' where person = 1`, []);
    await db().query(`update rooms set platform = 'console' where id = 4`, []);
    await stage.house.roster.renew();
    await 沈立夏.says('/我的').bot(/本单位在办/);
  });

  it('a follow-up heard wrong is taken back with the reopening that came of it, and the call is open again', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await stage
      .person('沈立夏')
      .in('住建局群')
      .says('/办结 #1 已施药')
      .bot(/已记录/);
    await 郭辛夷.says('/反馈 #1 1 已告知').bot(/结案/);
    await stage.sleepUntil('2026-10-08T07:00');
    await stage.clock('2026-10-08T09:57');
    expect((await openCalls(db())).map(({ issue }) => issue)).toEqual([1]);
    await 顾清和.says('/回访 #1 未解决 不满意 隔壁还有白蚁').bot(/重办/);
    expect(await openCalls(db())).toEqual([]);
    await 顾清和.says('/撤销').bot(/^#1 的“重办”已撤销，已告知收到过通知的人。现在是“已结案”。$/);
    await stage.room('住建局群').heard(/更正：#1 的“重办”已由顾清和撤销/);
    expect((await openCalls(db())).map(({ issue }) => issue)).toEqual([1]);
    expect(await loadIssue(db(), 1)).toMatchObject({ status: 'closed', reopened: 0, holding: 1 });
    await 顾清和.says('/回访 #1 解决 满意').bot(/#1 回访已记录：解决，满意/);
    await 顾清和.says('/督查表 2026-10').bot(/回访 1 件[^]*满意率100.00%|满意/);
    await 顾清和.says('/撤销').bot(/^#1 的“回访”已撤销。$/);
    await 顾清和.says('/回访').bot(/#1/);
    await 顾清和.says('/回访 #1 解决 满意').bot(/#1/);
    await stage.clock('2026-10-08T10:00');
    await 顾清和
      .says('/撤销')
      .bot(/^#1 的回访结果已超过 2 分钟，不能撤销。请再发“回访 #1 …”写明正确的，以最后一次为准。$/);
  });

  it('a visit just recorded is taken back the same way', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('/走访 拱秀社区 入户 12户').bot(/已记录走访〔2〕/);
    await 郭辛夷.says('/撤销').bot(/走访〔2〕/);
    await 郭辛夷.says('/走访 拱秀社区 入户 2户').bot(/已记录走访〔3〕/);
    await stage.clock('2026-10-08T10:05');
    await 郭辛夷.says('/撤销').bot(/走访已超过 2 分钟，不用“撤销”：当天的请发“走访 撤回”/);
  });

  it('an inspector urges the wrong unit, takes it back, and the ladder has not taken the step', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    const card = await stage
      .person('郭辛夷')
      .in('城厢组团群')
      .says('上报 拱秀社区外墙裂缝')
      .bot(/已登记 #\d+/);
    const issue = Number(/#(\d+)/.exec(card.text)?.[1]);
    await 顾清和.says(`/催办 #${issue} 今天就去`).bot(/已催办住房和城乡建设局负责人/);
    await stage.room('住建局群').heard(/@宋知秋 【催办】/);
    await 顾清和.says('/撤销').bot(new RegExp(`^#${issue} 的“催办”已撤销，已告知收到过通知的人。$`));
    await stage
      .room('住建局群')
      .heard(new RegExp(`^@宋知秋 更正：#${issue} 的“催办”已由顾清和撤销，请忽略刚才的消息。$`));
    const kept = (table: string) => db().query(`select step from ${table} where issue = $1::int`, [issue]);
    expect(await kept('reminders')).toEqual([]);
    expect(
      await db().query(`select by, steps -> 0 ->> 'note' as note from steps_taken_back where issue = $1::int`, [issue]),
    ).toEqual([{ by: 6, note: '今天就去' }]);
    await expect(db().query('delete from steps_taken_back', [])).rejects.toThrow(/append-only/);
    await 顾清和.says(`/催办 #${issue}`).bot(/已催办住房和城乡建设局负责人/);
    await stage.clock('2026-10-08T10:08');
    await 顾清和.says(`/撤销 #${issue}`).bot(/的“催办”已超过 2 分钟，不能撤销。已经通知单位，请直接向单位说明/);
    await stage.clock('2026-10-08T10:09');
    await 顾清和.says(`/通报 #${issue} 群众多次来电`).bot(/已列入本月通报/);
    await 顾清和.says(`/撤销 #${issue}`).bot(/的“通报”已撤销/);
    await stage.room('督查联络群').heard(/已列入本月通报/);
    await 顾清和.says('/通报').bot(/没有列入的事项/);
    await stage.clock('2026-10-08T10:10');
    await 顾清和.says(`/督办 #${issue} 本周办结`).bot(/督办〔2026〕1号已签发/);
    await 顾清和
      .says('/撤销')
      .bot(new RegExp(`#${issue} 的督办单 1 号已编号送达单位，不能撤销[^]*请双访办“转办 #${issue} 单位”`));
    await stage.clock('2026-10-08T10:11');
    await 顾清和.says(`/约谈 #${issue} 久拖不办`).bot(/约谈/);
    await 顾清和.says('/撤销').bot(/约谈建议 1 号已编号报双访办安排，不能撤销[^]*约谈 完成 1 /);
    await stage.clock('2026-10-08T10:12');
    await 顾清和.says('/约谈 住建局 工作被动').bot(/约谈/);
    await 顾清和.says('/撤销').bot(/约谈建议 2 号已编号报双访办安排，不能撤销[^]*约谈 完成 2 /);
  });

  it('a draft that was turned down by a slip waits again for the inspector', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    const [drafted] = await db().query<{ issue: number; steps: string[] }>(
      `select issue, array_agg(step order by step) as steps from reminders where state = 'drafted' group by issue limit 1`,
      [],
    );
    if (drafted === undefined) throw new Error('nothing is drafted');
    const { issue, steps } = drafted;
    await stage.clock('2026-10-08T10:13');
    await 顾清和.says(`/驳回 #${issue} 已约定日期`).bot(/已驳回，理由已记录/);
    await 顾清和.says('/撤销').bot(new RegExp(`^#${issue} 的“驳回[^”]+”已撤销。$`));
    expect(
      await db().query(
        `select array_agg(step order by step) as steps from reminders where issue = $1::int and state = 'drafted'
         and decided_by is null and source is null`,
        [issue],
      ),
    ).toEqual([{ steps }]);
  });

  it('an inspection of the wrong unit counts nowhere; one that was answered stays', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    const counted = async () => countInspections(db(), 0, stage.at + 1);
    const before = await counted();
    await stage.clock('2026-10-08T10:14');
    await 顾清和.says('/督查 住建局 看:现场 发现:公示栏未更新').bot(/督查 1 号已记录/);
    await stage.room('住建局群').heard(/@沈立夏 【督查】/);
    await 顾清和.says('/撤销').bot(/^督查 1 号已撤销，已告知收到过通知的人。$/);
    await stage.room('住建局群').heard(/^@沈立夏 更正：督查 1 号已由顾清和撤销/);
    expect(await counted()).toEqual(before);
    await stage
      .person('沈立夏')
      .in('住建局群')
      .says('/督查 整改 1 已完成 已更新')
      .bot(/没有督查发现 1/);
    await 顾清和.says('/督查').bot(/^(?![^]*公示栏)/);
    await stage.clock('2026-10-08T10:15');
    await 顾清和.says('/督查 住建局 看:现场 发现:公示栏破损').bot(/督查 2 号已记录[^]*2号 公示栏破损/);
    await stage.person('沈立夏').in('住建局群').says('/督查 整改 2 已完成 已更新').bot(/已/);
    await 顾清和.says('/撤销').bot(/单位已答复督查 2 号的发现，不能撤销。不用整改的请发“督查 销号 序号 原因”/);
    await stage.clock('2026-10-08T10:16');
    await 顾清和.says('/督查 销号 2').bot(/已销号/);
    await stage.clock('2026-10-08T10:17');
    await 顾清和.says('/督查 城管局 看:现场').bot(/督查 3 号已记录/);
    await stage.clock('2026-10-08T10:20');
    await 顾清和.says('/撤销').bot(/督查 3 号已超过 2 分钟，不能撤销/);
  });

  it('parts and forms have their numbers', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 方既白.says('/拆分 #6 交通局 恢复路面；水务局 改移水管').bot(/已拆分/);
    await 方既白
      .says('/撤销')
      .bot(/^“拆分”不能撤销。各部分已编号交给单位。不用办的请双访办分别发：撤回 #\d+ 原因　撤回 #\d+ 原因$/);
    await 方既白.says('/交办 #3 陆文渊 城管局').bot(/已签发/);
    await 方既白.says('/撤销').bot(/“交办”不能撤销。编号已经给出。请再发“交办 #3 区领导 要求”更正/);
  });

  it('and the log of what happened has nothing missing', async () => {
    expect((await checkEventLog(db())).broken.filter((issue) => issue !== 5)).toEqual([]);
    for (const { number } of await db().query<{ number: number }>('select number from issues where number <> 5', [])) {
      const history = await loadHistory(db(), number);
      expect(
        replay(
          number,
          history.map(({ event }) => event),
        ),
      ).toEqual(await loadIssue(db(), number));
    }
  });
});
