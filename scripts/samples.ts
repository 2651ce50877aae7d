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
import { teamName } from '../domain/directory.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import { quarterOf } from '../domain/text/quarter.ts';
import { monthsPeriod } from '../domain/period.ts';
import { dayOf, monthOf, monthRange, startOfDay, instantAt, type Instant } from '../domain/time.ts';
import { createRandom } from '../rehearsal/random.ts';
import { rehearse } from '../rehearsal/rehearsal.ts';
import { inventedReports } from '../rehearsal/reports.ts';
import { funnelChart, survivalChart, trendChart, unitCardChart } from '../services/charts/make.ts';
import { coverageChart } from '../services/charts/coverage.ts';
import { diaryOf } from '../services/diary/diary.ts';
import { diaryDocument, diaryPages, diarySheets } from '../services/diary/files.ts';
import { evidenceOf, recentEmerging } from '../services/emerging/show.ts';
import { handoverForm } from '../services/handover/form.ts';
import { packDocument, packOfQuarter } from '../services/handover/pack-edition.ts';
import { exportLedger } from '../services/ledger/export.ts';
import { tablePages } from '../services/monthly/edition.ts';
import { circularDocument } from '../services/papers/circular.ts';
import { formFile } from '../services/papers/handover.ts';
import { monthlyReportDocument } from '../services/papers/monthly-report.ts';
import { orderFile } from '../services/papers/supervise-order.ts';
import { createVault } from '../services/vault.ts';
import { allPlaces } from '../services/visits/coverage.ts';
import { coverageIn } from '../services/visits/coverage-shown.ts';
import { diaryFileName } from '../wording/diary.ts';

/** The same seed and days give the same samples. */
const SEED = 1;
const FROM = '2026-01-05';
const MONTHS = 3;
const MONTH = '2026-03';
const UNTIL: Instant = instantAt('2026-04-03', '12:00');
/** Departments that take their time in the rehearsal. */
const SLOW = ['交通运输局', '教育局'];
const SHOWN = '交通运输局';
const SHOWN_TOWN = '城厢街道';
/** Issues of a diary a picture shows. */
const LISTED = 15;

const folder = new URL('../docs/samples/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (name !== 'README.md') rmSync(new URL(encodeURIComponent(name), folder));
const write = (name: string, bytes: Uint8Array): void => {
  writeFileSync(new URL(encodeURIComponent(name), folder), bytes);
  process.stdout.write(`${name}　${Math.ceil(bytes.length / 1024)} KB\n`);
};

const keepPages = (name: string, pages: readonly Uint8Array[]): void =>
  pages.forEach((page, index) => write(pages.length === 1 ? `${name}.png` : `${name}-${index + 1}.png`, page));

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
// The day it is of changes with the rehearsal; the README shows it by a name that does not.
if (summary?.type === 'image') write('督查日报.png', Buffer.from(summary.data, 'base64'));
for (const chart of [
  await trendChart(house.core, null, UNTIL),
  await funnelChart(house.core, UNTIL),
  await survivalChart(house.core, unit, UNTIL),
  await unitCardChart(house.core, unit, UNTIL),
]) {
  keepPages(chart?.name ?? '', chart?.pages ?? []);
}
const whole = { units: [unit], places: null, text: null, from: null, to: null };
write(`台账-${SHOWN}.xlsx`, await buffer(await exportLedger(house.core, whole, UNTIL)));

// Of what the weekly look raised, the week with most issues.
const raised = await recentEmerging(house.core, UNTIL, null);
const [surge] = raised.sort((a, b) => (b.evidence.counts.at(-1) ?? 0) - (a.evidence.counts.at(-1) ?? 0));
for (const one of surge === undefined ? [] : await evidenceOf(house.core, surge, UNTIL))
  if (one.type === 'image') write(one.name, Buffer.from(one.data, 'base64'));

// Inspectors take the upper steps on what that unit has overdue longest.
const inspector = directory.holdersOf('inspector')[0]?.accounts[0]?.account ?? '';
const late = await db.query<{ number: number }>(
  `select number from issues where unit = $1::int and due < $2::text::timestamptz and outcome_at is null
     and closed_at is null and status <> 'shelved' order by due limit 6`,
  [unit, new Date(UNTIL).toISOString()],
);
const [worst] = late;
const room = { platform: DEMO_PLATFORM, kind: 'private' as const, id: inspector };
const say = async (text: string): Promise<void> => {
  chat.say({ room, account: inspector, name: '督查联络员', text });
  await house.quiet();
};
await say(`督办 #${worst?.number ?? 0} 本周内现场办结，结果当面告知反映人`);
for (const { number } of late) await say(`通报 #${number} 多次催办仍未办结`);
const keep = (segments: readonly OutgoingSegment[]): void => {
  for (const one of segments) if (one.type === 'file') write(one.name, Buffer.from(one.data, 'base64'));
};
keep(await orderFile(house.core, 1));
keep(await circularDocument(house.core, monthOf(UNTIL), UNTIL));
keep(await monthlyReportDocument(house.core, MONTH, UNTIL));

const [busiest] = await db.query<{ reporter: number }>(
  `select reporter from issues where reported_at >= $1::text::timestamptz group by reporter
   order by count(*) desc, reporter limit 1`,
  [new Date(monthRange(MONTH).from).toISOString()],
);
const team = directory.data.teams.find(({ members }) => members.includes(busiest?.reporter ?? -1));
const march = monthsPeriod(MONTH);
if (team !== undefined) {
  const diary = await diaryOf(house.core, { name: teamName(team), people: team.members }, march, UNTIL);
  keep(await diaryDocument(house.core, diary));
  keep(await diarySheets(house.core, diary));
  keepPages(diaryFileName(diary), await diaryPages(house.core, diary, LISTED));
}
for (const name of ['全区', SHOWN_TOWN]) {
  const all = allPlaces(house.core, march.to, march);
  const town = directory.data.units.find((one) => one.name === name)?.id ?? null;
  const places = town === null ? all : all.filter((one) => one.town === town);
  const shown = { until: march.to, now: UNTIL, own: false, often: false };
  const chart = await coverageChart(house.core, await coverageIn(house.core, { name, places }, shown));
  keepPages(chart.name, chart.pages);
}

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
const pack = await packOfQuarter(house.core, quarterOf(dayOf(UNTIL)), UNTIL);
if (form !== null) keep(await formFile(house.core, form));
keep(packDocument(pack));
await house.stop();
await db.close();
