/** One ear for several accounts, in a flood of messages. */
import { expect, it } from 'vitest';
import { Ear } from '../../bot/onebot/ear.ts';
import type { IncomingMessage } from '../../domain/message.ts';

const FLOOD = 30_000;
const message = (count: number, self: string): IncomingMessage => ({
  self,
  room: { platform: 'onebot', kind: 'group', id: '7' },
  sender: { account: '10001', name: '沈立夏' },
  messageId: `${self}-${count}`,
  at: 1000,
  segments: [{ type: 'text', text: `第 ${count} 句` }],
});

it('hears once what two accounts hear, and remembers no more than it needs however much is said', () => {
  const heard: string[] = [];
  const ear = new Ear<string>({
    clock: () => 1000,
    isFor: () => true,
    onMessage: ({ messageId }) => void heard.push(messageId),
  });
  for (let count = 0; count < FLOOD; count += 1) ear.hear('one', message(count, 'one'));
  ear.hear('two', message(FLOOD - 1, 'two'));
  expect(heard).toHaveLength(FLOOD);
  // Long forgotten: the price of a memory that does not grow.
  ear.hear('two', message(0, 'two'));
  expect(heard.at(-1)).toBe('two-0');
});
