/** One ear for several accounts: what two of them hear is heard once, and nothing is lost when one falls silent. */
import { textOf, type IncomingMessage } from '../../domain/message.ts';
import { MINUTE, type Instant } from '../../domain/time.ts';

export interface EarOptions<Listener> {
  clock: () => Instant;
  /** Whether a message is this listener's to hear at this moment. */
  isFor(listener: Listener, message: IncomingMessage): boolean;
  onMessage(message: IncomingMessage): void;
}

interface Held<Listener> {
  by: Listener;
  message: IncomingMessage;
  at: Instant;
}

/** A dead connection is noticed within two pings, a minute; a copy heard by another account is kept until then. */
const KEPT = 2 * MINUTE;

export class Ear<Listener> {
  private readonly options: EarOptions<Listener>;
  /** Which listener's copy was heard. */
  private readonly heard = new Map<string, { by: Listener; at: Instant }>();
  /** Copies that were another's to hear, in case it does not. */
  private held: Held<Listener>[] = [];

  constructor(options: EarOptions<Listener>) {
    this.options = options;
  }

  hear(by: Listener, message: IncomingMessage): void {
    const at = this.options.clock();
    this.forget(at - KEPT);
    this.offer({ by, message, at });
  }

  /** Whose messages are whose has changed: what was held for one that is gone is heard now. */
  review(): void {
    const { held } = this;
    this.held = [];
    for (const copy of held) this.offer(copy);
  }

  private offer(held: Held<Listener>): void {
    const { by, message, at } = held;
    const copy = copyOf(message);
    const earlier = this.heard.get(copy);
    // The same words twice from one listener are two messages; from another they are a copy.
    if (earlier !== undefined && earlier.by !== by) return;
    if (!this.options.isFor(by, message)) {
      this.held.push(held);
      return;
    }
    this.heard.set(copy, { by, at });
    this.options.onMessage(message);
  }

  private forget(before: Instant): void {
    for (const [copy, { at }] of this.heard) {
      if (at >= before) break;
      this.heard.delete(copy);
    }
    const kept = this.held.findIndex(({ at }) => at >= before);
    if (kept !== 0) this.held = kept < 0 ? [] : this.held.slice(kept);
  }
}

/** Message ids differ from account to account; room, sender, QQ's own time and the words do not. */
const copyOf = ({ room, self, sender, at, segments }: IncomingMessage): string =>
  [room.kind, room.kind === 'group' ? room.id : self, sender.account, at, textOf(segments)].join('|');
