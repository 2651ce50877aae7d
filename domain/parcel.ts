/** A message on its way out: what the outbox knows of it, and what is written about it. */
import type { OutgoingSegment } from './message.ts';
import type { Instant } from './time.ts';

/** How a message has to differ from what was written, because the platform did not take that. */
export interface Shape {
  /** Places of the pictures and files that go out as their fallback; a place twice is the fallback's own fallback. */
  fallbacks: readonly number[];
  /** Mentions as plain names. */
  plain: boolean;
  /** Swallowed once, and sent again so that it is not the same message. */
  again: boolean;
}

export const asWritten: Shape = { fallbacks: [], plain: false, again: false };

/** A message a process holds. */
export interface Parcel {
  id: number;
  platform: string;
  /** Address key. */
  room: string;
  segments: readonly OutgoingSegment[];
  issue: number | null;
  dedupeKey: string;
  createdAt: Instant;
  /**
   * held: to be marked as begun before anything is sent · begun: marked, nothing sent yet · inDoubt: a sending was
   * begun and nobody knows how it ended.
   */
  stage: 'held' | 'begun' | 'inDoubt';
  /** Sendings of the part that is to go out next that failed before. */
  attempts: number;
  /** 1 once the part that is to go out next was sent again already. */
  repeats: number;
  partsOut: number;
  shape: Shape;
  /** Messages of one room with the same batch go out as one. */
  batch: string | null;
}

/** How a message ended that did not arrive, as far as anybody knows. */
export interface Unsent {
  state: 'suppressed' | 'dead' | 'unknown';
  reason: string;
}

export type GivenUp = Unsent & { parcel: Pick<Parcel, 'id' | 'room' | 'issue' | 'dedupeKey'> };

/** The platform's id of a part that is out. */
interface PartSent {
  /** From 0. */
  number: number;
  platformMessage: string;
}

/** What is written about a parcel. */
export type ParcelEntry =
  /** About to send, or a part is out and more follow: it stays in this process's hands. */
  | {
      id: number;
      state: 'sending';
      batch: string | null;
      partsOut: number;
      attempts: number;
      repeats: number;
      shape: Shape;
      part: PartSent | null;
    }
  | { id: number; state: 'delivered'; part: PartSent | null; repeats: number }
  | { id: number; state: Unsent['state']; error: string }
  /** Given back, not sent; `runAt` null keeps its place. */
  | {
      id: number;
      state: 'waiting';
      runAt: Instant | null;
      batch: string | null;
      attempts: number;
      shape: Shape;
      error: string | null;
    }
  /** Given back, and nobody knows whether the part that was going out is out. */
  | { id: number; state: 'inDoubt'; attempts: number };
