/** What doctor looks at for WeCom. It does not log the robot in by itself: that would cut off the one that is running. */
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { ConnectionState } from '../bot/port.ts';
import { knowsKey, WECOM_WEBHOOK } from '../bot/wecom-webhook.ts';
import { WECOM } from '../bot/wecom/callbacks.ts';
import type { Config } from '../config.ts';
import type { Directory } from '../domain/directory.ts';
import { connecting, doctorSaysOfWecom } from '../wording/doctor.ts';
import { doctorOnWecomFaults } from '../wording/refusals/doctor.ts';
import { bad, good, note, type Finding } from './finding.ts';
import { runningState } from './running.ts';

/** Where WeCom's robots connect. */
const WECOM_SERVER = 'wss://openws.work.weixin.qq.com';

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
  const running = await runningState(config.port, WECOM);
  if (running !== null) return [connected(running)];
  const trouble = await reach(wecom.url ?? WECOM_SERVER, checks.waitMs);
  return trouble === null
    ? [good(doctorSaysOfWecom.server()), note(doctorOnWecomFaults.notLoggedIn())]
    : [bad(doctorOnWecomFaults.noServer(trouble))];
}

const connected = (state: ConnectionState): Finding =>
  state.kind === 'online'
    ? good(doctorSaysOfWecom.online(state.account))
    : bad(doctorOnWecomFaults.offline(state.kind === 'offline' ? state.reason : connecting));

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
  return groups > 0 && bound > 0 ? good(doctorSaysOfWecom.bound(groups, bound)) : note(doctorSaysOfWecom.howToBind());
}

async function webhooks(
  options: NonNullable<Config['wecomWebhook']>,
  directory: Directory | null,
  { waitMs }: WecomChecks,
): Promise<Finding[]> {
  const rooms = (directory?.data.rooms ?? []).filter((room) => room.address.platform === WECOM_WEBHOOK);
  const findings = rooms
    .filter((room) => !options.keys.has(room.address.id))
    .map((room) => bad(doctorOnWecomFaults.noKey(room.address.id, room.name)));
  for (const room of options.keys.keys()) {
    if (directory !== null && !rooms.some((one) => one.address.id === room))
      findings.push(bad(doctorOnWecomFaults.notInRoster(room, WECOM_WEBHOOK)));
    const known = await knowsKey({ ...options, clock: () => Date.now(), answerMs: waitMs }, room);
    findings.push(
      known === null
        ? bad(doctorOnWecomFaults.keyUnchecked(room))
        : known
          ? good(doctorSaysOfWecom.key(room))
          : bad(doctorOnWecomFaults.keyRefused(room)),
    );
  }
  return findings;
}
