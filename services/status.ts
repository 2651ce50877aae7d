/** 状态: how connections and queue stand, for those who keep the bot running. */
import { loadChannels } from '../db/channels.ts';
import { queueState } from '../db/outbox.ts';
import { FAILED_DAYS } from '../domain/channel.ts';
import { DAY } from '../domain/time.ts';
import { statusWords } from '../wording/channels.ts';
import { message } from '../wording/format.ts';
import { answer } from './answer.ts';
import type { MessageContext } from './core.ts';

export async function showStatus(ctx: MessageContext): Promise<void> {
  const { core, now } = ctx;
  const [channels, queue] = await Promise.all([loadChannels(core.db), queueState(core.db, now - FAILED_DAYS * DAY)]);
  await answer(ctx, message(statusWords(core.connections(), channels, queue, now)));
}
