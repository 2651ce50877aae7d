/** `huiyin doctor`: what is wrong with configuration, database, time zone, calendar and chat, and how to mend it. */
import { join } from 'node:path';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { connect, type Database } from '../db/connect.ts';
import { checkEventLog } from '../db/event-log.ts';
import { checkRows } from '../db/row-check.ts';
import { queueState } from '../db/outbox.ts';
import { DatabaseUnavailable } from '../db/unavailable.ts';
import { FAILED_DAYS } from '../domain/channel.ts';
import { DAY, yearOf } from '../domain/time.ts';
import { readRoster, type Readers } from '../services/roster-memory.ts';
import { checkWecom } from './doctor-wecom.ts';
import { doctorSays, findingTitles } from '../wording/doctor.ts';
import { doctorFaults } from '../wording/refusals/doctor.ts';
import { bad, good, type Finding } from './finding.ts';
import { print } from './say.ts';
import { tamperedWords } from '../wording/integrity.ts';

/** How long a chat connection is given to come up. */
const CHAT_WAIT_MS = 8000;

/**
 * Prints a line a check; the exit code is 1 when something is wrong.
 * @param options.connect logs in where that would cut off a running bot
 */
export async function doctor(env: NodeJS.ProcessEnv, options: { connect: boolean }): Promise<void> {
  const findings: Finding[] = [];
  const config = read(env, findings);
  if (config !== null) {
    findings.push(...timeZone(env));
    const db = await database(config, findings);
    const readers = db === null ? null : await readRoster(db).catch(() => null);
    if (db !== null) {
      findings.push(...(await content(db, readers)));
      await db.close();
    }
    const rooms = readers?.directory.data.rooms ?? null;
    if (config.chat.includes('onebot') && config.onebot !== null) {
      const { checkOneBot } = await import('./doctor-onebot.ts');
      findings.push(...(await checkOneBot(config.onebot, { rooms, consolePort: config.port })));
    }
    if (config.chat.includes('mirai') && config.mirai !== null) {
      const { checkMirai } = await import('./doctor-mirai.ts');
      findings.push(...(await checkMirai(config.mirai, rooms)));
    }
    findings.push(
      ...(await checkWecom(config, readers?.directory ?? null, { waitMs: CHAT_WAIT_MS, connect: options.connect })),
    );
  }
  for (const { kind, words } of findings) print(`${findingTitles[kind]}　${words}`);
  if (findings.some((finding) => finding.kind === 'bad')) process.exitCode = 1;
}

function read(env: NodeJS.ProcessEnv, findings: Finding[]): Config | null {
  try {
    const config = readConfig(env);
    findings.push(good(doctorSays.configuration(config.chat, config.port)));
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    findings.push(bad(error.message));
    return null;
  }
}

/** The rules count in Shanghai whatever the machine says; a clock that is off moves every deadline. */
function timeZone(env: NodeJS.ProcessEnv): Finding[] {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = new Date();
  const shown = now.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
  return [
    good(doctorSays.timeZone(env['TZ'] ?? zone, shown)),
    ...(now.getUTCFullYear() < 2025 ? [bad(doctorFaults.clock())] : []),
  ];
}

async function database(config: Config, findings: Finding[]): Promise<Database | null> {
  try {
    const db = await connect({ url: config.databaseUrl, dataDir: join(config.dataDir, 'db') });
    await db.ping();
    findings.push(good(doctorSays.database(db.kind === 'pglite' ? config.dataDir : null)));
    return db;
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    // The bot itself holds the folder while it runs, and that is when people look.
    findings.push(
      error.problem === 'folder-in-use' ? good(doctorSays.inUse()) : bad(doctorFaults.database(error.message)),
    );
    return null;
  }
}

async function content(db: Database, readers: Readers | null): Promise<Finding[]> {
  if (readers === null) return [bad(doctorFaults.noTables())];
  const { directory, rules, refusedSettings } = readers;
  const { units, people, rooms } = directory.data;
  const year = yearOf(Date.now());
  const unbound = people.filter((person) => person.accounts.length === 0).length;
  const queue = await queueState(db, Date.now() - FAILED_DAYS * DAY);
  const [log, rows] = await Promise.all([checkEventLog(db), checkRows(db)]);
  return [
    units.length === 0
      ? bad(doctorFaults.noRoster())
      : good(doctorSays.roster(units.length, people.length, rooms.length)),
    ...(unbound > 0 ? [bad(doctorFaults.unbound(unbound))] : []),
    ...(directory.liaisonRooms().length === 0 ? [bad(doctorFaults.noLiaisonRoom())] : []),
    ...(directory.holdersOf('office').length === 0 ? [bad(doctorFaults.noOffice())] : []),
    ...(directory.holdersOf('inspector').length === 0 ? [bad(doctorFaults.noInspector())] : []),
    ...[year, year + 1].map((one) =>
      rules.calendar.isPublished(one)
        ? good(doctorSays.holidays(one))
        : one === year
          ? bad(doctorFaults.noHolidays(one))
          : good(doctorSays.holidaysLater(one)),
    ),
    ...refusedSettings.map((key) => bad(doctorFaults.setting(key))),
    log.broken.length > 0 ? bad(doctorFaults.brokenLog(log.broken)) : good(doctorSays.log(log.events)),
    rows.changed.length > 0 ? bad(tamperedWords(rows.changed)) : good(doctorSays.issues(rows.issues)),
    queue.dead > 0 ? bad(doctorFaults.dead(queue.dead, queue.waiting)) : good(doctorSays.outbox(queue.waiting)),
  ];
}
