/** What the console's page asks: rooms and people, messages, to speak, to move the clock, and the stream of what happens. */
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { CONSOLE, type ConsoleChat, type StoredMessage } from '../bot/console.ts';
import type { ConnectionState } from '../bot/port.ts';
import { roomPurposeNames } from '../domain/directory.ts';
import { addressFrom, addressKey } from '../domain/message.ts';
import { roleNames } from '../domain/roles.ts';
import type { Instant } from '../domain/time.ts';
import type { Readers } from '../services/roster-memory.ts';
import { clockMoves, movedTo } from './clock.ts';

export interface WebOptions {
  console: ConsoleChat;
  readers: () => Readers;
  clock: {
    now(): Instant;
    /** Moves and runs what is due on the way, telling how far it is. */
    moveTo(at: Instant, onProgress: (at: Instant) => void): Promise<void>;
    /** False where a real platform is connected: real people's time is not to be played with. */
    movable: boolean;
  };
  /** Connections and queue, for operators. */
  status(): Promise<{ connections: { platform: string; state: ConnectionState }[]; waiting: number; dead: number }>;
}

/** Messages of a room sent at a time. */
const PAGE = 60;
/** Between two signs of life on the stream; proxies cut silent ones. */
const HEARTBEAT_MS = 15_000;

const spoken = z.object({
  account: z.string().min(1).max(100),
  room: z.string().regex(/^console:(?:group|private):\S+$/),
  text: z.string().trim().min(1).max(20_000),
  quote: z.string().regex(/^\d+$/).nullish(),
});
const moved = z.object({ move: z.enum(clockMoves) });

export function api({ console, readers, clock, status }: WebOptions): Hono {
  const app = new Hono();
  const listeners = new Set<(event: string, data: unknown) => void>();
  const tell = (event: string, data: unknown): void => listeners.forEach((listener) => listener(event, data));
  console.subscribe((message) => tell('message', shown(message)));
  let moving = false;

  const names = (account: string): string => readers().directory.personByAccount(CONSOLE, account)?.name ?? account;
  const shown = (message: StoredMessage) => ({
    ...message,
    name: message.account === null ? null : names(message.account),
  });

  app.get('/state', async (c) => {
    const { directory } = readers();
    return c.json({
      now: clock.now(),
      movable: clock.movable,
      ...(await status()),
      rooms: directory.data.rooms
        .filter((room) => room.address.platform === CONSOLE)
        .map((room) => ({
          key: addressKey(room.address),
          name: room.name,
          purpose: room.purpose,
          group: roomPurposeNames[room.purpose],
          unit: room.unit,
        })),
      people: directory.data.people.flatMap((person) =>
        person.accounts
          .filter((account) => account.platform === CONSOLE)
          .map(({ account }) => ({
            account,
            name: person.name,
            roles: person.roles.map((grant) => grant.role),
            title: [
              person.unit === null ? '' : directory.unitName(person.unit),
              person.roles.map((grant) => roleNames[grant.role]).join('、'),
            ]
              .filter((part) => part !== '')
              .join(' · '),
            unit: person.unit,
            clusters: directory.teamsOf(person.id).map((team) => team.cluster),
          })),
      ),
    });
  });

  app.get('/messages', async (c) => {
    const room = c.req.query('room') ?? '';
    const before = Number(c.req.query('before'));
    const messages = await console.history(room, Number.isInteger(before) && before > 0 ? before : null, PAGE);
    return c.json({ messages: messages.map(shown), more: messages.length === PAGE });
  });

  app.post('/speak', async (c) => {
    const read = spoken.safeParse(await c.req.json().catch(() => null));
    if (!read.success) return c.json({ error: '消息是空的、太长，或没有选发言人和群' }, 400);
    const { account, room, text, quote } = read.data;
    const person = readers().directory.personByAccount(CONSOLE, account);
    const message = await console.speak({
      account,
      name: person?.name ?? account,
      room: addressFrom(room),
      text,
      quote: quote ?? null,
    });
    return c.json(shown(message));
  });

  app.post('/clock', async (c) => {
    if (!clock.movable) return c.json({ error: '已连接真实聊天平台，时钟不能拨动' }, 409);
    const read = moved.safeParse(await c.req.json().catch(() => null));
    if (!read.success) return c.json({ error: '不认识这个时间' }, 400);
    if (moving) return c.json({ error: '时钟正在走，请稍候' }, 409);
    moving = true;
    try {
      await clock.moveTo(movedTo(read.data.move, clock.now(), readers().rules.calendar), (at) =>
        tell('clock', { now: at, moving: true }),
      );
    } finally {
      moving = false;
      tell('clock', { now: clock.now(), moving: false });
    }
    return c.json({ now: clock.now() });
  });

  app.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      const listener = (event: string, data: unknown): void =>
        void stream.writeSSE({ event, data: JSON.stringify(data) }).catch(() => undefined);
      listeners.add(listener);
      stream.onAbort(() => void listeners.delete(listener));
      try {
        while (!stream.aborted && !stream.closed) {
          await stream.writeSSE({ event: 'clock', data: JSON.stringify({ now: clock.now(), moving }) });
          await stream.sleep(HEARTBEAT_MS);
        }
      } finally {
        listeners.delete(listener);
      }
    }),
  );
  return app;
}
