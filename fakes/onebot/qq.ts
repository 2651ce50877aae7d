/** QQ itself, as far as OneBot shows it: groups, who is in them, what was said, files. Several accounts may look on. */
import type { Segment } from './cq.ts';

export interface FakeMember {
  id: number;
  name: string;
}
export interface FakeGroup {
  id: number;
  members: FakeMember[];
  /** The bot's accounts in the group; all that are logged in where nothing is said. */
  accounts?: number[];
  /** Accounts that may take back what others said. */
  admins?: number[];
}

/** A group, or the two who talk in private. */
export type Place = { group: number } | { pair: readonly [number, number] };

export interface QqMessage {
  /** Counts up over everything said. */
  seq: number;
  /** Seconds. */
  time: number;
  place: Place;
  sender: number;
  /** A `reply` names the `seq` of what it answers. */
  segments: readonly Segment[];
}

export interface QqFile {
  group: number;
  name: string;
  size: number;
  uploader: number;
  time: number;
}

export class FakeQq {
  readonly groups: FakeGroup[];
  readonly files: QqFile[] = [];
  private readonly said: QqMessage[] = [];
  private readonly watchers = new Set<(message: QqMessage) => void>();
  private readonly kept: number;
  private readonly clock: () => number;
  private lastSeq = 0;

  /** @param kept messages remembered, the newest; a load test needs no memory of them */
  constructor(groups: FakeGroup[] = [], kept = 1000, clock: () => number = Date.now) {
    this.groups = groups;
    this.kept = kept;
    this.clock = clock;
  }

  /** Calls back for everything said; the returned function ends it. */
  watch(watcher: (message: QqMessage) => void): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  /** @param secondsAgo when it was said, for messages that come late */
  say(place: Place, sender: number, segments: readonly Segment[], secondsAgo = 0): QqMessage {
    this.lastSeq += 1;
    const message = { seq: this.lastSeq, time: this.seconds() - secondsAgo, place, sender, segments };
    this.said.push(message);
    if (this.said.length > this.kept) this.said.shift();
    for (const watcher of this.watchers) watcher(message);
    return message;
  }

  upload(group: number, uploader: number, name: string, size: number): void {
    this.files.push({ group, name, size, uploader, time: this.seconds() });
  }

  history(place: Place): QqMessage[] {
    return this.said.filter((message) => samePlace(message.place, place));
  }

  find(seq: number): QqMessage | undefined {
    return this.said.find((message) => message.seq === seq);
  }

  /** False when there is no such message. */
  recall(seq: number): boolean {
    const index = this.said.findIndex((message) => message.seq === seq);
    if (index >= 0) this.said.splice(index, 1);
    return index >= 0;
  }

  group(id: number): FakeGroup | undefined {
    return this.groups.find((group) => group.id === id);
  }

  isIn(account: number, group: number): boolean {
    const found = this.group(group);
    return found !== undefined && (found.accounts === undefined || found.accounts.includes(account));
  }

  nameOf(user: number): string {
    return this.groups.flatMap((group) => group.members).find((member) => member.id === user)?.name ?? `用户${user}`;
  }

  seconds(): number {
    return Math.floor(this.clock() / 1000);
  }
}

const samePlace = (one: Place, other: Place): boolean =>
  'group' in one
    ? 'group' in other && one.group === other.group
    : 'pair' in other && one.pair.every((account) => other.pair.includes(account));
