/** `huiyin doctor` for mirai: key, account, WebSocket, and whether the bot is in the groups the roster names. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createMirai } from '../bot/mirai.ts';
import { MIRAI } from '../bot/mirai/frames.ts';
import { idsOf } from '../bot/mirai/groups.ts';
import { MahHttp, type Answer } from '../bot/mirai/http.ts';
import type { Config } from '../config.ts';
import type { Room } from '../domain/directory.ts';
import { bad, good, type Finding } from './finding.ts';

/** How long the server is given for each answer, and for the connection to come up. */
const WAIT_MS = 8000;

const isLocal = (url: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname);

/** @param rooms of the roster; null when it could not be read, then groups are not compared */
export async function checkMirai(
  config: NonNullable<Config['mirai']>,
  rooms: readonly Room[] | null,
): Promise<Finding[]> {
  const { url, verifyKey, qq } = config;
  const nobody = new MahHttp(url, '', WAIT_MS);
  const about = await nobody.get('/about');
  if (about.kind !== 'answered' || about.code !== 0)
    return [
      bad(
        `mirai：连不上 ${url}（${reasonIn(about)}）。请检查 MIRAI_URL，以及 mirai-api-http 是否在运行、adapters 里有没有 http`,
      ),
    ];
  const version = textIn(about.data, 'version');
  const verified = await nobody.post('/verify', { verifyKey });
  if (verified.kind !== 'answered' || verified.code !== 0)
    return [
      bad(
        `mirai：密钥不对（${reasonIn(verified)}）。MIRAI_VERIFY_KEY 应与 setting.yml 的 verifyKey 一致，含 # 时加引号`,
      ),
    ];
  const session = new MahHttp(url, String(verified.body['session']), WAIT_MS);
  const bound = await session.post('/bind', { qq: Number(qq) });
  if (bound.kind !== 'answered' || bound.code !== 0) return [await notBound(session, qq, bound)];
  try {
    const info = await session.get('/sessionInfo');
    const name = info.kind === 'answered' ? textIn((info.data as { qq?: unknown } | null)?.qq, 'nickname') : '';
    const secrecy = url.startsWith('http:') && !isLocal(url) ? '；连接没有加密，只宜在内网' : '';
    return [
      good(`mirai：mirai-api-http ${version}，账号 ${qq}${name === '' ? '' : `（${name}）`}已登录${secrecy}`),
      await webSocket(config),
      ...(rooms === null ? [] : compareGroups(await session.get('/groupList'), rooms, qq)),
    ];
  } finally {
    await session.post('/release', { qq: Number(qq) });
  }
}

async function notBound(session: MahHttp, qq: string, bound: Answer): Promise<Finding> {
  if (bound.kind === 'answered' && bound.code === 6)
    return bad('mirai：mirai-api-http 开着 singleMode，请在 setting.yml 里改为 false');
  const list = await session.get('/botList');
  const present = list.kind === 'answered' && Array.isArray(list.data) ? list.data.map(String) : [];
  return bad(
    `mirai：账号 ${qq} 没有登录（${reasonIn(bound)}）。已登录的账号：${present.join('、') || '没有'}；请先在 mirai 上登录，或改 MIRAI_QQ`,
  );
}

async function webSocket(config: NonNullable<Config['mirai']>): Promise<Finding> {
  const adapter = createMirai({ ...config, clock: () => Date.now(), log: { warn: () => undefined } });
  try {
    await adapter.start({ onMessage: () => undefined, onState: () => undefined });
    for (let waited = 0; waited < WAIT_MS && adapter.state().kind === 'connecting'; waited += 50) await sleep(50);
    const state = adapter.state();
    if (state.kind === 'online') return good('mirai：WebSocket 已连接，收得到消息');
    return bad(`mirai：收不到消息，WebSocket 连不上（${state.kind === 'offline' ? state.reason : '没有回应'}）`);
  } finally {
    await adapter.stop();
  }
}

/** A room of the roster without the bot hears nothing; a group the roster does not know is none of its business yet. */
function compareGroups(answer: Answer, rooms: readonly Room[], qq: string): Finding[] {
  if (answer.kind !== 'answered' || !Array.isArray(answer.data))
    return [bad(`mirai：读不到群列表（${reasonIn(answer)}）`)];
  const present = idsOf(answer.data);
  const named = rooms.filter(({ address }) => address.platform === MIRAI && address.kind === 'group');
  const absent = named.filter(({ address }) => !present.has(address.id));
  const ids = new Set(named.map(({ address }) => address.id));
  const unknown = (answer.data as object[]).filter((group) => !ids.has(String((group as { id?: unknown }).id)));
  return [
    ...(named.length === 0
      ? [bad('mirai：名册里没有 mirai 的群，请在群表的“平台”一列填 mirai，“群号”一列填 QQ 群号')]
      : []),
    ...absent.map(({ name, address }) =>
      bad(`mirai：机器人不在“${name}”（${address.id}）里，请把 QQ ${qq} 拉进群，或在群表里更正群号`),
    ),
    ...(named.length > absent.length ? [good(`mirai：名册里的群，机器人在 ${named.length - absent.length} 个`)] : []),
    ...(unknown.length > 0
      ? [
          good(
            `mirai：机器人还在 ${unknown.length} 个名册里没有的群：${unknown
              .map((group) => `${textIn(group, 'name')}（${textIn(group, 'id')}）`)
              .join('、')}。要用就补进群表`,
          ),
        ]
      : []),
  ];
}

const textIn = (value: unknown, field: string): string =>
  String((value as Record<string, unknown> | null | undefined)?.[field] ?? '');

const reasonIn = (answer: Answer): string =>
  answer.kind === 'answered' ? answer.words || `返回码 ${answer.code}` : answer.reason;
