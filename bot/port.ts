/** The chat port: what an adapter for a platform takes, gives and promises. */
import type { IncomingMessage, OutgoingSegment, RoomAddress } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';

/**
 * How a send ended. `suppressed`: accepted, then swallowed by the platform's risk control. `unknown`: a timeout or a
 * lost connection; the message may have been seen, so it is never blindly repeated.
 */
export type SendOutcome =
  | { kind: 'delivered'; messageId: string | null }
  | { kind: 'suppressed'; reason: string }
  | { kind: 'rejected'; reason: string; retryable: boolean }
  | { kind: 'unknown'; reason: string };

export type ConnectionState =
  | { kind: 'connecting'; since: Instant }
  | { kind: 'online'; since: Instant; account: string }
  | { kind: 'offline'; since: Instant; reason: string };

export interface ChatHandlers {
  /** Called for every message of somebody else, once a frame. Must not throw and does not block the adapter. */
  onMessage(message: IncomingMessage): void;
  onState(state: ConnectionState): void;
}

/** What a platform can carry in one message. */
export interface ChatLimits {
  /** Counted as `unit` says; longer text is split between graphemes, never inside a mention. */
  text: number;
  unit: 'characters' | 'bytes';
  mentions: number;
  /** Whether the platform punishes haste: then messages go out at the rates of the settings, else at once. */
  paced: boolean;
}

/** A message ready to go out: `number` segments are already replaced. */
export type SendableSegment = Exclude<OutgoingSegment, { type: 'number' }>;

export interface ChatAdapter {
  readonly platform: string;
  readonly limits: ChatLimits;
  /** Resolves when the adapter works towards a connection, not when it has one. Reconnects by itself until `stop`. */
  start(handlers: ChatHandlers): Promise<void>;
  stop(): Promise<void>;
  state(): ConnectionState;
  /** Never throws; every failure is an outcome. `key` names this message for platforms that can drop a repeat. */
  send(room: RoomAddress, segments: readonly SendableSegment[], key: string): Promise<SendOutcome>;
  /** Looks into the platform's history for a message whose sending ended `unknown`. */
  wasSent?(
    room: RoomAddress,
    segments: readonly SendableSegment[],
    since: Instant,
  ): Promise<'yes' | 'no' | 'cannotTell'>;
  /** Accounts now in a group, or null when the platform does not say. */
  members?(room: RoomAddress): Promise<ReadonlySet<string> | null>;
  /** Takes a message back where the bot may; false where it may not. */
  recall?(room: RoomAddress, messageId: string): Promise<boolean>;
}
