/** Makes docs/samples from the demo district after months of rehearsed work: `npm run samples`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pino } from 'pino';
import { MemoryChat, type HeardMessage } from '../bot/memory.ts';
import { compose } from '../compose.ts';
import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { loadEdition } from '../db/monthly-editions.ts';
import { DEMO_PLATFORM, loadDemoIfEmpty } from '../demo/district.ts';
import { periodOf } from '../domain/period.ts';
import { dayOf, monthRange, startOfDay, instantAt, type Instant } from '../domain/time.ts';
import { createRandom } from '../rehearsal/random.ts';
import { rehearse } from '../rehearsal/rehearsal.ts';
import { inventedReports } from '../rehearsal/reports.ts';
import { funnelChart, survivalChart, trendChart, unitCardChart } from '../services/charts/make.ts';
import { handoverForm } from '../services/handover/form.ts';
import { quarterlyPack } from '../services/handover/pack.ts';
import { exportLedger } from '../services/ledger/export.ts';
import { tablePages } from '../services/monthly/edition.ts';
import { formFile, packFile } from '../services/papers/handover.ts';
import { createVault } from '../services/vault.ts';

/** The same seed and days give the same samples. */
const SEED = 1;
const FROM = '2026-01-05';
const MONTHS = 3;
const MONTH = '2026-03';
const UNTIL: Instant = instantAt('2026-04-03', '12:00');
/** Departments that take their time in the rehearsal. */
const SLOW = ['交通运输局', '教育局'];
const SHOWN = '交通运输局';

const folder = new URL('../docs/samples/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (name !== 'README.md') rmSync(new URL(encodeURIComponent(name), folder));
const write = (name: string, bytes: Uint8Array): void => {
  writeFileSync(new URL(encodeURIComponent(name), folder), bytes);
  process.stdout.write(`${name}　${Math.ceil(bytes.length / 1024)} KB\n`);
};

const db = await connect({ inMemory: true });
await migrate(db);
const vault = createVault(Buffer.alloc(32, SEED));
await loadDemoIfEmpty(db, vault.seal);
const clock = { now: startOfDay(FROM) };
let daily: HeardMessage | null = null;
const chat = new MemoryChat(
  DEMO_PLATFORM,
  () => clock.now,
  (heard) => {
    // The fullest of the last month.
    const isDaily = heard.at >= monthRange(MONTH).from && heard.text.startsWith('【督查日报】');
    if (isDaily && (daily === null || heard.text.length > daily.text.length)) daily = heard;
  },
);
const random = createRandom(SEED);
const log = pino({ level: 'warn' });
const house = await compose({ db, adapters: [chat], vault, clock: () => clock.now, log });
await house.start();
await house.runner.runDue();
const { directory } = house.core.readers();
const reports = [...inventedReports(directory, FROM, MONTHS, random)];
await rehearse({ house, chat, reports, random, slow: SLOW, clock, until: UNTIL, onProgress: () => undefined });
await house.quiet();

const edition = await loadEdition(db, MONTH);
if (edition === null) throw new Error(`${MONTH} was not issued`);
for (const { name, bytes } of edition.files) write(name, bytes);
const unit = directory.data.units.find((one) => one.name === SHOWN)?.id ?? 0;
const [marked] = await tablePages(house.core, edition.table, 'departments', unit);
if (marked !== undefined) write(`2026年3月督查表-${SHOWN}所见.png`, marked);
const last = daily as HeardMessage | null;
const summary = last?.segments.find((segment) => segment.type === 'image');
if (summary?.type === 'image') write(summary.name, Buffer.from(summary.data, 'base64'));
for (const chart of [
  await trendChart(house.core, null, UNTIL),
  await funnelChart(house.core, UNTIL),
  await survivalChart(house.core, unit, UNTIL),
  await unitCardChart(house.core, unit, UNTIL),
]) {
  for (const page of chart?.pages ?? []) write(`${chart?.name ?? ''}.png`, page);
}
const whole = { units: [unit], places: null, text: null, from: null, to: null };
write(`台账-${SHOWN}.xlsx`, await buffer(await exportLedger(house.core, whole, UNTIL)));

// The office issues forms for what that unit has open, and the pack of them.
const office = directory.holdersOf('office')[0];
const leader = directory.holdersOf('districtLeader')[0];
const open = await db.query<{ number: number }>(
  `select number from issues where unit = $1::int and outcome_at is null and closed_at is null and status <> 'shelved'
   order by number desc limit 3`,
  [unit],
);
const desk = { platform: DEMO_PLATFORM, kind: 'private' as const, id: office?.accounts[0]?.account ?? '' };
for (const { number } of open) {
  const text = `交办 #${number} ${leader?.name ?? ''} 协办 水务局、城厢街道 4月底前拿出方案，拿不出的说明原因`;
  chat.say({ room: desk, account: desk.id, name: office?.name ?? '', text });
  await house.quiet();
}
const form = await handoverForm(house.core, open[0]?.number ?? 0, UNTIL);
const pack = await quarterlyPack(house.core, periodOf(dayOf(UNTIL), 3), UNTIL);
for (const one of [...(form === null ? [] : await formFile(house.core, form)), ...(await packFile(house.core, pack))]) {
  if (one.type === 'file') write(one.name, Buffer.from(one.data, 'base64'));
}
await house.stop();
await db.close();
