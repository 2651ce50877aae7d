/** The adapters that keep the port's contract here: the console and the chat in memory. */
import { createConsole, type ConsoleStore, type StoredMessage } from '../../bot/console.ts';
import { MemoryChat, type HeardMessage } from '../../bot/memory.ts';
import type { SendableSegment } from '../../bot/port.ts';
import { addressFrom, type OutgoingSegment, type RoomAddress } from '../../domain/message.ts';
import { portContract, type PortHarness, type Seen } from './port-contract.ts';

/** The one member of the groups here: an @ of an account nobody has calls nobody. */
const MEMBER = 'p1';

const seenAs = (room: RoomAddress, segments: readonly (SendableSegment | OutgoingSegment)[]): Seen => ({
  where: room.kind,
  text: segments.map((one) => (one.type === 'text' ? one.text : '')).join(''),
  mentions: segments.flatMap((one) => (one.type === 'at' && one.account === MEMBER ? [one.account] : [])),
  pictures: segments.filter(({ type }) => type === 'image').length,
  files: segments.flatMap((one) => (one.type === 'file' ? [one.name] : [])),
});
const never = async (): Promise<never> => {
  throw new Error('this platform is never cut off');
};

/** The console's messages, kept in memory. */
function storeInMemory(): ConsoleStore & { messages: StoredMessage[] } {
  const messages: StoredMessage[] = [];
  const keys = new Map<string, number>();
  return {
    messages,
    append: async ({ deliveryKey, ...message }) => {
      if (deliveryKey !== null && keys.has(deliveryKey)) return null;
      const stored = { ...message, id: messages.length + 1 };
      if (deliveryKey !== null) keys.set(deliveryKey, stored.id);
      messages.push(stored);
      return stored;
    },
    idOf: async (key) => keys.get(key) ?? null,
    history: async (room) => messages.filter((message) => message.room === room),
  };
}

portContract(
  'the console',
  { hears: true, inPrivate: true, faults: [], disconnects: false, history: false },
  async (): Promise<PortHarness> => {
    const store = storeInMemory();
    const adapter = createConsole(store, () => Date.now());
    const group = { platform: 'console', kind: 'group', id: 'liaison' } as const;
    const inPrivate = { platform: 'console', kind: 'private', id: MEMBER } as const;
    return {
      adapter,
      group,
      member: { account: MEMBER, inPrivate },
      say: async ({ where, text, mention, quote }) => {
        const room = where === 'group' ? group : inPrivate;
        const words = mention === true ? `@回音 ${text}` : text;
        await adapter.speak({ account: MEMBER, name: '沈立夏', room, text: words, quote: quote?.messageId ?? null });
      },
      seen: async () =>
        store.messages
          .filter((message) => message.account === null)
          .map((message) => seenAs(addressFrom(message.room), message.segments)),
      next: () => undefined,
      cut: never,
      mend: never,
      close: async () => undefined,
    };
  },
);

portContract(
  'the chat in memory',
  { hears: true, inPrivate: true, faults: [], disconnects: false, history: false },
  async (): Promise<PortHarness> => {
    const shown: HeardMessage[] = [];
    const adapter = new MemoryChat(
      'memory',
      () => Date.now(),
      (message) => void shown.push(message),
    );
    const group = { platform: 'memory', kind: 'group', id: 'liaison' } as const;
    const inPrivate = { platform: 'memory', kind: 'private', id: MEMBER } as const;
    return {
      adapter,
      group,
      member: { account: MEMBER, inPrivate },
      say: async ({ where, text, mention, quote }) =>
        adapter.say({
          room: where === 'group' ? group : inPrivate,
          account: MEMBER,
          name: '沈立夏',
          text,
          ...(mention === undefined ? {} : { mention }),
          ...(quote === undefined ? {} : { quote: quote.messageId }),
        }),
      seen: async () => shown.map(({ room, segments }) => seenAs(room, segments)),
      next: () => undefined,
      cut: never,
      mend: never,
      close: async () => undefined,
    };
  },
);
