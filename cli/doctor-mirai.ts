/** `huiyin doctor` for mirai: key, account, WebSocket, and whether the bot is in the groups the roster names. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createMirai } from '../bot/mirai.ts';
import { MIRAI } from '../bot/mirai/frames.ts';
import { idsOf } from '../bot/mirai/groups.ts';
import { MahHttp, type Answer } from '../bot/mirai/http.ts';
import type { Config } from '../config.ts';
import type { Room } from '../domain/directory.ts';
import { doctorSaysOfMirai, noAnswer, returnCode } from '../wording/doctor.ts';
import { doctorOnMiraiFaults } from '../wording/refusals/doctor.ts';
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
  if (about.kind !== 'answered' || about.code !== 0) return [bad(doctorOnMiraiFaults.noServer(url, reasonIn(about)))];
  const version = textIn(about.data, 'version');
  const verified = await nobody.post('/verify', { verifyKey });
  if (verified.kind !== 'answered' || verified.code !== 0) return [bad(doctorOnMiraiFaults.key(reasonIn(verified)))];
  const session = new MahHttp(url, String(verified.body['session']), WAIT_MS);
  const bound = await session.post('/bind', { qq: Number(qq) });
  if (bound.kind !== 'answered' || bound.code !== 0) return [await notBound(session, qq, bound)];
  try {
    const info = await session.get('/sessionInfo');
    const name = info.kind === 'answered' ? textIn((info.data as { qq?: unknown } | null)?.qq, 'nickname') : '';
    return [
      good(doctorSaysOfMirai.online(version, qq, name, url.startsWith('http:') && !isLocal(url))),
      await webSocket(config),
      ...(rooms === null ? [] : compareGroups(await session.get('/groupList'), rooms, qq)),
    ];
  } finally {
    await session.post('/release', { qq: Number(qq) });
  }
}

async function notBound(session: MahHttp, qq: string, bound: Answer): Promise<Finding> {
  if (bound.kind === 'answered' && bound.code === 6) return bad(doctorOnMiraiFaults.singleMode());
  const list = await session.get('/botList');
  const present = list.kind === 'answered' && Array.isArray(list.data) ? list.data.map(String) : [];
  return bad(doctorOnMiraiFaults.noAccount(qq, reasonIn(bound), present));
}

async function webSocket(config: NonNullable<Config['mirai']>): Promise<Finding> {
  const adapter = createMirai({ ...config, clock: () => Date.now(), log: { warn: () => undefined } });
  try {
    await adapter.start({ onMessage: () => undefined, onState: () => undefined });
    for (let waited = 0; waited < WAIT_MS && adapter.state().kind === 'connecting'; waited += 50) await sleep(50);
    const state = adapter.state();
    if (state.kind === 'online') return good(doctorSaysOfMirai.socket());
    return bad(doctorOnMiraiFaults.noSocket(state.kind === 'offline' ? state.reason : noAnswer));
  } finally {
    await adapter.stop();
  }
}

/** A room of the roster without the bot hears nothing; a group the roster does not know is none of its business yet. */
function compareGroups(answer: Answer, rooms: readonly Room[], qq: string): Finding[] {
  if (answer.kind !== 'answered' || !Array.isArray(answer.data))
    return [bad(doctorOnMiraiFaults.noGroupList(reasonIn(answer)))];
  const present = idsOf(answer.data);
  const named = rooms.filter(({ address }) => address.platform === MIRAI && address.kind === 'group');
  const absent = named.filter(({ address }) => !present.has(address.id));
  const ids = new Set(named.map(({ address }) => address.id));
  const unknown = (answer.data as object[]).filter((group) => !ids.has(String((group as { id?: unknown }).id)));
  return [
    ...(named.length === 0 ? [bad(doctorOnMiraiFaults.noRooms())] : []),
    ...absent.map(({ name, address }) => bad(doctorOnMiraiFaults.notInRoom(name, address.id, qq))),
    ...(named.length > absent.length ? [good(doctorSaysOfMirai.inRooms(named.length - absent.length))] : []),
    ...(unknown.length > 0
      ? [
          good(
            doctorSaysOfMirai.inOthers(
              unknown.map((group) => ({ name: textIn(group, 'name'), id: textIn(group, 'id') })),
            ),
          ),
        ]
      : []),
  ];
}

const textIn = (value: unknown, field: string): string =>
  String((value as Record<string, unknown> | null | undefined)?.[field] ?? '');

const reasonIn = (answer: Answer): string =>
  answer.kind === 'answered' ? answer.words || returnCode(answer.code) : answer.reason;
