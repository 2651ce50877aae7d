/** Commits a change together with everything that is to be said about it, and hands it to delivery. */
import { commit, type Change, type CommitResult } from '../db/commit.ts';
import type { QueuedMessage } from '../db/queued-message.ts';
import { say, type IncomingMessage, type OutgoingSegment } from '../domain/message.ts';
import { MINUTE, type Instant } from '../domain/time.ts';
import { caughtUpEntry } from '../wording/channels.ts';
import { message } from '../wording/format.ts';
import { queued, type Outgoing } from './issues/outgoing.ts';
import { sourceOf, type Core, type MessageContext } from './core.ts';

type Told = Pick<Change, 'issue' | 'contact' | 'prompt'>;
const nothing: Told = { issue: null, contact: null, prompt: null };

/** The batch of answers to what a room said while the bot was away: they go out as one message. */
export const CAUGHT_UP = 'caught-up';

/** How long such an answer waits for the others at most; it is released as soon as all are there. */
const GATHERING = 10 * MINUTE;

/** One statement; what it queued is delivered at once by this process, which holds the lease. */
export async function commitAndTell(
  ctx: MessageContext,
  outgoing: readonly Outgoing[],
  told: Partial<Told> = {},
  about: number | null = null,
): Promise<CommitResult> {
  const { core, now } = ctx;
  const change = { ...nothing, ...told };
  const messages = queued(outgoing, sourceOf(ctx), change.issue?.before?.number ?? about, now).map((message) =>
    ctx.late && message.room === ctx.room ? forDigest(ctx, message) : message,
  );
  const result = await commit(core.db, {
    ...change,
    at: now,
    message: { room: ctx.room, messageId: ctx.messageId },
    outbox: messages,
    lease: core.courier.lease(now),
  });
  if (result.kind === 'done') {
    offerLeased(core, messages, result, now);
    if (change.prompt !== null) {
      const { room, person, ask } = change.prompt;
      core.prompts.set(room, person, ask === null ? null : { ...ask, issue: result.number ?? 0 });
    }
  }
  return result;
}

const forDigest = ({ actor, saidAt, now }: MessageContext, queuedMessage: QueuedMessage): QueuedMessage => ({
  ...queuedMessage,
  batch: CAUGHT_UP,
  runAt: now + GATHERING,
  segments: message(caughtUpEntry(actor.name, saidAt), queuedMessage.segments),
});

/** Hands to delivery what it may send at once. */
function offerLeased(
  core: Core,
  messages: readonly QueuedMessage[],
  { leased, number }: Extract<CommitResult, { kind: 'done' }>,
  now: Instant,
): void {
  const byKey = new Map(messages.map((message) => [message.dedupeKey, message]));
  core.courier.offer(
    leased.flatMap(({ id, dedupeKey, begun }) => {
      const message = byKey.get(dedupeKey);
      return message === undefined ? [] : [{ ...message, id, begun, createdAt: now, issue: message.issue ?? number }];
    }),
  );
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
  const address = { ...incoming.room, kind: 'private' as const, id: incoming.sender.account };
  await tell(core, [{ address, segments: say(text) }], cause, now);
}

/** Says what no message asked for; the same cause is told once to each. */
export async function tell(core: Core, outgoing: readonly Outgoing[], cause: string, now: Instant): Promise<void> {
  const messages = queued(outgoing, cause, null, now);
  const lease = core.courier.lease(now);
  const result = await commit(core.db, { ...nothing, at: now, message: null, outbox: messages, lease });
  if (result.kind === 'done') offerLeased(core, messages, result, now);
}
