/** The process is killed at any moment: no acknowledged report is lost, nothing is said twice. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
/** Whatever a test leaves running is ended with it. */
const children: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), 'huiyin-killed-'));

interface Message {
  id: number;
  account: string | null;
  segments: { type: string; text?: string; name?: string }[];
}

class Bot {
  readonly url: string;
  private readonly child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.child = child;
  }

  static async start(): Promise<Bot> {
    const env = { ...process.env, DATA_DIR: folder, PORT: '0', CHAT: 'console', LOG_LEVEL: 'warn', DATABASE_URL: '' };
    const child = spawn(process.execPath, ['--import', 'tsx', main, 'start'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (url !== undefined) return new Bot(url, child);
    }
    throw new Error('the bot did not start');
  }

  async post(path: string, body: object): Promise<unknown> {
    const answer = await fetch(`${this.url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    return answer.json();
  }

  async messages(room: string): Promise<string[]> {
    const answer = await fetch(`${this.url}/api/messages?room=${encodeURIComponent(room)}`);
    const { messages } = (await answer.json()) as { messages: Message[] };
    return messages
      .filter((message) => message.account === null)
      .map((message) => message.segments.map((segment) => segment.text ?? segment.name ?? '').join(''));
  }

  /** Without warning, as a power cut or the kernel would. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('a bot that is killed', () => {
  // Three processes are started, one after the other.
  it('keeps every report it acknowledged and repeats no reminder', { timeout: 120_000 }, async () => {
    const first = await Bot.start();
    const { rooms, people } = (await (await fetch(`${first.url}/api/state`)).json()) as {
      rooms: { key: string; purpose: string }[];
      people: { account: string; roles: string[]; clusters: string[] }[];
    };
    const cadre = people.find((person) => person.roles.includes('cadre'))?.account ?? '';
    const room = rooms.find((one) => one.purpose === 'cluster')?.key ?? '';
    const liaison = rooms.find((one) => one.purpose === 'liaison')?.key ?? '';
    for (let count = 1; count <= 20; count += 1) {
      await first.post('speak', { account: cadre, room, text: `上报 拱秀社区第${count}盏路灯不亮` });
    }
    const acknowledged = (await first.messages(room)).filter((text) => text.includes('已登记'));
    await first.kill();

    const second = await Bot.start();
    // Twice over the following weeks: digests, ladder and the monthly table.
    await second.post('clock', { move: 'nextMonth1' });
    await second.post('clock', { move: 'nextMonth1' });
    const reports = await second.messages(room);
    const said = await second.messages(liaison);
    expect(reports).toEqual(expect.arrayContaining(acknowledged));
    expect(said.length).toBeGreaterThan(3);
    await second.kill();

    const third = await Bot.start();
    await third.post('clock', { move: 'plus1h' });
    const after = await third.messages(liaison);
    expect(after).toEqual(said);
    expect(new Set(after).size).toBe(after.length);
    // What had been said but not acknowledged is at most said late, never twice.
    const again = (await third.messages(room)).filter((text) => text.includes('已登记'));
    expect(new Set(again).size).toBe(again.length);
    expect(again.length).toBeGreaterThanOrEqual(acknowledged.length);
    await third.stop();
  });
});
