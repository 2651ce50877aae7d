/** Commits a change together with everything that is to be said about it, and hands it to delivery. */
import { commit, type Change, type CommitResult } from '../db/commit.ts';
import type { QueuedMessage } from '../db/queued-message.ts';
import { addressKey, say, type IncomingMessage, type OutgoingSegment } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import { queued, type Outgoing } from './issues/outgoing.ts';
import { sourceOf, type Core, type MessageContext } from './core.ts';

type Told = Pick<Change, 'issue' | 'contact' | 'prompt'>;
const nothing: Told = { issue: null, contact: null, prompt: null };

/** One statement; what it queued is delivered at once by this process, which holds the lease. */
export async function commitAndTell(
  ctx: MessageContext,
  outgoing: readonly Outgoing[],
  told: Partial<Told> = {},
  about: number | null = null,
): Promise<CommitResult> {
  const { core, now } = ctx;
  const change = { ...nothing, ...told };
  const messages = queued(outgoing, sourceOf(ctx), change.issue?.before?.number ?? about, now);
  const result = await commit(core.db, {
    ...change,
    at: now,
    message: { room: ctx.room, messageId: ctx.messageId },
    outbox: messages,
    lease: { by: core.courier.owner, until: core.courier.leaseUntil(now) },
  });
  if (result.kind === 'done') {
    const byKey = new Map(messages.map((message) => [message.dedupeKey, message]));
    core.courier.offer(
      result.queued.flatMap(({ id, dedupeKey }) => {
        const message = byKey.get(dedupeKey);
        return message === undefined ? [] : [{ ...message, id, issue: message.issue ?? result.number }];
      }),
    );
    if (change.prompt !== null) {
      const { room, person, ask } = change.prompt;
      core.prompts.set(room, person, ask === null ? null : { ...ask, issue: ask.visit ?? result.number ?? 0 });
    }
  }
  return result;
}

/** Answers the person where they spoke; `about` is the issue a quote of the answer will mean. */
export const answer = (
  ctx: MessageContext,
  segments: readonly OutgoingSegment[],
  about: number | null = null,
): Promise<CommitResult> => commitAndTell(ctx, [{ address: ctx.address, segments }], {}, about);

/**
 * Tells an account something in private that is said once: to strangers, and where a group must not hear it. Nothing
 * of what they wrote is kept.
 */
export async function answerAccount(
  core: Core,
  incoming: IncomingMessage,
  text: string,
  now: Instant,
  cause = 'stranger',
): Promise<void> {
  const { platform } = incoming.room;
  const room = addressKey({ platform, kind: 'private', id: incoming.sender.account });
  const message: QueuedMessage = {
    dedupeKey: `${cause}>${room}`,
    platform,
    room,
    segments: say(text),
    runAt: now,
    issue: null,
  };
  const result = await commit(core.db, {
    ...nothing,
    at: now,
    message: null,
    outbox: [message],
    lease: { by: core.courier.owner, until: core.courier.leaseUntil(now) },
  });
  if (result.kind === 'done') core.courier.offer(result.queued.map(({ id }) => ({ ...message, id })));
}
