/** Keeps an eye on the channels: tells when one is gone and when it is back, and has what was missed caught up. */
import { loadChannels, saveChannels, waitedUntil } from '../../db/channels.ts';
import {
  catchUpFrom,
  lookAt,
  unknownChannel,
  type Channel,
  type ChannelNews,
  type Connection,
} from '../../domain/channel.ts';
import { DAY, MINUTE, type Instant } from '../../domain/time.ts';
import { awayWords, backWords, tooOldWords } from '../../wording/channels.ts';
import type { Core } from '../core.ts';
import { tellOperators } from './operators.ts';

export interface ChannelKeeperOptions {
  core: Core;
  /** Hears what a platform's groups said since then; rejects when the platform went away over it. */
  catchUp(platform: string, since: Instant): Promise<void>;
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
    }
  }

  private async lookAtOne(connection: Connection): Promise<void> {
    const { core } = this.options;
    const { platform } = connection;
    const now = core.clock();
    const known = this.channels.get(platform) ?? unknownChannel(platform);
    const alarmMs = core.readers().rules.settings['channel.alarmSeconds'] * 1000;
    const { channel, news } = lookAt(known, connection, now, alarmMs);
    // Told before it is written that it was: after a crash in between the cause keeps it from being told twice.
    if (news !== null) await this.tell(news, connection, now);
    if (channel !== known) await this.keep(channel);
    if (connection.online) await this.hear(channel, now);
  }

  private async tell(news: ChannelNews, { platform, since, reason }: Connection, now: Instant): Promise<void> {
    const { core } = this.options;
    const words =
      news.kind === 'away'
        ? awayWords(platform, news.since, reason)
        : backWords(platform, news.since, now, await waitedUntil(core.db, platform, news.since - DAY, since));
    await tellOperators(core, words, `${news.kind}:${platform}:${news.since}`, now, platform);
  }

  /** Everything said until now is heard, once what was missed is caught up. Kept to the minute: a restart needs no more. */
  private async hear(channel: Channel, now: Instant): Promise<void> {
    const { platform, heardUntil } = channel;
    // Where the bot never was it has missed nothing.
    if (heardUntil === null) this.upToDate.add(platform);
    if (this.upToDate.has(platform)) {
      if (heardUntil === null || now - heardUntil >= MINUTE) await this.keep({ ...channel, heardUntil: now });
    } else if (heardUntil !== null && !this.catching.has(platform) && now >= (this.notBefore.get(platform) ?? now)) {
      const catching = this.catchUp(platform, heardUntil, now).finally(() => this.catching.delete(platform));
      this.catching.set(platform, catching);
    }
  }

  /** Beside the looks: a long history must not delay an alarm. */
  private async catchUp(platform: string, heardUntil: Instant, now: Instant): Promise<void> {
    const { core, catchUp } = this.options;
    const hours = core.readers().rules.settings['catchUp.hours'];
    const { since, cut } = catchUpFrom(heardUntil, now, hours);
    const losses = this.lossesOf(platform);
    try {
      await catchUp(platform, since);
      if (losses === this.lossesOf(platform)) this.upToDate.add(platform);
      if (cut)
        await tellOperators(core, tooOldWords(platform, since, hours), `tooOld:${platform}:${heardUntil}`, now, null);
    } catch (error) {
      core.log.warn({ err: error, platform }, 'what was missed could not be caught up; it is tried again');
      this.notBefore.set(platform, core.clock() + MINUTE);
    }
  }

  private lossesOf(platform: string): number {
    return this.losses.get(platform) ?? 0;
  }

  private async keep(channel: Channel): Promise<void> {
    await saveChannels(this.options.core.db, [channel]);
    this.channels.set(channel.platform, channel);
  }
}
