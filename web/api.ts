/** What the console's page asks: rooms and people, messages, to speak, to move the clock, and the stream of what happens. */
import { Hono } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import { z } from 'zod';
import { CONSOLE, type ConsoleChat, type StoredMessage } from '../bot/console.ts';
import type { AccountStanding, ConnectionState } from '../bot/port.ts';
import { roomPurposeNames } from '../domain/directory.ts';
import { addressFrom, addressKey } from '../domain/message.ts';
import { roleNames } from '../domain/roles.ts';
import { DAY, dayOf, type Instant, type Month } from '../domain/time.ts';
import type { Readers } from '../services/roster-memory.ts';
import { ledgerOfPeriod } from '../wording/ledger.ts';
import { consoleRefusals } from '../wording/refusals/console.ts';
import { clockMoves, movedTo } from './clock.ts';
import { contentTypeOf, disposition } from './content.ts';
import { materialRoutes, type Materials } from './materials.ts';

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
  status(): Promise<{ connections: ChannelView[]; waiting: number; dead: number }>;
  /** A picture or file of a message, by the place of its segment. */
  attachment(message: number, place: number): Promise<Attachment | null>;
  /** The ledger of a unit, or of all, reported in a month or ever, as a sheet. */
  ledger(unit: number | null, month: Month | null): Promise<ReadableStream<Uint8Array>>;
  materials: Materials;
}

export interface ChannelView {
  platform: string;
  state: ConnectionState;
  /** Each of several accounts behind it. */
  accounts?: readonly Pick<AccountStanding, 'name' | 'state'>[];
}

export interface Attachment {
  type: 'image' | 'file';
  name: string;
  bytes: Uint8Array;
}

/** Messages of a room sent at a time. */
const PAGE = 60;
/** Between two signs of life on the stream, which also tell how the channels are; proxies cut silent streams. */
const HEARTBEAT_MS = 10_000;
/** Events a page may lag behind before its stream ends; it comes back by itself and reads the history. */
const LONGEST_LAG = 1000;
/** How far the clock may be moved at once: a typing mistake shall not play years of work. */
const FARTHEST_MOVE = 400 * DAY;

const spoken = z.object({
  account: z.string().min(1).max(100),
  room: z.string().regex(/^console:(?:group|private):\S+$/),
  text: z.string().trim().min(1).max(20_000),
  quote: z
    .string()
    .regex(/^\d{1,15}$/)
    .nullish(),
});
const moved = z.union([z.object({ move: z.enum(clockMoves) }), z.object({ at: z.int() })]);

/** A message as the page gets it: pictures and files by address, their bytes only when they are looked at. */
const withAddresses = ({ id, segments }: StoredMessage) =>
  segments.map((segment, place) =>
    segment.type === 'image' || segment.type === 'file'
      ? { ...segment, data: undefined, url: `/api/attachments/${id}/${place}` }
      : segment,
  );

export function api({ console, readers, clock, status, attachment, ledger, materials }: WebOptions): Hono {
  const app = new Hono();
  const listeners = new Set<(event: string, data: unknown) => void>();
  const tell = (event: string, data: unknown): void => listeners.forEach((listener) => listener(event, data));
  console.subscribe((message) => tell('message', shown(message)));
  let moving = false;
  let known = readers();
  let roster = 0;
  /** Grows by one each time the roster was replaced, so that pages know when to read people and rooms again. */
  const rosterEdition = (): number => {
    if (known !== readers()) {
      known = readers();
      roster += 1;
    }
    return roster;
  };

  const names = (account: string): string => readers().directory.personByAccount(CONSOLE, account)?.name ?? account;
  const shown = (message: StoredMessage) => ({
    ...message,
    segments: withAddresses(message),
    name: message.account === null ? null : names(message.account),
  });

  app.get('/state', async (c) => {
    const { directory } = readers();
    return c.json({
      now: clock.now(),
      moving,
      movable: clock.movable,
      roster: rosterEdition(),
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

  app.get('/attachments/:message{\\d{1,15}}/:place{\\d{1,3}}', async (c) => {
    const found = await attachment(Number(c.req.param('message')), Number(c.req.param('place')));
    if (found === null) return c.json({ error: consoleRefusals.noAttachment() }, 404);
    return c.body(new Uint8Array(found.bytes), 200, {
      'Content-Type': contentTypeOf(found.name),
      // Pictures are shown, files are kept; a message never changes.
      'Content-Disposition': disposition(found.type === 'image' ? 'inline' : 'attachment', found.name),
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
  });

  app.get('/ledger', async (c) => {
    const { unit, month } = c.req.query();
    const { directory } = readers();
    if (unit !== undefined && directory.unit(Number(unit)) === undefined)
      return c.json({ error: consoleRefusals.noUnit() }, 404);
    if (month !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month))
      return c.json({ error: consoleRefusals.whichMonth() }, 400);
    const of = unit === undefined ? null : directory.unitName(Number(unit));
    const name = ledgerOfPeriod(of, month ?? dayOf(clock.now()));
    return c.body(await ledger(unit === undefined ? null : Number(unit), month ?? null), 200, {
      'Content-Type': contentTypeOf(name),
      'Content-Disposition': disposition('attachment', name),
    });
  });

  app.route('/materials', materialRoutes(materials));

  app.post('/speak', async (c) => {
    const read = spoken.safeParse(await c.req.json().catch(() => null));
    if (!read.success) return c.json({ error: consoleRefusals.notSpoken() }, 400);
    const { account, room, text, quote } = read.data;
    const { directory } = readers();
    const address = addressFrom(room);
    if (address.kind === 'private' && address.id !== account) return c.json({ error: consoleRefusals.notYours() }, 403);
    if (address.kind === 'group' && directory.room(address) === undefined)
      return c.json({ error: consoleRefusals.noRoom() }, 404);
    const person = directory.personByAccount(CONSOLE, account);
    const message = await console.speak({
      account,
      name: person?.name ?? account,
      room: address,
      text,
      quote: quote ?? null,
    });
    return c.json(shown(message));
  });

  app.post('/clock', async (c) => {
    if (!clock.movable) return c.json({ error: consoleRefusals.realTime() }, 409);
    const read = moved.safeParse(await c.req.json().catch(() => null));
    if (!read.success) return c.json({ error: consoleRefusals.whichTime() }, 400);
    if (moving) return c.json({ error: consoleRefusals.clockRuns() }, 409);
    const now = clock.now();
    const to = 'at' in read.data ? read.data.at : movedTo(read.data.move, now, readers().rules.calendar);
    if (to <= now || to > now + FARTHEST_MOVE)
      return c.json({ error: consoleRefusals.tooFar(FARTHEST_MOVE / DAY) }, 400);
    moving = true;
    tell('clock', { now, moving, to });
    try {
      await clock.moveTo(to, (at) => tell('clock', { now: at, moving, to }));
    } finally {
      moving = false;
      tell('clock', { now: clock.now(), moving });
    }
    return c.json({ now: clock.now() });
  });

  app.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      const ended = new AbortController();
      stream.onAbort(() => ended.abort());
      const send = sender(stream, () => ended.abort());
      listeners.add(send);
      try {
        while (!ended.signal.aborted) {
          send('clock', { now: clock.now(), moving });
          send('status', {
            roster: rosterEdition(),
            ...(await status().catch(() => ({ error: consoleRefusals.databaseSilent() }))),
          });
          await pause(HEARTBEAT_MS, ended.signal);
        }
      } finally {
        listeners.delete(send);
      }
    }),
  );
  return app;
}

/** Writes events without waiting for the page to read them, until it lags too far behind. */
function sender(stream: SSEStreamingApi, lost: () => void): (event: string, data: unknown) => void {
  let unread = 0;
  return (event, data) => {
    if (unread >= LONGEST_LAG) return lost();
    unread += 1;
    stream
      .writeSSE({ event, data: JSON.stringify(data) })
      .then(() => (unread -= 1))
      .catch(lost);
  };
}

/** Sleeps, or wakes at once when the signal comes: a page that is open does not keep the program from ending. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });
