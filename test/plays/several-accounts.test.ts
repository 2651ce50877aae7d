/** One person with several accounts, one district on several platforms: everybody is told where they are, once. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { accounts, personRoles } from '../../db/schema/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { seedTwoChannels, TwoChannels } from '../support/two-channels.ts';

let db: Database;
let stage: TwoChannels;
beforeAll(async () => {
  db = await openTestDatabase('pglite');
  await seedTwoChannels(db);
  // The water bureau has no group: its liaison, on both platforms, is told in private.
  await db.orm.insert(accounts).values({ platform: 'wecom', account: 'w13', person: 13 });
  await db.orm.insert(accounts).values({ platform: 'mirai', account: 'm10', person: 10 });
  await db.orm.insert(personRoles).values({ person: 13, role: 'unitLead', unit: 4 });
});
beforeEach(async () => {
  stage = await TwoChannels.open(db, '2026-10-12T10:00');
});
afterEach(() => stage.close());
afterAll(() => db.close());

const toldOnQq = (): string[] => stage.heard(stage.qq, 'p13', 'private');
const toldOnWecom = (): string[] => stage.heard(stage.wecom, 'w13', 'private');
const report = (): Promise<unknown> => stage.says(stage.qq, 'p1', 'cluster', '上报 拱秀社区停水');

describe('a person with several accounts', () => {
  it('is told once, on the account bound first', async () => {
    await report();
    expect([toldOnQq().length, toldOnWecom().length]).toEqual([1, 0]);
    expect(toldOnQq()[0]).toMatch(/新交办：供水排水/);
  });

  it('is told where they spoke last', async () => {
    await stage.says(stage.wecom, 'w13', null, '我的');
    await report();
    expect([toldOnQq().length, toldOnWecom().length]).toEqual([0, 2]);
  });

  it('is told where the connection is, even if they spoke elsewhere', async () => {
    await stage.says(stage.qq, 'p13', null, '我的');
    await stage.lose(stage.qq);
    await stage.says(stage.wecom, 'w2', 'enforcement', '/上报 拱秀社区停水');
    expect([toldOnQq().length, toldOnWecom().length]).toEqual([1, 1]);
  });

  it('is never sought on a platform this process does not speak on', async () => {
    await db.query(`delete from accounts where person = 10 and platform = 'onebot'`, []);
    await stage.house.roster.renew();
    await stage.says(stage.qq, 'p1', 'cluster', '上报 拱秀社区路灯不亮');
    const rows = await db.query(`select 1 as one from outbox where platform = 'mirai'`, []);
    expect(rows).toEqual([]);
  });

  it('is reminded of an answer owed where they are now, not where they reported', async () => {
    await stage.says(stage.wecom, 'w13', null, '上报 拱秀社区油烟扰民');
    await stage.says(stage.qq, 'p13', null, '我的');
    const number = (await db.query<{ last: number }>('select max(number) as last from issues', []))[0]?.last;
    await stage.says(stage.qq, 'p4', 'enforcement', `/办结 #${number} 已整改`);
    expect(toldOnQq().at(-1)).toMatch(/已有办理结果/);
    expect(toldOnWecom()).toHaveLength(1);
  });
});

describe('a unit with groups on two platforms', () => {
  it('is told in each, naming people by the account they have there', async () => {
    await stage.says(stage.qq, 'p1', 'cluster', '上报 拱秀社区油烟扰民');
    expect(stage.heard(stage.qq, 'enforcement')).toEqual([expect.stringMatching(/^@贺云帆 .*新交办/)]);
    expect(stage.heard(stage.wecom, 'enforcement')).toEqual([expect.stringMatching(/^贺云帆 .*新交办/)]);
    expect(stage.heard(stage.qq, 'p4', 'private')).toEqual([]);
  });
});

describe('the same message id', () => {
  it('on two platforms is two messages', async () => {
    for (const [chat, account, room] of [
      [stage.qq, 'p1', 'cluster'],
      [stage.wecom, 'w2', 'enforcement'],
    ] as const) {
      chat.hear({ ...stage.message(chat, account, room, '/我的'), messageId: '1' });
      await stage.house.quiet();
      expect(stage.heard(chat, room)).toHaveLength(1);
    }
  });
});
