/** What residents leave to be reached by is kept only as long as somebody may have to reach them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetContacts } from '../../db/maintenance.ts';
import { instantAt } from '../../domain/time.ts';
import { looksAt } from '../support/contact-looks.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('a resident’s telephone number on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-03-02T09:30');
  });
  afterAll(() => stage.end());
  const kept = async (): Promise<number[]> =>
    (await stage.house.core.db.query<{ issue: number }>('select issue from contacts order by issue', [])).map(
      ({ issue }) => issue,
    );

  /** Messages that showed a contact and still have it, sealed. */
  const sealedInMessages = async (): Promise<number> => {
    const [row] = await stage.house.core.db.query<{ count: number }>(
      `select count(*)::int as count from outbox where jsonb_path_exists(segments, '$[*] ? (@.type == "sealed" && @.data != "")')`,
      [],
    );
    return row?.count ?? 0;
  };

  it('goes some time after the issue is over, and stays while it is open', async () => {
    await stage.sets('contact.keptDays', 30);
    const 郭辛夷 = stage.person('郭辛夷').in('私聊');
    const 沈立夏 = stage.person('沈立夏').in('私聊');
    for (const name of ['周大为', '钱小满', '孙如意'])
      await 郭辛夷.says(`上报 拱秀社区房屋漏水 单位：住建局 反映人：${name} 电话：13812345678`).bot(/已登记/);
    await 沈立夏.says('办结 #1 已补漏').bot(/已记录/);
    await 郭辛夷.says('反馈 #1 1 已补好，群众满意').bot(/已答复群众，结案/);
    await 郭辛夷.says('撤回 #2 重复').bot(/撤回/);

    await 沈立夏.says('联系人 #1').bot(/周大为 13812345678/);
    await forgetContacts(stage.house.core.db, instantAt('2026-03-02', '09:00'));
    expect(await kept()).toEqual([1, 2, 3]);

    expect(await sealedInMessages()).toBe(1);

    await stage.sleepUntil('2026-04-07T09:00');
    expect(await kept()).toEqual([3]);
    expect(await sealedInMessages()).toBe(0);
    await 沈立夏.says('联系人 #1').bot(/#1 结案已久，登记过的联系方式也已按期清除，请问首问责任人郭辛夷/);
    await 沈立夏.says('联系人 #3').bot(/孙如意 13812345678/);
    // One that never arrived is forgotten as well.
    await stage.house.core.db.query(`update outbox set state = 'dead' where issue = 3 and room like '%private%'`, []);
    await stage.sleepUntil('2026-04-20T09:00');
    expect(await sealedInMessages()).toBe(0);
    expect(await looksAt(stage.house.core.db, 1)).toEqual(['沈立夏']);

    // Another key than the contacts were sealed with: the machine was set up anew.
    const elsewhere = await Stage.reopen(stage.house.core.db, '2026-04-07T09:10');
    await elsewhere
      .person('沈立夏')
      .in('私聊')
      .says('联系人 #3')
      .bot(/#3 的联系方式无法解密（密钥已更换），请问首问责任人郭辛夷/);
    await elsewhere.close();
  });
});
