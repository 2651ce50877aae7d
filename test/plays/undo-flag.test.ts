/** 预警 decided by a slip: taken back within two minutes it waits again, and what had followed is open nowhere. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commitJob, noWork } from '../../db/job-commit.ts';
import { loadRectification, openRectifications, rectificationsBetween } from '../../db/rectifications.ts';
import { loadFlag } from '../../db/supervision.ts';
import { instantAt } from '../../domain/time.ts';
import { makeTable } from '../../services/monthly/make.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { hardEvidence } from '../support/evidence.ts';
import { later, listOf } from '../support/follow.ts';
import { Stage } from '../support/stage.ts';

const evidence = { ...hardEvidence, from: '2026-07-12', to: '2026-10-12' };

describe.each(databases)('a flag decided by a slip on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
    const flags = [
      { id: 1, kind: 'untouched' as const, unit: 2, evidence },
      { id: 2, kind: 'overdueTogether' as const, unit: 2, evidence },
      { id: 3, kind: 'untouched' as const, unit: 1, evidence },
    ];
    const claim = { job: 'weekly-flags', dueAt: stage.at + 1, skipped: [] };
    await commitJob(db(), claim, { ...noWork, flags, flagDay: '2026-10-12' }, stage.at);
  });
  beforeEach(async () => {
    stage.hush();
    await later(stage);
  });
  afterAll(async () => {
    await stage.close();
    await db().close();
  });
  const db = () => stage.house.core.db;
  const inspector = (text: string) => stage.person('顾清和').in('督查联络群').says(text);
  const lead = (text: string) => stage.person('罗一鸣').in('执法局群').says(text);
  const rectification = async (number: number) => (await loadRectification(db(), number))?.state;
  const plan = (number: number) => `/整改 ${number} 文号 区执法〔2026〕9号\n11月10日 罗一鸣 完成排查`;

  it('the wrong one is confirmed: the unit need not answer, the number stays, the flag waits again', async () => {
    await inspector('/预警 确认 1').bot(/督查建议〔2026〕1号已发综合行政执法局/);
    await stage.room('执法局群').heard(/^@罗一鸣 【督查建议〔2026〕1号】/);
    await inspector('/撤销').bot(
      /^预警 1 号的“确认”已撤销，已告知收到过通知的人。督查建议 1 号随之撤销，不用答复，编号不再使用；预警 1 号重新待核。$/,
    );
    await stage
      .room('执法局群')
      .heard(
        /^@罗一鸣 更正：预警 1 号的“确认”已由顾清和撤销，请忽略刚才的消息。督查建议 1 号随之撤销，不用答复，编号不再使用；预警 1 号重新待核。$/,
      );
    // Who decided what and when stays on record, and that it was taken back.
    expect(await loadFlag(db(), 1)).toMatchObject({ state: 'draft' });
    expect(await listOf(db(), 'flag', 1)).toEqual(['confirmed', 'undone']);
    expect(await listOf(db(), 'rectification', 1)).toEqual(['suggested', 'undone']);
    expect(await db().query('select decided_by, decided_at, reason from flags where id = 1', [])).toEqual([
      { decided_by: null, decided_at: null, reason: null },
    ]);
  });

  it('and it is open nowhere: not in lists, nor in 我的, nor in the month, nor for who merges units', async () => {
    await inspector('/整改').bot(/^没有在办的整改。$/);
    await inspector('/整改 1').bot(/^督查建议〔2026〕1号 综合行政执法局〔已撤销〕\n10月12日 09:31发出$/);
    await lead(plan(1)).bot(/^督查建议 1 号已撤销，不用答复。发送“整改”可看在办的。$/);
    await lead('/我的').bot(/^(?![^]*整改)/);
    await inspector('/预警 1').bot(/综合行政执法局〔久未办理·待核〕/);
    await inspector('/我的').bot(/待我核实的预警（3 项）/);
    expect(await openRectifications(db(), null)).toEqual([]);
    expect(await rectificationsBetween(db(), instantAt('2026-10-01', '00:00'), stage.at + 1)).toEqual([]);
    const request = { month: '2026-10', until: stage.at + 1, issuedAt: stage.at, edition: 0, issuedBy: null };
    const row = (await makeTable(stage.house.core, request)).departments.find(({ unit }) => unit === 2);
    expect(row).toMatchObject({ flagged: false, watched: true, flags: ['多件同时逾期（待核）', '久未办理（待核）'] });
    const office = stage.person('方既白').in(null);
    const merged = await office.says('合并 城管局 并入 交通局 机构改革').bot(/预警 2 项/);
    expect(merged.text).not.toContain('整改');
    await office.says('/撤销').bot(/已撤回名册变动/);
    const before = stage.transcript.length;
    await stage.clock('2026-10-16T09:10');
    expect(stage.transcript.slice(before).filter(({ text }) => text.includes('整改'))).toEqual([]);
  });

  it('confirmed again it is another suggestion; a second that joins by a slip leaves it again', async () => {
    await inspector('/预警 确认 1').bot(/督查建议〔2026〕2号已发综合行政执法局/);
    await later(stage);
    await inspector('/预警 确认 2').bot(/第 2 号预警已确认，并入督查建议〔2026〕2号/);
    await inspector('/撤销').bot(
      /^预警 2 号的“确认”已撤销，已告知收到过通知的人。督查建议 2 号不再包括这条预警，其余照常答复；预警 2 号重新待核。$/,
    );
    await stage.room('执法局群').heard(/更正：预警 2 号的“确认”已由顾清和撤销[^]*其余照常答复/);
    expect((await rectification(2))?.flags).toEqual([{ flag: 1, kind: 'untouched' }]);
    await later(stage);
    await inspector('/预警 确认 2').bot(/并入督查建议〔2026〕2号/);
    await inspector('/整改 2').bot(/依据：预警 1 号久未办理、预警 2 号多件同时逾期/);
  });

  it('one that is dismissed by a slip waits again', async () => {
    await inspector('/预警 排除 3 防汛').bot(/第 3 号预警已排除/);
    await inspector('/撤销').bot(/^预警 3 号的“排除”已撤销。预警 3 号重新待核。$/);
    await inspector('/预警 3').bot(/久未办理·待核/);
    expect(
      await db().query(
        `select type, actor, data from supervision_events where subject = 'flag' and number = 3 order by seq`,
        [],
      ),
    ).toMatchObject([
      { type: 'dismissed', actor: 6, data: { reason: '防汛' } },
      { type: 'undone', actor: 6 },
    ]);
  });

  it('a confirmation the unit has answered stands', async () => {
    await inspector('/预警 确认 3').bot(/督查建议〔2026〕3号已发住房和城乡建设局/);
    await stage
      .person('沈立夏')
      .in('住建局群')
      .says('/整改 3 文号 区住建〔2026〕2号\n11月10日 沈立夏 排查')
      .bot(/已收下/);
    await inspector('/撤销').bot(
      /^预警 3 号的“确认”之后，沈立夏已经“报方案”，不能再撤销。督查建议 3 号已发单位：不用整改的，请单位报一份说明情况的方案，报完成后由督查联络员核验销号。$/,
    );
  });

  it('too late, each says what to do instead', async () => {
    await db().query(
      `insert into flags (id, kind, unit, day, state, evidence, raised_at)
       select id + 10, kind, unit, '2026-10-19', 'draft', evidence, raised_at from flags where id in (1, 3)`,
      [],
    );
    await inspector('/预警 排除 11 防汛').bot(/已排除/);
    await later(stage, 3);
    await inspector('/撤销').bot(/预警 11 号的“排除”已超过 2 分钟，不能撤销。要督促该单位，请另记一次/);
    await inspector('/预警 确认 13').bot(/督查建议〔2026〕4号已发/);
    await later(stage, 3);
    await inspector('/撤销').bot(/预警 13 号的“确认”已超过 2 分钟，不能撤销。督查建议 4 号已发单位/);
  });

  it('delivered again after a crash, what was taken back is neither done nor told anew', async () => {
    await db().query(
      `insert into flags (id, kind, unit, day, state, evidence, raised_at)
       select 21, kind, 3, day, 'draft', evidence, raised_at from flags where id = 1`,
      [],
    );
    const confirm = {
      self: 'huiyin',
      room: stage.address('督查联络群'),
      sender: { account: 'p6', name: '顾清和' },
      messageId: 'cut',
      at: stage.at,
      segments: [{ type: 'text' as const, text: '/预警 确认 21' }],
    };
    await stage.house.receive(confirm);
    await inspector('/撤销').bot(/^预警 21 号的“确认”已撤销/);
    await db().query(`delete from inbox where message_id = 'cut'`, []);
    const before = stage.transcript.length;
    await stage.house.receive(confirm);
    await stage.house.quiet();
    expect(stage.transcript.slice(before)).toEqual([]);
    expect(await loadFlag(db(), 21)).toMatchObject({ state: 'draft' });
  });

  it('an item of the circular approved by a slip waits for the inspector again', async () => {
    await stage
      .person('郭辛夷')
      .in('城厢组团群')
      .says('上报 拱秀社区乱摆摊')
      .bot(/已登记 #1/);
    await stage.sleepUntil('2026-10-30T10:00');
    await inspector('/批准 #1').bot(/#1 督办已签发/);
    await stage.sleepUntil('2026-11-06T10:00');
    await inspector('/批准 #1').bot(/#1 通报/);
    await inspector('/撤销').bot(/^#1 的“通报”已撤销/);
    expect(
      await db().query(`select state, decided_by from reminders where issue = 1 and step = 'circulate'`, []),
    ).toEqual([{ state: 'drafted', decided_by: null }]);
    await inspector('/批准 #1').bot(/#1 通报/);
  });
});
