/** `huiyin doctor` for OneBot: every account over every connection, and whether the bot is in the groups of the roster. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createOneBot } from '../bot/onebot.ts';
import { ONEBOT } from '../bot/onebot/frames.ts';
import { isLoopback } from '../bot/onebot/loopback.ts';
import type { ConnectionState } from '../bot/port.ts';
import type { Config } from '../config.ts';
import type { Room } from '../domain/directory.ts';
import { bad, good, type Finding } from './finding.ts';

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
    const where = groups === null ? '' : `，在 ${groups.size} 个群里`;
    return good(`OneBot：账号 ${name} 已连接${where}${open ? '；连接没有加密，只宜在内网' : ''}`);
  }
  const reason = state.kind === 'offline' ? state.reason : '没有回应';
  return bad(`OneBot：${name} 连不上（${reason}）。${remedyFor(reason)}`);
}

/** What to do about a reason, as the operator finds it in NapCat and LLBot. */
const remedies: readonly [RegExp, string][] = [
  [/令牌/, 'ONEBOT_TOKEN 要与 NapCat 等“网络配置”里的 token 一字不差，含 # 时加引号'],
  [/离线|下线|停用/, '在 OneBot 程序里重新登录这个 QQ 后会自动恢复'],
  [/问不出登录的账号/, '请确认 QQ 已登录，地址上是 OneBot 11，且地址不带 /event'],
  [/HTTP/, '这个地址上的不是 OneBot 的 WebSocket，请核对端口和路径'],
  [/没有连 (?:API|Event)/, '请在 OneBot 程序里改用 Universal，或把 API 和 Event 两条都填上'],
];
const remedyFor = (reason: string): string =>
  remedies.find(([pattern]) => pattern.test(reason))?.[1] ??
  '请确认 NapCat 等在运行，“网络配置”里启用了 WebSocket 服务器，主机、端口与 ONEBOT_URL 一致；在别的机器或容器里的，它的主机要填 0.0.0.0';

async function atTheDoor(
  door: { url: string; trouble: string | null } | null,
  { consolePort }: OneBotChecks,
): Promise<Finding[]> {
  if (door === null) return [];
  const { url, trouble } = door;
  if (trouble === null) return [good(`OneBot：反向 WebSocket 开在 ${url}`)];
  if (/已被占用/.test(trouble)) {
    const running = await runningState(consolePort);
    if (running === null)
      return [bad(`OneBot：${trouble}，账号连不进来。请关掉占用它的程序，或改 ONEBOT_REVERSE_PORT`)];
    return running.kind === 'online'
      ? [good(`OneBot：回音正在运行，账号 ${running.account} 已连接`)]
      : [bad(`OneBot：回音正在运行，但${running.kind === 'offline' ? running.reason : '还没有连上'}`)];
  }
  return [
    bad(
      `OneBot：${trouble}。请在 NapCat 等的“网络配置”里新建 WebSocket 客户端，地址填 ${url}（在别的机器或容器里的，填这台机器的地址，并设 ONEBOT_REVERSE_HOST=0.0.0.0），token 与 ONEBOT_TOKEN 一字不差`,
    ),
  ];
}

/** How OneBot is in the bot that runs on this machine; null when none answers at the console's port. */
async function runningState(port: number): Promise<ConnectionState | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/state`, { signal: AbortSignal.timeout(2000) });
    const { connections } = (await answer.json()) as { connections: { platform: string; state: ConnectionState }[] };
    return connections.find(({ platform }) => platform === ONEBOT)?.state ?? null;
  } catch {
    return null;
  }
}

/** A room of the roster without the bot hears nothing. */
function compareGroups(accounts: readonly Account[], rooms: readonly Room[] | null): Finding[] {
  const lists = accounts.flatMap(({ state, groups }) => (state.kind === 'online' && groups !== null ? [groups] : []));
  if (rooms === null || lists.length === 0) return [];
  const named = rooms.filter(({ address }) => address.platform === ONEBOT && address.kind === 'group');
  if (named.length === 0)
    return [bad('OneBot：名册里没有 onebot 的群，请在群表的“平台”一列填 onebot，“群号”一列填 QQ 群号')];
  const absent = named.filter(({ address }) => !lists.some((groups) => groups.has(address.id)));
  return [
    ...absent.map(({ name, address }) =>
      bad(`OneBot：机器人不在“${name}”（${address.id}）里，请把机器人的 QQ 拉进群，或在群表里更正群号`),
    ),
    ...(named.length > absent.length ? [good(`OneBot：名册里的群，机器人在 ${named.length - absent.length} 个`)] : []),
  ];
}
