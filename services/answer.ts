/** Commits a change together with everything that is to be said about it, and hands it to delivery. */
import { commit, type Change, type CommitResult, type Lease } from '../db/commit.ts';
import { commitMany, type ManyChanges } from '../db/commit-many.ts';
import type { QueuedMessage } from '../db/queued-message.ts';
import { say, type IncomingMessage, type OutgoingSegment, type RoomAddress } from '../domain/message.ts';
import type { Question } from '../domain/question.ts';
import { MINUTE, type Instant } from '../domain/time.ts';
import { caughtUpEntry } from '../wording/channels.ts';
import { message } from '../wording/format.ts';
import { recallWords } from '../wording/personal.ts';
import { queued, type Outgoing } from './issues/outgoing.ts';
import { sourceOf, type Core, type MessageContext } from './core.ts';

interface Told extends Pick<Change, 'issue' | 'contact' | 'undo'> {
  /** What the person is asked; left out, the question this message ends is taken away. */
  ask?: Question | null;
}
const nothing = { issue: null, contact: null, prompt: null };

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
  const { core, room, account } = ctx;
  const { ask = null, ...rest } = told;
  const prompt = ask === null && ctx.ends === null ? null : { room, account, ask };
  const change = { ...nothing, ...rest, prompt };
  const result = await writeAndOffer(ctx, outgoing, change.issue?.before?.number ?? about, (said) =>
    commit(core.db, { ...change, ...said }),
  );
  if (result.kind === 'done' && prompt !== null) core.prompts.set(room, account, numbered(ask, result.number));
  return result;
}

/** A question about the issue that was just written names it by its number. */
const numbered = (ask: Question | null, number: number | null): Question | null =>
  ask?.given['issue'] === 0 ? { ...ask, given: { ...ask.given, issue: number } } : ask;

/** Several issues, all or none, and one answer; `about` is what a quote of it will mean. */
export const commitManyAndTell = (
  ctx: MessageContext,
  outgoing: readonly Outgoing[],
  changes: Pick<ManyChanges, 'issues' | 'beside'>,
  about: number | null = null,
): Promise<CommitResult> =>
  writeAndOffer(ctx, outgoing, about, (said) => commitMany(ctx.core.db, { ...changes, ...said }));

/** Queues what is said with what is written, and hands it to delivery. */
async function writeAndOffer(
  ctx: MessageContext,
  outgoing: readonly Outgoing[],
  about: number | null,
  write: (said: Pick<ManyChanges, 'at' | 'message' | 'outbox' | 'lease'>) => Promise<CommitResult>,
): Promise<CommitResult> {
  const { core, now } = ctx;
  const messages = queued(outgoing, sourceOf(ctx), about, now).map((one) => {
    if (one.room !== ctx.room) return one;
    const asked =
      ctx.shows.length === 0 ? one : { ...one, segments: message(one.segments, `\n${recallWords(ctx.shows)}`) };
    return ctx.late ? forDigest(ctx, asked) : asked;
  });
  const lease = core.courier.lease(messages, now);
  const heard = { room: ctx.room, messageId: ctx.messageId };
  const result = await write({ at: now, message: heard, outbox: messages, lease });
  if (result.kind === 'done') offerLeased(core, messages, lease, result, now);
  return result;
}

const forDigest = ({ actor, saidAt, now }: MessageContext, queuedMessage: QueuedMessage): QueuedMessage => ({
  ...queuedMessage,
  batch: CAUGHT_UP,
  runAt: now + GATHERING,
  segments: message(caughtUpEntry(actor.name, saidAt), queuedMessage.segments),
});

/** Hands to delivery what it has taken in hand. */
function offerLeased(
  core: Core,
  messages: readonly QueuedMessage[],
  { hands }: Lease,
  { queued: written, number }: Extract<CommitResult, { kind: 'done' }>,
  now: Instant,
): void {
  if (hands.includes(null)) core.courier.wake();
  const byKey = new Map(messages.map((one, place) => [one.dedupeKey, { one, hand: hands[place] ?? null }]));
  core.courier.offer(
    written.flatMap(({ id, dedupeKey }) => {
      const found = byKey.get(dedupeKey);
      if (found === undefined || found.hand === null) return [];
      return [{ ...found.one, id, begun: found.hand === 'begun', createdAt: now, issue: found.one.issue ?? number }];
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
 * Tells an account something that is said once for each cause: to strangers, and in private (unless an address is given)
 * where a group must not hear it. Nothing of what they wrote is kept.
 */
export async function answerAccount(
  core: Core,
  incoming: IncomingMessage,
  text: string,
  now: Instant,
  cause = 'stranger',
  address: RoomAddress = { ...incoming.room, kind: 'private', id: incoming.sender.account },
): Promise<void> {
  await tell(core, [{ address, segments: say(text) }], cause, now);
}

/** Says what no message asked for; the same cause is told once to each. */
export async function tell(core: Core, outgoing: readonly Outgoing[], cause: string, now: Instant): Promise<void> {
  const messages = queued(outgoing, cause, null, now);
  const lease = core.courier.lease(messages, now);
  const result = await commit(core.db, { ...nothing, at: now, message: null, outbox: messages, lease });
  if (result.kind === 'done') offerLeased(core, messages, lease, result, now);
}
