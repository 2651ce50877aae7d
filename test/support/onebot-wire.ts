/** OneBot adapters and fakes joined by a real wire; everything opened is closed by `closeWires`. */
import { createOneBot, type OneBotOptions } from '../../bot/onebot.ts';
import type { ConnectionState, SendableSegment } from '../../bot/port.ts';
import type { IncomingMessage } from '../../domain/message.ts';
import { FakeOneBot, type FakeOptions } from '../../fakes/onebot.ts';
import { until } from './until.ts';

export const GROUP = { platform: 'onebot', kind: 'group', id: '7' } as const;
export const PERSON = { platform: 'onebot', kind: 'private', id: '10001' } as const;
export const members = [
  { id: 10_001, name: '沈立夏' },
  { id: 10_002, name: '宋知秋' },
];

export const words = (text: string): SendableSegment[] => [{ type: 'text', text }];

export type Bot = ReturnType<typeof createOneBot>;

export interface Ears {
  bot: Bot;
  heard: IncomingMessage[];
  states: ConnectionState[];
  /** Heard afterwards, because an account was away when it was said. */
  late: IncomingMessage[];
}

const ends: (() => Promise<unknown>)[] = [];

export async function closeWires(): Promise<void> {
  for (const end of ends.splice(0)) await end();
}

export async function startFake(options: FakeOptions = {}): Promise<FakeOneBot> {
  const fake = await FakeOneBot.start({ groups: [{ id: 7, members: [...members] }], ...options });
  ends.push(() => fake.stop());
  return fake;
}

/** For trials in which an answer never comes. */
export const impatient = { requestTimeoutMs: 200 };

export async function startBot(options: Partial<OneBotOptions>): Promise<Ears> {
  const heard: IncomingMessage[] = [];
  const states: ConnectionState[] = [];
  const bot = createOneBot({
    urls: [],
    reverse: null,
    token: '',
    clock: () => Date.now(),
    log: { warn: () => undefined },
    requestTimeoutMs: 5000,
    reconnectMs: { first: 20, longest: 50 },
    settleMs: 0,
    ...options,
  });
  ends.unshift(() => bot.stop());
  const late: IncomingMessage[] = [];
  await bot.start({
    onMessage: (message) => void heard.push(message),
    onState: (state) => void states.push(state),
    onGaps: async (gaps) => {
      for (const { room, since } of gaps) late.push(...((await bot.missed(room, since)) ?? []));
    },
  });
  return { bot, heard, states, late };
}

export interface Wire extends Ears {
  fake: FakeOneBot;
}

/** One account over a forward WebSocket. */
export async function connect(fakeOptions: FakeOptions = {}, options: Partial<OneBotOptions> = {}): Promise<Wire> {
  const fake = await startFake(fakeOptions);
  const ears = await startBot({ urls: [fake.url], token: fakeOptions.token ?? '', ...options });
  return { fake, ...ears };
}

/** The same, once it is online. */
export async function connected(fakeOptions: FakeOptions = {}, options: Partial<OneBotOptions> = {}): Promise<Wire> {
  const wire = await connect(fakeOptions, options);
  await online(wire.bot);
  return wire;
}

export const online = (bot: Bot): Promise<void> => until(() => bot.state().kind === 'online');
export const offline = (bot: Bot, reason: RegExp): Promise<void> =>
  until(() => {
    const state = bot.state();
    return state.kind === 'offline' && reason.test(state.reason);
  });

export const textsOf = (messages: readonly IncomingMessage[]): string[] =>
  messages.map(({ segments }) => segments.map((segment) => (segment.type === 'text' ? segment.text : '')).join(''));
