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
import { bad, findingTitles, good, type Finding } from './finding.ts';
import { print } from './open.ts';
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
    findings.push(good(`配置：聊天平台 ${config.chat.join('、')}，端口 ${config.port}`));
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
    good(`时区：本机 ${env['TZ'] ?? zone}，规则一律按北京时间，现在是 ${shown}`),
    ...(now.getUTCFullYear() < 2025 ? [bad('本机时钟早于 2025 年，请校时，否则所有期限都会错')] : []),
  ];
}

async function database(config: Config, findings: Finding[]): Promise<Database | null> {
  try {
    const db = await connect({ url: config.databaseUrl, dataDir: join(config.dataDir, 'db') });
    await db.ping();
    findings.push(
      good(
        `数据库：${db.kind === 'pglite' ? `内置，在 ${config.dataDir}（进程被杀不丢数据，断电不作保证，请定期备份）` : 'PostgreSQL'}`,
      ),
    );
    return db;
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    // The bot itself holds the folder while it runs, and that is when people look.
    findings.push(
      error.problem === 'folder-in-use'
        ? good('数据库：回音正在运行，数据文件夹由它使用，未检查内容；要检查名册、发件箱和事件记录，请先停掉它')
        : bad(`数据库：${error.message}`),
    );
    return null;
  }
}

async function content(db: Database, readers: Readers | null): Promise<Finding[]> {
  if (readers === null) return [bad('数据库还没有建表：请运行 huiyin migrate（start 会自动建）')];
  const { directory, rules, refusedSettings } = readers;
  const { units, people, rooms } = directory.data;
  const year = yearOf(Date.now());
  const unbound = people.filter((person) => person.accounts.length === 0).length;
  const queue = await queueState(db, Date.now() - FAILED_DAYS * DAY);
  const [log, rows] = await Promise.all([checkEventLog(db), checkRows(db)]);
  return [
    units.length === 0
      ? bad('名册是空的：请用 huiyin import 导入')
      : good(`名册：单位 ${units.length}，人员 ${people.length}，群 ${rooms.length}`),
    ...(unbound > 0 ? [bad(`${unbound} 人没有绑定聊天账号，收不到提醒：在人员表填账号，或由双访办“绑定”`)] : []),
    ...(directory.liaisonRooms().length === 0
      ? [bad('没有督查联络群：日报、督查表无处发送，请在群表里加用途为“督查联络群”的群')]
      : []),
    ...(directory.holdersOf('office').length === 0 ? [bad('没有双访办人员：退回和延期无人决定')] : []),
    ...(directory.holdersOf('inspector').length === 0 ? [bad('没有督查联络员：督办和预警无人确认')] : []),
    ...[year, year + 1].map((one) =>
      rules.calendar.isPublished(one)
        ? good(`放假安排：${one} 年已有`)
        : one === year
          ? bad(`放假安排：${one} 年没有，工作日暂按周一至周五计，请升级，或运行 huiyin calendar ${one}.json 装入`)
          : good(
              `放假安排：${one} 年还没有，到期日在该年的按周一至周五计；公布后请运行 huiyin calendar ${one}.json，已定的期限会更正`,
            ),
    ),
    ...refusedSettings.map((key) => bad(`设置 ${key} 的值无效，正在用默认值：huiyin settings ${key}`)),
    log.broken.length > 0
      ? bad(
          `事件记录：${log.broken.map((number) => `#${number}`).join('、')} 的记录被改动或缺失，请停用并从备份核对，同时报告纪检监察机关`,
        )
      : good(`事件记录：${log.events} 条，逐条校验无改动`),
    rows.changed.length > 0 ? bad(tamperedWords(rows.changed)) : good(`事项：${rows.issues} 件，与事件记录逐件相符`),
    queue.dead > 0
      ? bad(`发件箱：${queue.dead} 条消息没有送达，待发 ${queue.waiting} 条`)
      : good(`发件箱：待发 ${queue.waiting} 条`),
  ];
}
