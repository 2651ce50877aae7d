/** `huiyin fake onebot|mirai|wecom`: a chat server to rehearse a connection with; what is typed here is said in a group there. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fakeEnded, fakeRuns, fakeSaid, fakeSentFile, fakeWhere } from '../wording/command-line.ts';
import { commandLineRefusals } from '../wording/refusals/command-line.ts';
import { print, Refused } from './say.ts';

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
    fake.onSent(({ kind, target, text }) => onSent(fakeWhere(kind, target), text));
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
      onSent(fakeWhere(kind, target), file === null ? text : fakeSentFile(file.name)),
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
    fake.onSent(({ chatid, text }) => onSent(fakeWhere('chat', chatid), text));
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
  if (start === undefined) throw new Refused(commandLineRefusals.noFake(platform, Object.keys(fakes)));
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new Refused(commandLineRefusals.whichPort());
  let running: RunningFake;
  try {
    running = await start({ port, token: options.token, onSent: (where, text) => print(fakeSaid(where, text)) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Refused(commandLineRefusals.portTaken());
  }
  print(fakeRuns(platform, running.url));
  for (const [key, value] of Object.entries(running.env)) print(`${key}=${value}`);
  print(fakeEnded(commandLineRefusals.howToSpeak()));
  const lines = createInterface({ input });
  lines.on('line', (line) => {
    const [, where, account, text] = /^(\S+)\s+(\S+)\s+(.+)$/.exec(line.trim()) ?? [];
    const said =
      where !== undefined &&
      account !== undefined &&
      text !== undefined &&
      running.speak(where === IN_PRIVATE ? null : where, account, text);
    if (!said) print(commandLineRefusals.howToSpeak());
  });
  await ended;
  lines.close();
  await running.stop();
}
