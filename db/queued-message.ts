/** A message on its way into the outbox, and the form in which statements take it. */
import type { OutgoingSegment } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';

/** Before the key of what a job says: it waits for the morning where it is night. */
export const BY_JOB = 'job:';

export interface QueuedMessage {
  /** The same thing is never queued twice. */
  dedupeKey: string;
  platform: string;
  /** Address key of the room. */
  room: string;
  segments: readonly OutgoingSegment[];
  runAt: Instant;
  /** The issue it is about, where the statement does not create one; quoting the message means this issue. */
  issue: number | null;
  /** Messages of one room with the same batch go out as one. */
  batch: string | null;
}

/** For `jsonb_to_recordset($n::text::jsonb) as …`; order by `place` keeps the order they were given in. */
export const queuedColumns =
  'm(dedupe_key text, platform text, room text, issue int, segments jsonb, run_at timestamptz, batch text, hand text, place int)';

/** begun: it is being sent as soon as it is written · held: it queues up behind others in the same process's hands */
export type Hand = 'begun' | 'held';

export const queuedJson = (messages: readonly QueuedMessage[], hands?: readonly (Hand | null)[]): string =>
  JSON.stringify(queuedRows(messages, hands));

/** The same, for a statement that takes them as part of something else. */
export const queuedRows = (
  messages: readonly QueuedMessage[],
  hands: readonly (Hand | null)[] = [],
): Record<string, unknown>[] =>
  messages.map(({ dedupeKey, platform, room, segments, runAt, issue, batch }, place) => ({
    dedupe_key: dedupeKey,
    platform,
    room,
    issue,
    segments,
    run_at: new Date(runAt).toISOString(),
    batch,
    hand: hands[place] ?? null,
    place,
  }));
