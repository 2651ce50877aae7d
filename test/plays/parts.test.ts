/** Parts of an issue: what is done to one of them, or to the whole, and what it means for the others. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import { loadHistory } from '../../db/history.ts';
import { replay } from '../../domain/issue/history.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('parts and their whole on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-07T09:30');
  });
  beforeEach(() => stage.hush());
  afterAll(async () => {
    await stage.close();
    await stage.house.core.db.close();
  });
  const db = () => stage.house.core.db;
  const isSumOfEvents = async (...issues: number[]): Promise<void> => {
    for (const issue of issues) {
      const history = await loadHistory(db(), issue);
      const events = history.map(({ event }) => event);
      expect(replay(issue, events), `#${issue}`).toEqual(await loadIssue(db(), issue));
    }
  };
  const 方既白 = () => stage.person('方既白').in('督查联络群');
  const 沈立夏 = () => stage.person('沈立夏').in('住建局群');
  const 秦望舒 = () => stage.person('秦望舒').in(null);
  const 钟灵秀 = () => stage.person('钟灵秀').in(null);
  /** An issue with 住建局, split for 交通局 and 水务局: the number of the whole; its parts are the next two. */
  const split = async (what: string): Promise<number> => {
    const card = await stage
      .person('郭辛夷')
      .in('城厢组团群')
      .says(`上报 拱秀社区${what}`)
      .bot(/已登记 #\d+/);
    const number = Number(/#(\d+)/.exec(card.text)?.[1]);
    await 方既白()
      .says(`/拆分 #${number} 交通局 恢复路面；水务局 改移水管`)
      .bot(/已拆分/);
    return number;
  };

  it('the outcome of a part stands once the whole has its own: that one is taken back first', async () => {
    const whole = await split('墙体裂缝');
    const [road, pipe] = [whole + 1, whole + 2];
    await 钟灵秀()
      .says(`办结 #${pipe} 水管已改移`)
      .bot(/已办结/);
    await 秦望舒()
      .says(`办结 #${road} 路面已恢复`)
      .bot(/已办结/);
    await 沈立夏()
      .says(`/办结 #${whole} 已加固`)
      .bot(/办理结果已记录/);
    await 秦望舒()
      .says(`撤销 #${road}`)
      .bot(
        /^#2 的“办结”不能撤销：住房和城乡建设局已据此汇总办结 #1。请住房和城乡建设局先“撤销 #1”，再发“撤销 #2”；超过 2 分钟的，/,
      );
    expect(await loadIssue(db(), road)).toMatchObject({ status: 'closed' });
    await 沈立夏()
      .says(`/撤销 #${whole}`)
      .bot(/#1 的“办结”已撤销/);
    await 秦望舒()
      .says(`撤销 #${road}`)
      .bot(/#2 的“办结”已撤销/);
    await 沈立夏()
      .says(`/办结 #${whole} 已加固`)
      .bot(/还有 1 个部分没有结果：#2/);
    await isSumOfEvents(whole, road, pipe);
  });

  it('said at the same moment, one of the two hears that the other was faster, and no outcome rests on an open part', async () => {
    const second = await Stage.reopen(db(), '2026-09-07T09:31');
    for (let round = 0; round < 6; round += 1) {
      const whole = await split('外墙裂缝');
      const [road, pipe] = [whole + 1, whole + 2];
      await 钟灵秀()
        .says(`办结 #${pipe} 水管已改移`)
        .bot(/已办结/);
      await 秦望舒()
        .says(`办结 #${road} 路面已恢复`)
        .bot(/已办结/);
      const says = (house: Stage, who: string, account: string, text: string) =>
        house.house.receive({
          self: 'huiyin',
          room: { platform: 'console', kind: 'private', id: account },
          sender: { account, name: who },
          messageId: `race-${whole}-${account}`,
          at: stage.at,
          segments: [{ type: 'text', text }],
        });
      const both = [
        says(stage, '沈立夏', await accountOf('沈立夏'), `办结 #${whole} 已加固`),
        says(second, '秦望舒', await accountOf('秦望舒'), `撤销 #${road}`),
      ];
      await Promise.all(round % 2 === 0 ? both : both.reverse());
      await stage.house.quiet();
      await second.house.quiet();
      const [of, part] = [await loadIssue(db(), whole), await loadIssue(db(), road)];
      // Either the whole was ended and the part stays over, or the part is open again and the whole is, too.
      expect(of?.outcomeAt !== null && part?.outcomeAt === null, `round ${round}`).toBe(false);
      expect(of?.outcomeAt === null && part?.outcomeAt !== null, `round ${round}`).toBe(false);
      await isSumOfEvents(whole, road);
    }
    await second.close();
  });

  const accountOf = async (name: string): Promise<string> => {
    const [row] = await db().query<{ account: string }>(
      `select a.account from accounts a join people p on p.id = a.person where p.name = $1 and a.platform = 'console'`,
      [name],
    );
    return row?.account ?? '';
  };
});
