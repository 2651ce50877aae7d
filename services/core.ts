/** What every use-case is given: the long-lived core, and the context of the message or job at hand. */
import type { Logger } from 'pino';
import type { Lease } from '../db/commit.ts';
import type { Database } from '../db/connect.ts';
import type { QueuedMessage } from '../db/queued-message.ts';
import type { Connection } from '../domain/channel.ts';
import type { Person } from '../domain/directory.ts';
import type { Rules } from '../domain/issue/rules.ts';
import type { RoomAddress } from '../domain/message.ts';
import type { Question } from '../domain/question.ts';
import type { PersonalKind } from '../domain/text/mask.ts';
import type { Instant } from '../domain/time.ts';
import type { Reach } from './reach.ts';
import type { Readers } from './roster-memory.ts';
import type { OpenPages } from './open-pages.ts';
import type { OpenPrompts } from './open-prompts.ts';
import type { Vault } from './vault.ts';

/** Delivers what was queued. */
export interface Courier {
  /** In whose hands messages will be that are about to be queued. */
  lease(messages: readonly QueuedMessage[], now: Instant): Lease;
  /** Messages that are leased already. */
  offer(messages: readonly LeasedMessage[]): void;
  /** Looks into the outbox at once. */
  wake(): void;
}

export type LeasedMessage = QueuedMessage & {
  id: number;
  createdAt: Instant;
  /** Nothing goes before it in its room. */
  begun: boolean;
};

export interface Core {
  db: Database;
  /** The roster as it is now; replaced whole when it changes. */
  readers(): Readers;
  /** Reads the roster again at once, where it is known to have changed: what follows is done with the new one. */
  renewReaders(): Promise<void>;
  prompts: OpenPrompts;
  pages: OpenPages<NextPage>;
  vault: Vault;
  courier: Courier;
  /** The platforms this process speaks on, and how each stands. */
  connections(): readonly Connection[];
  reach: Reach;
  /** Takes somebody's message out of a group where the platform lets the bot; false where it does not. Never throws. */
  recall(room: RoomAddress, messageId: string): Promise<boolean>;
  clock: () => Instant;
  log: Logger;
}

/** Shows the page after the one that was shown last. */
export type NextPage = (ctx: MessageContext) => Promise<void>;

/** One message of one person. */
export interface MessageContext {
  core: Core;
  now: Instant;
  /** When it was said: before `now` only where it was missed and is caught up. */
  saidAt: Instant;
  /** It is caught up: its answer goes into the room's digest. */
  late: boolean;
  rules: Rules;
  readers: Readers;
  actor: Person;
  /** The actor's account on the room's platform. */
  account: string;
  /** The open question this message answers, or ends by asking for something else. */
  ends: Question | null;
  /** Where it was said, and where the answer goes. */
  address: RoomAddress;
  room: string;
  messageId: string;
  /** Pictures that came with it. */
  photos: readonly string[];
  /** What of a resident's it shows to a group; nothing in private. */
  shows: readonly PersonalKind[];
}

/** The source kept with every event: which message caused it. */
export const sourceOf = (ctx: MessageContext): string => `${ctx.room}:${ctx.messageId}`;

export const inGroup = (ctx: MessageContext): boolean => ctx.address.kind === 'group';
