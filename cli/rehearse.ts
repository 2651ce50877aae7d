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
import { addMonths, dayOf, HOUR, instantAt, monthOf, startOfDay } from '../domain/time.ts';
import { audit } from '../rehearsal/audit.ts';
import { createRandom } from '../rehearsal/random.ts';
import { rehearse as play, slowUnits } from '../rehearsal/rehearsal.ts';
import { inventedReports, messagesFrom, type PlannedReport } from '../rehearsal/reports.ts';
import { createVault } from '../services/vault.ts';
import { emergingLine, weekWords } from '../wording/emerging.ts';
import { flagLine } from '../wording/flags.ts';
import { jointItemInFull } from '../wording/joint-items.ts';
import * as says from '../wording/rehearsal.ts';
import { commandLineRefusals, messagesFaults } from '../wording/refusals/command-line.ts';
import { fullTable } from '../wording/tables.ts';
import { createLog } from './open.ts';
import { print, Refused } from './say.ts';
import { createProgress } from './progress.ts';

export interface RehearseOptions {
  months: string;
  messages?: string;
  seed: string;
  transcript?: string;
}

/** Where invented months begin: a Monday of the demo's present. */
const FROM = '2026-01-05';
/** Messages of the liaison group and of one unit's group shown at the end. */
const SHOWN = 6;

export async function rehearse(options: RehearseOptions): Promise<void> {
  const months = Number(options.months);
  const seed = Number(options.seed);
  if (!Number.isInteger(months) || months < 1 || months > 24 || !Number.isInteger(seed))
    throw new Refused(commandLineRefusals.howLong());
  const given = options.messages === undefined ? null : await messagesFrom(options.messages);
  if (typeof given === 'string') throw new Refused(messagesFaults[given](options.messages ?? ''));
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
      file?.write(`${says.heardIn(roomName(key), message.at, message.text)}\n\n`);
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
    slow: slowUnits,
    clock,
    until,
    onProgress: (at, reported) => progress.show((at - from) / (until - from), says.progressWords(dayOf(at), reported)),
  });
  progress.done();
  await house.quiet();
  const seconds = (performance.now() - started) / 1000;
  if (file !== null) await new Promise((resolve) => file.end(resolve));

  print(`\n${says.playedWords(dayOf(from), dayOf(until), counts, seconds)}`);
  print(`\n${says.roomsHead}`);
  for (const [key, { count }] of [...rooms].sort((a, b) => b[1].count - a[1].count).slice(0, 12))
    print(`  ${says.roomCount(roomName(key), count)}`);
  const busiest = [...rooms]
    .filter(([key]) => key.includes(':group:unit'))
    .sort((a, b) => b[1].count - a[1].count)[0]?.[0];
  for (const key of [directory.liaisonRooms().map((room) => addressKey(room.address))[0], busiest]) {
    if (key === undefined) continue;
    print(`\n${says.lastOf(roomName(key), SHOWN)}`);
    for (const message of rooms.get(key)?.last ?? []) print(`[${says.yearWords(message.at)}] ${message.text}\n`);
  }
  await printTables(house.core.db, monthOf(from), monthOf(last));
  const flags = await loadFlags(db, `${addMonths(monthOf(until), -1)}-01`, null);
  print(`\n${says.flagsHead(flags.length, slowUnits)}`);
  for (const flag of flags.slice(0, 12)) print(flagLine(flag, null, directory, flag.day));
  const surges = await loadEmerging(db, dayOf(from));
  print(`\n${says.surgesHead(surges.length)}`);
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
      differences.push(says.notIssued(month));
      continue;
    }
    checked += 1;
    differences.push(...(await audit(db, table)));
    if (month === last) print(`\n${fullTable(table)}`);
  }
  print(`\n${says.tablesChecked(checked, differences.length)}`);
  const { issues, changed } = await checkRows(db);
  print(says.issuesReplayed(issues, changed.length));
  differences.push(...changed.map(says.otherwiseThanLog));
  for (const difference of differences.slice(0, 20)) print(`  ${difference}`);
  if (differences.length > 0) process.exitCode = 1;
}
