/** A message on its way into the outbox, and the form in which statements take it. */
import type { OutgoingSegment } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';

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
  'm(dedupe_key text, platform text, room text, issue int, segments jsonb, run_at timestamptz, batch text, place int)';

export const queuedJson = (messages: readonly QueuedMessage[]): string =>
  JSON.stringify(
    messages.map(({ dedupeKey, platform, room, segments, runAt, issue, batch }, place) => ({
      dedupe_key: dedupeKey,
      platform,
      room,
      issue,
      segments,
      run_at: new Date(runAt).toISOString(),
      batch,
      place,
    })),
  );
