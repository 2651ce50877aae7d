/** `huiyin settings`: what is not a setting or no value of it is refused with what would be, and nothing is changed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServerDatabase } from '../support/database.ts';
import { runCli } from './run.ts';

describe('huiyin settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-settings-'));
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  beforeAll(async () => void (server = await createServerDatabase()));
  afterAll(async () => {
    await server.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (args: string) => runCli(`settings ${args}`.trim(), { DATABASE_URL: server.url, DATA_DIR: folder });

  it('are listed with their reasons and changed', async () => {
    expect((await run('')).said).toMatch(/deadline\.platform\.workingDays = 5　平台流转一般件/);
    expect(await run('deadline.platform.workingDays 7')).toEqual({
      code: 0,
      said: 'deadline.platform.workingDays = 7\n',
    });
    expect((await run('deadline.platform.workingDays')).said).toMatch(/= 7（默认 5）　平台流转一般件/);
  });

  it.each([
    ['deadline.platform.workingDays 很久', '应为数字'],
    ['deadline.platform.workingDays 1.5', '应为整数'],
    ['deadline.platform.workingDays -1', '应不小于 0'],
    ['deadline.platform.workingDays 1000', '应不大于 365'],
    ['delivery.accountPerMinute 0', '应大于 0'],
    ['flag.overdispersion 7', '应为 true（是）或 false（否）'],
    ['digest.latest 晚上', '应为时间，如 09:00'],
    ['paper.signedBy 7', '应为文字'],
    ['paper.signedBy ""', '至少 1 个字'],
    [`paper.signedBy ${'长'.repeat(61)}`, '太长，最多 60'],
    ['emerging.growth 有时', '应为 另列、不提、不区分 之一'],
    ['deadline.classHours 7', '写法不对，请照默认值的样子写'],
  ])('refuse %s: %s', async (args, why) => {
    const [key = '', value = ''] = args.split(' ');
    const { said, code } = await run(args);
    expect(said).toMatch(/：.*。设置没有改，默认是 /);
    expect(said.slice(0, said.indexOf('。设置没有改'))).toBe(`${key} 不能是 ${value}：${why}`);
    expect(code).toBe(1);
  });

  it('refuse what is none of them', async () => {
    expect(await run('nonsense')).toEqual({ code: 1, said: '没有设置项 nonsense。huiyin settings 列出全部\n' });
  });
});
