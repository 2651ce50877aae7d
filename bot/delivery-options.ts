/** What delivery is given to work with: the outbox, the adapters, the limits. */
import type { GivenUp, Parcel, ParcelEntry } from '../domain/parcel.ts';
import type { Instant } from '../domain/time.ts';
import type { Merging } from './letter.ts';
import type { ChatAdapter } from './port.ts';
import type { RateLimits } from './rate-limit.ts';

/** Where parcels come from and entries go. */
export interface ParcelStore {
  /** What is due on these platforms, so many of each room at most, `except` aside; in this process's hands until `until`. */
  leaseDue(
    now: Instant,
    owner: string,
    until: Instant,
    platforms: readonly string[],
    perRoom: number,
    except: readonly string[],
  ): Promise<Parcel[]>;
  /** Ids that were written; one that stays in hand is written only where it is still in this process's. */
  write(entries: readonly ParcelEntry[], owner: string, now: Instant): Promise<ReadonlySet<number>>;
  renewLeases(owner: string, until: Instant): Promise<void>;
}

export interface DeliveryLimits extends RateLimits {
  attempts: number;
  vanishedAttempts: number;
  /** More messages than this waiting for a room are merged. */
  mergeAbove: number;
  putOffMs: number;
}

export interface DeliveryOptions {
  store: ParcelStore;
  adapters: ReadonlyMap<string, ChatAdapter>;
  owner: string;
  clock: () => Instant;
  limits: () => DeliveryLimits;
  headOf: Merging['headOf'];
  open: Merging['open'];
  /** Told of what did not arrive, or of which nobody knows whether it did. */
  onGivenUp?: (messages: readonly GivenUp[]) => void;
  log: { warn(about: object, text: string): void; error(about: object, text: string): void };
  /** First wait after a failed sending; doubles each time. */
  backoffMs?: number;
  /** How long a lease lasts; renewed three times within it. */
  leaseMs?: number;
  pollMs?: number;
}

/** A message that was queued just now. */
export type Offered = Pick<Parcel, 'id' | 'platform' | 'room' | 'segments' | 'issue' | 'dedupeKey' | 'createdAt'> & {
  /** It is the only one of its room: it is sent at once, and the database says so. */
  begun: boolean;
};

/** A message that is about to be queued. */
export interface Addressed {
  platform: string;
  room: string;
  runAt: Instant;
}
