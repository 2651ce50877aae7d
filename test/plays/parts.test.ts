/** Parts of an issue: what is done to one of them, or to the whole, and what it means for the others. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import { commitMany } from '../../db/commit-many.ts';
import { loadHistory } from '../../db/history.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import { endOfDay } from '../../domain/time.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('parts and their whole on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-07T09:30');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  const db = () => stage.house.core.db;
  const 方既白 = (text: string) => stage.says('方既白', '督查联络群', text);
  const 沈立夏 = (text: string) => stage.says('沈立夏', '住建局群', text);
  const 秦望舒 = (text: string) => stage.says('秦望舒', '私聊', text);
  const 钟灵秀 = (text: string) => stage.says('钟灵秀', '私聊', text);
  /** An issue with 住建局, split for 交通局 and 水务局: the number of the whole; its parts are the next two. */
  const split = async (what: string): Promise<number> => {
    const card = await stage.says('郭辛夷', '城厢组团群', `上报 拱秀社区${what}`).bot(/已登记 #\d+/);
    const number = Number(/#(\d+)/.exec(card.text)?.[1]);
    await 方既白(`/拆分 #${number} 交通局 恢复路面；水务局 改移水管`).bot(/已拆分/);
    return number;
  };

  it('the outcome of a part stands once the whole has its own: that one is taken back first', async () => {
    const whole = await split('墙体裂缝');
    const [road, pipe] = [whole + 1, whole + 2];
    await 钟灵秀(`办结 #${pipe} 水管已改移`).bot(/已办结/);
    await 秦望舒(`办结 #${road} 路面已恢复`).bot(/已办结/);
    await 沈立夏(`/办结 #${whole} 已加固`).bot(/办理结果已记录/);
    await 秦望舒(`撤销 #${road}`).bot(
      /^#2 的“办结”不能撤销：住房和城乡建设局已据此汇总办结 #1。请住房和城乡建设局先“撤销 #1”，再发“撤销 #2”；超过 2 分钟的，/,
    );
    expect(await loadIssue(db(), road)).toMatchObject({ status: 'closed' });
    await 沈立夏(`/撤销 #${whole}`).bot(/#1 的“办结”已撤销/);
    await 秦望舒(`撤销 #${road}`).bot(/#2 的“办结”已撤销/);
    await 沈立夏(`/办结 #${whole} 已加固`).bot(/还有 1 个部分没有结果：#2/);
    await stage.addsUp();
  });

  it('a whole that is withdrawn once its parts are over keeps them so, until who withdrew it takes that back', async () => {
    const whole = await split('楼道裂缝');
    const [road, pipe] = [whole + 1, whole + 2];
    await 方既白(`/撤回 #${pipe} 不涉及水管`).bot(/已撤回/);
    await 秦望舒(`办结 #${road} 路面已恢复`).bot(/已办结/);
    await stage.says('郭辛夷', '城厢组团群', `/撤回 #${whole} 业主自己修了`).bot(/已撤回/);
    await 秦望舒(`撤销 #${road}`).bot(
      new RegExp(
        `#${road} 的“办结”不能撤销：#${whole} 已撤回。请撤回的人先“撤销 #${whole}”，再发“撤销 #${road}”；超过 2 分钟的请重新上报`,
      ),
    );
  });

  it('said at the same moment, one of the two hears that the other was faster, and no outcome rests on an open part', async () => {
    const second = await Stage.reopen(db(), '2026-09-07T09:31');
    for (let round = 0; round < 6; round += 1) {
      const whole = await split('外墙裂缝');
      const [road, pipe] = [whole + 1, whole + 2];
      await 钟灵秀(`办结 #${pipe} 水管已改移`).bot(/已办结/);
      await 秦望舒(`办结 #${road} 路面已恢复`).bot(/已办结/);
      const both = [saysTo(stage, '沈立夏', `办结 #${whole} 已加固`), saysTo(second, '秦望舒', `撤销 #${road}`)];
      await Promise.all(round % 2 === 0 ? both : both.reverse());
      await stage.house.quiet();
      await second.house.quiet();
      const [of, part] = [await loadIssue(db(), whole), await loadIssue(db(), road)];
      // Either the whole was ended and the part stays over, or the part is open again and the whole is, too.
      expect(of?.outcomeAt !== null && part?.outcomeAt === null, `round ${round}`).toBe(false);
      expect(of?.outcomeAt === null && part?.outcomeAt !== null, `round ${round}`).toBe(false);
      await stage.addsUp();
    }
    await second.close();
  });

  it('more time for the whole is more time for the parts that have its deadline, in one statement, and their units hear why', async () => {
    const whole = await split('阳台裂缝');
    const [road, pipe] = [whole + 1, whole + 2];
    await 钟灵秀(`受理 #${pipe}`).bot(/已受理/);
    await 钟灵秀(`延期 #${pipe} 2天 等停水`).bot(/申请已提交/);
    await 方既白(`/批准 #${pipe}`).bot(/延期已批准，新期限 9月16日（周三）$/);
    await 秦望舒(`延期 #${road} 1天 等沥青`).bot(/申请已提交/);
    await 沈立夏(`/延期 #${whole} 5天 脚手架要招标`).bot(/申请已提交/);
    stage.hush();
    await 方既白(`/批准 #${whole}`).bot(
      new RegExp(`^#${whole} 延期已批准，新期限 9月20日（周日）\\n拆分的 #${road} 同步顺延$`),
    );
    await stage
      .person('秦望舒')
      .heard(new RegExp(`#${road} 期限改为 9月20日（周日）（随 #${whole} 延期：脚手架要招标）`));
    expect(await loadIssue(db(), road)).toMatchObject({
      due: (await loadIssue(db(), whole))?.due,
      pendingExtension: { workingDays: 1, due: endOfDay('2026-09-21') },
    });
    expect((await loadIssue(db(), road))?.clocks.find(({ kind }) => kind === 'unit')?.due).toBe(endOfDay('2026-09-20'));
    // Its own deadline it was given by the office: that stays.
    expect(await loadIssue(db(), pipe)).toMatchObject({ due: endOfDay('2026-09-16') });
    const moved = (await loadHistory(db(), road)).at(-1)?.event;
    expect(moved).toMatchObject({
      type: 'deadlineChanged',
      actor: null,
      data: { reason: `随 #${whole} 延期：脚手架要招标` },
    });
    await 方既白('/撤销').bot(new RegExp(`#${whole} 的“批准”不能撤销：拆分的 #${road} 的期限已同步顺延并告知了单位`));
    await stage.addsUp();
  });

  it('a form for the whole is more time for its parts, too; the platform again takes none of it from them', async () => {
    const whole = await split('楼板裂缝');
    const [road, pipe] = [whole + 1, whole + 2];
    await 方既白(`/交办 #${whole} 陆文渊 住建局 交通局 涉及整栋楼`).bot(
      new RegExp(`已签发[^]*9月28日（周一）前办结\\n拆分的 #${road}、#${pipe} 同步顺延`),
    );
    await stage
      .person('钟灵秀')
      .heard(new RegExp(`#${pipe} 期限改为 9月28日（周一）（随 #${whole} 期限顺延：涉及整栋楼）`));
    for (const part of [road, pipe])
      expect((await loadIssue(db(), part))?.due, `#${part}`).toBe(endOfDay('2026-09-28'));
    await 方既白(`/途径 #${whole} 平台流转 只是一户`).bot(/期限 9月14日（周一）/);
    for (const part of [road, pipe])
      expect((await loadIssue(db(), part))?.due, `#${part}`).toBe(endOfDay('2026-09-28'));
    await stage.addsUp();
  });

  it('a change of route that moved parts along cannot be taken back', async () => {
    const whole = await split('窗台裂缝');
    await 方既白(`/途径 #${whole} 交办单 涉及整栋楼`).bot(/期限 9月28日（周一）[^]*同步顺延$/);
    await 方既白('/撤销').bot(/“途径”不能撤销：拆分的 #\d+、#\d+ 的期限已同步顺延/);
  });

  it('a part that is opened again has the time the whole was given meanwhile', async () => {
    const whole = await split('雨棚裂缝');
    const road = whole + 1;
    await 沈立夏(`/延期 #${whole} 5天 脚手架要招标`).bot(/申请已提交/);
    await 秦望舒(`办结 #${road} 路面已恢复`).bot(/已办结/);
    await 方既白(`/批准 #${whole}`).bot(
      new RegExp(`延期已批准，新期限 9月20日（周日）\\n拆分的 #${road + 1} 同步顺延$`),
    );
    await 秦望舒(`撤销 #${road}`).bot(/“办结”已撤销[^]*期限 9月20日（周日）。$/);
    expect((await loadHistory(db(), road)).slice(-2).map(({ event }) => event)).toMatchObject([
      { type: 'undone' },
      { type: 'deadlineChanged', data: { reason: `随 #${whole} 延期：脚手架要招标` } },
    ]);
    expect((await loadIssue(db(), road))?.clocks.findLast(({ kind }) => kind === 'unit')?.due).toBe(
      endOfDay('2026-09-20'),
    );
    await stage.addsUp();
  });

  it('more time for a whole is written only if its parts are as they were read', async () => {
    const whole = await split('雨篷裂缝');
    const road = whole + 1;
    const [before, part] = [await loadIssue(db(), whole), await loadIssue(db(), road)];
    if (before === null || part === null) throw new Error('nothing was split');
    const event = { type: 'instructed', at: stage.at, actor: 8, data: { leader: 8, text: '请抓紧' } } as const;
    const write = (messageId: string, version: number) =>
      commitMany(db(), {
        at: stage.at,
        message: { room: 'console:private:p7', messageId },
        issues: [{ before, after: evolve(before, event), events: [event], source: messageId }],
        beside: [{ number: road, version }],
        outbox: [],
        lease: null,
      });
    expect(await write('stale', part.version - 1)).toEqual({ kind: 'conflict' });
    expect(await loadIssue(db(), whole)).toEqual(before);
    expect(await write('fresh', part.version)).toMatchObject({ kind: 'done' });
    expect(await loadIssue(db(), road)).toEqual(part);
    await stage.addsUp();
  });

  it('shelving the whole leaves its parts to go on; when it goes on, those in time have its deadline again', async () => {
    const whole = await split('屋顶裂缝');
    const [road, pipe] = [whole + 1, whole + 2];
    await 沈立夏(`/受理 #${whole}`).bot(/已受理/);
    await 方既白(`/挂账 #${whole} 2026-12-31 陆文渊 等规划批复`).bot(
      /已挂账，期限暂停[^]*拆分出的部分不随之挂账，未办结的照原期限办理；恢复时还没有过期的随之顺延。也要挂账的请分别发：挂账 #编号/,
    );
    expect(await loadIssue(db(), road)).toMatchObject({ status: 'reported', due: endOfDay('2026-09-14') });
    await stage.sleepUntil('2026-09-09T09:30');
    stage.hush();
    await 方既白(`/恢复 #${whole} 规划已批`).bot(
      new RegExp(`#${whole} 已恢复办理，期限 9月16日（周三）\\n拆分的 #${road}、#${pipe} 同步顺延$`),
    );
    await stage
      .person('秦望舒')
      .heard(new RegExp(`#${road} 期限改为 9月16日（周三）（随 #${whole} 恢复办理：规划已批）`));
    expect(await loadIssue(db(), road)).toMatchObject({ due: endOfDay('2026-09-16') });
    await 方既白('/撤销').bot(/“恢复”不能撤销：拆分的 #\d+、#\d+ 的期限已同步顺延/);
    await 方既白(`/挂账 #${whole} 2026-12-31 陆文渊 等规划批复`).bot(/已挂账/);
    await stage.sleepUntil('2026-09-17T09:30');
    await 方既白(`/恢复 #${whole} 规划已批`).bot(
      new RegExp(`#${whole} 已恢复办理，期限 [^\\n]*\\n#${road}、#${pipe} 已过期限，不随之顺延$`),
    );
    expect(await loadIssue(db(), road)).toMatchObject({ due: endOfDay('2026-09-16') });
    await stage.addsUp();
  });

  /** In private to one of two houses, without waiting for the other. */
  const saysTo = async (house: Stage, who: string, text: string): Promise<unknown> => {
    const account = await accountOf(who);
    return house.house.receive({
      self: 'huiyin',
      room: { platform: 'console', kind: 'private', id: account },
      sender: { account, name: who },
      messageId: `race-${account}-${text}`,
      at: stage.at,
      segments: [{ type: 'text', text }],
    });
  };
  const accountOf = async (name: string): Promise<string> => {
    const [row] = await db().query<{ account: string }>(
      `select a.account from accounts a join people p on p.id = a.person where p.name = $1 and a.platform = 'console'`,
      [name],
    );
    return row?.account ?? '';
  };
});
