/** `huiyin rehearse`: months of work in memory, then what each group saw, the tables and the flags. */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { MemoryChat, type HeardMessage } from '../bot/memory.ts';
import { compose } from '../compose.ts';
import { connect } from '../db/connect.ts';
import { checkRows } from '../db/row-check.ts';
import { loadEmerging } from '../db/emerging.ts';
import { jointItemsFor } from '../db/joint-items.ts';
import { migrate } from '../db/migrate.ts';
import { loadFlags, loadTable } from '../db/supervision.ts';
import { DEMO_PLATFORM, loadDemoIfEmpty } from '../demo/district.ts';
import { addressKey } from '../domain/message.ts';
import { addMonths, dayOf, HOUR, instantAt, monthOf, startOfDay, type Instant } from '../domain/time.ts';
import { audit } from '../rehearsal/audit.ts';
import { createRandom } from '../rehearsal/random.ts';
import { rehearse as play } from '../rehearsal/rehearsal.ts';
import { inventedReports, messagesFrom, UnreadableMessages, type PlannedReport } from '../rehearsal/reports.ts';
import { createVault } from '../services/vault.ts';
import { emergingLine, weekWords } from '../wording/emerging.ts';
import { flagLine } from '../wording/flags.ts';
import { momentWords } from '../wording/format.ts';
import { jointItemInFull } from '../wording/joint-items.ts';
import { fullTable } from '../wording/tables.ts';
import { createLog, print } from './open.ts';
import { createProgress } from './progress.ts';

export interface RehearseOptions {
  months: string;
  messages?: string;
  seed: string;
  transcript?: string;
}

/** Where invented months begin: a Monday of the demo's present. */
const FROM = '2026-01-05';
/** Departments that take their time, for the flags to find. */
const SLOW = ['交通运输局', '教育局'];
/** Messages of the liaison group and of one unit's group shown at the end. */
const SHOWN = 6;

export async function rehearse(options: RehearseOptions): Promise<void> {
  const months = Number(options.months);
  const seed = Number(options.seed);
  if (!Number.isInteger(months) || months < 1 || months > 24 || !Number.isInteger(seed)) {
    print('--months 应为 1 到 24 的整数，--seed 应为整数');
    process.exitCode = 1;
    return;
  }
  let given: PlannedReport[] | null = null;
  try {
    if (options.messages !== undefined) given = await messagesFrom(options.messages);
  } catch (error) {
    if (!(error instanceof UnreadableMessages)) throw error;
    print(error.message);
    process.exitCode = 1;
    return;
  }
  const db = await connect({ inMemory: true });
  try {
    await migrate(db);
    const vault = createVault(randomBytes(32));
    await loadDemoIfEmpty(db, vault.seal);
    await playOn(db, vault, { ...options, months, seed, given });
  } finally {
    await db.close();
  }
}

async function playOn(
  db: Awaited<ReturnType<typeof connect>>,
  vault: ReturnType<typeof createVault>,
  options: Pick<RehearseOptions, 'transcript'> & { months: number; seed: number; given: PlannedReport[] | null },
): Promise<void> {
  const clock = { now: startOfDay(FROM) };
  const rooms = new Map<string, { count: number; last: HeardMessage[] }>();
  const file = options.transcript === undefined ? null : createWriteStream(options.transcript);
  const roomName = (key: string): string =>
    house.core.readers().directory.data.rooms.find((room) => addressKey(room.address) === key)?.name ?? key;
  const chat = new MemoryChat(
    DEMO_PLATFORM,
    () => clock.now,
    (message) => {
      const key = addressKey(message.room);
      const room = rooms.get(key) ?? { count: 0, last: [] };
      rooms.set(key, { count: room.count + 1, last: [...room.last.slice(1 - SHOWN), message] });
      file?.write(`【${roomName(key)}】${yearWords(message.at)} ${message.text}\n\n`);
    },
  );
  const random = createRandom(options.seed);
  if (options.given?.[0] !== undefined) clock.now = options.given[0].at - HOUR;
  const house = await compose({ db, adapters: [chat], vault, clock: () => clock.now, log: createLog('warn') });
  await house.start();
  await house.runner.runDue();
  const { directory, calendar } = house.core.readers().rules;
  const reports = options.given ?? [...inventedReports(directory, FROM, options.months, random, true)];
  const last = reports.at(-1)?.at ?? clock.now;
  // Until the table of the last month is out.
  const until = instantAt(calendar.firstWorkingDayOf(addMonths(monthOf(last), 1)), '12:00');
  const from = clock.now;
  const started = performance.now();
  const progress = createProgress();
  const counts = await play({
    house,
    chat,
    reports,
    random,
    slow: SLOW,
    clock,
    until,
    onProgress: (at, reported) => progress.show((at - from) / (until - from), `${dayOf(at)} 已上报 ${reported} 件`),
  });
  progress.done();
  await house.quiet();
  const seconds = (performance.now() - started) / 1000;
  if (file !== null) await new Promise((resolve) => file.end(resolve));

  print(
    `\n演练 ${dayOf(from)} 至 ${dayOf(until)}：上报 ${counts.reported} 件，疑似违纪线索不予登记 ${counts.clues} 件，走访 ${counts.visits} 次，命令 ${counts.commands} 条，定时任务 ${counts.jobs} 次，用时 ${seconds.toFixed(1)} 秒`,
  );
  print('\n各群收到的消息：');
  for (const [key, { count }] of [...rooms].sort((a, b) => b[1].count - a[1].count).slice(0, 12))
    print(`  ${roomName(key)}：${count} 条`);
  const busiest = [...rooms]
    .filter(([key]) => key.includes(':group:unit'))
    .sort((a, b) => b[1].count - a[1].count)[0]?.[0];
  for (const key of [directory.liaisonRooms().map((room) => addressKey(room.address))[0], busiest]) {
    if (key === undefined) continue;
    print(`\n—— ${roomName(key)}，最后 ${SHOWN} 条 ——`);
    for (const message of rooms.get(key)?.last ?? []) print(`[${yearWords(message.at)}] ${message.text}\n`);
  }
  await printTables(house.core.db, monthOf(from), monthOf(last));
  const flags = await loadFlags(db, `${addMonths(monthOf(until), -1)}-01`, null);
  print(`\n—— 最近的预警（${flags.length} 条；演练中拖延的单位：${SLOW.join('、')}）——`);
  for (const flag of flags.slice(0, 12)) print(flagLine(flag, null, directory, flag.day));
  const surges = await loadEmerging(db, dayOf(from));
  print(`\n—— 倾向性苗头（${surges.length} 条）——`);
  for (const one of surges) print(`${weekWords(one.week)} ${emergingLine(one, directory)}`);
  const items = await jointItemsFor(
    db,
    surges.map(({ id }) => id),
  );
  for (const item of new Map([...items.values()].map((one) => [one.number, one])).values())
    print(`\n${jointItemInFull(item, directory, dayOf(until))}`);
  await house.stop();
}

async function printTables(db: Awaited<ReturnType<typeof connect>>, first: string, last: string): Promise<void> {
  let checked = 0;
  const differences: string[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) {
    const table = await loadTable(db, month);
    if (table === null) {
      differences.push(`${month} 没有发布`);
      continue;
    }
    checked += 1;
    differences.push(...(await audit(db, table)));
    if (month === last) print(`\n${fullTable(table)}`);
  }
  print(
    `\n核对：${checked} 个月的督查表逐单位与事件记录重新统计比对，${differences.length === 0 ? '全部一致' : `${differences.length} 处不符`}`,
  );
  const { issues, changed } = await checkRows(db);
  print(`逐件重演 ${issues} 件事项的经过，${changed.length === 0 ? '与登记全部一致' : `${changed.length} 件不符`}`);
  differences.push(...changed.map((number) => `#${number} 的登记与经过不符`));
  for (const difference of differences.slice(0, 20)) print(`  ${difference}`);
  if (differences.length > 0) process.exitCode = 1;
}

const yearWords = (at: Instant): string => `${dayOf(at).slice(0, 4)}年${momentWords(at)}`;
