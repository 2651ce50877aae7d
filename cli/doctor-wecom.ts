/** What doctor looks at for WeCom. It does not log the robot in by itself: that would cut off the one that is running. */
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { ConnectionState } from '../bot/port.ts';
import { knowsKey, WECOM_WEBHOOK } from '../bot/wecom-webhook.ts';
import { WECOM } from '../bot/wecom/callbacks.ts';
import type { Config } from '../config.ts';
import type { Directory } from '../domain/directory.ts';
import { bad, good, note, type Finding } from './finding.ts';

/** Where WeCom's robots connect. */
const WECOM_SERVER = 'wss://openws.work.weixin.qq.com';

const BINDING =
  '企业微信绑定：① 把机器人拉进群，管理员在群里 @它 发“绑定”，它报出群号，登记到群表；② 每人在群里 @它 发“绑定”，它报出账号，再私聊它发一次，否则收不到私信；③ 双访办发送：绑定 wecom:账号 姓名 单位。详见 docs/platforms.md';

export interface WecomChecks {
  /** How long a connection is given. */
  waitMs: number;
  /** Logs the robot in to try its secret, although that cuts off another program that is logged in. */
  connect: boolean;
}

/** @param directory null when the roster cannot be read */
export async function checkWecom(config: Config, directory: Directory | null, checks: WecomChecks): Promise<Finding[]> {
  return [
    ...(config.chat.includes('wecom') && config.wecom !== null
      ? [...(await robot(config, config.wecom, checks)), bindings(directory)]
      : []),
    ...(config.chat.includes('wecom-webhook') && config.wecomWebhook !== null
      ? await webhooks(config.wecomWebhook, directory, checks)
      : []),
  ];
}

async function robot(config: Config, wecom: NonNullable<Config['wecom']>, checks: WecomChecks): Promise<Finding[]> {
  if (checks.connect) return [connected(await logIn(wecom, checks.waitMs))];
  const running = await runningState(config.port);
  if (running !== null) return [connected(running)];
  const trouble = await reach(wecom.url ?? WECOM_SERVER, checks.waitMs);
  return trouble === null
    ? [
        good('企业微信：服务器连得上'),
        note(
          '企业微信：没有登录机器人，因为登录会把正在运行的回音顶下线。要核对 WECOM_BOT_ID 和 WECOM_SECRET，先停掉所有回音，再运行 huiyin doctor --connect',
        ),
      ]
    : [bad(`企业微信：服务器连不上（${trouble}）。请检查本机能否访问外网，私有部署请填 WECOM_WS_URL`)];
}

const connected = (state: ConnectionState): Finding =>
  state.kind === 'online'
    ? good(`企业微信：机器人已登录（${state.account}）`)
    : bad(`企业微信：机器人没有登录${state.kind === 'offline' ? `，${state.reason}` : '，正在连接'}`);

async function logIn(wecom: NonNullable<Config['wecom']>, waitMs: number): Promise<ConnectionState> {
  const { createWecom } = await import('../bot/wecom.ts');
  const adapter = createWecom({ ...wecom, clock: () => Date.now(), log: { error: () => undefined } });
  try {
    await adapter.start({ onMessage: () => undefined, onState: () => undefined });
    for (let waited = 0; waited < waitMs && adapter.state().kind === 'connecting'; waited += 50) await sleep(50);
    return adapter.state();
  } finally {
    await adapter.stop();
  }
}

/** How the robot is in the program that runs on this machine; null when none answers at the console's port. */
async function runningState(port: number): Promise<ConnectionState | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/state`, { signal: AbortSignal.timeout(2000) });
    const { connections } = (await answer.json()) as { connections: { platform: string; state: ConnectionState }[] };
    return connections.find((one) => one.platform === WECOM)?.state ?? null;
  } catch {
    return null;
  }
}

/** Opens a connection and closes it, without logging in; null, or what is in the way. */
const reach = (url: string, waitMs: number): Promise<string | null> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url, { handshakeTimeout: waitMs });
    socket.on('open', () => {
      resolve(null);
      socket.terminate();
    });
    socket.on('error', (error) => resolve(error.message));
  });

function bindings(directory: Directory | null): Finding {
  const { rooms = [], people = [] } = directory?.data ?? {};
  const groups = rooms.filter((room) => room.address.platform === WECOM).length;
  const bound = people.filter((person) => person.accounts.some((account) => account.platform === WECOM)).length;
  return groups > 0 && bound > 0 ? good(`企业微信：登记群 ${groups} 个，绑定 ${bound} 人`) : note(BINDING);
}

async function webhooks(
  options: NonNullable<Config['wecomWebhook']>,
  directory: Directory | null,
  { waitMs }: WecomChecks,
): Promise<Finding[]> {
  const rooms = (directory?.data.rooms ?? []).filter((room) => room.address.platform === WECOM_WEBHOOK);
  const findings = rooms
    .filter((room) => !options.keys.has(room.address.id))
    .map((room) =>
      bad(`企业微信群机器人：WECOM_WEBHOOKS 里没有“${room.address.id}”（${room.name}），这个群收不到消息`),
    );
  for (const room of options.keys.keys()) {
    if (directory !== null && !rooms.some((one) => one.address.id === room))
      findings.push(
        bad(`企业微信群机器人：“${room}”不在名册里，请在群表里加一行：平台 ${WECOM_WEBHOOK}，群号 ${room}`),
      );
    const known = await knowsKey({ ...options, clock: () => Date.now(), answerMs: waitMs }, room);
    findings.push(
      known === null
        ? bad(`企业微信群机器人：连不上企业微信，没能核对“${room}”的密钥，请检查本机能否访问外网`)
        : known
          ? good(`企业微信群机器人：“${room}”的密钥有效`)
          : bad(`企业微信群机器人：“${room}”的密钥无效或机器人已被移出群，请在群设置里重新复制地址`),
    );
  }
  return findings;
}
