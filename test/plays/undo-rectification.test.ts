/** Steps of 整改 and of 督查发现 by a slip: taken back by their author within two minutes, unless the other side has acted. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findingsOf } from '../../db/inspections.ts';
import { commitJob, noWork } from '../../db/job-commit.ts';
import { loadRectification, openRectifications } from '../../db/rectifications.ts';
import { instantAt } from '../../domain/time.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { hardEvidence } from '../support/evidence.ts';
import { later, listOf } from '../support/follow.ts';
import { Stage } from '../support/stage.ts';

const evidence = { ...hardEvidence, from: '2026-07-12', to: '2026-10-12' };

describe.each(databases)('a step of a rectification by a slip on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
    const flags = [{ id: 1, kind: 'untouched' as const, unit: 2, evidence }];
    const claim = { job: 'weekly-flags', dueAt: stage.at + 1, skipped: [] };
    await commitJob(db(), claim, { ...noWork, flags, flagDay: '2026-10-12' }, stage.at);
    await inspector('/预警 确认 1').bot(/督查建议〔2026〕1号已发综合行政执法局/);
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
  const rectification = async () => (await loadRectification(db(), 1))?.state;
  const plan = '/整改 1 文号 区执法〔2026〕9号\n11月10日 罗一鸣 完成排查';

  it('a plan, a milestone: the unit lead takes back their own, as long as no inspector has acted on it', async () => {
    await lead(plan).bot(/整改方案已收下/);
    await lead('/撤销').bot(/^督查建议 1 号的“报方案”已撤销，已告知收到过通知的人。现在是“待报整改方案”。$/);
    await stage
      .room('督查联络群')
      .heard(/^更正：督查建议 1 号的“报方案”已由罗一鸣撤销，请忽略刚才的消息。现在是“待报整改方案”。$/);
    expect(await rectification()).toMatchObject({ status: 'suggested', milestones: [], documentNumber: null });
    await later(stage);
    await lead(plan).bot(/整改方案已收下/);
    await later(stage);
    await lead('/整改 完成 1-1 已排查').bot(/等督查联络员核验/);
    await lead('/撤销').bot(/^督查建议 1 号节点 1-1 的“报完成”已撤销，[^]*现在是“整改中 0\/1”。$/);
    await stage.room('督查联络群').heard(/^@顾清和 更正：督查建议 1 号节点 1-1 的“报完成”已由罗一鸣撤销/);
    await later(stage);
    await lead('/整改 完成 1-1 已排查').bot(/等督查联络员核验/);
    await inspector('/整改 退回 1-1 有遗漏').bot(/1-1 退回/);
    await lead('/撤销').bot(
      /^督查建议 1 号节点 1-1 的“报完成”之后，顾清和已经“退回”，不能再撤销。没有完成的请督查联络员发“整改 退回 1-1 原因”。$/,
    );
  });

  it('an inspector sends back and verifies by a slip', async () => {
    await lead('/整改 完成 1-1 已补查').bot(/等督查联络员核验/);
    await later(stage);
    await inspector('/整改 退回 1-1 再看看').bot(/1-1 退回/);
    await inspector('/撤销').bot(/^督查建议 1 号节点 1-1 的“退回”已撤销，[^]*现在是“待核验”。$/);
    await stage.room('执法局群').heard(/^@罗一鸣 更正：督查建议 1 号节点 1-1 的“退回”已由顾清和撤销/);
    await later(stage);
    await inspector('/整改 核验 1').bot(/已核验销号/);
    await inspector('/整改').bot(/^(?![^]*综合行政执法局)/);
    await inspector('/撤销').bot(/^督查建议 1 号的“核验”已撤销，[^]*现在是“待核验”。$/);
    await inspector('/整改').bot(/1 综合行政执法局〔待核验〕/);
    expect((await openRectifications(db(), [2])).map(({ number }) => number)).toEqual([1]);
    expect(await listOf(db(), 'rectification', 1)).toEqual(
      'suggested planSubmitted undone planSubmitted milestoneCompleted undone milestoneCompleted sentBack milestoneCompleted sentBack undone verified undone'.split(
        ' ',
      ),
    );
  });

  it('so it is with what an inspection has found; answered by a slip, the inspection can be taken back', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await inspector('/督查 住建局 看:现场 发现:公示栏未更新').bot(/督查 1 号已记录/);
    await 沈立夏.says('/督查 整改 1 已完成 已更新').bot(/已报完成/);
    await 沈立夏.says('/撤销').bot(/^督查发现 1 号的“报完成”已撤销，[^]*现在是“待整改”。$/);
    await stage.room('督查联络群').heard(/^@顾清和 更正：督查发现 1 号的“报完成”已由沈立夏撤销/);
    await inspector('/督查 退回 1 内容不全').bot(/还没有报完成/);
    await inspector('/撤销').bot(/^督查 1 号已撤销/);
    await later(stage);
    await inspector('/督查 住建局 看:现场 发现:公示栏未更新').bot(/督查 2 号已记录/);
    await later(stage);
    await 沈立夏.says('/督查 整改 2 正在制作').bot(/进展已记录/);
    await 沈立夏.says('/撤销').bot(/^督查发现 2 号的“报进展”已撤销。现在是“待整改”。$/);
    await later(stage);
    await 沈立夏.says('/督查 整改 2 已完成 已更新').bot(/已报完成/);
    await inspector('/督查 退回 2 内容不全').bot(/已退回/);
    await inspector('/撤销').bot(/^督查发现 2 号的“退回”已撤销，[^]*现在是“待核销”。$/);
    await later(stage);
    await inspector('/督查 销号 2').bot(/已销号/);
    await inspector('/督查').bot(/没有待整改的督查发现/);
    await inspector('/撤销').bot(/^督查发现 2 号的“销号”已撤销，[^]*现在是“待核销”。$/);
    await inspector('/督查').bot(/督查发现待整改、待核销 1 项/);
    // What an inspection that was taken back had found is in no month either.
    const found = await findingsOf(db(), instantAt('2026-10-01', '00:00'), stage.at + 1);
    expect(found).toMatchObject([{ number: 2, status: 'answered' }]);
  });

  it('too late, each says what to do instead', async () => {
    const 沈立夏 = (text: string) => stage.person('沈立夏').in('住建局群').says(text);
    const tooLate = async (who: typeof inspector, does: string, words: RegExp) => {
      await who(does).bot(/^(?!没有|请|只)/);
      await later(stage, 3);
      await who('/撤销').bot(words);
    };
    await tooLate(
      inspector,
      '/督查 退回 2 不全',
      /督查发现 2 号的“退回”已超过 2 分钟，不能撤销。已经整改好的，请单位再报/,
    );
    await tooLate(沈立夏, '/督查 整改 2 在做', /的“报进展”已超过[^]*请再发“督查 整改 2 …”写明正确的。$/);
    await tooLate(
      沈立夏,
      '/督查 整改 2 已完成 好了',
      /的“报完成”已超过[^]*没有完成的请督查联络员发“督查 退回 2 原因”。$/,
    );
    await tooLate(inspector, '/督查 销号 2', /的“销号”已超过[^]*请另记一次“督查 单位 发现：…”写明。$/);
    await tooLate(inspector, '/整改 退回 1 方案太粗', /的“退回”已超过[^]*方案可用的，请单位照原样再报：整改 1 文号 …$/);
    await tooLate(lead, plan, /的“报方案”已超过[^]*要改方案请督查联络员先发“整改 退回 1 原因”，再重报。$/);
    await tooLate(lead, '/整改 完成 1-1 已查', /的“报完成”已超过[^]*没有完成的请督查联络员发“整改 退回 1-1 原因”。$/);
    await tooLate(inspector, '/整改 退回 1-1 不全', /的“退回”已超过[^]*请单位再报：整改 完成 1-1 完成情况$/);
    await lead('/整改 完成 1-1 已查').bot(/等督查联络员核验/);
    await tooLate(inspector, '/整改 核验 1', /的“核验”已超过[^]*整改没有到位的，请另记一次“督查 单位 发现：…”写明。$/);
  });
});
