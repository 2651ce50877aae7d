/** What goes out as one message: one parcel, or several that wait for the same room and are merged. */
import type { OutgoingSegment } from '../domain/message.ts';
import type { Parcel } from '../domain/parcel.ts';
import { partsOf } from './parts.ts';
import type { ChatLimits, SendableSegment } from './port.ts';

export interface Letter {
  /** Oldest first. They share shape, parts and ending. */
  parcels: readonly [Parcel, ...Parcel[]];
  segments: readonly SendableSegment[];
  /** Written with each parcel before the first sending, so that after a crash the same ones go together. */
  batch: string | null;
}

export interface Merging {
  /** More messages of words than this wait for a room before they are merged. */
  above: number;
  /** What stands before the messages of a batch that were to go out together from the start; null where nothing does. */
  headOf(batch: string, count: number): string | null;
  /** The words of a sealed segment; null where they cannot be opened. */
  open(sealed: string): string | null;
}

/** The next message of a room. `queue` is not empty. */
export function nextLetter(queue: readonly [Parcel, ...Parcel[]], limits: ChatLimits, merging: Merging): Letter {
  const [first] = queue;
  if (first.batch !== null) return batchOf(first.batch, queue, merging);
  if (limits.paced && queue.filter(isMergeable).length > merging.above) {
    const together = asManyAsFit(queue, limits, merging);
    if (together.length > 1) {
      const parcels = together as [Parcel, ...Parcel[]];
      return { parcels, segments: joined(parcels, null, merging), batch: `merged@${first.id}` };
    }
  }
  return alone(first, merging);
}

/** A parcel by itself: also what is left of a merged message the platform refused. */
const alone = (parcel: Parcel, merging: Merging): Letter => ({
  parcels: [parcel],
  segments: sendable(parcel, merging),
  batch: null,
});

/** Once begun a batch is bound to the parcels it was begun with: those that come later make another one. */
function batchOf(batch: string, queue: readonly [Parcel, ...Parcel[]], merging: Merging): Letter {
  const [name = batch, bound] = batch.split('@');
  const parcels = queue.filter((parcel) => parcel.batch === batch) as [Parcel, ...Parcel[]];
  return {
    parcels,
    segments: joined(parcels, merging.headOf(name, parcels.length), merging),
    batch: bound === undefined ? `${name}@${queue[0].id}` : batch,
  };
}

/** Sealed with a key that is no more. */
const UNREADABLE = '（无法解密）';

/** Words only, and nothing of it is out or in doubt. */
const isMergeable = ({ segments, batch, stage, partsOut, shape, attempts }: Parcel): boolean =>
  batch === null &&
  stage !== 'inDoubt' &&
  partsOut === 0 &&
  attempts === 0 &&
  !shape.again &&
  segments.every(({ type }) => type === 'text' || type === 'number' || type === 'sealed' || type === 'at');

/** The longest run from the front that is still one part. */
function asManyAsFit(queue: readonly Parcel[], limits: ChatLimits, merging: Merging): Parcel[] {
  const run: Parcel[] = [];
  for (const parcel of queue) {
    if (!isMergeable(parcel) || partsOf(joined([...run, parcel], null, merging), limits, parcel.shape).length > 1)
      break;
    run.push(parcel);
  }
  return run;
}

function joined(parcels: readonly Parcel[], head: string | null, merging: Merging): SendableSegment[] {
  const segments: SendableSegment[] = head === null ? [] : [{ type: 'text', text: `${head}\n` }];
  parcels.forEach((parcel, index) => {
    if (index > 0) segments.push({ type: 'text', text: '\n\n' });
    segments.push(...sendable(parcel, merging));
  });
  return segments;
}

/** The issue's number and what was sealed in place of the segments that stand for them. */
const sendable = ({ segments, issue }: Parcel, { open }: Merging): SendableSegment[] =>
  segments.map((segment: OutgoingSegment) => {
    if (segment.type === 'number') return { type: 'text', text: `#${issue ?? '?'}` };
    return segment.type === 'sealed' ? { type: 'text', text: open(segment.data) ?? UNREADABLE } : segment;
  });
