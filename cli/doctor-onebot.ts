/** `huiyin doctor` for OneBot: every account over every connection, and whether the bot is in the groups of the roster. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createOneBot } from '../bot/onebot.ts';
import { ONEBOT } from '../bot/onebot/frames.ts';
import { isLoopback } from '../bot/onebot/loopback.ts';
import type { Config } from '../config.ts';
import type { Room } from '../domain/directory.ts';
import { doctorSaysOfOneBot, noAnswer, notConnectedYet } from '../wording/doctor.ts';
import { doctorOnOneBotFaults, oneBotRemedies } from '../wording/refusals/doctor.ts';
import { bad, good, type Finding } from './finding.ts';
import { runningState } from './running.ts';

type OneBotConfig = NonNullable<Config['onebot']>;
type Account = ReturnType<ReturnType<typeof createOneBot>['accounts']>[number];

export interface OneBotChecks {
  /** Rooms of the roster; null when it could not be read, then groups are not compared. */
  rooms: readonly Room[] | null;
  /** Port of the console, at which a running bot tells how it is connected. */
  consolePort: number;
  /** How long connections are given to come up. Programs that come by themselves try every 3 to 5 seconds. */
  waitMs?: number;
}

export async function checkOneBot(config: OneBotConfig, checks: OneBotChecks): Promise<Finding[]> {
  const bot = createOneBot({ ...config, clock: () => Date.now(), log: { warn: () => undefined } });
  try {
    await bot.start({ onMessage: () => undefined, onState: () => undefined });
    const waitMs = checks.waitMs ?? 10_000;
    for (let waited = 0; waited < waitMs && bot.troubles() !== ''; waited += 50) await sleep(50);
    const accounts = bot.accounts();
    return [
      ...accounts.map((account) => finding(account, config)),
      ...(await atTheDoor(bot.door(), checks)),
      ...compareGroups(accounts, checks.rooms),
    ];
  } finally {
    await bot.stop();
  }
}

function finding({ name, state, groups }: Account, { urls }: OneBotConfig): Finding {
  if (state.kind === 'online') {
    const open = urls.some((url) => url.startsWith('ws:') && !isLoopback(new URL(url).hostname));
    return good(doctorSaysOfOneBot.online(name, groups === null ? null : groups.size, open));
  }
  const reason = state.kind === 'offline' ? state.reason : noAnswer;
  return bad(doctorOnOneBotFaults.offline(name, reason, oneBotRemedies[remedyFor(reason)]()));
}

const remedies: readonly [RegExp, keyof typeof oneBotRemedies][] = [
  [/令牌/, 'token'],
  [/离线|下线|停用/, 'logIn'],
  [/问不出登录的账号/, 'notOneBot'],
  [/HTTP/, 'notWebSocket'],
  [/没有连 (?:API|Event)/, 'bothWays'],
];
const remedyFor = (reason: string): keyof typeof oneBotRemedies =>
  remedies.find(([pattern]) => pattern.test(reason))?.[1] ?? 'start';

async function atTheDoor(
  door: { url: string; trouble: string | null } | null,
  { consolePort }: OneBotChecks,
): Promise<Finding[]> {
  if (door === null) return [];
  const { url, trouble } = door;
  if (trouble === null) return [good(doctorSaysOfOneBot.door(url))];
  if (/已被占用/.test(trouble)) {
    const running = await runningState(consolePort, ONEBOT);
    if (running === null) return [bad(doctorOnOneBotFaults.portTaken(trouble))];
    return running.kind === 'online'
      ? [good(doctorSaysOfOneBot.running(running.account))]
      : [bad(doctorOnOneBotFaults.runningOffline(running.kind === 'offline' ? running.reason : notConnectedYet))];
  }
  return [bad(doctorOnOneBotFaults.nobodyCame(trouble, url))];
}

/** A room of the roster without the bot hears nothing. */
function compareGroups(accounts: readonly Account[], rooms: readonly Room[] | null): Finding[] {
  const lists = accounts.flatMap(({ state, groups }) => (state.kind === 'online' && groups !== null ? [groups] : []));
  if (rooms === null || lists.length === 0) return [];
  const named = rooms.filter(({ address }) => address.platform === ONEBOT && address.kind === 'group');
  if (named.length === 0) return [bad(doctorOnOneBotFaults.noRooms())];
  const absent = named.filter(({ address }) => !lists.some((groups) => groups.has(address.id)));
  return [
    ...absent.map(({ name, address }) => bad(doctorOnOneBotFaults.notInRoom(name, address.id))),
    ...(named.length > absent.length ? [good(doctorSaysOfOneBot.inRooms(named.length - absent.length))] : []),
  ];
}
