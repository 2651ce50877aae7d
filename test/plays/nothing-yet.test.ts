/** The first morning of a district: whatever is asked for there is nothing yet, and everybody is told so and how it begins. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { withoutPress } from '../support/made-once.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('a district in which nothing has happened, on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
  });
  afterAll(() => stage.end());

  it.each([
    ['陆文渊', '我的', /^没有等您处理的事项。$/],
    ['顾清和', '网格', /^还没有划分网格，所有督查联络员负责全区。划分请发：网格 姓名 单位$/],
    ['方既白', '议定', /^没有待落实的议定事项。$/],
    ['方既白', '交办', /^没有未办结的问题交办单。签发请发：交办 #编号/],
    ['沈立夏', '交办', /^没有未办结的问题交办单。$/],
    ['顾清和', '联合', /^没有在办的联合事项。苗头可以立项：立项 苗头序号$/],
    ['顾清和', '督办', /^还没有督办单。要督办请发：督办 #编号 要求$/],
    ['方既白', '约谈', /^没有待安排的约谈建议。$/],
    ['方既白', '回访', /^抽取的回访都已打完。$/],
  ] as const)('%s asks “%s”', async (name, asked, answer) => {
    await stage.says(name, '私聊', asked).bot(answer);
  });

  it('a document that cannot be made is owned up to', async () => {
    await withoutPress(async () => {
      const answer = await stage
        .says('方既白', '私聊', '月报 2026-10 Word')
        .bot(/^文件没有做成，请稍后再试；仍不行请告诉管理员查看日志。$/);
      expect(answer.segments.every(({ type }) => type === 'text')).toBe(true);
    });
  });
});
