/** Keeps an eye on the channels: tells when one is gone and when it is back, and has what was missed caught up. */
import { loadChannels, saveChannels } from '../../db/channels.ts';
import {
  accountChannel,
  lookAt,
  unknownChannel,
  type Channel,
  type Connection,
  type Gap,
} from '../../domain/channel.ts';
import type { GivenUp } from '../../domain/parcel.ts';
import { MINUTE, type Instant } from '../../domain/time.ts';
import type { Core } from '../core.ts';
import { tellGivenUp } from './given-up.ts';
import { Hearing, type HearingOptions } from './hearing.ts';
import { tellOfAccount, tellOfPlatform } from './news.ts';

/** Between two looks: with the delay of the alarm, the sending included, an operator knows within a minute. */
const LOOK_MS = 5000;

export class ChannelKeeper {
  private readonly core: Core;
  private readonly channels: Map<string, Channel>;
  private readonly hearing: Hearing;
  private givenUp: GivenUp[] = [];
  private looking: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private ticker: NodeJS.Timeout | null = null;

  private constructor(options: HearingOptions, channels: readonly Channel[]) {
    this.core = options.core;
    this.hearing = new Hearing(options);
    this.channels = new Map(channels.map((channel) => [channel.platform, channel]));
  }

  static async open(options: HearingOptions): Promise<ChannelKeeper> {
    return new ChannelKeeper(options, await loadChannels(options.core.db));
  }

  start(): void {
    this.ticker = setInterval(() => void this.look(), LOOK_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.ticker !== null) clearInterval(this.ticker);
    await this.quiet();
  }

  /** A connection has changed: however short it was away, something may have been missed. */
  changed(platform: string, online: boolean): void {
    this.hearing.changed(platform, online);
    void this.look();
  }

  /** One of several accounts is back: what only it could have heard is heard now. */
  missed(platform: string, gaps: readonly Gap[], since: Instant): void {
    this.hearing.missed(platform, gaps, since);
  }

  /** Messages that did not arrive: the operators are told with the next look, of all in one message. */
  gaveUp(messages: readonly GivenUp[]): void {
    this.givenUp.push(...messages);
    void this.look();
  }

  /** Looks at every connection and sees to what is to be done; never throws. One look at a time, one more if asked. */
  look(): Promise<void> {
    this.again = true;
    this.looking ??= this.lookWhileAsked().finally(() => (this.looking = null));
    return this.looking;
  }

  /** Until nothing is being looked at or caught up. */
  async quiet(): Promise<void> {
    while (!this.isQuiet) {
      await this.looking;
      await this.hearing.quiet();
    }
  }

  get isQuiet(): boolean {
    return this.looking === null && this.hearing.isQuiet;
  }

  private async lookWhileAsked(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      for (const connection of this.core.connections()) {
        try {
          await this.lookAtOne(connection);
        } catch (error) {
          this.core.log.error({ err: error, platform: connection.platform }, 'a channel could not be kept');
        }
      }
      await this.tellGivenUp();
    }
  }

  private async lookAtOne(connection: Connection): Promise<void> {
    const { core } = this;
    const { platform } = connection;
    const now = core.clock();
    const alarmMs = core.readers().rules.settings['channel.alarmSeconds'] * 1000;
    // Told before it is written that it was: after a crash in between the cause keeps it from being told twice.
    const { channel, news, known } = this.compare(platform, connection, now, alarmMs);
    if (news !== null) await tellOfPlatform(core, connection, news, now);
    if (channel !== known) await this.keep(channel);
    if (!connection.online) return;
    // Where the platform as a whole is away, that is told, with what every account lacks.
    for (const account of connection.accounts) {
      const seen = this.compare(accountChannel(platform, account), account, now, alarmMs);
      if (seen.news !== null) await tellOfAccount(core, platform, account, seen.news, now);
      if (seen.channel !== seen.known) await this.keep(seen.channel);
    }
    const allThere = connection.accounts.every(({ online }) => online);
    const isComplete = this.hearing.isComplete(channel, now) && allThere;
    // To the minute, as a restart needs no more. While an account is away it stands still: from there on a restart has to
    // read what was said in its groups.
    const { heardUntil } = channel;
    if (heardUntil === null || (isComplete && now - heardUntil >= MINUTE))
      await this.keep({ ...channel, heardUntil: now });
  }

  private compare(name: string, connection: Pick<Connection, 'online' | 'reason'>, now: Instant, alarmMs: number) {
    const known = this.channels.get(name) ?? unknownChannel(name);
    return { ...lookAt(known, connection, now, alarmMs), known };
  }

  private async tellGivenUp(): Promise<void> {
    const { core } = this;
    const messages = this.givenUp.splice(0);
    if (messages.length === 0) return;
    try {
      await tellGivenUp(core, messages);
    } catch (error) {
      core.log.error({ err: error }, 'nobody could be told of messages that did not arrive');
      this.givenUp.unshift(...messages);
    }
  }

  private async keep(channel: Channel): Promise<void> {
    await saveChannels(this.core.db, [channel]);
    this.channels.set(channel.platform, channel);
  }
}
