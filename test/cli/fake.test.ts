/** `huiyin fake` as an operator uses it to rehearse a connection. */
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMirai } from '../../bot/mirai.ts';
import { createWecom } from '../../bot/wecom.ts';
import { fake } from '../../cli/fake.ts';
import { answered } from '../../cli/program.ts';
import { readConfig } from '../../config.ts';
import type { IncomingMessage } from '../../domain/message.ts';
import { closeWires, GROUP, online, startBot, startFake, textsOf, words } from '../support/onebot-wire.ts';
import { sent } from '../support/touched.ts';
import { until } from '../support/until.ts';

let printed: string[];
let exitCode: typeof process.exitCode;

beforeEach(() => {
  printed = [];
  exitCode = process.exitCode;
  process.exitCode = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(...String(text).trimEnd().split('\n'));
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = exitCode;
  await closeWires();
});

/** Types into it; ends when told to. */
function run(platform: string, options: { port?: string; token?: string }) {
  const input = new PassThrough();
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const done = answered(() => fake(platform, { token: '', ...options }, { input, ended })).then(() =>
    sent(printed.join('\n')),
  );
  return { type: (line: string) => input.write(`${line}\n`), end: () => end(), done };
}

describe('huiyin fake onebot', () => {
  it('says what to fill in, lets one speak, and shows what the bot answers', async () => {
    const { type, end, done } = run('onebot', { port: '0', token: 'secret' });
    await until(() => printed.some((line) => line.includes('Ctrl-C')));
    const env = Object.fromEntries(printed.filter((line) => line.includes('=')).map((line) => line.split('=')));
    expect(env).toEqual({
      CHAT: 'onebot',
      ONEBOT_URL: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+$/),
      ONEBOT_TOKEN: 'secret',
    });
    const { bot, heard } = await startBot({ urls: [String(env['ONEBOT_URL'])], token: 'secret' });
    await online(bot);
    type('7 10001 /受理 #1 马上去');
    type('私聊 10002 我的');
    await until(() => heard.length === 2);
    expect(heard.map(({ room }) => room.id)).toEqual(['7', '10002']);
    expect(textsOf(heard)).toEqual(['/受理 #1 马上去', '我的']);
    await bot.send(GROUP, [{ type: 'at', account: '10001', name: '沈立夏' }, ...words('已受理')]);
    await until(() => printed.includes('回音 → 群 7：@10001 已受理'));
    type('听不懂');
    type('群 10001 你好');
    await until(() => printed.filter((line) => line.startsWith('请打：群号')).length === 3);
    end();
    await done;
    await until(() => bot.state().kind === 'offline');
  });

  it.each(['mirai', 'wecom'])(
    'does the same for %s, with what it printed as the whole configuration',
    async (platform) => {
      const { type, end, done } = run(platform, { port: '0' });
      await until(() => printed.some((line) => line.includes('Ctrl-C')));
      const pairs = printed.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('='));
      const config = readConfig(Object.fromEntries(pairs) as NodeJS.ProcessEnv);
      const common = { clock: () => Date.now(), log: { warn: () => undefined, error: () => undefined } };
      const bot =
        config.mirai !== null
          ? createMirai({ ...config.mirai, ...common })
          : createWecom({ ...(config.wecom ?? { botId: '', secret: '', url: '' }), ...common });
      const heard: IncomingMessage[] = [];
      await bot.start({ onMessage: (message) => void heard.push(message), onState: () => undefined });
      await until(() => bot.state().kind === 'online');
      type('70001 10001 /受理 #1 马上去');
      await until(() => heard.length === 1);
      expect(heard[0]?.segments).toContainEqual({ type: 'text', text: expect.stringContaining('/受理 #1 马上去') });
      const outcome = await bot.send({ platform, kind: 'group', id: '70001' }, words('已受理'), 'k');
      expect(outcome).toMatchObject({ kind: 'delivered' });
      await until(() => printed.some((line) => /^回音 → (?:群|会话) 70001：已受理$/.test(line)));
      await bot.stop();
      end();
      await done;
    },
  );

  it.each([
    ['of a platform there is none for', 'icq', {}, /没有 icq 可排练，请从 onebot、mirai、wecom 里选/],
    ['at a port that is none', 'onebot', { port: 'x' }, /--port 应为/],
  ])('%s is refused', async (_what, platform, options, refusal) => {
    await run(platform, options).done;
    expect(process.exitCode).toBe(1);
    expect(printed.join()).toMatch(refusal);
  });

  it('says so when its port is taken', async () => {
    const other = await startFake();
    await run('onebot', { port: String(other.port) }).done;
    expect(process.exitCode).toBe(1);
    expect(printed.join()).toMatch(/端口已被占用/);
  });
});
