/** Counts what an adapter delivers as heard by somebody, whichever platform it is. */
import type { ChatAdapter } from '../../bot/port.ts';
import { readable } from '../../domain/message.ts';
import { sent } from './touched.ts';

/** The same adapter. */
export function counted<T extends ChatAdapter>(adapter: T): T {
  const send = adapter.send.bind(adapter);
  adapter.send = async (room, part, key) => {
    const outcome = await send(room, part, key);
    if (outcome.kind === 'delivered') sent(readable(part));
    return outcome;
  };
  return adapter;
}
