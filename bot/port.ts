/** The chat port: what an adapter for a platform takes, gives and promises. */
import type { Gap } from '../domain/channel.ts';
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

/** How one of several accounts behind a platform stands. */
export interface AccountStanding {
  /** The same across restarts, also before it is known which account it is. */
  key: string;
  /** What the operator knows it by. */
  name: string;
  state: { kind: 'connecting' } | { kind: 'online' } | { kind: 'offline'; reason: string };
}

export interface ChatHandlers {
  /** Called for every message of somebody else, once a frame. Must not throw and does not block the adapter. */
  onMessage(message: IncomingMessage): void;
  onState(state: ConnectionState): void;
  /** One of several accounts is back, so that `missed` can be asked of its groups, and of private chats since then. */
  onGaps?(gaps: readonly Gap[], since: Instant): void;
}

/** Bytes. */
export const MEGABYTE = 1024 * 1024;

/** What a platform can carry in one message. */
export interface ChatLimits {
  /** Counted as `unit` says; longer text is split between graphemes, never inside a mention. */
  text: number;
  unit: 'characters' | 'bytes';
  mentions: number;
  /** Pictures beside text in one message, each in a message of its own, or not at all (then their `alt` is said). */
  images: 'mixed' | 'alone' | 'none';
  /** Largest picture, bytes before base64. */
  imageBytes: number;
  /** Largest file, bytes; null where the platform takes none. A file is always a message of its own. */
  fileBytes: number | null;
  /** Whether the platform punishes haste: then messages go out at the rates of the settings, else at once. */
  paced: boolean;
  /** Messages a minute and account the platform allows, where it says so and that is less than the settings; else null. */
  perMinute: number | null;
}

/** A message ready to go out: `number` and `sealed` segments are already replaced. */
export type SendableSegment = Exclude<OutgoingSegment, { type: 'number' | 'sealed' }>;

export interface ChatAdapter {
  readonly platform: string;
  readonly limits: ChatLimits;
  /** Resolves when the adapter works towards a connection, not when it has one. Reconnects by itself until `stop`. */
  start(handlers: ChatHandlers): Promise<void>;
  stop(): Promise<void>;
  /** Of the platform; with a room, of the account that speaks there. Called often, so it costs nothing. */
  state(room?: RoomAddress): ConnectionState;
  /** The accounts behind the platform where they may be several. */
  accounts?(): readonly AccountStanding[];
  /**
   * Sends one part: what `limits` allow in one message, a file alone. Never throws; every failure is an outcome.
   * `key` names this part for platforms that can drop a repeat.
   */
  send(room: RoomAddress, part: readonly SendableSegment[], key: string): Promise<SendOutcome>;
  /** Looks into the platform's history for a part whose sending ended `unknown`. */
  wasSent?(room: RoomAddress, part: readonly SendableSegment[], since: Instant): Promise<'yes' | 'no' | 'cannotTell'>;
  /**
   * What others said in a room since a moment, oldest first; null where the platform keeps no history of it. Where the
   * connection goes while it is read, it rejects or is offline by the time it answers: then it is asked again.
   */
  missed?(room: RoomAddress, since: Instant): Promise<readonly IncomingMessage[] | null>;
  /** Accounts now in a group, or null when the platform does not say. */
  members?(room: RoomAddress): Promise<ReadonlySet<string> | null>;
  /** Takes a message back where the bot may; false where it may not. */
  recall?(room: RoomAddress, messageId: string): Promise<boolean>;
}
