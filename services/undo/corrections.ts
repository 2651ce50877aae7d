/** What those hear who were told of something beside issues that was taken back, and the messages nobody read yet. */
import { toldBecauseOf, type TakingBack } from '../../db/take-back.ts';
import { addressFrom, type OutgoingSegment } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { correctedWords, undoneBesideWords } from '../../wording/undo-beside.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { queued, type Outgoing } from '../issues/outgoing.ts';

export interface Slip {
  /** What it is called: #12 的“催办”. */
  what: string;
  /** The message that did it. */
  source: string;
  since: Instant;
  issue: number | null;
  /** How it stands once it is taken back; left out where there is nothing to say of it. */
  now?: string;
}

/** One correction to each room that was told, the people called then called again; the room of the answer reads the answer. */
export async function takingBackOf(ctx: MessageContext, slip: Slip): Promise<TakingBack> {
  const { core, now, actor } = ctx;
  const told = await toldBecauseOf(core.db, null, slip.source, slip.since);
  const rooms = new Map<string, readonly OutgoingSegment[]>(
    told.filter(({ room }) => room !== ctx.room).map(({ room, segments }) => [room, segments]),
  );
  const corrections = [...rooms].map(([room, segments]): Outgoing => ({
    address: addressFrom(room),
    segments: message(
      segments.filter(({ type }) => type === 'at'),
      correctedWords(slip.what, actor.name, slip.now),
    ),
  }));
  const said = {
    address: ctx.address,
    segments: message(undoneBesideWords(slip.what, corrections.length > 0, slip.now)),
  };
  return {
    at: now,
    message: { room: ctx.room, messageId: ctx.messageId },
    told,
    answer: `${sourceOf(ctx)}>${ctx.room}`,
    outbox: queued([said, ...corrections], sourceOf(ctx), slip.issue, now),
  };
}
