/** What people take away is had by chat, command line and console alike: each kind by each door, files and all. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect, type Database } from '../../db/connect.ts';
import { instantAt } from '../../domain/time.ts';
import { doors } from '../../services/materials/doors.ts';
import { createServerDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';
import { runCli } from './run.ts';

const all = Object.entries(doors).flatMap(([kind, some]) => some.map((one) => ({ kind, ...one })));
const signature = { png: '89504e47', docx: '504b0304', xlsx: '504b0304' } as const;

describe('what people take away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-doors-'));
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  let db: Database;
  let stage: Stage;
  beforeAll(async () => {
    server = await createServerDatabase();
    db = await connect({ url: server.url });
    stage = await Stage.open(db, '2026-10-12T10:00');
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 拱秀社区墙体裂缝').bot(/已登记 #1/);
    await 郭辛夷.says('/走访 拱秀社区 3户').bot(/已记录/);
    const 顾清和 = stage.person('顾清和').in(null);
    await 顾清和.says('督办 #1 本周内加固').bot(/督办〔2026〕1号已签发/);
    await 顾清和.says('通报 #1 两次督办仍未办结').bot(/通报/);
    await stage
      .person('方既白')
      .in(null)
      .says('交办 #1 陆文渊 住建局 水务局 月底前拿出方案')
      .bot(/交办〔2026〕1号/);
    await db.query(
      `insert into emerging_issues (week, town, category, level, evidence, raised_at)
       values ('2026-10-12', 11, 3, 'alarm', $1::text::jsonb, '2026-10-19')`,
      [JSON.stringify({ counts: [1, 0, 5], tail: 1e-7, average: 0.5, tested: 24, apart: [], towns: [], issues: [1] })],
    );
    await stage.clock('2026-11-02T10:00');
    vi.useFakeTimers({ toFake: ['Date'], now: instantAt('2026-11-02', '10:00') });
  });
  afterAll(async () => {
    vi.useRealTimers();
    await stage.close();
    await db.close();
    await server.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(all)('$name is had in chat by “$chat”', async ({ chat, cli }) => {
    const before = stage.transcript.length;
    await stage.person('方既白').in(null).says(chat).bot(/./);
    const names = stage.transcript
      .slice(before)
      .flatMap(({ segments }) => segments)
      .flatMap((one) => (one.type === 'image' || one.type === 'file' ? [one.name] : []));
    for (const [, ending = ''] of cli.matchAll(/\.(png|docx|xlsx)\b/g))
      expect(
        names.some((name) => name.endsWith(`.${ending}`)),
        `${ending} in ${names.join('、')}`,
      ).toBe(true);
  });

  it.each(all)('$name is had on the command line by “huiyin $cli”', async ({ cli }) => {
    const args = cli.replace(/\S+\.(png|docx|xlsx)\b/g, (name) => join(folder, name));
    const env = { DATABASE_URL: server.url, DATA_DIR: folder };
    expect(await runCli(args, env)).toMatchObject({ code: 0, said: expect.stringMatching(/^已写入 /) });
    for (const [name, ending] of cli.matchAll(/\S+\.(png|docx|xlsx)\b/g)) {
      const kind = signature[ending as keyof typeof signature];
      expect(readFileSync(join(folder, name)).subarray(0, 4).toString('hex'), name).toBe(kind);
    }
  });

  it('the console offers the very same kinds', async () => {
    const { kinds } = (await import('../../web/public/material-kinds.js' as string)) as { kinds: object };
    expect(Object.keys(kinds)).toEqual(Object.keys(doors));
  });

  it('says the same on paper by chat and command line', async () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.docx'));
    expect(files.length).toBe(6);
    for (const name of files) {
      const { value } = await mammoth.extractRawText({ path: join(folder, name) });
      const [, heading = ''] = /^(.*)$/m.exec(value) ?? [];
      const sent = stage.transcript.flatMap(({ segments }) => segments).filter(({ type }) => type === 'file');
      const texts = await Promise.all(
        sent.map(async (one) =>
          one.type === 'file' && one.name.endsWith('.docx')
            ? (await mammoth.extractRawText({ buffer: Buffer.from(one.data, 'base64') })).value
            : '',
        ),
      );
      expect(texts, `${name}: ${heading}`).toContain(value);
    }
  });

  it('says of a flag on the command line what it says in chat', async () => {
    const env = { DATABASE_URL: server.url, DATA_DIR: folder };
    const line = '住房和城乡建设局〔久未办理·待核〕#1 已 10 个工作日没有办理记录';
    expect(await runCli('flags', env)).toEqual({ code: 0, said: `1 ${line}\n` });
    const { said } = await runCli('flags 1', env);
    expect(said).toMatch(
      /^第 1 号预警（10月26日（周一））\n住房和城乡建设局〔久未办理·待核〕\n#1 已 10 个工作日没有办理记录/,
    );
    expect(await runCli('flags 住建局', env)).toEqual({ code: 0, said: `${said}\n` });
    const before = stage.transcript.length;
    await stage
      .person('顾清和')
      .in(null)
      .says('预警 1')
      .bot(/久未办理/);
    expect(stage.transcript.slice(before).map(({ text }) => `${text}\n`)).toContain(said);
    expect(await runCli('flags 水务局', env)).toEqual({ code: 0, said: '水务局近期没有预警。\n' });
    expect(await runCli('flags 99', env)).toEqual({ code: 1, said: '没有第 99 号预警。发送“预警”可看全部。\n' });
    expect(await runCli('flags 无此局', env)).toMatchObject({
      code: 1,
      said: expect.stringContaining('没有找到单位“无此局”'),
    });
  });
});
