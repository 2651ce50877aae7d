/** The event log: what is appended stands, what is changed in any way is found. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkEventLog } from '../../db/event-log.ts';
import { checkRows } from '../../db/row-check.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

/** How somebody with the database in his hands may try; `$` stands for the issue. */
const attempts = [
  ['a date set back', `update events set at = at - interval '1 day' where issue = $ and seq = 3`],
  ['other words', `update events set data = '{"text": "x"}' where issue = $ and type = 'progressed'`],
  ['another name', `update events set actor = 1 where issue = $ and type = 'accepted'`],
  ['an event gone from the middle', `delete from events where issue = $ and seq = 2`],
  ['the last event gone', `delete from events where issue = $ and seq = 4`],
  ['all events of an issue gone', `delete from events where issue = $`],
] as const;

describe.each(databases)('the event log on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
    for (const [index] of attempts.entries()) {
      await stage
        .person('郭辛夷')
        .in('城厢组团群')
        .says('上报 陈公桥社区菜场外乱摆摊')
        .bot(/已登记/);
      await stage
        .person('贺云帆')
        .in('执法局群')
        .says(`/办理 #${index + 1} 已到现场`)
        .bot(/进展/);
    }
  });
  afterAll(async () => {
    await stage.close();
    await stage.house.core.db.close();
  });

  it('is whole when nobody touched it, and refuses to be changed', async () => {
    const { db } = stage.house.core;
    expect(await checkEventLog(db)).toEqual({ events: 4 * attempts.length, broken: [] });
    expect(await checkRows(db)).toEqual({ issues: attempts.length, changed: [] });
    await expect(db.query(`update events set at = at - interval '1 day'`, [])).rejects.toThrow(/append-only/);
    await expect(db.query('delete from events', [])).rejects.toThrow(/append-only/);
  });

  it.each(attempts.map(([what, statement], index) => [what, statement, index + 1] as const))(
    'shows %s',
    async (_what, statement, issue) => {
      const { db } = stage.house.core;
      expect((await checkEventLog(db)).broken).not.toContain(issue);
      await db.query('alter table events disable trigger events_append_only', []);
      await db.query(statement.replace('$', String(issue)), []);
      await db.query('alter table events enable trigger events_append_only', []);
      expect((await checkEventLog(db)).broken).toContain(issue);
    },
  );

  it('lets nobody back-date a closing unseen: inspectors hear of it as well as the administrator', async () => {
    const { db } = stage.house.core;
    const closing = attempts.length + 1;
    const clock = attempts.length + 2;
    const honest = attempts.length + 3;
    for (const number of [closing, clock, honest]) {
      await stage
        .person('郭辛夷')
        .in('城厢组团群')
        .says('上报 陈公桥社区菜场外乱摆摊')
        .bot(/已登记/);
      await stage
        .person('贺云帆')
        .in('执法局群')
        .says(`/办结 #${number} 已劝离`)
        .bot(/已记录/);
      await stage.person('郭辛夷').in('城厢组团群').says(`/反馈 #${number} 1 已告知`).bot(/结案/);
    }
    const already = (await checkRows(db)).changed;
    expect(already).not.toContain(closing);
    await db.query(`update issues set closed_at = closed_at - interval '3 days' where number = $1::int`, [closing]);
    await db.query(
      `update clock_intervals set ended_at = ended_at + interval '1 day' where issue = $1::int and kind = 'unit'`,
      [clock],
    );
    expect((await checkRows(db)).changed.filter((issue) => !already.includes(issue))).toEqual([closing, clock]);
    stage.changedPast.push(...already, closing, clock);
    stage.hush();
    await stage.sleepUntil('2026-10-19T08:40');
    await stage.person('顾清和').heard(new RegExp(`【数据校验】[^]*#${closing}、#${clock}的记录绕过程序被改动`));
  });
});
