/**
 * Four platforms at once, for minutes, with faults at random: `npx tsx bench/soak.ts [--seconds 600] [--seed 1]`.
 *
 * What the outbox says of each message is held against what people on the fake platforms saw of it. Lost: called
 * delivered and never seen. Doubled: seen more than once though the platform let us know how each sending ended. A
 * message that was sent again because nobody could tell (marked 补发), or whose end is unknown, is counted apart.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createMirai } from '../bot/mirai.ts';
import { createOneBot } from '../bot/onebot.ts';
import type { ChatAdapter } from '../bot/port.ts';
import { createWecomWebhook } from '../bot/wecom-webhook.ts';
import { createWecom } from '../bot/wecom.ts';
import { compose } from '../compose.ts';
import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import { FakeOneBot, FakeQq, type Fault } from '../fakes/onebot.ts';
import { startFakeMirai } from '../fakes/mirai.ts';
import type { MiraiFault } from '../fakes/mirai/faults.ts';
import { startFakeWecomWebhook, type WebhookFault } from '../fakes/wecom-webhook.ts';
import { startFakeWecom, type WecomFault } from '../fakes/wecom.ts';
import { createRandom } from '../rehearsal/random.ts';
import { tell } from '../services/answer.ts';
import { createVault } from '../services/vault.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '600' }, seed: { type: 'string', default: '1' } },
});
const seconds = Math.min(Number(values.seconds), 1800);
const random = createRandom(Number(values.seed));

/** Messages queued a second, over all platforms; a webhook takes 20 a minute, a WeCom robot 30. */
const EVERY_MS = 400;
/** Between two faults, on average. */
const FAULT_MS = 900;
const RESTART_MS = 20_000;
/** How long one of two accounts is away, and how often. */
const AWAY_MS = 15_000;
const LOSS_MS = 40_000;
const ANSWER_MS = 1500;
const KEY = '693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa';
const NOTHING = 100_000;

const log = pino({ level: 'silent' });
const clock = (): number => Date.now();
const reconnectMs = { first: 100, longest: 1000 };

/** Two accounts, each alone in its group. */
const members = [{ id: 10_001, name: '沈立夏' }];
const qq = new FakeQq(
  [
    { id: 7, members, accounts: [90_001] },
    { id: 8, members, accounts: [90_002] },
  ],
  NOTHING,
);
const onebot = await FakeOneBot.start({ qq, selfId: 90_001, kept: NOTHING });
const second = await FakeOneBot.start({ qq, selfId: 90_002, kept: NOTHING });
const mirai = await startFakeMirai({
  verifyKey: 'key',
  groups: [{ id: 70_001, members }],
});
const wecom = await startFakeWecom({ open: ['group-1'], perMinute: NOTHING });
const webhook = await startFakeWecomWebhook({ keys: [KEY], perMinute: NOTHING });

/** How often each message was seen, by the word it carries. */
const seen = new Map<string, number>();
const note = (text: string): void => {
  for (const [word] of text.matchAll(/件[a-z-]+\d+号/g)) seen.set(word, (seen.get(word) ?? 0) + 1);
};
for (const account of [onebot, second]) account.onSent(({ text }) => note(text));
mirai.onSent(({ text, file }) => note(file === null ? text : file.name));
wecom.onSent(({ text, media }) => note(media === null ? text : media.filename));
webhook.onSent(({ text, media }) => note(media === null ? text : media.filename));

const adapters: ChatAdapter[] = [
  createOneBot({
    urls: [onebot.url, second.url],
    reverse: null,
    token: '',
    clock,
    log,
    requestTimeoutMs: ANSWER_MS,
    settleMs: 100,
    reconnectMs,
  }),
  createMirai({
    url: mirai.url,
    verifyKey: 'key',
    qq: '99999',
    clock,
    log,
    requestTimeoutMs: ANSWER_MS,
    uploadTimeoutMs: ANSWER_MS,
    reconnectMs,
  }),
  createWecom({
    botId: 'aib-huiyin',
    secret: 'secret',
    url: wecom.url,
    clock,
    log,
    answerMs: ANSWER_MS,
    reconnectMs: 100,
    pingMs: 5000,
  }),
  createWecomWebhook({
    keys: new Map([['督查联络群', KEY]]),
    url: webhook.url,
    clock,
    answerMs: ANSWER_MS,
    uploadMs: ANSWER_MS,
  }),
];
const rooms: Record<string, readonly string[]> = {
  onebot: ['7', '8'],
  mirai: ['70001'],
  wecom: ['group-1'],
  'wecom-webhook': ['督查联络群'],
};

const db = await connect({ inMemory: true });
await migrate(db);
for (const [key, value] of [
  ['delivery.roomSeconds', 0],
  ['delivery.accountPerMinute', NOTHING],
  ['delivery.attempts', 50],
  ['delivery.vanishedAttempts', 50],
  ['delivery.swallowedMinutes', 0],
] as const)
  await db.query('insert into settings (key, value, changed_at) values ($1, $2::text::jsonb, now())', [
    key,
    JSON.stringify(value),
  ]);
const house = await compose({ db, adapters, vault: createVault(randomBytes(32)), clock, log });
await house.start();

const faults: readonly (() => void)[] = [
  ...(['drop', 'hang', 'fail', '1200', '1200-but-sent', 'swallow', 'close'] satisfies Fault[]).flatMap((fault) => [
    () => onebot.next('send_group_msg', fault),
    () => second.next('send_group_msg', fault),
  ]),
  ...(['drop', 'hang', 'fail', '1200', '1200-but-sent', 'close'] satisfies Fault[]).map(
    (fault) => () => onebot.next('upload_group_file', fault),
  ),
  ...(['drop', 'hang', 'swallow', 'close', 'bad-gateway', 'garbage', 500] satisfies MiraiFault[]).map(
    (fault) => () => mirai.next('sendGroupMessage', fault),
  ),
  ...(['drop', 'hang', 'close', { errcode: 45_009 }] satisfies WecomFault[]).map(
    (fault) => () => wecom.next('aibot_send_msg', fault),
  ),
  ...(['drop', 'hang', 'close', 'gateway', { errcode: 45_009, errmsg: 'freq' }] satisfies WebhookFault[]).map(
    (fault) => () => webhook.next('send', fault),
  ),
];
const restarts = [() => onebot.restart(), () => mirai.restart(), () => wecom.restart(), () => second.restart()];
/** One of two accounts is away for some seconds, the other goes on. */
async function loseOneAccount(): Promise<void> {
  const account = random.pick([onebot, second]);
  account.refuseConnections(503);
  account.cut();
  await sleep(AWAY_MS * (0.5 + random.next()));
  account.refuseConnections(null);
}

const sheet = Buffer.from('编号,单位\n12,住建局\n').toString('base64');
function messageOf(word: string): OutgoingSegment[] {
  const text: OutgoingSegment = { type: 'text', text: `${word} 已登记` };
  return random.next() < 0.1 ? [{ type: 'file', name: `${word}.csv`, data: sheet }] : [text];
}

const ends = clock() + seconds * 1000;
const running = new AbortController();
const loop = async (everyMs: number, work: () => unknown): Promise<void> => {
  while (!running.signal.aborted) {
    await sleep(everyMs * (0.5 + random.next()));
    if (!running.signal.aborted) await work();
  }
};
let queued = 0;
const loops = [
  loop(EVERY_MS, async () => {
    queued += 1;
    const platform = random.pick(Object.keys(rooms));
    const word = `件${platform}${queued}号`;
    const address = { platform, kind: 'group', id: random.pick(rooms[platform] ?? []) } as const;
    await tell(house.core, [{ address, segments: messageOf(word) }], word, clock());
  }),
  loop(FAULT_MS, () => random.pick(faults)()),
  loop(RESTART_MS, () => random.pick(restarts)()),
  loop(LOSS_MS, loseOneAccount),
];
while (clock() < ends) {
  await sleep(Math.min(10_000, ends - clock()));
  process.stderr.write(`${Math.round((ends - clock()) / 1000)} s left, ${queued} queued\n`);
}
running.abort();
await Promise.all(loops);
const waiting = async (): Promise<number> => {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from outbox where state in ('waiting', 'sending')`,
    [],
  );
  return row?.count ?? 0;
};
for (let left = 120; left > 0 && (await waiting()) > 0; left -= 1) await sleep(1000);

const rows = await db.query<{ word: string; platform: string; state: string; repeats: number }>(
  `select split_part(dedupe_key, '>', 1) as word, platform, state, repeats from outbox`,
  [],
);
for (const platform of Object.keys(rooms)) {
  const own = rows.filter((row) => row.platform === platform);
  const certain = own.filter((row) => row.state === 'delivered' && row.repeats === 0);
  const times = (row: { word: string }): number => seen.get(row.word) ?? 0;
  const counts = {
    queued: own.length,
    delivered: own.filter((row) => row.state === 'delivered').length,
    lost: certain.filter((row) => times(row) === 0).length,
    doubled: certain.filter((row) => times(row) > 1).length,
    'sent again, marked': own.filter((row) => row.repeats > 0).length,
    unknown: own.filter((row) => row.state === 'unknown').length,
    swallowed: own.filter((row) => row.state === 'suppressed').length,
    'given up': own.filter((row) => row.state === 'dead').length,
    waiting: own.filter((row) => row.state === 'waiting' || row.state === 'sending').length,
  };
  process.stdout.write(
    `${platform}: ${Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}\n`,
  );
}

await house.stop();
await db.close();
for (const fake of [onebot, second, mirai, wecom, webhook]) await fake.stop();
