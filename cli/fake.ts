/** `huiyin fake onebot|mirai|wecom`: a chat server to rehearse a connection with; what is typed here is said in a group there. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { print } from './open.ts';

interface FakeStart {
  /** 0 takes any free one. */
  port: number | null;
  token: string;
  /** Called with everything the bot sends. */
  onSent(where: string, text: string): void;
}

interface RunningFake {
  url: string;
  /** What the bot's configuration must say. */
  env: Record<string, string>;
  /** @param group null in private. False when these are no numbers of this platform */
  speak(group: string | null, account: string, text: string): boolean;
  stop(): Promise<void>;
}

/** A fake of QQ, where groups and accounts are numbers. */
interface QqFake {
  join(group: number, member: { id: number; name: string }): void;
  say(group: number, account: number, text: string): unknown;
  sayPrivately(account: number, text: string): unknown;
}

/** Who speaks in a group is in it from then on. */
const speaksIn =
  (fake: QqFake): RunningFake['speak'] =>
  (group, account, text) => {
    if (!/^\d+$/.test(account) || (group !== null && !/^\d+$/.test(group))) return false;
    if (group === null) fake.sayPrivately(Number(account), text);
    else {
      fake.join(Number(group), { id: Number(account), name: account });
      fake.say(Number(group), Number(account), text);
    }
    return true;
  };

/** Platforms that can be rehearsed. */
const fakes: Record<string, (options: FakeStart) => Promise<RunningFake>> = {
  async onebot({ port, token, onSent }) {
    const { FakeOneBot } = await import('../fakes/onebot.ts');
    const fake = await FakeOneBot.start({ port: port ?? 3001, token, heartbeatMs: 30_000 });
    fake.onSent(({ kind, target, text }) => onSent(`${kind === 'group' ? '群' : '私聊'} ${target}`, text));
    return {
      url: fake.url,
      env: { CHAT: 'onebot', ONEBOT_URL: fake.url, ONEBOT_TOKEN: token },
      speak: speaksIn(fake),
      stop: () => fake.stop(),
    };
  },
  async mirai({ port, token, onSent }) {
    const { startFakeMirai } = await import('../fakes/mirai.ts');
    const fake = await startFakeMirai({ port: port ?? 8080, verifyKey: token === '' ? 'huiyin-key' : token });
    fake.onSent(({ kind, target, text, file }) =>
      onSent(`${kind === 'group' ? '群' : '私聊'} ${target}`, file === null ? text : `[文件：${file.name}]`),
    );
    return {
      url: fake.url,
      env: { CHAT: 'mirai', MIRAI_URL: fake.url, MIRAI_VERIFY_KEY: fake.verifyKey, MIRAI_QQ: String(fake.qq) },
      speak: speaksIn(fake),
      stop: () => fake.stop(),
    };
  },
  async wecom({ port, token, onSent }) {
    const { startFakeWecom } = await import('../fakes/wecom.ts');
    const secret = token === '' ? 'huiyin-secret' : token;
    const fake = await startFakeWecom({ port: port ?? 3002, botId: 'aib-huiyin', secret });
    fake.onSent(({ chatid, text }) => onSent(`会话 ${chatid}`, text));
    return {
      url: fake.url,
      env: { CHAT: 'wecom', WECOM_BOT_ID: 'aib-huiyin', WECOM_SECRET: secret, WECOM_WS_URL: fake.url },
      speak(group, account, text) {
        if (group === null) fake.sayPrivately(account, text);
        else fake.say(group, account, text);
        return true;
      },
      stop: () => fake.stop(),
    };
  },
};

/** What stands in place of a group's number for what is said in private. */
const IN_PRIVATE = '私聊';
const usage = '请打：群号 账号 消息，如 70001 10001 /帮助；私聊把群号写成“私聊”';

/** Who types, and until when. */
export interface Typing {
  input: Readable;
  ended: Promise<unknown>;
}

const atTheTerminal = (): Typing => ({
  input: process.stdin,
  ended: Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]),
});

/** Runs until it is interrupted. */
export async function fake(
  platform: string,
  options: { port?: string; token: string },
  { input, ended }: Typing = atTheTerminal(),
): Promise<void> {
  const start = fakes[platform];
  const port = options.port === undefined ? null : Number(options.port);
  if (start === undefined) return complain(`没有 ${platform} 可排练，可以是 ${Object.keys(fakes).join('、')}`);
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
    return complain('--port 应为 0 到 65535 的数字');
  let running: RunningFake;
  try {
    running = await start({ port, token: options.token, onSent: (where, text) => print(`回音 → ${where}：${text}`) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return complain('端口已被占用，请用 --port 换一个');
  }
  print(`假的 ${platform} 服务器开在 ${running.url}。在回音的 .env 里填：`);
  for (const [key, value] of Object.entries(running.env)) print(`${key}=${value}`);
  print(`${usage}。按 Ctrl-C 结束。`);
  const lines = createInterface({ input });
  lines.on('line', (line) => {
    const [, where, account, text] = /^(\S+)\s+(\S+)\s+(.+)$/.exec(line.trim()) ?? [];
    const said =
      where !== undefined &&
      account !== undefined &&
      text !== undefined &&
      running.speak(where === IN_PRIVATE ? null : where, account, text);
    if (!said) print(usage);
  });
  await ended;
  lines.close();
  await running.stop();
}

function complain(words: string): void {
  print(words);
  process.exitCode = 1;
}
