/** Keeps an eye on the channels: tells when one is gone and when it is back, and has what was missed caught up. */
import { loadChannels, saveChannels } from '../../db/channels.ts';
import {
  accountChannel,
  catchUpFrom,
  lookAt,
  unknownChannel,
  type Channel,
  type Connection,
  type Gap,
} from '../../domain/channel.ts';
import type { GivenUp } from '../../domain/parcel.ts';
import { HOUR, MINUTE, type Instant } from '../../domain/time.ts';
import { tooOldWords } from '../../wording/channels.ts';
import type { Core } from '../core.ts';
import { tellGivenUp } from './given-up.ts';
import { tellOfAccount, tellOfPlatform } from './news.ts';
import { tellOperators } from './operators.ts';

export interface ChannelKeeperOptions {
  core: Core;
  /**
   * Hears what a platform's groups said since then; rejects when the platform went away over it.
   *
   * @param gaps only in these groups, each since its own moment, where given; private chats are read in any case
   */
  catchUp(platform: string, since: Instant, gaps: readonly Gap[] | null): Promise<void>;
}

/** Between two looks: with the delay of the alarm, the sending included, an operator knows within a minute. */
const LOOK_MS = 5000;

export class ChannelKeeper {
  private readonly options: ChannelKeeperOptions;
  private readonly channels: Map<string, Channel>;
  /** Platforms of which everything said so far was heard. */
  private readonly upToDate = new Set<string>();
  private readonly catching = new Map<string, Promise<void>>();
  /** How often each was lost, to see whether that happened while it was caught up. */
  private readonly losses = new Map<string, number>();
  /** When a platform that could not be caught up is tried again. */
  private readonly notBefore = new Map<string, Instant>();
  private givenUp: GivenUp[] = [];
  private looking: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private ticker: NodeJS.Timeout | null = null;

  private constructor(options: ChannelKeeperOptions, channels: readonly Channel[]) {
    this.options = options;
    this.channels = new Map(channels.map((channel) => [channel.platform, channel]));
  }

  static async open(options: ChannelKeeperOptions): Promise<ChannelKeeper> {
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
    if (!online) {
      this.upToDate.delete(platform);
      this.losses.set(platform, this.lossesOf(platform) + 1);
    }
    this.notBefore.delete(platform);
    void this.look();
  }

  /** One of several accounts is back: what only it could have heard is heard now. */
  missed(platform: string, gaps: readonly Gap[], since: Instant): void {
    this.inTurn(platform, async () => {
      // Where the platform as a whole is still to be caught up, these groups are read with the others.
      if (!this.upToDate.has(platform)) return;
      const now = this.options.core.clock();
      const hours = this.options.core.readers().rules.settings['catchUp.hours'];
      const earliest = now - hours * HOUR;
      const within = gaps.map((gap) => ({ ...gap, since: Math.max(gap.since, earliest) }));
      try {
        await this.options.catchUp(platform, Math.max(since, earliest), within);
      } catch (error) {
        // Then everything is read again from where nothing was missing.
        this.upToDate.delete(platform);
        throw error;
      }
      if (since < earliest) await this.tellTooOld(platform, earliest, since, now);
    });
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
    while (this.looking !== null || this.catching.size > 0) {
      await this.looking;
      await Promise.all(this.catching.values());
    }
  }

  private async lookWhileAsked(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      for (const connection of this.options.core.connections()) {
        try {
          await this.lookAtOne(connection);
        } catch (error) {
          this.options.core.log.error({ err: error, platform: connection.platform }, 'a channel could not be kept');
        }
      }
      await this.tellGivenUp();
    }
  }

  private async lookAtOne(connection: Connection): Promise<void> {
    const { core } = this.options;
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
    await this.hear(
      channel,
      now,
      connection.accounts.every(({ online }) => online),
    );
  }

  private compare(name: string, connection: Pick<Connection, 'online' | 'reason'>, now: Instant, alarmMs: number) {
    const known = this.channels.get(name) ?? unknownChannel(name);
    return { ...lookAt(known, connection, now, alarmMs), known };
  }

  private async tellGivenUp(): Promise<void> {
    const { core } = this.options;
    const messages = this.givenUp.splice(0);
    if (messages.length === 0) return;
    try {
      await tellGivenUp(core, messages);
    } catch (error) {
      core.log.error({ err: error }, 'nobody could be told of messages that did not arrive');
      this.givenUp.unshift(...messages);
    }
  }

  /** Everything said until now is heard, once what was missed is caught up. Kept to the minute: a restart needs no more. */
  private async hear(channel: Channel, now: Instant, byAll: boolean): Promise<void> {
    const { platform, heardUntil } = channel;
    // Where the bot never was it has missed nothing.
    if (heardUntil === null) this.upToDate.add(platform);
    if (this.upToDate.has(platform)) {
      // Groups of an account that is away, or not yet caught up, are not heard: a restart is to read on from there.
      const isHeard = byAll && !this.catching.has(platform) && now - (heardUntil ?? now) >= MINUTE;
      if (heardUntil === null || isHeard) await this.keep({ ...channel, heardUntil: now });
    } else if (heardUntil !== null && !this.catching.has(platform) && now >= (this.notBefore.get(platform) ?? now))
      this.inTurn(platform, () => this.catchUp(platform, heardUntil, now));
  }

  /** One catching up of a platform after the other. */
  private inTurn(platform: string, work: () => Promise<void>): void {
    const before = this.catching.get(platform) ?? Promise.resolve();
    const catching = before
      .then(work)
      .catch((error: unknown) =>
        this.options.core.log.warn({ err: error, platform }, 'what was missed could not be caught up'),
      )
      .finally(() => {
        if (this.catching.get(platform) === catching) this.catching.delete(platform);
      });
    this.catching.set(platform, catching);
  }

  /** Beside the looks: a long history must not delay an alarm. */
  private async catchUp(platform: string, heardUntil: Instant, now: Instant): Promise<void> {
    const { core, catchUp } = this.options;
    const hours = core.readers().rules.settings['catchUp.hours'];
    const { since, cut } = catchUpFrom(heardUntil, now, hours);
    const losses = this.lossesOf(platform);
    try {
      await catchUp(platform, since, null);
      if (losses === this.lossesOf(platform)) this.upToDate.add(platform);
      if (cut) await this.tellTooOld(platform, since, heardUntil, now);
    } catch (error) {
      core.log.warn({ err: error, platform }, 'what was missed could not be caught up; it is tried again');
      this.notBefore.set(platform, core.clock() + MINUTE);
    }
  }

  private async tellTooOld(platform: string, since: Instant, unheardFrom: Instant, now: Instant): Promise<void> {
    const { core } = this.options;
    const hours = core.readers().rules.settings['catchUp.hours'];
    await tellOperators(core, tooOldWords(platform, since, hours), `tooOld:${platform}:${unheardFrom}`, now, null);
  }

  private lossesOf(platform: string): number {
    return this.losses.get(platform) ?? 0;
  }

  private async keep(channel: Channel): Promise<void> {
    await saveChannels(this.options.core.db, [channel]);
    this.channels.set(channel.platform, channel);
  }
}
