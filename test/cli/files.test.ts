/** Files the command line cannot read or write, and a port it cannot have: what is said, and that nothing else breaks. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { answered } from '../../cli/program.ts';
import { notWritten } from '../../cli/say.ts';
import { createServerDatabase } from '../support/database.ts';
import { sent } from '../support/touched.ts';
import { runCli } from './run.ts';

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-files-'));
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  beforeAll(async () => void (server = await createServerDatabase()));
  afterEach(() => void vi.restoreAllMocks());
  afterAll(async () => {
    await server.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (args: string, env: NodeJS.ProcessEnv = {}) =>
    runCli(args, { DATABASE_URL: server.url, DATA_DIR: folder, ...env });

  it('says of a file that cannot be written why, whichever command writes it', async () => {
    mkdirSync(join(folder, 'taken.png'));
    for (const [args, why] of [
      [`ledger ${folder}/nowhere/a.xlsx`, /^写不了 .*a\.xlsx：没有这个文件夹，请先建好或换一个路径。$/m],
      [`chart 趋势 ${folder}/taken.png`, /^写不了 .*taken\.png：这是文件夹，请写文件名。$/m],
      [`table 2026-10 --picture ${folder}/nowhere/a.png`, /^写不了 .*a\.png：没有这个文件夹/m],
    ] as const)
      expect(await run(args), args).toMatchObject({ code: 1, said: expect.stringMatching(why) });
  });

  it.each([
    ['EACCES', /没有写入的权限，请换一个文件夹或用有权限的账号运行/],
    ['ENOSPC', /磁盘已满，请清理后再试/],
  ])('says what to do about %s', async (code, why) => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const before = process.exitCode;
    await answered(() => Promise.reject(notWritten('/data/a.xlsx', Object.assign(new Error(code), { code }))));
    process.exitCode = before;
    const said = write.mock.calls.join('');
    sent(said);
    expect(said).toMatch(why);
  });

  it('does not replace a key that is damaged', async () => {
    const damaged = mkdtempSync(join(tmpdir(), 'huiyin-key-'));
    writeFileSync(join(damaged, 'contacts.key'), 'abc');
    expect(await run('settings', { DATA_DIR: damaged })).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^密钥文件 .*contacts\.key 已损坏，应为 64 位十六进制。请从备份恢复它/),
    });
    rmSync(damaged, { recursive: true });
  });

  it('does not start where another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await run('start', { PORT: String(port) })).toMatchObject({
      code: 1,
      said: expect.stringMatching(new RegExp(`端口 ${port} 已被占用：请关掉占用它的程序，或设置 PORT 为别的端口\n$`)),
    });
    other.close();
  });
});
