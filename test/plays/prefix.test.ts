/** In a group among other talk: what is for the bot without a prefix, and what a forgotten prefix comes to. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('a forgotten prefix on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:00');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());

  it('a cadre in the rain reports and records the visit as it comes, and asks for help', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 拱秀社区白蚁蛀门').bot(/已登记 #1/);
    await 郭辛夷.says('走访 拱秀社区 入户 12户').bot(/^已记录走访〔1〕[^]*当天在此上报的已归入：#1/);
    await 郭辛夷.says('帮助').bot(/^您可以发送：/);
    await 郭辛夷.says('查询 ＃１').bot(/^#1 · 白蚁防治 · 住房和城乡建设局 · 待受理/);
    await 郭辛夷.says('查询 #1 的同志看这里').nothing();
    await 郭辛夷.says('走访 时注意安全').nothing();
    await 郭辛夷.says('上报').nothing();
    await 郭辛夷.says('帮助 老人搬东西').nothing();
  });

  it('a liaison forgets the prefix, is asked whether it was meant, and a number is enough', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏
      .says('受理 #1')
      .bot(/^要“受理 #1”吗？还没有登记，是请回复 1，不是对我说的不用理会。下次请以 \/ 开头，或引用我的消息。$/);
    await 沈立夏.says('1').bot(/#1 已受理/);
    await 沈立夏.says('办结 #1 已施药，住户电话13812345678').bot(/^要“办结 #1”吗？/);
    await 沈立夏.says('大家辛苦了').nothing();
    expect(await loadIssue(stage.house.core.db, 1)).toMatchObject({ status: 'accepted' });
    await 沈立夏.says('1').bot(/#1 办理结果已记录/);
    const { outcome } = (await loadIssue(stage.house.core.db, 1)) ?? {};
    expect(outcome).toMatch(/^已施药，住户电话138\*+$/);
  });

  it('who did not mean it says so, or nothing; a question is no command, and nobody else is asked', async () => {
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 沈立夏.says('办理 #1 的材料请交到我这里').bot(/^要“办理 #1”吗？/);
    await 沈立夏.says('取消').bot(/^“办理”已取消，没有登记。$/);
    await 沈立夏.says('受理 #1 了吗？').nothing();
    await 沈立夏.says('转办 #1 城管局').nothing();
    await 沈立夏.says('1').nothing();
  });

  it('what else is missing is asked for once the number is said', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('反馈 #1').bot(/^要“反馈 #1”吗？/);
    await 郭辛夷.says('１').bot(/“反馈”缺少反馈类型/);
    await 郭辛夷.says('1').bot(/缺少|已答复|须写明/);
  });
});
