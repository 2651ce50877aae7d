/** Draining waits for what was queued before it, also while an older look into the outbox is still under way. */
import { expect, it } from 'vitest';
import { Delivery } from '../../bot/delivery.ts';
import { asWritten, type Parcel } from '../../domain/parcel.ts';
import { ScriptedChat } from '../support/scripted-chat.ts';

it('delivers what came into the outbox after the look that is under way had seen it empty', async () => {
  const chat = new ScriptedChat('drained');
  const outbox: Parcel[] = [];
  let letGo = (): void => undefined;
  let answered = new Promise<void>((resolve) => (letGo = resolve));
  const delivery = new Delivery({
    owner: 'me',
    adapters: new Map([[chat.platform, chat]]),
    store: {
      leaseDue: async () => {
        const seen = outbox.splice(0);
        await answered;
        return seen;
      },
      write: async (entries) => new Set(entries.map(({ id }) => id)),
      renewLeases: async () => undefined,
    },
    clock: () => 0,
    limits: () => ({
      roomSeconds: 0,
      accountPerMinute: 1e6,
      attempts: 3,
      vanishedAttempts: 3,
      mergeAbove: 100,
      putOffMs: 0,
    }),
    headOf: () => null,
    open: () => null,
    log: { warn: () => undefined, error: () => undefined },
  });
  const look = delivery.wake();
  outbox.push({
    id: 1,
    platform: chat.platform,
    room: `${chat.platform}:group:r`,
    segments: [{ type: 'text', text: '已登记' }],
    issue: null,
    dedupeKey: 'k',
    createdAt: 0,
    stage: 'held',
    attempts: 0,
    repeats: 0,
    partsOut: 0,
    shape: asWritten,
    batch: null,
  });
  const drained = delivery.drain();
  letGo();
  answered = Promise.resolve();
  await Promise.all([look, drained]);
  expect(chat.shown.map(({ text }) => text)).toEqual(['已登记']);
  await delivery.stop();
});
