/** Sends one message, part by part, through whatever the platform makes of it. */
import { addressFrom, type RoomAddress } from '../domain/message.ts';
import type { ParcelEntry, Shape, Unsent } from '../domain/parcel.ts';
import type { Instant } from '../domain/time.ts';
import type { Letter } from './letter.ts';
import { announcement, dressed, fallBack, isMedia, partsOf } from './parts.ts';
import type { ChatAdapter, SendableSegment, SendOutcome } from './port.ts';

export interface SendingTools {
  adapter: ChatAdapter;
  /** Waits until the next message may go to the room; false when the process is stopping. */
  turn(): Promise<boolean>;
  /** Waits; false when the process is stopping. */
  pause(ms: number): Promise<boolean>;
  /** Writes what is said of every parcel of the letter; false when they are no longer in this process's hands. */
  write(entry: (id: number) => ParcelEntry): Promise<boolean>;
  /** Part `number` is out under this id. */
  delivered(platformMessage: string): void;
  clock: () => Instant;
  attempts: number;
  /** Sendings without an answer that the platform's history knows nothing of. */
  vanishedAttempts: number;
  /** How long a swallowed message waits before it is sent in another shape. */
  putOffMs: number;
  /** First wait after a failed sending; doubles each time. */
  backoffMs: number;
}

export const gaveUp = (state: Unsent['state'], reason: string): Fate => ({
  kind: 'ended',
  gaveUp: { state, reason },
  entry: (id) => ({ id, state, error: reason }),
});

/** What became of a letter; the parcels of it are to be written so. */
export type Fate =
  | { kind: 'ended'; entry: (id: number) => ParcelEntry; gaveUp: Unsent | null }
  /** It goes out later, after what waits behind it. */
  | { kind: 'putOff'; entry: (id: number) => ParcelEntry; error: string }
  /** The channel is gone or the process stops: it keeps its place. */
  | { kind: 'back'; entry: (id: number) => ParcelEntry }
  /** The platform refuses the merged message: each goes by itself. */
  | { kind: 'apart'; entry: (id: number) => ParcelEntry }
  /** Somebody else has it now. */
  | { kind: 'lost' };

/** Longest wait between two tries; a room should not stand still for longer. */
const LONGEST_BACKOFF_MS = 60_000;
/** A picture or file that failed three times is better said in words than waited for. */
const MEDIA_ATTEMPTS = 3;
/** Why a message is given up that nobody ever saw. */
const VANISHED = '多次发出都没有回音，聊天记录里也没有';

export class Sending {
  private readonly letter: Letter;
  private readonly tools: SendingTools;
  private readonly room: RoomAddress;
  private partsOut: number;
  private repeats: number;
  private shape: Shape;
  private inDoubt: boolean;
  /** The database says that this part, in this shape, is being sent. */
  private begun: boolean;
  private attempts: number;
  /** Why a part that nobody knows the fate of was passed over. */
  private unknown: string | null = null;

  constructor(letter: Letter, tools: SendingTools) {
    const [first] = letter.parcels;
    this.letter = letter;
    this.tools = tools;
    this.room = addressFrom(first.room);
    this.partsOut = first.partsOut;
    this.repeats = first.repeats;
    this.shape = first.shape;
    this.attempts = first.attempts;
    this.inDoubt = letter.parcels.some(({ stage }) => stage === 'inDoubt');
    this.begun = letter.batch === first.batch && letter.parcels.every(({ stage }) => stage !== 'held');
  }

  async run(): Promise<Fate> {
    const { adapter } = this.tools;
    for (;;) {
      const parts = partsOf(this.letter.segments, adapter.limits, this.shape);
      const part = parts[this.partsOut];
      if (part === undefined) return parts.length === 0 ? gaveUp('dead', '空消息') : this.finished(null);
      const isLast = this.partsOut === parts.length - 1;
      if (!this.isOnline()) return this.back();
      if (this.inDoubt) {
        const known = await this.lookBack(part);
        if (known === 'cannotTell' && !this.isOnline()) return this.back();
        this.inDoubt = false;
        if (known === 'yes' || (known === 'cannotTell' && this.repeats > 0)) {
          if (known === 'cannotTell') this.unknown = '发了两次都没有回音';
          if (isLast) return this.finished(null);
          if (!(await this.advance(null))) return { kind: 'lost' };
          continue;
        }
        this.begun = false;
        if (known === 'cannotTell') this.repeats = 1;
        else {
          const fate = await this.failed(part, VANISHED, this.tools.vanishedAttempts);
          if (fate !== null) return fate;
          continue;
        }
      }
      if (!(await this.tools.turn())) return this.back();
      if (!this.isOnline()) continue;
      if (!this.begun && !(await this.begin())) return { kind: 'lost' };

      const outcome = await this.send(part);
      if (outcome.kind === 'delivered') {
        const { messageId } = outcome;
        if (messageId !== null) this.tools.delivered(messageId);
        if (isLast) return this.finished(messageId);
        if (!(await this.advance(messageId))) return { kind: 'lost' };
      } else if (outcome.kind === 'unknown') this.inDoubt = true;
      else {
        const fate =
          outcome.kind === 'suppressed' ? this.swallowed(part, outcome.reason) : await this.refused(part, outcome);
        if (fate !== null) return fate;
      }
    }
  }

  /** Of several accounts the room's own counts. */
  private isOnline(): boolean {
    return this.tools.adapter.state(this.room).kind === 'online';
  }

  private async send(part: readonly SendableSegment[]): Promise<SendOutcome> {
    const { adapter, turn } = this.tools;
    const { room } = this;
    const repeated = this.repeats > 0;
    const before = announcement(part, adapter.limits, repeated);
    if (before !== null) {
      // What becomes of the announcement is of no matter: without it the picture comes twice, with it that is explained.
      await adapter.send(room, before, `${this.key()}?`);
      if (!(await turn())) return { kind: 'rejected', reason: '正在停止', retryable: true };
    }
    return adapter.send(room, dressed(part, adapter.limits, this.shape, repeated), this.key());
  }

  /** Names this part for platforms that drop what they have seen: the same for a repeat, another for another shape. */
  private key(): string {
    const { parcels } = this.letter;
    const merged = parcels.length > 1 ? `+${parcels.length}` : '';
    const number = this.partsOut === 0 ? '' : `#${this.partsOut + 1}`;
    return `${parcels[0].dedupeKey}${merged}${number}${this.shape.again ? '~' : ''}`;
  }

  private async lookBack(part: readonly SendableSegment[]): Promise<'yes' | 'no' | 'cannotTell'> {
    const { room } = this;
    const { adapter } = this.tools;
    if (adapter.wasSent === undefined) return 'cannotTell';
    const { createdAt } = this.letter.parcels[0];
    const first = await adapter.wasSent(room, dressed(part, adapter.limits, this.shape, false), createdAt);
    if (first === 'yes' || this.repeats === 0) return first;
    return adapter.wasSent(room, dressed(part, adapter.limits, this.shape, true), createdAt);
  }

  /** Writes that this part is being sent: what a crash leaves in doubt is this part and nothing else. */
  private async begin(): Promise<boolean> {
    this.begun = await this.tools.write((id) => this.sendingEntry(id, null));
    return this.begun;
  }

  /** A part is out and more follow: the next begins. */
  private async advance(messageId: string | null): Promise<boolean> {
    const part = messageId === null ? null : { number: this.partsOut, platformMessage: messageId };
    this.partsOut += 1;
    this.repeats = 0;
    this.attempts = 0;
    return this.tools.write((id) => this.sendingEntry(id, part));
  }

  private sendingEntry(id: number, part: { number: number; platformMessage: string } | null): ParcelEntry {
    const { partsOut, attempts, repeats, shape } = this;
    return { id, state: 'sending', batch: this.letter.batch, partsOut, attempts, repeats, shape, part };
  }

  /** Refused: tried again, in another shape, or given up. Null to go on. */
  private async refused(
    part: readonly SendableSegment[],
    { reason, retryable }: { reason: string; retryable: boolean },
  ): Promise<Fate | null> {
    if (!this.isOnline()) return this.back();
    return this.failed(part, reason, retryable ? this.tools.attempts : 1);
  }

  /** One more try that came to nothing. */
  private async failed(part: readonly SendableSegment[], reason: string, attempts: number): Promise<Fate | null> {
    this.attempts += 1;
    const most = part.some(isMedia) ? Math.min(MEDIA_ATTEMPTS, attempts) : attempts;
    if (this.attempts < most) {
      const wait = Math.min(this.tools.backoffMs * 2 ** (this.attempts - 1), LONGEST_BACKOFF_MS);
      return (await this.tools.pause(wait)) ? null : this.back();
    }
    const other = this.otherShape(part);
    if (other !== null) {
      this.reshape(other);
      return null;
    }
    if (this.letter.parcels.length > 1 && this.partsOut === 0) {
      return { kind: 'apart', entry: (id) => this.waitingEntry(id, null, null, reason) };
    }
    return gaveUp('dead', reason);
  }

  /**
   * Accepted and swallowed. Risk control weighs pictures, mentions and sameness over some minutes: what was swallowed is
   * sent once more after them, in words, with names in place of mentions, and not word for word the same.
   */
  private swallowed(part: readonly SendableSegment[], reason: string): Fate {
    if (this.shape.again) return gaveUp('suppressed', reason);
    this.shape = { ...(this.otherShape(part) ?? this.shape), plain: true, again: true };
    this.repeats = 0;
    const runAt = this.tools.clock() + this.tools.putOffMs;
    return {
      kind: 'putOff',
      error: reason,
      entry: (id) => this.waitingEntry(id, this.letter.batch, runAt, reason),
    };
  }

  /** Pictures and files as their fallback; else names in place of mentions: one who left may spoil the whole message. */
  private otherShape(part: readonly SendableSegment[]): Shape | null {
    const fallen = fallBack(part, this.letter.segments, this.tools.adapter.limits, this.shape);
    if (fallen !== null) return fallen;
    return !this.shape.plain && part.some(({ type }) => type === 'at') ? { ...this.shape, plain: true } : null;
  }

  private reshape(shape: Shape): void {
    this.shape = shape;
    this.attempts = 0;
    this.begun = false;
  }

  private waitingEntry(id: number, batch: string | null, runAt: Instant | null, error: string | null): ParcelEntry {
    const { attempts, shape } = this;
    return { id, state: 'waiting', runAt, batch, attempts, shape, error };
  }

  private back(): Fate {
    return this.inDoubt
      ? { kind: 'back', entry: (id) => ({ id, state: 'inDoubt', attempts: this.attempts }) }
      : {
          kind: 'back',
          entry: (id) =>
            this.waitingEntry(id, this.begun ? this.letter.batch : this.letter.parcels[0].batch, null, null),
        };
  }

  private finished(messageId: string | null): Fate {
    if (this.unknown !== null) return gaveUp('unknown', this.unknown);
    const part = messageId === null ? null : { number: this.partsOut, platformMessage: messageId };
    const { repeats } = this;
    return { kind: 'ended', gaveUp: null, entry: (id) => ({ id, state: 'delivered', part, repeats }) };
  }
}
