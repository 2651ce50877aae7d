/** The mirai adapter and a fake server with a wire between them. */
import { createMirai, type MiraiOptions } from '../../bot/mirai.ts';
import type { ChatAdapter, ConnectionState, SendableSegment } from '../../bot/port.ts';
import type { IncomingMessage } from '../../domain/message.ts';
import { startFakeMirai, type FakeMirai, type FakeMiraiOptions } from '../../fakes/mirai.ts';
import { until } from './until.ts';

export const GROUP = { platform: 'mirai', kind: 'group', id: '70001' } as const;
export const FRIEND = { platform: 'mirai', kind: 'private', id: '10002' } as const;
/** In the group, and no friend. */
export const MEMBER = { platform: 'mirai', kind: 'private', id: '10001' } as const;

export interface Wire {
  fake: FakeMirai;
  bot: ChatAdapter;
  heard: IncomingMessage[];
  states: ConnectionState[];
}
/** What a test has opened; `hangUp` closes it. */
export const open: { stop(): Promise<void> }[] = [];

export async function start(given: FakeMiraiOptions = {}): Promise<FakeMirai> {
  const fake = await startFakeMirai({
    verifyKey: 'test-key',
    groups: [
      {
        id: 70_001,
        members: [
          { id: 10_001, name: '沈立夏' },
          { id: 10_002, name: '宋知秋' },
        ],
      },
    ],
    friends: [{ id: 10_002, name: '宋知秋' }],
    ...given,
  });
  open.push(fake);
  return fake;
}

export async function listen(fake: FakeMirai, options: Partial<MiraiOptions> = {}): Promise<Wire> {
  const heard: IncomingMessage[] = [];
  const states: ConnectionState[] = [];
  const bot = createMirai({
    url: fake.url,
    verifyKey: 'test-key',
    qq: '99999',
    clock: () => Date.now(),
    log: { warn: () => undefined },
    requestTimeoutMs: 1000,
    uploadTimeoutMs: 3000,
    reconnectMs: { first: 20, longest: 50 },
    ...options,
  });
  open.push(bot);
  await bot.start({ onMessage: (message) => void heard.push(message), onState: (state) => void states.push(state) });
  return { fake, bot, heard, states };
}

export async function connect(given: FakeMiraiOptions = {}, options: Partial<MiraiOptions> = {}): Promise<Wire> {
  const wire = await listen(await start(given), options);
  await online(wire);
  return wire;
}

export const online = ({ bot }: Wire): Promise<void> => until(() => bot.state().kind === 'online');
export const fellOff = ({ states }: Wire, words: string): Promise<void> =>
  until(() => states.some((state) => state.kind === 'offline' && state.reason.includes(words)));
export const text = (value: string): SendableSegment[] => [{ type: 'text', text: value }];

/** After each test. */
export async function hangUp(): Promise<void> {
  for (const one of open.splice(0).reverse()) await one.stop();
}
