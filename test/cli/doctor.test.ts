/** `huiyin doctor` on a district in which all that it looks at is wrong. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../db/connect.ts';
import { createServerDatabase } from '../support/database.ts';
import { seedDistrict } from '../support/district.ts';
import { Stage } from '../support/stage.ts';
import { runCli } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'huiyin-doctor-'));
const drops: (() => Promise<void>)[] = [];
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  for (const drop of drops) await drop();
  rmSync(folder, { recursive: true, force: true });
});

const doctor = (url: string | undefined, dataDir = folder) =>
  runCli('doctor', { ...(url === undefined ? {} : { DATABASE_URL: url }), DATA_DIR: dataDir });

describe('huiyin doctor', () => {
  it('names everything that keeps a district from working', async () => {
    const server = await createServerDatabase();
    drops.push(server.drop);
    const db = await connect({ url: server.url });
    await seedDistrict(db);
    for (const statement of [
      `delete from accounts where person = 1`,
      `delete from rooms where purpose = 'liaison'`,
      `delete from person_roles where role in ('office', 'inspector')`,
      `insert into settings (key, value, changed_at) values ('digest.latest', '"夜里"', now())`,
      `insert into outbox (platform, room, dedupe_key, segments, state, run_at, created_at)
       values ('console', 'console:group:unit', 'k', '[]', 'dead', now(), now())`,
    ])
      await db.query(statement, []);
    await db.close();
    const { said, code } = await doctor(server.url);
    expect(code).toBe(1);
    for (const words of [
      /^有误　1 人没有绑定聊天账号，收不到提醒/m,
      /^有误　没有督查联络群：/m,
      /^有误　没有双访办人员：/m,
      /^有误　没有督查联络员：/m,
      /^有误　设置 digest\.latest 的值无效，正在用默认值/m,
      /^有误　发件箱：1 条消息没有送达/m,
    ])
      expect(said).toMatch(words);
  });

  it('finds a record that was changed past the program', async () => {
    const server = await createServerDatabase();
    drops.push(server.drop);
    const db = await connect({ url: server.url });
    const stage = await Stage.open(db, '2026-10-12T09:30');
    await stage
      .person('郭辛夷')
      .in('城厢组团群')
      .says('上报 拱秀社区墙体裂缝')
      .bot(/已登记 #1/);
    await db.query('alter table events disable trigger events_append_only', []);
    await db.query(`update events set at = at - interval '1 day' where issue = 1`, []);
    stage.changedPast.push(1);
    await stage.close();
    await db.close();
    expect((await doctor(server.url)).said).toMatch(/^有误　事件记录：#1 的记录被改动或缺失，请停用并从备份核对/m);
  });

  it('tells a clock that is off and a year without holidays', async () => {
    const server = await createServerDatabase();
    drops.push(server.drop);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2010-03-01T10:00:00Z') });
    expect((await doctor(server.url)).said).toMatch(
      /^有误　本机时钟早于 2025 年[^]*^有误　放假安排：2010 年没有，工作日暂按周一至周五计/m,
    );
  });
});
