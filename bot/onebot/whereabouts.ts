/** Where an account is: its groups, who is in them, its friends; from lists asked for and notices of who came and went. */
import { MINUTE, type Instant } from '../../domain/time.ts';
import { idOf } from '../ids.ts';
import { dataOf, numeric, recordsIn, type Answer } from './wire.ts';

export type Ask = (action: string, params: object) => Promise<Answer>;

/** How long a list is believed; notices set it right meanwhile. */
const LIST_KEPT = 10 * MINUTE;

export class Whereabouts {
  /** Null while the server does not say. */
  groups: ReadonlySet<string> | null = null;
  friends: ReadonlySet<string> | null = null;
  private readonly heardFrom = new Set<string>();
  private readonly members = new Map<string, { at: Instant; accounts: ReadonlySet<string> }>();
  private readonly clock: () => Instant;
  private listedAt: Instant | null = null;

  constructor(clock: () => Instant) {
    this.clock = clock;
  }

  /** Groups it is in, or was heard from. */
  get everKnown(): ReadonlySet<string> {
    return new Set([...this.heardFrom, ...(this.groups ?? [])]);
  }

  get isStale(): boolean {
    return this.listedAt === null || this.clock() - this.listedAt >= LIST_KEPT;
  }

  /** A new connection, perhaps of another account. */
  forget(): void {
    this.listedAt = null;
    this.members.clear();
  }

  async list(ask: Ask): Promise<void> {
    // Servers answer from a list of their own unless told not to.
    const fresh = { no_cache: true };
    const [groups, friends] = await Promise.all([ask('get_group_list', fresh), ask('get_friend_list', fresh)]);
    if (groups.kind === 'answered') this.listedAt = this.clock();
    this.groups = idsIn(groups, 'group_id') ?? this.groups;
    this.friends = idsIn(friends, 'user_id') ?? this.friends;
  }

  /** Accounts now in a group, or null when the server does not say. */
  async membersOf(group: string, ask: Ask): Promise<ReadonlySet<string> | null> {
    const known = this.members.get(group);
    if (known !== undefined && this.clock() - known.at < LIST_KEPT) return known.accounts;
    const accounts = idsIn(await ask('get_group_member_list', { group_id: numeric(group) }), 'user_id');
    if (accounts !== null) this.members.set(group, { at: this.clock(), accounts });
    return accounts;
  }

  /** Somebody came or went: who is in the group is asked again. */
  changed(group: string): void {
    this.members.delete(group);
  }

  heard(group: string): void {
    this.heardFrom.add(group);
    this.enter(group);
  }

  enter(group: string): void {
    if (this.groups !== null && !this.groups.has(group)) this.groups = new Set([...this.groups, group]);
  }

  leave(group: string): void {
    if (this.groups?.has(group) === true) this.groups = new Set([...this.groups].filter((one) => one !== group));
  }
}

const idsIn = (answer: Answer, key: string): Set<string> | null => {
  const records = recordsIn(dataOf(answer));
  return records === null ? null : new Set(records.flatMap((record) => idOf(record[key]) ?? []));
};
