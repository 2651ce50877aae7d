/** The console platform: a simulated liaison group whose messages lie in the database, so that nothing arrives twice. */
import { addressKey, type IncomingSegment, type OutgoingSegment, type RoomAddress } from '../domain/message.ts';
import { isDisciplineClue } from '../domain/text/clue.ts';
import { maskPersonal } from '../domain/text/mask.ts';
import type { Instant } from '../domain/time.ts';
import {
  MEGABYTE,
  type ChatAdapter,
  type ChatHandlers,
  type ConnectionState,
  type SendableSegment,
  type SendOutcome,
} from './port.ts';

export const CONSOLE = 'console';
/** The bot's own account on this platform. */
export const CONSOLE_SELF = 'huiyin';
/** How people call the bot in a group of the console. */
export const BOT_NAME = '回音';

export interface StoredMessage {
  id: number;
  /** Address key. */
  room: string;
  /** Null for the bot. */
  account: string | null;
  segments: readonly OutgoingSegment[];
  at: Instant;
}

export interface ConsoleStore {
  /** Null when a message with this delivery key is there already. */
  append(message: Omit<StoredMessage, 'id'> & { deliveryKey: string | null }): Promise<StoredMessage | null>;
  /** Id of the message a delivery left; null when there is none. */
  idOf(deliveryKey: string): Promise<number | null>;
  /** Newest last; before an id when given. */
  history(room: string, before: number | null, limit: number): Promise<StoredMessage[]>;
}

export interface Spoken {
  account: string;
  name: string;
  room: RoomAddress;
  text: string;
  /** Id of the message quoted. */
  quote: string | null;
}

export interface ConsoleChat extends ChatAdapter {
  /** A person speaks: kept with personal data masked, shown so to everybody who looks, heard by the bot as it was said. */
  speak(spoken: Spoken): Promise<StoredMessage>;
  history: ConsoleStore['history'];
  /** Called with every new message; the returned function ends it. */
  subscribe(listener: (message: StoredMessage) => void): () => void;
}

export function createConsole(store: ConsoleStore, clock: () => Instant): ConsoleChat {
  const listeners = new Set<(message: StoredMessage) => void>();
  let handlers: ChatHandlers | null = null;
  const online: ConnectionState = { kind: 'online', since: clock(), account: CONSOLE_SELF };
  const show = (message: StoredMessage): void => listeners.forEach((listener) => listener(message));
  return {
    platform: CONSOLE,
    limits: {
      text: 4000,
      unit: 'characters',
      mentions: 50,
      images: 'mixed',
      imageBytes: 10 * MEGABYTE,
      fileBytes: 20 * MEGABYTE,
      paced: false,
      perMinute: null,
    },
    async start(given) {
      handlers = given;
      given.onState(online);
    },
    async stop() {
      handlers = null;
    },
    state: () => online,
    async send(room: RoomAddress, segments: readonly SendableSegment[], key: string): Promise<SendOutcome> {
      try {
        const message = await store.append({
          room: addressKey(room),
          account: null,
          segments: asKept(segments),
          at: clock(),
          deliveryKey: key,
        });
        // Who looks on reads it in full; from then on it is read as it is kept.
        if (message !== null) show({ ...message, segments });
        // A repeat after a crash answers with the first one's id, so that quoting that card still finds its issue.
        const id = message === null ? await store.idOf(key) : message.id;
        return { kind: 'delivered', messageId: id === null ? null : String(id) };
      } catch (error) {
        return { kind: 'rejected', reason: String(error), retryable: true };
      }
    },
    /** The delivery key decides in `send`: repeating is harmless here. */
    async wasSent() {
      return 'no';
    },
    async speak({ account, name, room, text, quote }) {
      const at = clock();
      const spoken = asKept([
        ...(quote === null ? [] : [{ type: 'quote' as const, messageId: quote }]),
        { type: 'text', text: isDisciplineClue(text) ? CLUE : text },
      ]);
      const message = await store.append({ room: addressKey(room), account, segments: spoken, at, deliveryKey: null });
      if (message === null) throw new Error('a spoken message was not kept');
      show(message);
      handlers?.onMessage({
        self: CONSOLE_SELF,
        room,
        sender: { account, name },
        messageId: String(message.id),
        at,
        segments: heardAs(text, quote),
      });
      return message;
    },
    history: (room, before, limit) => store.history(room, before, limit),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What stands in the place of an accusation of a cadre, which is not kept. */
const CLUE = '（涉及问题线索，不予保存）';

/** Personal data is masked in what is kept; a name may stand in one piece and what tells that it is one before it. */
function asKept(segments: readonly SendableSegment[]): SendableSegment[] {
  const joined: SendableSegment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (segment.type === 'text' && last?.type === 'text')
      joined.splice(-1, 1, { type: 'text', text: last.text + segment.text });
    else joined.push(segment);
  }
  return joined.map((one) => (one.type === 'text' ? { ...one, text: maskPersonal(one.text).text } : one));
}

/** `@回音` at the beginning is a mention of the bot. */
function heardAs(text: string, quote: string | null): IncomingSegment[] {
  const mention = new RegExp(`^\\s*[@＠]${BOT_NAME}\\s*`).exec(text);
  return [
    ...(quote === null ? [] : [{ type: 'quote' as const, messageId: quote, text: null }]),
    ...(mention === null ? [] : [{ type: 'at' as const, account: CONSOLE_SELF }]),
    { type: 'text', text: mention === null ? text : text.slice(mention[0].length) },
  ];
}
